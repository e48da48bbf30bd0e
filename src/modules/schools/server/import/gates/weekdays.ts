import {
  otherSundaySign,
  rangeSign,
  weekdayPrefix,
  weekdaySeparator,
  weekdaySigns,
  weekdayWords,
} from './gate-table.catalogue.ts'

const weekdaysMax = 7

/** Days of the week (1 Monday … 7 Sunday) that a clerk writes: `周一至周四、周六`, `1-5`. */
export function readWeekdays(text: string): number[] | null {
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '')
  const word = weekdayWords.find(([sign]) => sign.test(plain))
  if (word) return [...word[1]]
  const parts = plain.replaceAll(weekdayPrefix, '').split(weekdaySeparator)
  const days = new Set<number>()
  for (const part of parts) {
    const between = part.split(rangeSign)
    const [first, last] = [dayOf(between[0] ?? ''), dayOf(between.at(-1) ?? '')]
    if (between.length === 2 && first && last && first <= last) {
      for (let day = first; day <= last; day += 1) days.add(day)
      continue
    }
    const single = between.length === 1 ? [...part].map(dayOf) : [null]
    for (const day of single) {
      if (day === null) return null
      days.add(day)
    }
  }
  return days.size === 0 ? null : [...days].sort((a, b) => a - b)
}

function dayOf(sign: string): number | null {
  if (sign === otherSundaySign) return weekdaysMax
  const index = weekdaySigns.indexOf(sign)
  if (index >= 0) return index + 1
  const number = Number(sign)
  return /^[1-7]$/.test(sign) ? number : null
}
