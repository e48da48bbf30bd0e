/**
 * Excel counts days from 1899-12-31 and believes in a 29 February 1900 (serial 60), as Lotus 1-2-3
 * did; from 1 March 1900 on the count is that from 1899-12-30.
 */
const dayMs = 86_400_000
const epochMs = Date.UTC(1899, 11, 30)

/** Days between the two date systems of Excel: 1904 serial + this = 1900 serial. */
export const days1904 = 1462

const two = (value: number): string => String(value).padStart(2, '0')

/** Serial day → `YYYY-MM-DD`; null for a serial that is no day of the years 1900 to 9999. */
export function serialToDate(serial: number): string | null {
  const day = Math.floor(serial)
  if (!Number.isFinite(serial) || day < 1 || day > 2_958_465 || day === 60) return null
  const date = new Date(epochMs + (day < 60 ? day + 1 : day) * dayMs)
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

/** Fraction of a day → `HH:MM`, to the nearest minute. */
export function serialToTime(serial: number): string {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440) % 1440
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** What a person sees of a serial in a date cell. */
export function serialToText(serial: number): string {
  const hasTime = Math.abs(serial - Math.round(serial)) > 1 / 172_800
  if (serial >= 0 && serial < 1) return serialToTime(serial)
  const date = serialToDate(hasTime ? serial : Math.round(serial))
  if (!date) return String(serial)
  return hasTime ? `${date} ${serialToTime(serial)}` : date
}

/** True when year, month and day name a day that exists. */
export function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12
}

/** Year, month, day → serial of the 1900 system, for days from 1 March 1900. */
export const dateToSerial = (year: number, month: number, day: number): number =>
  (Date.UTC(year, month - 1, day) - epochMs) / dayMs
