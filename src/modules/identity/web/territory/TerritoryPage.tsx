import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { listMark } from '../../../../platform/ui/text.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { type AreaLevel, listTerritory, type TerritoryArea } from '../../contract/area.ts'
import { territoryAddress } from '../addresses.ts'
import { identityText } from '../text.ts'
import { AddAreaDialog } from './AddAreaDialog.tsx'
import { TerritoryDrawer } from './TerritoryDrawer.tsx'
import { depthOf, knownLevel, levelsBelow, topics } from './territory.ts'

/** The areas that somebody administers, down to stations, with the agencies people belong to. */
export default function TerritoryPage() {
  const t = identityText.useText()
  const k = kit.useText()
  const { area } = useViewer()
  const own = { ...area, level: knownLevel(area.level) }
  const search = useSearchOf(territoryAddress)
  const change = useChangeSearch(territoryAddress)
  const [adding, setAdding] = useState(false)
  const { query, paging } = usePages(
    listTerritory,
    {
      query: {
        ...(search.text ? { search: search.text } : {}),
        ...(search.level ? { level: search.level } : {}),
      },
    },
    topics,
  )
  const filtered = Boolean(search.text || search.level)
  const rows = query.data?.rows ?? []
  const withoutStations = rows.length > 0 && !rows.some(({ level }) => level === 'station')
  const add = t(own.level === 'county' ? 'territory.addStation' : 'territory.add')
  const addButton = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {add}
    </Button>
  )
  return (
    <div className="ay-page ay-page-full">
      <PageHead title={t('territory.title')} actions={addButton} />
      <div className="ay-page-body">
        <Filters />
        <DataTable
          id="identity.territory"
          caption={t('territory.caption')}
          columns={columnsOf(t, filtered ? undefined : own.level)}
          query={query}
          paging={paging}
          rowKey={({ id }) => id}
          selectedKey={search.area}
          onOpen={({ id }) => void change({ area: id }, false)}
          empty={<Empty title={filtered ? k('filter.none') : t('territory.none')} />}
        />
        {withoutStations && !filtered && !paging.next ? (
          <Panel flush>
            <Empty title={t('territory.noStation')} action={addButton}>
              {t(own.level === 'county' ? 'territory.noStationHint' : 'territory.noStationAbove')}
            </Empty>
          </Panel>
        ) : null}
      </div>
      {search.area ? (
        <TerritoryDrawer
          key={search.area}
          id={search.area}
          onClose={() => void change({ area: undefined })}
        />
      ) : null}
      {adding ? (
        <AddAreaDialog
          parent={own.level === 'county' ? own : undefined}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  )
}

function Filters() {
  const t = identityText.useText()
  const { area } = useViewer()
  const search = useSearchOf(territoryAddress)
  const change = useChangeSearch(territoryAddress)
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  const clear = () => void change({ text: undefined, level: undefined })
  const level = knownLevel(area.level)
  return (
    <FilterBar onClear={search.text || search.level ? clear : undefined}>
      <TextFilter
        value={search.text ?? ''}
        onChange={setText}
        placeholder={t('territory.search')}
      />
      <ChoiceFilter
        label={t('territory.level')}
        value={search.level}
        choices={[level, ...levelsBelow(level)].map((value) => ({
          value,
          label: t(`territory.levelOf.${value}`),
        }))}
        onChange={(chosen) => void change({ level: chosen })}
      />
    </FilterBar>
  )
}

/** `from`: where the tree begins; a filtered list is no tree and names what each lies in. */
function columnsOf(
  t: ReturnType<typeof identityText.useText>,
  from: AreaLevel | undefined,
): Column<TerritoryArea>[] {
  return [
    {
      key: 'name',
      title: t('territory.name'),
      cell: ({ name, level, parentName }) => (
        <span style={{ paddingInlineStart: from ? depthOf(from, level) * indentPx : 0 }}>
          <strong>{name}</strong>
          {from ? null : <span className="ay-note"> {parentName}</span>}
        </span>
      ),
    },
    {
      key: 'level',
      title: t('territory.level'),
      widthPx: 120,
      cell: ({ level }) => t(`territory.levelOf.${level}`),
    },
    {
      key: 'agencies',
      title: t('territory.agencies'),
      cell: ({ agencies, level }) =>
        agencies.length === 0 && level === 'station' ? (
          <StateWord tone="warn">{t('territory.withoutAgency')}</StateWord>
        ) : (
          agencies.map(({ name }) => name).join(listMark())
        ),
    },
    { key: 'code', title: t('territory.code'), widthPx: 140, cell: ({ code }) => code ?? '' },
  ]
}

const indentPx = 20
