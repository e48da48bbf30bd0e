import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { useToday } from '../../../../platform/ui/wall-time.ts'
import type { IndicatorName } from '../../contract/indicators.catalogue.ts'
import { listIndicators, readValues } from '../../contract/values.ts'
import { figuresAddress } from '../addresses.ts'
import { periodOf } from '../figures/period.ts'
import { valueText } from '../figures/value-text.ts'
import { said } from '../text.ts'
import './month.css'

/** What a commander is asked for at the end of the month, as far as duty knows it. */
const shownIndicators = [
  'see_police_rate',
  'deal_with_rate',
  'unmanned_at_bell',
  'duty_person_times_all',
] as const satisfies readonly IndicatorName[]

const everyMs = 300_000

/** The reporting month so far, in four figures; each opens into its rows. */
export default function MonthPanel() {
  const period = periodOf('month', useToday())
  const query = { indicators: shownIndicators.join(','), ...period }
  const indicators = useRead(listIndicators, {}).data ?? []
  const values = useRead(readValues, { query }, { keepLast: true, refetchMs: everyMs }).data?.values
  return (
    <ul className="st-month">
      {shownIndicators.map((id) => {
        const indicator = indicators.find((one) => one.id === id)
        const value = values?.find((one) => one.indicator === id)?.value
        return (
          <li key={id}>
            <PageLink to={figuresAddress} target={{ search: { figure: id } }}>
              <b>{indicator && values ? valueText(value, indicator) : '…'}</b>
              <span>{indicator ? said(indicator.name) : ''}</span>
            </PageLink>
          </li>
        )
      })}
    </ul>
  )
}
