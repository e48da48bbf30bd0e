import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AssignableRole, assignableRoles } from '../../contract/duty-role.ts'
import type { Conflict } from '../../contract/plan.ts'
import { conflictsIn } from '../plan/assignment.actions.ts'
import {
  type AssignmentRow,
  findAssignment,
  findPlannedShift,
  type PlannedShift,
  readAssignment,
} from '../plan/plan.queries.ts'
import { type PlanFacts, planFacts } from '../plan/plan-facts.queries.ts'

/** A told place ahead, with who holds it. */
export interface Place {
  readonly id: string
  readonly countyId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly shift: PlannedShift
}

/** The place, if it was told and its shift has not begun; volunteers come and go by themselves. */
export const readPlace = async (work: Work, id: string): Promise<Place | undefined> =>
  placeOf(work, await readAssignment(work, id))

/** The same, locked: nobody else gives it away or takes it off meanwhile. */
export const lockPlace = async (work: Work, id: string): Promise<Place | undefined> =>
  placeOf(work, await findAssignment(work, id))

async function placeOf(
  work: Work,
  assignment: AssignmentRow | undefined,
): Promise<Place | undefined> {
  const role = assignableRoles.find((one) => one === assignment?.role)
  if (!assignment || !role || assignment.state !== 'published') return undefined
  const shift = await findPlannedShift(work, assignment.shiftId)
  if (!shift || shift.cancelled || shift.startsAt <= work.now) return undefined
  const { id, countyId, personId } = assignment
  return { id, countyId, personId, role, shift }
}

export interface Taking {
  readonly personId: string
  readonly shift: PlannedShift
  readonly role: AssignableRole
  /** The shift that is given away for it. */
  readonly without?: string | undefined
}

/** What stands against a person in a place, as for the planner, the place given away left out. */
export type Judge = (taking: Taking) => Promise<Conflict[]>

/** Judges a few people; what a week holds is read once, however many places are asked about. */
export function judgeOf(
  work: Work,
  people: { readonly countyId: string; readonly personIds: readonly string[] },
): Judge {
  const weeks = new Map<string, PlanFacts>()
  return async ({ personId, shift, role, without }) => {
    const { week } = shift
    const facts = weeks.get(week) ?? (await planFacts(work, { ...people, week }))
    weeks.set(week, facts)
    if (!facts.personIn(shift.countyId, personId)) throw baseProblems.notFound()
    const own = facts.shifts.get(personId) ?? []
    if (own.some(({ id }) => id === shift.id)) {
      return [{ kind: 'overlap', hard: true, againstId: shift.id }]
    }
    return conflictsIn(facts, shift, { personId, role, without })
  }
}

/** Area of a person's row in the county. */
export async function areaOfPerson(
  work: Work,
  countyId: string,
  personId: string,
): Promise<string> {
  const [row] = await work.query<{ areaPath: string }>(
    `select area_path::text as "areaPath" from identity.published_person
     where county_id = $1 and id = $2`,
    [countyId, personId],
  )
  if (!row) throw baseProblems.notFound()
  return row.areaPath
}
