import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import { listAgencies } from '../../contract/agency.ts'
import { dutyRoles, listPeople, type Person } from '../../contract/person.ts'
import { peopleAddress } from '../addresses.ts'
import { identityText } from '../text.ts'
import { PersonDialog } from './PersonDialog.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'

const topics = ['identity.person'] as const
const agenciesMax = 500

/** People who work for the safety of schools here; contacts stand behind a logged click. */
export default function PeoplePage() {
  const t = identityText.useText()
  const k = kit.useText()
  const search = useSearchOf(peopleAddress)
  const change = useChangeSearch(peopleAddress)
  const mayAdd = useMay('identity.person.manage')
  const [adding, setAdding] = useState(false)
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  const agencies =
    useRead(listAgencies, { query: { limit: agenciesMax } }, { topics: ['identity.area'] }).data
      ?.rows ?? []
  const { query, paging } = usePages(
    listPeople,
    {
      query: {
        ...(search.text ? { search: search.text } : {}),
        ...(search.part ? { dutyRole: search.part } : {}),
        ...(search.agency ? { agencyId: search.agency } : {}),
      },
    },
    topics,
  )
  const filtered = Boolean(search.text || search.part || search.agency)
  const clear = () => void change({ text: undefined, part: undefined, agency: undefined })
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('people.title')}
        actions={
          mayAdd ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('people.add')}
            </Button>
          ) : undefined
        }
      />
      <div className="ay-page-body">
        <FilterBar onClear={filtered ? clear : undefined}>
          <TextFilter
            value={search.text ?? ''}
            onChange={setText}
            placeholder={t('people.search')}
          />
          <ChoiceFilter
            label={t('people.part')}
            value={search.part}
            choices={dutyRoles.map((value) => ({ value, label: t(`dutyRole.${value}`) }))}
            onChange={(part) => void change({ part })}
          />
          <ChoiceFilter
            label={t('people.agency')}
            value={search.agency}
            choices={agencies.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(agency) => void change({ agency })}
            widthPx={220}
          />
        </FilterBar>
        <DataTable
          id="identity.people"
          caption={t('people.caption')}
          columns={columnsOf(t)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          selectedKey={search.person}
          onOpen={({ id }) => void change({ person: id }, false)}
          empty={<Empty title={filtered ? k('filter.none') : t('people.none')} />}
        />
      </div>
      {search.person ? (
        <PersonDrawer id={search.person} onClose={() => void change({ person: undefined })} />
      ) : null}
      {adding ? <PersonDialog onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function columnsOf(t: ReturnType<typeof identityText.useText>): Column<Person>[] {
  return [
    { key: 'name', title: t('people.name'), cell: ({ name }) => <strong>{name}</strong> },
    {
      key: 'part',
      title: t('people.part'),
      cell: ({ dutyRole }) => t(`dutyRole.${dutyRole}`),
    },
    {
      key: 'agency',
      title: t('people.agency'),
      cell: ({ agencyName, homeCountyId }) =>
        homeCountyId ? `${agencyName}（${t('people.lent')}）` : agencyName,
    },
    { key: 'badge', title: t('people.badge'), cell: ({ badge }) => badge ?? '' },
    {
      key: 'skills',
      title: t('people.skills'),
      cell: ({ skills }) => skills.map((skill) => t(`skill.${skill}`)).join(listMark()),
    },
    {
      key: 'max',
      title: t('people.max'),
      align: 'right',
      cell: ({ maxDutiesPerWeek }) => maxDutiesPerWeek,
    },
    {
      key: 'active',
      title: t('people.active'),
      cell: ({ active }) => (
        <StateWord tone={active ? 'ok' : 'off'}>
          {t(active ? 'people.active' : 'people.inactive')}
        </StateWord>
      ),
    },
  ]
}
