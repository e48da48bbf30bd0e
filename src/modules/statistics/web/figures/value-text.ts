import { grouped } from '../../../../platform/ui/text.ts'
import type { Indicator } from '../../contract/values.ts'

/** A value with the digits of its indicator; null where a rate had nothing to divide by. */
export function valueText(
  value: number | null | undefined,
  { decimals, percent }: Pick<Indicator, 'decimals' | 'percent'>,
): string {
  if (value === null || value === undefined) return '—'
  const [whole = '0', rest] = value.toFixed(decimals).split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = grouped(Math.abs(Number(whole)))
  return `${sign}${digits}${rest ? `.${rest}` : ''}${percent ? '%' : ''}`
}
