import type { Work } from '../../../../platform/database/work.ts'
import type { CalendarDayFields, TermFields } from '../../contract/calendar.ts'
import type { SubjectKind } from '../../contract/history.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { announceTimetableChanged } from '../../events.ts'
import type { Area } from '../area.queries.ts'
import { type Change, recordChanges } from '../change.queries.ts'
import type { Values } from '../change.rules.ts'
import { movePairingsWithTerm } from '../people/linked-officer.actions.ts'
import { schoolIdOfArea } from '../school/school.queries.ts'
import {
  countLinksOfTerm,
  dayIsTaken,
  deleteDay,
  deleteTerm,
  type Horizon,
  insertDay,
  insertTerm,
  listHorizons,
  overlappingTerm,
  type StoredDay,
  type StoredTerm,
  updateDay,
  updateTermRow,
  writeHorizon,
} from './calendar.queries.ts'

const dayDefaults = { followsWeekday: null, arrival: null, dismissal: null }

export type NewDay = Partial<CalendarDayFields> &
  Pick<CalendarDayFields, 'kind' | 'name' | 'source'> & {
    readonly id: string
    readonly day: string
  }

/** The stored row that a new entry makes at an area. */
export const dayAt = (area: Area, { id, day, ...fields }: NewDay): StoredDay => ({
  ...dayDefaults,
  ...fields,
  id,
  day,
  countyId: area.countyId,
  areaPath: area.path,
  version: 1,
})

/** Enters days that differ from their weekday for an area and everything below it. */
export async function enterDays(work: Work, area: Area, days: readonly NewDay[]): Promise<void> {
  for (const day of days) {
    if (await dayIsTaken(work, area.path, day.day)) throw schoolsProblems.dayTaken({ day: day.day })
    const row = dayAt(area, day)
    await insertDay(work, row)
    await tell(work, row, { subjectKind: 'calendarDay', change: 'created', after: dayValues(row) })
  }
}

export async function changeDay(work: Work, before: StoredDay, after: StoredDay): Promise<void> {
  await updateDay(work, after)
  await tell(work, after, {
    subjectKind: 'calendarDay',
    change: 'updated',
    before: dayValues(before),
    after: dayValues(after),
  })
}

export async function takeDayBack(work: Work, day: StoredDay): Promise<void> {
  await deleteDay(work, day)
  await tell(work, day, { subjectKind: 'calendarDay', change: 'removed', before: dayValues(day) })
}

export async function setHorizon(
  work: Work,
  area: Area,
  { knownUntil, source }: { knownUntil: string; source: string },
): Promise<Horizon> {
  const before = (await listHorizons(work)).find(({ areaPath }) => areaPath === area.path)
  const horizon = { countyId: area.countyId, areaPath: area.path, knownUntil, source }
  await writeHorizon(work, horizon)
  await tell(
    work,
    { id: area.id, ...horizon },
    {
      subjectKind: 'calendarHorizon',
      change: before ? 'updated' : 'created',
      before: before && { knownUntil: before.knownUntil, source: before.source },
      after: { knownUntil, source },
    },
  )
  return horizon
}

export async function enterTerm(work: Work, term: StoredTerm): Promise<void> {
  await refuseOverlap(work, term)
  await insertTerm(work, term)
  await tell(work, term, { subjectKind: 'term', change: 'created', after: termValues(term) })
}

export async function changeTerm(work: Work, before: StoredTerm, after: StoredTerm): Promise<void> {
  if (after.endsOn <= after.startsOn) {
    throw schoolsProblems.endsBeforeStart({ startsOn: after.startsOn, endsOn: after.endsOn })
  }
  await refuseOverlap(work, after)
  await updateTermRow(work, after)
  await movePairingsWithTerm(work, after.id, { from: before.endsOn, to: after.endsOn })
  await tell(work, after, {
    subjectKind: 'term',
    change: 'updated',
    before: termValues(before),
    after: termValues(after),
  })
}

/** A term that a pairing names stays: the list that was approved for it would lose its name. */
export async function takeTermBack(work: Work, term: StoredTerm): Promise<void> {
  const count = await countLinksOfTerm(work, term.id)
  if (count > 0) throw schoolsProblems.termInUse({ name: term.name, count })
  await deleteTerm(work, term)
  await tell(work, term, { subjectKind: 'term', change: 'removed', before: termValues(term) })
}

async function refuseOverlap(work: Work, term: StoredTerm): Promise<void> {
  const other = await overlappingTerm(work, term)
  if (other) throw schoolsProblems.termsOverlap({ name: other.name })
}

const dayValues = (day: StoredDay): Values => {
  const { id, countyId, areaPath, version, ...values } = day
  return values
}

const termValues = ({ name, startsOn, endsOn }: TermFields): Values => ({ name, startsOn, endsOn })

interface Home {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
}

interface Told {
  readonly subjectKind: SubjectKind
  readonly change: Change['change']
  readonly before?: Values | undefined
  readonly after?: Values | undefined
}

/** A change of the calendar concerns every school of its area. */
async function tell(work: Work, home: Home, told: Told): Promise<void> {
  const { countyId, areaPath } = home
  const schoolId = await schoolIdOfArea(work, areaPath)
  await recordChanges(work, [
    {
      ...told,
      subjectId: home.id,
      schoolId,
      countyId,
      areaPath,
      before: told.before ?? null,
      after: told.after ?? null,
    },
  ])
  announceTimetableChanged(work, home, { schoolIds: schoolId ? [schoolId] : null })
}
