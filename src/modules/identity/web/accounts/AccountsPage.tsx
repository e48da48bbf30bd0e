import { Button } from 'antd'
import { useCallback, useState } from 'react'
import type { z } from 'zod'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient } from '../../../../platform/ui/api-queries.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { TextField } from '../../../../platform/ui/kit/fields.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { RecordDialog } from '../../../../platform/ui/kit/RecordDialog.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type Account, accountStates, listAccounts, openAccount } from '../../contract/account.ts'
import { roleNames } from '../../contract/role.ts'
import { accountsAddress } from '../addresses.ts'
import { PersonField } from '../PersonField.tsx'
import { identityText } from '../text.ts'
import { AccountDrawer } from './AccountDrawer.tsx'
import { toneOfAccount } from './account-tone.ts'
import './accounts.css'

/** Accounts, kept by the system administrator; their roles by the security administrator. */
export default function AccountsPage() {
  const t = identityText.useText()
  const k = kit.useText()
  const search = useSearchOf(accountsAddress)
  const change = useChangeSearch(accountsAddress)
  const mayOpen = useMay('identity.account.manage')
  const [adding, setAdding] = useState(false)
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  const { query, paging } = usePages(
    listAccounts,
    {
      query: {
        ...(search.text ? { search: search.text } : {}),
        ...(search.state ? { state: search.state } : {}),
        ...(search.role ? { role: search.role } : {}),
      },
    },
    ['identity.account'],
  )
  const filtered = Boolean(search.text || search.state || search.role)
  const clear = () => void change({ text: undefined, state: undefined, role: undefined })
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('account.title')}
        actions={
          mayOpen ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('account.add')}
            </Button>
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <FilterBar onClear={filtered ? clear : undefined}>
          <TextFilter
            value={search.text ?? ''}
            onChange={setText}
            placeholder={t('account.search')}
          />
          <ChoiceFilter
            label={t('account.state')}
            value={search.state}
            choices={accountStates.map((value) => ({
              value,
              label: t(`account.stateOf.${value}`),
            }))}
            onChange={(state) => void change({ state })}
          />
          <ChoiceFilter
            label={t('account.roles')}
            value={search.role}
            choices={roleNames.map((value) => ({ value, label: t(`role.${value}`) }))}
            onChange={(role) => void change({ role })}
            widthPx={160}
          />
        </FilterBar>
        <DataTable
          id="identity.accounts"
          caption={t('account.caption')}
          columns={columnsOf(t)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          selectedKey={search.account}
          onOpen={({ id }) => void change({ account: id }, false)}
          empty={<Empty title={filtered ? k('filter.none') : t('account.none')} />}
        />
      </div>
      {search.account ? (
        <AccountDrawer id={search.account} onClose={() => void change({ account: undefined })} />
      ) : null}
      {adding ? (
        <OpenAccountDialog
          onClose={() => setAdding(false)}
          onOpened={(account) => void change({ account })}
        />
      ) : null}
    </div>
  )
}

function columnsOf(t: ReturnType<typeof identityText.useText>): Column<Account>[] {
  return [
    {
      key: 'login',
      title: t('account.login'),
      cell: ({ loginName }) => <strong>{loginName}</strong>,
    },
    { key: 'person', title: t('account.person'), cell: ({ personName }) => personName },
    {
      key: 'roles',
      title: t('account.roles'),
      cell: ({ roles }) =>
        roles.map(({ role, areaName }) => `${t(`role.${role}`)}・${areaName}`).join('；'),
    },
    {
      key: 'totp',
      title: t('account.totp'),
      cell: ({ hasTotp }) => t(hasTotp ? 'account.bound' : 'account.unbound'),
    },
    {
      key: 'last',
      title: t('account.last'),
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? shown(lastSignInAt, 'dayTime') : t('account.never'),
    },
    {
      key: 'state',
      title: t('account.state'),
      cell: ({ state }) => (
        <StateWord tone={toneOfAccount[state]}>{t(`account.stateOf.${state}`)}</StateWord>
      ),
    },
  ]
}

interface OpenAccountDialogProps {
  readonly onClose: () => void
  readonly onOpened: (accountId: string) => void
}

function OpenAccountDialog({ onClose, onOpened }: OpenAccountDialogProps) {
  const t = identityText.useText()
  const schema = openAccount.body
  if (!schema) return null
  const submit = async (body: z.output<typeof schema>) => {
    const account = await call(openAccount, { body })
    void queryClient.invalidateQueries({ queryKey: [listAccounts.path] })
    tell({ text: t('account.opened', { name: account.loginName }) })
    onOpened(account.id)
  }
  return (
    <RecordDialog
      title={t('account.add')}
      schema={schema}
      initial={{ loginName: '' }}
      toBody={(values, id) => ({ ...values, id })}
      submit={submit}
      submitLabel={t('account.add')}
      onClose={onClose}
    >
      <PersonField name="personId" label={t('account.person')} />
      <TextField name="loginName" label={t('account.login')} required max={40} />
    </RecordDialog>
  )
}
