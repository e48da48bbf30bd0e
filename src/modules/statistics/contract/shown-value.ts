import type { IndicatorDefinition } from './indicator.ts'
import { reportWords } from './report-words.catalogue.ts'

interface Digits {
  readonly decimals: number
  readonly percent: boolean
}

export const digitsOf = ({
  formula,
  decimals = 0,
}: Pick<IndicatorDefinition, 'formula' | 'decimals'>): Digits => ({
  decimals,
  percent: formula.kind === 'quotient' && formula.percent,
})

/**
 * A value with the digits that are shown. A rate is 100% only where nothing is missing, and 0% only
 * where there is nothing: 2320 of 2321 are 99.9%.
 */
export function roundedValue({ decimals, percent }: Digits, value: number): number {
  const scale = 10 ** decimals
  const size = Math.abs(value)
  // A hair above, because 0.15 * 10 lies below 1.5.
  const units = Math.round((size + Number.EPSILON) * scale)
  const whole = 100 * scale
  const kept = percent && size < 100 && units >= whole ? whole - 1 : units
  const shown = percent && size > 0 ? Math.max(1, kept) : kept
  return shown === 0 ? 0 : (Math.sign(value) * shown) / scale
}

/** A value as a paper prints it: 4,731; 98.6%; — where there is none. */
export function shownValue(
  indicator: Pick<IndicatorDefinition, 'formula' | 'decimals'>,
  value: number | null,
): string {
  if (value === null) return reportWords.noValue
  const digits = digitsOf(indicator)
  const rounded = roundedValue(digits, value)
  const [whole = '0', fraction = ''] = Math.abs(rounded).toFixed(digits.decimals).split('.')
  const kept = fraction.replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const number = `${rounded < 0 ? '-' : ''}${grouped}${kept === '' ? '' : `.${kept}`}`
  return digits.percent ? number + reportWords.percent : number
}
