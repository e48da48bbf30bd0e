import { Button, Segmented } from 'antd'
import { useCallback } from 'react'
import { useChangeSearch, useGo, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { type Column, DataTable } from '../../../../platform/ui/kit/DataTable.tsx'
import { ExportButton } from '../../../../platform/ui/kit/ExportButton.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { PageHead } from '../../../../platform/ui/kit/Panel.tsx'
import { usePages } from '../../../../platform/ui/kit/paging.ts'
import { Empty, Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { grouped, listMark } from '../../../../platform/ui/text.ts'
import { useMay } from '../../../../platform/ui/viewer.ts'
import {
  exportSchools,
  listSchools,
  ownerships,
  type SchoolFilter,
  type SchoolRow,
  schoolFacets,
  schoolKinds,
  schoolStages,
  schoolStates,
} from '../../contract/school.ts'
import { newSchoolAddress, schoolAddress, schoolsAddress } from '../addresses.ts'
import { CertificatesButton } from '../staff/CertificatesButton.tsx'
import { type SchoolsTranslate, schoolsText } from '../text.ts'
import { toneOfSchool } from './school-tone.ts'

const SchoolMapView = laterPart(() => import('./SchoolMapView.tsx'), <Skeleton rows={8} />)

export const schoolTopics = ['schools.*'] as const

/** The register as list or map, always by the same filter. */
export default function SchoolListPage() {
  const t = schoolsText.useText()
  const go = useGo()
  const search = useSearchOf(schoolsAddress)
  const change = useChangeSearch(schoolsAddress)
  const mayAdd = useMay('schools.edit')
  const mayExport = useMay('schools.export')
  const filter = filterOf(search)
  return (
    <div className="ay-page ay-page-full">
      <PageHead
        title={t('list.title')}
        actions={
          <>
            <CertificatesButton />
            {mayExport ? <ExportButton endpoint={exportSchools} input={{ query: filter }} /> : null}
            {mayAdd ? (
              <Button type="primary" onClick={() => void go(newSchoolAddress, {})}>
                {t('list.add')}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="ay-page-body">
        <SchoolFilterBar />
        {search.view === 'map' ? (
          <SchoolMapView filter={filter} />
        ) : (
          <SchoolTable filter={filter} onClear={() => void change(noFilter)} />
        )}
      </div>
    </div>
  )
}

const noFilter = {
  text: undefined,
  station: undefined,
  kind: undefined,
  stage: undefined,
  ownership: undefined,
  state: undefined,
  tag: undefined,
  officer: undefined,
  boarding: undefined,
}

type Search = ReturnType<typeof useSearchOf<typeof schoolsAddress>>

/** What the address says as the contract asks it. */
function filterOf(search: Search): Partial<SchoolFilter> {
  const { text, station, kind, stage, ownership, state, tag, officer, boarding } = search
  return {
    ...(text ? { text } : {}),
    ...(station ? { stationAreaId: station } : {}),
    ...(kind ? { kind } : {}),
    ...(stage ? { stage } : {}),
    ...(ownership ? { ownership } : {}),
    ...(state ? { state } : {}),
    ...(tag ? { tag } : {}),
    ...(officer ? { hasOfficer: officer === 'yes' } : {}),
    ...(boarding ? { boarding: boarding === 'yes' } : {}),
  }
}

function SchoolFilterBar() {
  const t = schoolsText.useText()
  const search = useSearchOf(schoolsAddress)
  const change = useChangeSearch(schoolsAddress)
  const facets = useRead(schoolFacets, {}, { topics: schoolTopics }).data
  const filtered = Object.keys(filterOf(search)).length > 0
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  return (
    <FilterBar
      onClear={filtered ? () => void change(noFilter) : undefined}
      actions={
        <Segmented
          aria-label={t('list.view')}
          value={search.view}
          onChange={(view) => void change({ view })}
          options={[
            { value: 'list' as const, label: t('list.list') },
            { value: 'map' as const, label: t('list.map') },
          ]}
        />
      }
    >
      <TextFilter value={search.text ?? ''} onChange={setText} placeholder={t('list.search')} />
      <ChoiceFilter
        label={t('field.station')}
        value={search.station}
        choices={(facets?.stations ?? []).flatMap(({ areaId, name, count }) =>
          areaId ? [{ value: areaId, label: `${name ?? ''} ${count}` }] : [],
        )}
        onChange={(station) => void change({ station })}
      />
      <ChoiceFilter
        label={t('field.kind')}
        value={search.kind}
        choices={schoolKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => void change({ kind })}
        widthPx={120}
      />
      <ChoiceFilter
        label={t('field.stages')}
        value={search.stage}
        choices={schoolStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        onChange={(stage) => void change({ stage })}
        widthPx={90}
      />
      <ChoiceFilter
        label={t('field.ownership')}
        value={search.ownership}
        choices={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        onChange={(ownership) => void change({ ownership })}
        widthPx={90}
      />
      <YesNoFilters />
      <ChoiceFilter
        label={t('field.state')}
        value={search.state}
        choices={schoolStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        onChange={(state) => void change({ state })}
        widthPx={100}
      />
      {facets && facets.tags.length > 0 ? (
        <ChoiceFilter
          label={t('field.tags')}
          value={search.tag}
          choices={facets.tags.map(({ value, count }) => ({ value, label: `${value} ${count}` }))}
          onChange={(tag) => void change({ tag })}
          widthPx={120}
        />
      ) : null}
    </FilterBar>
  )
}

/** What a school has or has not. */
function YesNoFilters() {
  const t = schoolsText.useText()
  const k = kit.useText()
  const search = useSearchOf(schoolsAddress)
  const change = useChangeSearch(schoolsAddress)
  return (
    <>
      <ChoiceFilter
        label={t('field.boarding')}
        value={search.boarding}
        choices={[
          { value: 'yes', label: k('form.yes') },
          { value: 'no', label: k('form.no') },
        ]}
        onChange={(boarding) => void change({ boarding })}
        widthPx={80}
      />
      <ChoiceFilter
        label={t('list.officerFilter')}
        value={search.officer}
        choices={[
          { value: 'yes', label: t('list.withOfficer') },
          { value: 'no', label: t('list.withoutOfficer') },
        ]}
        onChange={(officer) => void change({ officer })}
        widthPx={100}
      />
    </>
  )
}

interface SchoolTableProps {
  readonly filter: Partial<SchoolFilter>
  readonly onClear: () => void
}

function SchoolTable({ filter, onClear }: SchoolTableProps) {
  const t = schoolsText.useText()
  const k = kit.useText()
  const go = useGo()
  const { query, paging } = usePages(listSchools, { query: filter }, schoolTopics)
  const filtered = Object.keys(filter).length > 0
  return (
    <DataTable
      id="schools.list"
      caption={t('list.caption')}
      columns={columnsOf(t)}
      query={query}
      paging={paging}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void go(schoolAddress, { params: { schoolId: id } })}
      empty={
        filtered ? (
          <Empty
            title={k('filter.none')}
            action={<Button onClick={onClear}>{k('filter.clear')}</Button>}
          />
        ) : (
          <Empty title={t('list.emptyNever')}>{t('list.emptyNeverHelp')}</Empty>
        )
      }
    />
  )
}

function columnsOf(t: SchoolsTranslate): Column<SchoolRow>[] {
  const count = (value: number | null) => (value === null ? t('value.none') : grouped(value))
  return [
    { key: 'name', title: t('field.name'), cell: ({ name }) => <strong>{name}</strong> },
    { key: 'nameEn', title: t('field.nameEn'), cell: ({ nameEn }) => nameEn, hidden: true },
    {
      key: 'code',
      title: t('field.code'),
      cell: ({ code, temporaryCode }) => code ?? temporaryCode ?? t('value.none'),
    },
    { key: 'kind', title: t('field.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    {
      key: 'ownership',
      title: t('field.ownership'),
      cell: ({ ownership }) => t(`ownership.${ownership}`),
      hidden: true,
    },
    {
      key: 'enrolment',
      title: t('field.enrolment'),
      align: 'right',
      cell: ({ enrolment }) => count(enrolment),
    },
    {
      key: 'boarders',
      title: t('field.boarders'),
      align: 'right',
      cell: ({ boarding, boarders }) => (boarding ? count(boarders) : t('value.none')),
    },
    { key: 'town', title: t('field.town'), cell: ({ town }) => town },
    {
      key: 'station',
      title: t('field.station'),
      cell: ({ stationName }) => stationName ?? t('value.none'),
    },
    { key: 'gates', title: t('field.gates'), align: 'right', cell: ({ gates }) => gates },
    { key: 'guards', title: t('field.guards'), align: 'right', cell: ({ guards }) => guards },
    {
      key: 'officer',
      title: t('field.officer'),
      cell: ({ linkedOfficer }) =>
        linkedOfficer?.name ?? <StateWord tone="warn">{t('value.noOfficer')}</StateWord>,
    },
    {
      key: 'tags',
      title: t('field.tags'),
      cell: ({ tags }) => tags.join(listMark()),
      hidden: true,
    },
    {
      key: 'state',
      title: t('field.state'),
      cell: ({ state }) => <StateWord tone={toneOfSchool[state]}>{t(`state.${state}`)}</StateWord>,
    },
  ]
}
