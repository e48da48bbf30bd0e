import { isoDay, movedDay, shown } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'

const minuteMs = 60_000

/** How long until an instant, or how long ago it was, as it is said. */
export function remaining(
  at: string,
  nowMs: number,
): { readonly text: string; readonly late: boolean } {
  const { text } = dutyText
  const minutes = Math.ceil((Date.parse(at) - nowMs) / minuteMs)
  if (minutes <= 0) return { text: text('time.past', { count: -minutes }), late: true }
  if (minutes < 60) return { text: text('time.minutes', { count: minutes }), late: false }
  const hours = Math.floor(minutes / 60)
  return { text: text('time.hours', { hours, minutes: minutes % 60 }), late: false }
}

/** `今天 16:10`, `明天 07:10`, `周四 12-03 06:50`. */
export function dayAndTime(at: string, nowMs: number): string {
  const { text } = dutyText
  const [day, today] = [isoDay(new Date(at)), isoDay(new Date(nowMs))]
  const time = shown(at, 'time')
  if (day === today) return text('time.today', { time })
  if (day === movedDay(today, 1)) return text('time.tomorrow', { time })
  return `${shown(at, 'shortWeekday')} ${shown(at, 'day')} ${time}`
}

export const span = (shift: { startsAt: string; endsAt: string }): string =>
  `${shown(shift.startsAt, 'time')}–${shown(shift.endsAt, 'time')}`
