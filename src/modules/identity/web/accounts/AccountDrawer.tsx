import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, useAct, useRead } from '../../../../platform/ui/api-queries.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { ChoiceField, DayField } from '../../../../platform/ui/kit/fields.tsx'
import { Facts } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import {
  type Account,
  type AccountState,
  accountMoves,
  endAccountSessions,
  getAccount,
  giveRole,
  issueActivation,
  listAccountSessions,
  listAccounts,
  resetTotp,
  takeRole,
  updateAccount,
} from '../../contract/account.ts'
import { areaLevels } from '../../contract/area.ts'
import { roleNames } from '../../contract/role.ts'
import { AreaField } from '../AreaField.tsx'
import { LinkDialog } from '../people/LinkDialog.tsx'
import { identityText } from '../text.ts'
import { toneOfAccount } from './account-tone.ts'

/** Administrators' acts are few and announce nothing live: what was changed is read again. */
function readAgain(): void {
  for (const { path } of [listAccounts, getAccount, listAccountSessions]) {
    void queryClient.invalidateQueries({ queryKey: [path] })
  }
}

export function AccountDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = identityText.useText()
  const query = useRead(getAccount, { params: { id } })
  return (
    <DetailDrawer
      open
      widthPx={560}
      onClose={onClose}
      title={query.data ? `${query.data.loginName}・${query.data.personName}` : t('account.title')}
    >
      <Read query={query}>
        {(account) => (
          <>
            <AccountFacts account={account} />
            <StateActions account={account} />
            <Roles account={account} />
            <Sessions account={account} />
          </>
        )}
      </Read>
    </DetailDrawer>
  )
}

function AccountFacts({ account }: { account: Account }) {
  const t = identityText.useText()
  return (
    <Facts
      facts={[
        [
          t('account.state'),
          <StateTag key="state" tone={toneOfAccount[account.state]}>
            {t(`account.stateOf.${account.state}`)}
          </StateTag>,
        ],
        [t('account.totp'), t(account.hasTotp ? 'account.bound' : 'account.unbound')],
        [
          t('account.last'),
          account.lastSignInAt ? shown(account.lastSignInAt, 'dayTime') : t('account.never'),
        ],
      ]}
    />
  )
}

const actOf: Readonly<Partial<Record<AccountState, 'lock' | 'unlock' | 'close'>>> = {
  locked: 'lock',
  active: 'unlock',
  closed: 'close',
}

function StateActions({ account }: { account: Account }) {
  const t = identityText.useText()
  const mayManage = useMay('identity.account.manage')
  const mayReset = useMay('identity.role.manage')
  const [link, setLink] = useState<{ href: string; note: string } | null>(null)
  const params = { id: account.id }
  const done = (text: string) => () => {
    readAgain()
    tell({ text })
  }
  const move = useAct(updateAccount, { onDone: done(t('account.changed')) })
  const reset = useAct(resetTotp, { onDone: done(t('account.resetDone')) })
  const activation = useAct(issueActivation, {
    onDone: ({ path, expiresAt }) =>
      setLink({
        href: new URL(path, window.location.origin).href,
        note: t('account.activationNote', { time: shown(expiresAt, 'dayTime') }),
      }),
  })
  const failed = { onError: tellFailure }
  return (
    <p>
      {mayManage
        ? accountMoves[account.state].map((state) => {
            const act = actOf[state]
            return act ? (
              <Button
                key={state}
                danger={state === 'closed'}
                onClick={() =>
                  move.mutate({ params, body: { version: account.version, state } }, failed)
                }
              >
                {t(`account.${act}`)}
              </Button>
            ) : null
          })
        : null}{' '}
      {mayManage && account.state !== 'closed' ? (
        <Button onClick={() => activation.mutate({ params }, failed)}>
          {t('account.activation')}
        </Button>
      ) : null}
      {mayReset && account.hasTotp ? (
        <Button onClick={() => reset.mutate({ params }, failed)}>{t('account.resetTotp')}</Button>
      ) : null}
      {link ? <LinkDialog link={link.href} note={link.note} onClose={() => setLink(null)} /> : null}
    </p>
  )
}

function Roles({ account }: { account: Account }) {
  const t = identityText.useText()
  const may = useMay('identity.role.manage')
  const [open, setOpen] = useState(false)
  const take = useAct(takeRole, {
    onDone: () => {
      readAgain()
      tell({ text: t('account.taken') })
    },
  })
  return (
    <section className="id-part">
      <h3>
        {t('account.roles')}
        {may ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('account.give')}
          </Button>
        ) : null}
      </h3>
      <ul className="id-list">
        {account.roles.map((role) => (
          <li key={role.id}>
            <strong>{t(`role.${role.role}`)}</strong> {role.areaName}
            <span className="ay-note">
              {role.startsOn} {t('account.from')}
              {role.endsOn ? ` ${t('account.until')} ${role.endsOn}` : ` ${t('account.forever')}`}
            </span>
            {may ? (
              <Button
                size="small"
                onClick={() => take.mutate({ params: { id: role.id } }, { onError: tellFailure })}
              >
                {t('account.take')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {open ? <GiveRoleDialog account={account} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}

function GiveRoleDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = identityText.useText()
  const schema = giveRole.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    await call(giveRole, { params: { id: account.id }, body })
    readAgain()
    tell({ text: t('account.given') })
  }
  return (
    <RecordDialog
      title={`${t('account.give')}・${account.personName}`}
      schema={schema}
      initial={{ role: 'stationOfficer' }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('account.give')}
      onClose={onClose}
    >
      <ChoiceField
        name="role"
        label={t('account.roles')}
        choices={roleNames.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <AreaField name="areaId" label={t('account.roleArea')} levels={areaLevels} />
      <DayField name="endsOn" label={t('account.until')} />
    </RecordDialog>
  )
}

function Sessions({ account }: { account: Account }) {
  const t = identityText.useText()
  const may = useMay('identity.account.manage')
  const params = { id: account.id }
  const query = useRead(listAccountSessions, { params })
  const end = useAct(endAccountSessions, {
    onDone: ({ ended }) => {
      readAgain()
      tell({ text: t('account.ended', { count: ended }) })
    },
  })
  return (
    <section className="id-part">
      <h3>
        {t('account.sessions')}
        {may && query.data && query.data.rows.length > 0 ? (
          <Button size="small" onClick={() => end.mutate({ params }, { onError: tellFailure })}>
            {t('account.endSessions')}
          </Button>
        ) : null}
      </h3>
      <Read query={query} rows={2}>
        {({ rows }) => (
          <ul className="id-list">
            {rows.length === 0 ? <li className="ay-note">{t('account.noSessions')}</li> : null}
            {rows.map((session) => (
              <li key={session.id}>
                {session.deviceName || t(session.deviceBound ? 'own.phone' : 'own.browser')}
                <span className="ay-note">
                  {t(`role.${session.role}`)}・{session.areaName}・
                  {shown(session.lastSeenAt, 'dayTime')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Read>
    </section>
  )
}
