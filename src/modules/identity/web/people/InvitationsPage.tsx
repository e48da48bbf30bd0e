import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, useAct } from '../../../../platform/ui/api-queries.ts'
import { DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceField, NumberField } from '../../../../platform/ui/kit/fields.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  InvitedRole,
  invitationHours,
  invite,
  listInvitations,
  withdrawInvitation,
} from '../../contract/invitation.ts'
import { AreaField } from '../AreaField.tsx'
import { PersonField } from '../PersonField.tsx'
import { identityText } from '../text.ts'
import { LinkDialog } from './LinkDialog.tsx'

const topics = ['identity.invitation'] as const
const toneOf = { open: 'wait', used: 'ok', withdrawn: 'off', expired: 'off' } as const

const readAgain = () => void queryClient.invalidateQueries({ queryKey: [listInvitations.path] })

/** Short-lived links by which guards, teachers and volunteers join with their own phone. */
export default function InvitationsPage() {
  const t = identityText.useText()
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const { query, paging } = usePages(listInvitations, {}, topics)
  const withdraw = useAct(withdrawInvitation, {
    onDone: () => {
      readAgain()
      tell({ text: t('invitation.withdrawn') })
    },
  })
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('invitation.title')}
        actions={
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('invitation.add')}
          </Button>
        }
      />
      <div className="ay-page-body">
        <DataTable
          id="identity.invitations"
          caption={t('invitation.title')}
          columns={[
            { key: 'role', title: t('invitation.role'), cell: ({ role }) => t(`role.${role}`) },
            { key: 'area', title: t('invitation.area'), cell: ({ areaName }) => areaName },
            {
              key: 'person',
              title: t('invitation.person'),
              cell: ({ personName }) => personName ?? t('invitation.anyone'),
            },
            {
              key: 'created',
              title: t('invitation.created'),
              cell: ({ createdAt }) => shown(createdAt, 'dayTime'),
            },
            {
              key: 'expires',
              title: t('invitation.expires'),
              cell: ({ expiresAt }) => shown(expiresAt, 'dayTime'),
            },
            {
              key: 'state',
              title: t('invitation.state'),
              cell: ({ state }) => (
                <StateWord tone={toneOf[state]}>{t(`invitation.stateOf.${state}`)}</StateWord>
              ),
            },
            {
              key: 'withdraw',
              title: '',
              cell: ({ id, state }) =>
                state === 'open' ? (
                  <Button
                    type="link"
                    size="small"
                    onClick={() => withdraw.mutate({ params: { id } }, { onError: tellFailure })}
                  >
                    {t('invitation.withdraw')}
                  </Button>
                ) : null,
            },
          ]}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          empty={<Empty title={t('invitation.none')}>{t('invitation.noneHint')}</Empty>}
        />
      </div>
      {open ? <InviteDialog onClose={() => setOpen(false)} onMade={setLink} /> : null}
      {link ? (
        <LinkDialog link={link} note={t('invitation.qr')} onClose={() => setLink(null)} />
      ) : null}
    </div>
  )
}

interface InviteDialogProps {
  readonly onClose: () => void
  readonly onMade: (link: string) => void
}

function InviteDialog({ onClose, onMade }: InviteDialogProps) {
  const t = identityText.useText()
  const schema = invite.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    const { path } = await call(invite, { body })
    readAgain()
    onMade(new URL(path, window.location.origin).href)
  }
  return (
    <RecordDialog
      title={t('invitation.add')}
      schema={schema}
      initial={{ role: 'volunteer', hours: invitationHours.default }}
      toBody={(values) => ({ ...values, id: newId() })}
      submit={submit}
      submitLabel={t('invitation.add')}
      onClose={onClose}
    >
      <ChoiceField
        name="role"
        label={t('invitation.role')}
        choices={InvitedRole.options.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <AreaField name="areaId" label={t('invitation.area')} levels={['school']} />
      <PersonField
        name="personId"
        label={t('invitation.onList')}
        extra={t('invitation.onListNote')}
        optional
      />
      <NumberField name="hours" label={t('invitation.hours')} min={1} max={invitationHours.max} />
    </RecordDialog>
  )
}
