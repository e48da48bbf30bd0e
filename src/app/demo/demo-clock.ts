import type { Clock } from '../../platform/clock/clock.ts'
import { addDays, instantOf, localDay, localTime } from '../../platform/clock/zoned.ts'

/** Local wall times between which something happens at the gates. */
const liveWindows = [
  { first: '06:50', last: '08:30' },
  { first: '15:00', last: '18:10' },
] as const

const beginningAt = '07:06'

export interface DemoDay {
  /** The instant at which the demonstration begins. */
  readonly beginsAt: Date
  /** Null: the real day is played as it is. */
  readonly reason: 'notASchoolDay' | 'outsideHours' | 'resumed' | null
}

/**
 * When the demonstration plays: now, if the gates are busy; otherwise from 07:06 of the nearest
 * school day. `resumeAfter` keeps a restarted demonstration from going back in time.
 */
export function demoDayOf(
  now: Date,
  isSchoolDay: (day: string) => boolean,
  resumeAfter: Date | null,
): DemoDay {
  const today = localDay(now)
  const time = localTime(now)
  const busy = liveWindows.some(({ first, last }) => time >= first && time <= last)
  const isLive = busy && isSchoolDay(today)
  const beginsAt = isLive ? now : instantOf(nearestSchoolDay(today, isSchoolDay), beginningAt)
  if (resumeAfter && resumeAfter > beginsAt)
    return { beginsAt: nextBusyInstant(resumeAfter, isSchoolDay), reason: 'resumed' }
  if (isLive) return { beginsAt, reason: null }
  return { beginsAt, reason: isSchoolDay(today) ? 'outsideHours' : 'notASchoolDay' }
}

/** The day itself, else the nearest by distance, the coming one first. */
function nearestSchoolDay(day: string, isSchoolDay: (day: string) => boolean): string {
  for (let away = 0; away < 120; away += 1) {
    for (const candidate of [addDays(day, away), addDays(day, -away)]) {
      if (isSchoolDay(candidate)) return candidate
    }
  }
  return day
}

function nextBusyInstant(after: Date, isSchoolDay: (day: string) => boolean): Date {
  for (let day = localDay(after), days = 0; days < 120; day = addDays(day, 1), days += 1) {
    if (!isSchoolDay(day)) continue
    for (const { first, last } of liveWindows) {
      const begins = instantOf(day, first === '06:50' ? beginningAt : first)
      if (begins > after) return begins
      if (instantOf(day, last) > after) return after
    }
  }
  return after
}

/** A clock that stands at the beginning when it is made and runs `pace` times as fast. */
export function demoClock(real: Clock, beginsAt: Date, pace: number, since = real.now()): Clock {
  const started = since.getTime()
  return { now: () => new Date(beginsAt.getTime() + (real.now().getTime() - started) * pace) }
}
