// Schools live in local wall time; China has kept one zone without summer time since 1991.
const offsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** The local calendar day of an instant, `2026-11-23`. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)
}

/** The local wall time of an instant, `07:15`. */
export function localTime(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(11, 16)
}

/** The instant of a local day and wall time (`07:30` or `07:30:00`). */
export function instantOf(day: string, time: string): Date {
  return new Date(`${day}T${time.slice(0, 5)}:00+08:00`)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Every day from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/** The Monday of a day's week. */
export function weekStart(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}
