import { mondayOf, movedDay } from '../../../../platform/ui/wall-time.ts'
import type { presets } from '../addresses.ts'

export interface Period {
  readonly firstDay: string
  readonly lastDay: string
}

/** The reporting month ends on the 20th. */
const monthEndsOn = 20

/** The 21st of the month before, or of this month after its 20th. */
function monthStart(day: string): string {
  const inMonth = Number(day.slice(8))
  const anchor = inMonth > monthEndsOn ? day : movedDay(`${day.slice(0, 8)}01`, -1)
  return `${anchor.slice(0, 8)}21`
}

/** The days of a preset as seen from today; an open period ends today. */
export function periodOf(
  preset: (typeof presets)[number],
  today: string,
  custom: Partial<Period> = {},
): Period {
  const start = monthStart(today)
  switch (preset) {
    case 'today':
      return { firstDay: today, lastDay: today }
    case 'yesterday':
      return { firstDay: movedDay(today, -1), lastDay: movedDay(today, -1) }
    case 'week':
      return { firstDay: mondayOf(today), lastDay: today }
    case 'month':
      return { firstDay: start, lastDay: today }
    case 'lastMonth':
      return { firstDay: monthStart(movedDay(start, -1)), lastDay: movedDay(start, -1) }
    case 'custom': {
      const firstDay = custom.firstDay ?? start
      const lastDay = custom.lastDay ?? today
      return lastDay < firstDay ? { firstDay: lastDay, lastDay: firstDay } : { firstDay, lastDay }
    }
  }
}
