import { DatePicker, Segmented } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useCallback, useMemo } from 'react'
import { useChangeSearch, useSearchOf } from '../../../../platform/ui/address.ts'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { DetailDrawer } from '../../../../platform/ui/kit/DetailDrawer.tsx'
import { ExportButton } from '../../../../platform/ui/kit/ExportButton.tsx'
import { FilterBar, TextFilter } from '../../../../platform/ui/kit/FilterBar.tsx'
import { PageHead, Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateTag } from '../../../../platform/ui/kit/StateMark.tsx'
import { kit } from '../../../../platform/ui/kit-text.ts'
import { shown, useToday } from '../../../../platform/ui/wall-time.ts'
import { indicatorGroups } from '../../contract/indicator.ts'
import {
  exportValues,
  type Indicator,
  listIndicators,
  readValues,
  type Value,
  type Values,
} from '../../contract/values.ts'
import { figuresAddress, presets } from '../addresses.ts'
import { said, statisticsText } from '../text.ts'
import { FigureDrill } from './FigureDrill.tsx'
import './figures.css'
import { type Period, periodOf } from './period.ts'
import { valueText } from './value-text.ts'

/** Every indicator of a period beside the period before; each opens into its rows. */
export default function FiguresPage() {
  const t = statisticsText.useText()
  const search = useSearchOf(figuresAddress)
  const change = useChangeSearch(figuresAddress)
  const today = useToday()
  const period = usePeriod()
  const list = useRead(listIndicators, {})
  const ids = (list.data ?? []).map(({ id }) => id).join(',')
  const values = useRead(
    readValues,
    { query: { indicators: ids, ...period, compare: 'true' } },
    { enabled: ids !== '', keepLast: true, topics: ['statistics.*'] },
  )
  const found = foundBy(search.text, list.data ?? [])
  const open = list.data?.find(({ id }) => id === search.figure)
  return (
    <div className="ay-page">
      <PageHead
        title={t('figures.title')}
        note={`${period.firstDay} – ${period.lastDay}`}
        tags={
          <>
            {values.data ? <ReadAt values={values.data} /> : null}
            {period.lastDay >= today ? (
              <StateTag tone="wait">{t('figures.running')}</StateTag>
            ) : null}
          </>
        }
        actions={found.length > 0 ? <Export indicators={found} period={period} /> : undefined}
      />
      <div className="ay-page-body">
        <PeriodBar />
        <Read query={values} rows={12}>
          {(data) => <Groups indicators={found} values={data} />}
        </Read>
      </div>
      {open ? (
        <DetailDrawer
          open
          widthPx={720}
          title={said(open.name)}
          onClose={() => void change({ figure: undefined })}
        >
          <FigureDrill asked={{ indicator: open.id, ...period }} />
        </DetailDrawer>
      ) : null}
    </div>
  )
}

const foundBy = (text = '', indicators: readonly Indicator[]) =>
  indicators.filter((indicator) => said(indicator.name).includes(text))

interface ExportProps {
  readonly indicators: readonly Indicator[]
  readonly period: Period
}

/** What the search has found, group by group as on the page. */
function Export({ indicators, period }: ExportProps) {
  const ids = indicators.map(({ id }) => id).join(',')
  return <ExportButton endpoint={exportValues} input={{ query: { indicators: ids, ...period } }} />
}

function usePeriod() {
  const { preset, from, until } = useSearchOf(figuresAddress)
  const today = useToday()
  return periodOf(preset, today, {
    ...(from ? { firstDay: from } : {}),
    ...(until ? { lastDay: until } : {}),
  })
}

function ReadAt({ values }: { values: Values }) {
  const t = statisticsText.useText()
  return values.staleDays > 0 ? (
    <StateTag tone="wait">{t('figures.stale', { count: values.staleDays })}</StateTag>
  ) : (
    <StateTag tone="ok">{t('figures.readAt', { time: shown(values.readAt, 'seconds') })}</StateTag>
  )
}

function PeriodBar() {
  const t = statisticsText.useText()
  const search = useSearchOf(figuresAddress)
  const change = useChangeSearch(figuresAddress)
  const { firstDay, lastDay } = usePeriod()
  // The same moments as long as the days are: made anew, they take back what is being typed.
  const days = useMemo<[Dayjs, Dayjs]>(() => [dayjs(firstDay), dayjs(lastDay)], [firstDay, lastDay])
  const setText = useCallback((text: string) => void change({ text: text || undefined }), [change])
  const clear = () => void change({ text: undefined })
  return (
    <FilterBar onClear={search.text ? clear : undefined}>
      <Segmented
        value={search.preset}
        aria-label={t('figures.period')}
        onChange={(preset) => void change({ preset })}
        options={presets.map((value) => ({ value, label: t(`figures.preset.${value}`) }))}
      />
      {search.preset === 'custom' ? (
        <DatePicker.RangePicker
          value={days}
          allowClear={false}
          onChange={(days) =>
            void change({
              from: days?.[0]?.format('YYYY-MM-DD'),
              until: days?.[1]?.format('YYYY-MM-DD'),
            })
          }
        />
      ) : null}
      <TextFilter value={search.text ?? ''} onChange={setText} placeholder={t('figures.search')} />
    </FilterBar>
  )
}

interface GroupsProps {
  readonly indicators: readonly Indicator[]
  readonly values: Values
}

function Groups({ indicators, values }: GroupsProps) {
  const t = statisticsText.useText()
  const k = kit.useText()
  if (indicators.length === 0) return <Empty title={k('filter.none')} />
  return (
    <div className="st-groups">
      {indicatorGroups.map((group) => {
        const members = indicators.filter((indicator) => indicator.group === group)
        return members.length === 0 ? null : (
          <Panel key={group} title={t(`figures.group.${group}`)} note={members.length} flush>
            <Table indicators={members} values={values} />
          </Panel>
        )
      })}
    </div>
  )
}

function Table({ indicators, values }: GroupsProps) {
  const t = statisticsText.useText()
  return (
    <table className="ay-table st-table">
      <thead>
        <tr>
          <th scope="col">{t('figures.name')}</th>
          <th scope="col">{t('figures.value')}</th>
          <th scope="col">{t('figures.unit')}</th>
          <th scope="col">{t('figures.previous')}</th>
          <th scope="col">{t('figures.change')}</th>
        </tr>
      </thead>
      <tbody>
        {indicators.map((indicator) => (
          <IndicatorLine key={indicator.id} indicator={indicator} values={values} />
        ))}
      </tbody>
    </table>
  )
}

const valueIn = (values: readonly Value[] | undefined, id: string): number | null | undefined =>
  values?.find(({ indicator }) => indicator === id)?.value

function IndicatorLine({ indicator, values }: { indicator: Indicator; values: Values }) {
  const t = statisticsText.useText()
  const change = useChangeSearch(figuresAddress)
  const value = valueIn(values.values, indicator.id)
  const before = valueIn(values.previous?.values, indicator.id)
  const known = typeof value === 'number' && typeof before === 'number'
  const grown = known ? value - before : null
  return (
    <tr>
      <th scope="row" title={said(indicator.definition)}>
        {said(indicator.name)}{' '}
        <span className="ay-note">{t(`figures.kind.${indicator.period}`)}</span>
      </th>
      <td>
        <button
          type="button"
          className="st-figure"
          onClick={() => void change({ figure: indicator.id }, false)}
        >
          {valueText(value, indicator)}
        </button>
      </td>
      <td>{indicator.percent ? '' : said(indicator.unit)}</td>
      <td>{valueText(before, indicator)}</td>
      <td>{grown === null ? '' : `${grown > 0 ? '+' : ''}${valueText(grown, indicator)}`}</td>
    </tr>
  )
}
