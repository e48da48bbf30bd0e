import chineseDays from 'chinese-days'
import { addDays, daysBetween } from '../../../../platform/clock/zoned.ts'
import type { DayRule } from './calendar.rules.ts'

export interface NationalDay extends DayRule {
  readonly day: string
  readonly name: string
}

/** The package knows years from 2004; older days are of no use here. */
const firstYear = 2020

/** An entry reads `National Day,国庆节,3`; other days read as their weekday. */
function nationalDay(day: string): NationalDay | undefined {
  const { work, name } = chineseDays.getDayDetail(day)
  const [, chineseName, days] = name.split(',')
  if (!chineseName || !days) return undefined
  const kind = work ? 'makeUp' : 'holiday'
  return { day, kind, followsWeekday: null, arrival: null, dismissal: null, name: chineseName }
}

const byYear = new Map<string, Map<string, NationalDay>>()

function yearOf(year: string): Map<string, NationalDay> {
  const known = byYear.get(year)
  if (known) return known
  const days = daysBetween(`${year}-01-01`, `${year}-12-31`).flatMap(
    (day) => nationalDay(day) ?? [],
  )
  const map = new Map(days.map((entry) => [entry.day, entry]))
  byYear.set(year, map)
  return map
}

/**
 * Holidays and make-up days announced by the State Council. For a year that it does not know the
 * package answers with plain weekdays, so it is asked for the last year that has any holiday.
 */
export const nationalCalendar = {
  dayRule: (day: string): NationalDay | undefined => yearOf(day.slice(0, 4)).get(day),
  knownUntil: lastKnownDay(),
  /** Entries of a range, both ends included. */
  between(firstDay: string, lastDay: string): NationalDay[] {
    const years = new Set<string>()
    for (let day = firstDay; day <= lastDay; day = addDays(day, 365)) years.add(day.slice(0, 4))
    years.add(lastDay.slice(0, 4))
    return [...years]
      .sort()
      .flatMap((year) => [...yearOf(year).values()])
      .filter(({ day }) => firstDay <= day && day <= lastDay)
  },
}

function lastKnownDay(): string {
  const isKnown = (year: number) =>
    chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0
  let year = firstYear
  while (isKnown(year + 1)) year += 1
  return `${year}-12-31`
}
