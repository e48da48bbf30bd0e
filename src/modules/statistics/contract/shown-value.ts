import type { IndicatorDefinition } from './indicator.ts'
import { reportWords } from './report-words.catalogue.ts'

/** A value as a paper prints it: 4,731; 98.6%; — where there is none. */
export function shownValue(
  { formula, decimals = 0 }: Pick<IndicatorDefinition, 'formula' | 'decimals'>,
  value: number | null,
): string {
  if (value === null) return reportWords.noValue
  const scale = 10 ** decimals
  // A hair above, because 0.15 * 10 lies below 1.5.
  const rounded = Math.round((Math.abs(value) + Number.EPSILON) * scale) / scale
  const [whole = '0', fraction = ''] = rounded.toFixed(decimals).split('.')
  const kept = fraction.replace(/0+$/, '')
  const sign = value < 0 && rounded > 0 ? '-' : ''
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const number = `${sign}${grouped}${kept === '' ? '' : `.${kept}`}`
  return formula.kind === 'quotient' && formula.percent ? number + reportWords.percent : number
}
