import { daysBetween as everyDay, weekdayOf } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Bell, GateBells } from '../../contract/bell.ts'
import { bellsBetween, type SchoolBell, schoolsWithGates } from './bell.queries.ts'
import { bellsOn, narrowestFirst, type SchoolTimetable } from './bell.rules.ts'
import { daysBetween, listHorizons, termPeriods } from './calendar.queries.ts'
import { type AreaCalendar, layeredCalendar } from './calendar.rules.ts'
import { nationalCalendar } from './national-calendar.ts'

export interface BellTimesAsked {
  readonly firstDay: string
  readonly lastDay: string
  /** All schools of the caller's scope unless told. */
  readonly schoolIds?: readonly string[]
}

/**
 * When the bells ring at every opened gate on every day of the range (both ends included), and
 * why; a row without times says why there is none. Five queries for any number of schools.
 */
export async function bellTimesBetween(work: Work, asked: BellTimesAsked): Promise<GateBells[]> {
  const { firstDay, lastDay } = asked
  const schoolIds = asked.schoolIds ?? null
  const bells = await bellsBetween(work, firstDay, lastDay, schoolIds)
  return timetablesWith(work, asked, bells)
}

/** The same with the given rules of one school in place of the stored ones. */
export async function bellTimesIf(
  work: Work,
  asked: BellTimesAsked & { readonly schoolId: string },
  bells: readonly Bell[],
): Promise<GateBells[]> {
  const { schoolId } = asked
  const rules = bells.map((bell) => ({ ...bell, schoolId }))
  return timetablesWith(work, { ...asked, schoolIds: [schoolId] }, rules)
}

async function timetablesWith(
  work: Work,
  { firstDay, lastDay, schoolIds }: BellTimesAsked,
  bells: readonly SchoolBell[],
): Promise<GateBells[]> {
  const schools = await schoolsWithGates(work, schoolIds ?? null)
  const calendarOf = await calendarBetween(work, firstDay, lastDay)
  const bySchool = Map.groupBy(bells, (bell) => bell.schoolId)
  const days = everyDay(firstDay, lastDay).map((day) => ({ day, weekday: weekdayOf(day) }))
  return schools.flatMap(({ id, areaPath, operating, gates }) => {
    const timetable: SchoolTimetable = {
      schoolId: id,
      operating,
      gates,
      bells: narrowestFirst(bySchool.get(id) ?? []),
      calendar: calendarOf(areaPath),
    }
    return bellsOn(timetable, days)
  })
}

/** The calendar of any area in scope, for the given days. */
export async function calendarBetween(
  work: Work,
  firstDay: string,
  lastDay: string,
): Promise<(areaPath: string) => AreaCalendar> {
  return layeredCalendar({
    days: await daysBetween(work, firstDay, lastDay),
    horizons: await listHorizons(work),
    terms: await termPeriods(work),
    national: nationalCalendar,
  })
}
