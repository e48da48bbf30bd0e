import { grouped } from '../../../../platform/ui/text.ts'
import { roundedValue } from '../../contract/shown-value.ts'
import type { Indicator } from '../../contract/values.ts'

/** A value with the digits of its indicator; null where a rate had nothing to divide by. */
export function valueText(
  value: number | null | undefined,
  indicator: Pick<Indicator, 'decimals' | 'percent'>,
): string {
  if (value === null || value === undefined) return '—'
  const rounded = roundedValue(indicator, value)
  const [whole = '0', rest] = Math.abs(rounded).toFixed(indicator.decimals).split('.')
  const digits = `${grouped(Number(whole))}${rest ? `.${rest}` : ''}`
  return `${rounded < 0 ? '-' : ''}${digits}${indicator.percent ? '%' : ''}`
}
