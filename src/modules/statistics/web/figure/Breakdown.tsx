import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { indicators } from '../../contract/indicators.catalogue.ts'
import { shownValue } from '../../contract/shown-value.ts'
import { type Breakdown as BreakdownBy, readValues, type Values } from '../../contract/values.ts'
import { statisticsText, useSaid } from '../text.ts'
import { BreakdownChart } from './BreakdownChart.tsx'
import { type FigureQuestion, figureTopics, queryOf } from './figure-question.ts'

interface BreakdownProps {
  readonly question: FigureQuestion
  readonly choices: readonly BreakdownBy[]
  readonly by: BreakdownBy
  readonly onChange: (by: BreakdownBy) => void
}

/** Where and when a figure comes from, as bars or as a table. */
export function Breakdown({ question, choices, by, onChange }: BreakdownProps) {
  const t = statisticsText.useText()
  const [asTable, setAsTable] = useState(false)
  const query = useRead(
    readValues,
    { query: { ...queryOf(question), indicators: question.indicator, by } },
    { topics: figureTopics, keepLast: true },
  )
  return (
    <Panel
      title={t('figure.breakdown')}
      actions={
        <>
          <Segmented<BreakdownBy>
            size="small"
            value={by}
            options={choices.map((value) => ({ value, label: t(`by.${value}`) }))}
            onChange={onChange}
          />
          <Button type="link" size="small" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'figure.chart' : 'figure.table')}
          </Button>
        </>
      }
    >
      <Read query={query} rows={5}>
        {(values) => <Groups values={values} by={by} asTable={asTable} />}
      </Read>
    </Panel>
  )
}

interface GroupsProps {
  readonly values: Values
  readonly by: BreakdownBy
  readonly asTable: boolean
}

function Groups({ values, by, asTable }: GroupsProps) {
  const t = statisticsText.useText()
  const said = useSaid()
  const indicator = values.values[0]?.indicator
  if (!indicator) return null
  const bars = values.groups.map(({ key, name, values: [own] }) => ({
    name: key === '' ? t('figure.rest') : by === 'day' ? name.slice(5) : name,
    value: own?.value ?? 0,
    shown: shownValue(indicators[indicator], own?.value ?? null),
  }))
  const label = said(indicators[indicator].name)
  if (!asTable) return <BreakdownChart bars={bars} label={label} />
  return (
    <table className="st-groups">
      <caption className="ay-unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t('column.group')}</th>
          <th scope="col">{t('column.value')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ name, shown }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{shown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
