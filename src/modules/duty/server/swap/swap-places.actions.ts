import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type AssignableRole, assignableRoles } from '../../contract/duty-role.ts'
import type { Conflict } from '../../contract/plan.ts'
import { type SwapPlace, swapPeopleMax } from '../../contract/swap.ts'
import { effectOf } from '../leave/effect.rules.ts'
import { shiftsTouched } from '../leave/leave.queries.ts'
import { conflictsIn } from '../plan/assignment.actions.ts'
import { candidates } from '../plan/candidates.actions.ts'
import { findAssignment, findPlannedShift, type PlannedShift } from '../plan/plan.queries.ts'
import { planFacts } from '../plan/plan-facts.queries.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { placesAhead } from './swap.queries.ts'

/** How far ahead places are offered in exchange, as the phone shows own shifts. */
const daysAhead = 14

/** A told place ahead, locked with who holds it. */
export interface Place {
  readonly id: string
  readonly countyId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly shift: PlannedShift
}

/** The place, if it was told and its shift has not begun; volunteers come and go by themselves. */
export async function placeToSwap(work: Work, id: string): Promise<Place | undefined> {
  const assignment = await findAssignment(work, id)
  const role = assignableRoles.find((one) => one === assignment?.role)
  if (!assignment || !role || assignment.state !== 'published') return undefined
  const shift = await findPlannedShift(work, assignment.shiftId)
  if (!shift || shift.cancelled || shift.startsAt <= work.now) return undefined
  const { countyId, personId } = assignment
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
export async function standsAgainst(work: Work, taking: Taking): Promise<Conflict[]> {
  const { personId, shift, role, without } = taking
  const setting = await settingAt(work, shift.areaPath)
  const facts = await planFacts(work, {
    week: shift.week,
    maxDutiesPerWeek: setting.maxDutiesPerWeek,
    countyId: shift.countyId,
    personIds: [personId],
  })
  if (!facts.people.has(personId)) throw baseProblems.notFound()
  const own = facts.shifts.get(personId) ?? []
  if (own.some(({ id }) => id === shift.id)) {
    return [{ kind: 'overlap', hard: true, againstId: shift.id }]
  }
  return conflictsIn(facts, shift, { personId, role, without }, setting)
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

/** An own place that may be swapped. */
async function ownPlace(work: Work, assignmentId: string): Promise<Place> {
  const place = await placeToSwap(work, assignmentId)
  if (!place || place.personId !== work.actor.personId) throw baseProblems.notFound()
  return place
}

/** Who has asked for leave is not offered: that is nobody's business among equals. */
const isInTheWay = ({ hard, kind }: Conflict): boolean => hard || kind === 'leaveRequested'

/** Who could take over an own place: nothing stands against them, the best first. */
export async function peopleFor(work: Work, assignmentId: string, text = '') {
  const { shift, role, personId } = await ownPlace(work, assignmentId)
  const all = await candidates(work, shift.id, role)
  const span = { startsAt: shift.startsAt.toISOString(), endsAt: shift.endsAt.toISOString() }
  const touched = await shiftsTouched(work, personId, span)
  const left = touched.find(({ shiftId }) => shiftId === shift.id)
  const free = all.rows.filter(
    (one) => one.personId !== personId && !one.conflicts.some(isInTheWay),
  )
  const named = free.filter(({ personName }) => personName.includes(text))
  return {
    effect: left ? effectOf(left) : null,
    rows: named.slice(0, swapPeopleMax).map((one) => ({
      personId: one.personId,
      personName: one.personName,
      agencyName: one.agencyName,
      duties: one.duties,
      dutiesMax: one.dutiesMax,
      conflicts: one.conflicts.map(({ kind }) => kind),
    })),
    free: free.length,
    total: all.total,
  }
}

/** Places of the other that nothing hard forbids to take for the own one. */
export async function exchangesFor(
  work: Work,
  assignmentId: string,
  otherPersonId: string,
): Promise<SwapPlace[]> {
  const own = await ownPlace(work, assignmentId)
  const { countyId, role } = own
  // Who could not take the own place has nothing to offer, and is nobody's to look up.
  const conflicts = await standsAgainst(work, { personId: otherPersonId, shift: own.shift, role })
  if (conflicts.some((one) => isInTheWay(one) && one.kind !== 'weekCap')) return []
  const until = new Date(work.now.getTime() + daysAhead * 86_400_000)
  const offered: SwapPlace[] = []
  for (const place of await placesAhead(work, { countyId, personId: otherPersonId, role }, until)) {
    const shift = await findPlannedShift(work, place.shiftId)
    if (!shift || shift.id === own.shift.id) continue
    const taking = { personId: own.personId, shift, role, without: own.shift.id }
    if ((await standsAgainst(work, taking)).some(({ hard }) => hard)) continue
    offered.push(place)
  }
  return offered
}
