/** A span of local days, both included. */
export interface Period {
  readonly firstDay: string
  readonly lastDay: string
}

const dayMs = 86_400_000
const stamp = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export const daysIn = ({ firstDay, lastDay }: Period): number =>
  (stamp(lastDay) - stamp(firstDay)) / dayMs + 1

/** The same day some months later, or the last day of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
}

const nextDay = (day: string): string => dayAt(stamp(day) + dayMs)

/**
 * What a period is compared with: a period of whole months with the same number of months before
 * it, any other with the days just before.
 */
export function periodBefore(period: Period): Period {
  const end = nextDay(period.lastDay)
  for (const months of [1, 2, 3, 6, 12]) {
    if (addMonths(period.firstDay, months) !== end) continue
    const firstDay = addMonths(period.firstDay, -months)
    return { firstDay, lastDay: dayAt(stamp(period.firstDay) - dayMs) }
  }
  const length = daysIn(period) * dayMs
  return {
    firstDay: dayAt(stamp(period.firstDay) - length),
    lastDay: dayAt(stamp(period.lastDay) - length),
  }
}

/** The monthly report is due on this day, for the month up to it (月报每月20日截止并报出). */
export const reportDueDay = 20

/** From the day after the cut-off of the month before to the cut-off: 10-21 to 11-20. */
export function reportMonth(month: string): Period {
  const lastDay = `${month}-${String(reportDueDay).padStart(2, '0')}`
  return { firstDay: nextDay(addMonths(lastDay, -1)), lastDay }
}

/** The report month that a day belongs to: 2026-11-21 is already December's. */
export function reportMonthOf(day: string): string {
  const date = Number(day.slice(8, 10))
  return (date > reportDueDay ? addMonths(`${day.slice(0, 7)}-01`, 1) : day).slice(0, 7)
}
