import type { Work } from '../../../../platform/database/work.ts'
import type { DayStale, dutyFacts } from '../../events.ts'

interface DayOfShift extends DayStale {
  readonly areaPath: string
}

/** Says once for each county and day of shifts that their figures are others now. */
export function announceDays(
  work: Work,
  topic: (typeof dutyFacts)['bellsRang' | 'shiftsChanged' | 'shiftsEnded'],
  shifts: readonly DayOfShift[],
): void {
  const days = new Map(shifts.map((shift) => [`${shift.countyId} ${shift.day}`, shift]))
  for (const { countyId, areaPath, day } of days.values()) {
    work.announce({ topic, countyId, areaPath, payload: { countyId, day } })
  }
}
