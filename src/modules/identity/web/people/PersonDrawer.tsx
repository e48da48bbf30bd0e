import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { DayField, TextField } from '../../../../platform/ui/kit/fields.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import {
  Contact,
  eraseContact,
  getContact,
  getPerson,
  type Person,
  putContact,
  updatePerson,
} from '../../contract/person.ts'
import { identityText } from '../text.ts'
import { PersonDialog } from './PersonDialog.tsx'

const topics = ['identity.person'] as const

export function PersonDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = identityText.useText()
  const mayEdit = useMay('identity.person.manage')
  const [editing, setEditing] = useState(false)
  const query = useRead(getPerson, { params: { id } }, { topics })
  const person = query.data
  const setActive = useAct(updatePerson, {
    topics,
    onDone: () => tell({ text: t('people.saved') }),
  })
  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={person?.name ?? t('people.title')}
      actions={
        mayEdit && person ? (
          <>
            <Button
              onClick={() =>
                setActive.mutate(
                  { params: { id }, body: { version: person.version, active: !person.active } },
                  { onError: tellFailure },
                )
              }
            >
              {t(person.active ? 'people.deactivate' : 'people.activate')}
            </Button>{' '}
            <Button type="primary" onClick={() => setEditing(true)}>
              {t('people.edit')}
            </Button>
          </>
        ) : undefined
      }
    >
      <Read query={query}>{(data) => <PersonFacts person={data} />}</Read>
      {editing && person ? (
        <PersonDialog person={person} onClose={() => setEditing(false)} />
      ) : null}
    </DetailDrawer>
  )
}

function PersonFacts({ person }: { person: Person }) {
  const t = identityText.useText()
  return (
    <>
      <Facts
        facts={[
          [t('people.agency'), person.agencyName],
          [t('people.part'), t(`dutyRole.${person.dutyRole}`)],
          person.badge ? [t('people.badge'), person.badge] : null,
          [t('people.max'), person.maxDutiesPerWeek],
          person.skills.length > 0
            ? [
                t('people.skills'),
                person.skills.map((skill) => t(`skill.${skill}`)).join(listMark()),
              ]
            : null,
          [
            t('people.active'),
            <StateWord key="active" tone={person.active ? 'ok' : 'off'}>
              {t(person.active ? 'people.active' : 'people.inactive')}
            </StateWord>,
          ],
        ]}
      />
      <ContactPart person={person} />
    </>
  )
}

/** The number itself is read only on demand, and each reading is logged. */
function ContactPart({ person }: { person: Person }) {
  const t = identityText.useText()
  const mayRead = useMay('identity.contact.read')
  const mayEdit = useMay('identity.person.manage')
  const [asked, setAsked] = useState(false)
  const [open, setOpen] = useState(false)
  const params = { id: person.id }
  const query = useRead(getContact, { params }, { enabled: asked && mayRead })
  const erase = useAct(eraseContact, { topics, onDone: () => tell({ text: t('people.erased') }) })
  return (
    <section>
      <h3>{t('people.contact')}</h3>
      {!person.hasContact ? <p className="ay-note">{t('people.noContact')}</p> : null}
      {person.hasContact && mayRead && !asked ? (
        <Button onClick={() => setAsked(true)}>{t('people.show')}</Button>
      ) : null}
      {asked && query.data?.workPhone ? (
        <p>
          <a href={`tel:${query.data.workPhone.replace(/\s/g, '')}`}>{query.data.workPhone}</a>{' '}
          <span className="ay-note">
            {query.data.legalBasis}{' '}
            {query.data.deleteAfter ? `${t('people.until')} ${query.data.deleteAfter}` : ''}
          </span>
        </p>
      ) : null}
      {mayEdit ? (
        <p>
          <Button size="small" onClick={() => setOpen(true)}>
            {t('people.saveContact')}
          </Button>{' '}
          {person.hasContact ? (
            <Button
              size="small"
              danger
              onClick={() => erase.mutate({ params }, { onError: tellFailure })}
            >
              {t('people.erase')}
            </Button>
          ) : null}
        </p>
      ) : null}
      {open ? <ContactDialog id={person.id} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}

function ContactDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = identityText.useText()
  const submit = async (body: z.output<typeof Contact>) => {
    await call(putContact, { params: { id }, body })
    refresh(queryClient, topics)
    tell({ text: t('people.contactSaved') })
  }
  return (
    <RecordDialog
      title={t('people.saveContact')}
      schema={Contact}
      initial={{ workPhone: '', legalBasis: '' }}
      submit={submit}
      submitLabel={t('people.saveContact')}
      onClose={onClose}
    >
      <TextField name="workPhone" label={t('people.contact')} required max={20} />
      <TextField name="legalBasis" label={t('people.basis')} required max={200} />
      <DayField name="deleteAfter" label={t('people.until')} />
    </RecordDialog>
  )
}
