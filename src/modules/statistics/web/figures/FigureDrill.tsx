import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { laterPart } from '../../../../platform/ui/kit/LaterPart.tsx'
import { Skeleton } from '../../../../platform/ui/kit/ReadStates.tsx'
import { useMay, useViewer } from '../../../../platform/ui/viewer.ts'
import {
  type Breakdown,
  type Indicator,
  listIndicators,
  readValues,
} from '../../contract/values.ts'
import { said, statisticsText } from '../text.ts'
import { DrillRows } from './DrillRows.tsx'
import './figures.css'
import { type Asked, queryOf } from './asked.ts'
import { valueText } from './value-text.ts'

const BarChart = laterPart(
  () => import('../../../../platform/ui/kit/BarChart.tsx'),
  <Skeleton rows={5} />,
)

interface FigureDrillProps {
  readonly asked: Asked
  /** What a paper says, to be compared with the rows. */
  readonly stated?: number | null | undefined
}

/** Where a figure comes from: its definition, its parts, its breakdown and its rows. */
export function FigureDrill({ asked, stated }: FigureDrillProps) {
  const mayRows = useMay('statistics.rows.read')
  const t = statisticsText.useText()
  const indicators = useRead(listIndicators, {}).data
  const indicator = indicators?.find(({ id }) => id === asked.indicator)
  if (!indicator || !indicators) return <Skeleton rows={6} />
  return (
    <div className="st-drill">
      <Head asked={asked} indicator={indicator} stated={stated} />
      <Definition indicator={indicator} indicators={indicators} asked={asked} />
      <Chart asked={asked} indicator={indicator} />
      {mayRows ? (
        <DrillRows asked={asked} indicator={indicator} stated={stated} />
      ) : (
        <p className="ay-note">{t('drill.noRight')}</p>
      )}
    </div>
  )
}

interface PartProps {
  readonly asked: Asked
  readonly indicator: Indicator
}

/** A paper's figure is told as the paper says it; what stands beside it, as known then. */
function Head({ asked, indicator, stated }: PartProps & Pick<FigureDrillProps, 'stated'>) {
  const t = statisticsText.useText()
  const { data } = useRead(readValues, {
    query: { indicators: indicator.id, ...queryOf(asked), compare: 'true' },
  })
  const isOfPaper = asked.known !== undefined
  const [value] = data?.values ?? []
  const [before] = data?.previous?.values ?? []
  return (
    <header className="st-head">
      <strong className="st-hero">{valueText(isOfPaper ? stated : value?.value, indicator)}</strong>
      <span>
        <b>{said(indicator.name)}</b> {indicator.percent ? '' : said(indicator.unit)}
        {value && value.of !== null && value.per !== null ? (
          <span className="ay-note">
            {' '}
            {value.of} / {value.per}
          </span>
        ) : null}
      </span>
      {before ? (
        <span className="ay-note">
          {t('drill.previous', { value: valueText(before.value, indicator) })}
        </span>
      ) : null}
    </header>
  )
}

interface DefinitionProps extends PartProps {
  readonly indicators: readonly Indicator[]
}

function Definition({ indicator, indicators, asked }: DefinitionProps) {
  const t = statisticsText.useText()
  const nameOf = (id: string) => {
    const found = indicators.find((one) => one.id === id)
    return found ? said(found.name) : id
  }
  return (
    <dl className="st-definition">
      <dt>{t('drill.definition')}</dt>
      <dd>{said(indicator.definition)}</dd>
      {indicator.parts ? (
        <>
          <dt>{t('drill.parts')}</dt>
          <dd>
            {nameOf(indicator.parts.of)} ÷ {nameOf(indicator.parts.per)}
          </dd>
        </>
      ) : null}
      <dt>{t('drill.period')}</dt>
      <dd>
        {asked.firstDay} – {asked.lastDay}
        {asked.half ? `・${t(`drill.half.${asked.half}`)}` : ''}
      </dd>
      {indicator.source ? (
        <>
          <dt>{t('drill.source')}</dt>
          <dd>{said(indicator.source)}</dd>
        </>
      ) : null}
    </dl>
  )
}

type By = z.infer<typeof Breakdown>
const barsMax = 40

function Chart({ asked, indicator }: PartProps) {
  const t = statisticsText.useText()
  const { level } = useViewer().area
  const isAbove = level !== 'county' && level !== 'station' && level !== 'school'
  const tasks: By[] = indicator.tasks ? ['task'] : []
  const choices: By[] = [isAbove ? 'county' : 'station', 'day', 'school', ...tasks]
  const [by, setBy] = useState<By>(choices[0] ?? 'day')
  const { data } = useRead(
    readValues,
    { query: { indicators: indicator.id, ...queryOf(asked), by } },
    { keepLast: true },
  )
  const bars = useMemo(
    () =>
      (data?.groups ?? [])
        .map(({ key, name, values }) => ({
          key,
          name: by === 'day' ? key.slice(5) : name,
          value: values[0]?.value ?? 0,
        }))
        .filter(({ value }) => by === 'day' || value !== 0)
        .sort((a, b) => (by === 'day' ? a.key.localeCompare(b.key) : b.value - a.value))
        .slice(0, barsMax),
    [data, by],
  )
  return (
    <section>
      <Segmented
        value={by}
        onChange={setBy}
        options={choices.map((value) => ({ value, label: t(`drill.breakdown.${value}`) }))}
      />
      {bars.length > 0 ? (
        <BarChart bars={bars} label={`${said(indicator.name)}・${t(`drill.breakdown.${by}`)}`} />
      ) : null}
    </section>
  )
}
