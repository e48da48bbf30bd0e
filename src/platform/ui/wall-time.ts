import { useOfNow } from './clock.ts'
import { languageNow } from './text.ts'

/** All times are shown where the work is done, whatever zone the machine is set to. */
export const zone = 'Asia/Shanghai'

const forms = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { month: '2-digit', day: '2-digit' },
  weekday: { weekday: 'long' },
  shortWeekday: { weekday: 'short' },
  fullDay: { year: 'numeric', month: 'long', day: 'numeric' },
  monthDay: { month: 'long', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type TimeForm = keyof typeof forms | 'dayTime' | 'isoDay'

const made = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: string, form: keyof typeof forms): Intl.DateTimeFormat {
  const key = `${language} ${form}`
  const format =
    made.get(key) ?? new Intl.DateTimeFormat(language, { ...forms[form], timeZone: zone })
  made.set(key, format)
  return format
}

/** An instant in words: `07:15`, `07:15:22`, `11-23`, `11-23 07:15`, `2026-11-23`, `星期一`. */
export function shown(instant: Date | string, form: TimeForm): string {
  const at = typeof instant === 'string' ? new Date(instant) : instant
  if (form === 'isoDay') return isoDay(at)
  if (form === 'day') return isoDay(at).slice(5)
  if (form === 'dayTime') return `${isoDay(at).slice(5)} ${shown(at, 'time')}`
  const language = form === 'time' || form === 'seconds' ? 'en-GB' : languageNow()
  return formatOf(language, form).format(at)
}

const isoFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day of an instant there, `2026-11-23`. */
export const isoDay = (at: Date): string => isoFormat.format(at)

/** The calendar day there, turning at midnight. */
export const useToday = (): string => useOfNow(isoDay)

/** Noon of a calendar day there, for showing days by `shown`. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00+08:00`)

/** `2026-11-23` moved by whole days. */
export function movedDay(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => movedDay(day, 1 - weekdayOf(day))

/** `14:38`, and `1:02:03` from an hour on; negative spans read as zero. */
export function countdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes, seconds] = [
    Math.floor(total / 3600),
    Math.floor(total / 60) % 60,
    total % 60,
  ]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}
