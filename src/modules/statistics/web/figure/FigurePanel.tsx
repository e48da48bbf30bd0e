import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import type { IndicatorDefinition } from '../../contract/indicator.ts'
import { indicators } from '../../contract/indicators.catalogue.ts'
import { shownValue } from '../../contract/shown-value.ts'
import {
  type Breakdown as BreakdownBy,
  listIndicators,
  listLeftOut,
  listRows,
  readValues,
  type Value,
  type Values,
} from '../../contract/values.ts'
import { statisticsText, useSaid } from '../text.ts'
import { Breakdown } from './Breakdown.tsx'
import { FigureRows, LeftOutRows } from './FigureRows.tsx'
import { breakdownsOf, type FigureQuestion, figureTopics, queryOf } from './figure-question.ts'
import './figure.css'

interface FigurePanelProps {
  readonly question: FigureQuestion
  /** As the paper prints it; absent where the figure is only looked at. */
  readonly printed?: string
  /** Where it stands and how to go on: above the figure. */
  readonly head?: ReactNode
  readonly by: BreakdownBy | undefined
  readonly leftOut: boolean
  readonly onChange: (changed: { by?: BreakdownBy; leftOut?: boolean | undefined }) => void
}

/** How a figure comes about: definition, what was left out, the period before, parts, rows. */
export function FigurePanel(props: FigurePanelProps) {
  const { question } = props
  const query = useRead(
    readValues,
    {
      query: {
        ...queryOf(question),
        indicators: asked(question),
        compare: 'true',
      },
    },
    { topics: figureTopics, keepLast: true },
  )
  return (
    <aside className="st-figure" aria-live="polite">
      {props.head}
      <Read query={query} rows={8}>
        {(values) => <Shown {...props} values={values} />}
      </Read>
    </aside>
  )
}

/** Duty days tell why a period has more or less than the one before. */
const asked = ({ indicator }: FigureQuestion): string =>
  indicator === 'duty_days' ? indicator : `${indicator},duty_days`

type ShownProps = FigurePanelProps & { readonly values: Values }

function Shown(props: ShownProps) {
  const { question, printed, values, by, leftOut, onChange } = props
  const said = useSaid()
  const definition: IndicatorDefinition = indicators[question.indicator]
  const value = find(values.values, question.indicator)
  const isRate = definition.formula.kind === 'quotient'
  const days = (Date.parse(values.lastDay) - Date.parse(values.firstDay)) / 86_400_000 + 1
  const choices = breakdownsOf(values.area.level, days)
  const chosen = by && choices.includes(by) ? by : choices[0]
  return (
    <>
      <header className="st-figure-head">
        <strong className="st-figure-value">
          {printed ?? shownValue(definition, value?.value ?? null)}
        </strong>
        <h2>{said(definition.name)}</h2>
        <span className="ay-note">{said(definition.unit)}</span>
        <RowCheck question={question} definition={definition} printed={printed} />
      </header>
      <FigureFacts {...props} definition={definition} value={value} />
      {chosen ? (
        <Breakdown
          question={question}
          choices={choices}
          by={chosen}
          onChange={(next) => onChange({ by: next })}
        />
      ) : null}
      <div className="st-rows">
        {leftOut ? <LeftOutRows question={question} /> : null}
        {leftOut ? null : <FigureRows question={question} isRate={isRate} />}
      </div>
    </>
  )
}

const find = (values: readonly Value[], indicator: string): Value | undefined =>
  values.find((one) => one.indicator === indicator)

interface CheckProps {
  readonly question: FigureQuestion
  readonly definition: IndicatorDefinition
  readonly printed: string | undefined
}

/** Says whether the rows that are there now come to the figure. */
function RowCheck({ question, definition, printed }: CheckProps) {
  const t = statisticsText.useText()
  const { data } = useRead(
    listRows,
    { params: { indicator: question.indicator }, query: { ...queryOf(question), limit: 1 } },
    { topics: figureTopics, enabled: definition.formula.kind !== 'quotient' },
  )
  if (!data || data.sum === null) return null
  const sum = shownValue(definition, data.sum / (definition.perUnit ?? 1))
  if (printed !== undefined && printed !== sum) {
    return <StateWord tone="warn">{t('figure.rowsDiffer', { sum })}</StateWord>
  }
  const word = data.sum === data.total ? 'figure.rowsEqual' : 'figure.rowsSum'
  return <StateWord tone="ok">{t(word, { rows: data.total })}</StateWord>
}

interface FactsProps extends ShownProps {
  readonly definition: IndicatorDefinition
  readonly value: Value | undefined
}

function FigureFacts(props: FactsProps) {
  const { question, definition, value, values, leftOut, onChange } = props
  const t = statisticsText.useText()
  const said = useSaid()
  const { firstDay: first, lastDay: last, area } = values
  const half = question.half ? ` ${t(`half.${question.half}`)}` : ''
  return (
    <dl className="st-facts">
      <dt>{t('figure.definition')}</dt>
      <dd>{said(definition.definition)}</dd>
      {value?.per === null || value === undefined ? null : (
        <>
          <dt>{t('figure.parts')}</dt>
          <dd>{`${value.of} / ${value.per}`}</dd>
        </>
      )}
      <dt>{t('figure.cutOff')}</dt>
      <dd>
        {t('figure.cutOffText', { first, last, area: area.name }) + half}
        {values.staleDays > 0 ? ` ${t('figure.stale', { count: values.staleDays })}` : ''}
      </dd>
      {definition.source ? (
        <>
          <dt>{t('figure.source')}</dt>
          <dd>{said(definition.source)}</dd>
        </>
      ) : null}
      <LeftOutFact question={question} open={leftOut} onChange={onChange} />
      <Before definition={definition} value={value} values={values} />
    </dl>
  )
}

interface LeftOutFactProps {
  readonly question: FigureQuestion
  readonly open: boolean
  readonly onChange: FigurePanelProps['onChange']
}

function LeftOutFact({ question, open, onChange }: LeftOutFactProps) {
  const t = statisticsText.useText()
  const { data: declared } = useRead(listIndicators, {})
  const lists = declared?.find(({ id }) => id === question.indicator)?.leavesOut ?? false
  const { data } = useRead(
    listLeftOut,
    { params: { indicator: question.indicator }, query: { ...queryOf(question), limit: 1 } },
    { topics: figureTopics, enabled: lists },
  )
  if (!lists) return null
  const reasons = (data?.reasons ?? [])
    .map(({ reason, count }) => `${t(`reason.${reason}`)} ${count}`)
    .join('、')
  const some = (data?.total ?? 0) > 0
  return (
    <>
      <dt>{t('figure.leftOut')}</dt>
      <dd>
        {some
          ? t('figure.leftOutText', { count: data?.total ?? 0, reasons })
          : t('figure.leftOutNone')}{' '}
        {some || open ? (
          <Button
            type="link"
            size="small"
            onClick={() => onChange({ leftOut: open ? undefined : true })}
          >
            {t(open ? 'figure.showRows' : 'figure.showLeftOut')}
          </Button>
        ) : null}
      </dd>
    </>
  )
}

interface BeforeProps {
  readonly definition: IndicatorDefinition
  readonly value: Value | undefined
  readonly values: Values
}

/** The period before, with the difference and the first thing that may explain it. */
function Before({ definition, value, values: { previous, values } }: BeforeProps) {
  const t = statisticsText.useText()
  if (!previous || !value) return null
  const before = find(previous.values, value.indicator)?.value ?? null
  const difference = value.value === null || before === null ? null : value.value - before
  const sign = difference !== null && difference > 0 ? '+' : ''
  const days = {
    now: find(values, 'duty_days')?.value ?? 0,
    before: find(previous.values, 'duty_days')?.value ?? 0,
  }
  return (
    <>
      <dt>{t('figure.before')}</dt>
      <dd>
        {t('figure.beforeText', {
          value: before === null ? t('figure.unknown') : shownValue(definition, before),
          change: difference === null ? '—' : sign + shownValue(definition, difference),
          first: previous.firstDay,
          last: previous.lastDay,
        })}
        {definition.period === 'asOf' ? null : (
          <span className="ay-note"> {t('figure.beforeDays', days)}</span>
        )}
      </dd>
    </>
  )
}
