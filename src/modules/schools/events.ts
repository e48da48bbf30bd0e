import type { Work } from '../../platform/database/work.ts'

/** Bells, gates, calendar or state changed: shifts ahead must be made anew. */
export const timetableChanged = 'schools.timetable-changed'
export interface TimetableChanged {
  /** Null for every school in or below the area of the fact. */
  readonly schoolIds: readonly string[] | null
}

/** A school was put under another station: rows below the old path move to the new one. */
export const schoolMoved = 'schools.school-moved'
export interface SchoolMoved {
  readonly schoolId: string
  readonly fromPath: string
  readonly toPath: string
  readonly stationAreaId: string | null
}

interface Home {
  readonly countyId: string
  readonly areaPath: string
}

export function announceTimetableChanged(
  work: Work,
  { countyId, areaPath }: Home,
  payload: TimetableChanged,
): void {
  work.announce({ topic: timetableChanged, countyId, areaPath, payload: { ...payload } })
}

export function announceSchoolMoved(
  work: Work,
  { countyId, areaPath }: Home,
  payload: SchoolMoved,
): void {
  work.announce({ topic: schoolMoved, countyId, areaPath, payload: { ...payload } })
}
