/** Built-in number formats of Excel that show a date or a time, the Chinese ones included. */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51,
  52, 53, 54, 55, 56, 57, 58,
])

/** True when a number of this format is shown as a date or a time. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.has(id)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  const first = bare.split(';')[0] ?? ''
  return /[ymdhs年月日时分秒]/i.test(first) && !/general|[#?]/i.test(first)
}

/** A format of zeros only (`0000000000`) shows a number with its leading zeros. */
export const zerosShown = (code: string | undefined): number =>
  code && /^0{2,40}$/.test(code) ? code.length : 0

/** A stored number as a person sees it: 15 digits, no binary noise, leading zeros by format. */
export function numberText(value: number, code?: string): string {
  if (!Number.isFinite(value)) return String(value)
  const text = String(Number(value.toPrecision(15)))
  const zeros = zerosShown(code)
  return zeros > 0 && /^\d+$/.test(text) ? text.padStart(zeros, '0') : text
}
