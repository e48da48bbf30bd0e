import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { boardTopic } from '../../contract/board.ts'
import { type AssignableRole, isPoliceSide } from '../../contract/duty-role.ts'
import { assignmentCan, type Conflict, type GridAssignment } from '../../contract/plan.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { conflictsInTime, conflictsOf } from './assignment.rules.ts'
import { setPinned } from './pin.queries.ts'
import {
  type AssignmentRow,
  assignmentsOf,
  findAssignment,
  findPlannedShift,
  insertAssignments,
  type PlannedShift,
  readAssignment,
  setAssignmentState,
} from './plan.queries.ts'
import { type PlanFacts, planFacts } from './plan-facts.queries.ts'
import { lockPeople } from './plan-lock.queries.ts'

export interface AssignmentWish {
  readonly id: string
  readonly shiftId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly pinned: boolean
}

/** What stands against a person on a shift; of somebody out of sight, their times alone. */
export function conflictsIn(
  facts: PlanFacts,
  shift: PlannedShift,
  // `without`: a shift that the person gives away for this one.
  place: { personId: string; role: AssignableRole; without?: string | undefined },
): Conflict[] {
  const { personId, role, without } = place
  const leaves = facts.leaves.get(personId) ?? []
  const others = (facts.shifts.get(personId) ?? []).filter(
    (other) => other.id !== shift.id && other.id !== without && !other.cancelled,
  )
  const person = facts.personIn(shift.countyId, personId)
  if (!person) return conflictsInTime({ shift, leaves, others })
  return conflictsOf({
    person,
    shift,
    role,
    skillsNeeded: shift.skills[role] ?? [],
    leaves,
    others,
  })
}

/**
 * Puts a person on a shift of the scope. Hard rules refuse by name; soft ones come back with the
 * assignment. The id of a withdrawn assignment puts it back: that is how a removal is undone.
 */
export async function assignPerson(work: Work, wish: AssignmentWish): Promise<GridAssignment> {
  const shift = await findPlannedShift(work, wish.shiftId)
  if (!shift) throw baseProblems.notFound()
  refuseOtherSide(work, wish.role)
  await lockPeople(work, [wish.personId])
  const before = await findAssignment(work, wish.id)
  if (before && !isRepeat(before, wish)) throw baseProblems.conflict()
  if (shift.endsAt <= work.now) throw dutyProblems.ended()
  const { week, countyId } = shift
  const facts = await planFacts(work, { week, countyId, personIds: [wish.personId] })
  const person = facts.personIn(countyId, wish.personId)
  if (!person) throw baseProblems.notFound()
  const conflicts = conflictsIn(facts, shift, wish)
  const stands = before && before.state !== 'withdrawn'
  const hard = conflicts.filter((conflict) => conflict.hard)
  if (hard.length > 0 && !stands) {
    throw dutyProblems.hardConflict({ conflicts: [...new Set(hard.map(({ kind }) => kind))] })
  }
  if (!stands) await place(work, { wish, shift, before })
  conflicts.push(...(await overNeed(work, shift, wish)))
  const stored = await findAssignment(work, wish.id)
  if (!stored || stored.state === 'withdrawn') throw baseProblems.notFound()
  return gridAssignment(stored, person.name, conflicts)
}

async function place(
  work: Work,
  {
    wish,
    shift,
    before,
  }: { wish: AssignmentWish; shift: PlannedShift; before: AssignmentRow | undefined },
): Promise<void> {
  if (before) {
    // Who was told of the place and not yet of its removal need hear nothing at all.
    const isStillTold = before.toldAt && !before.removalToldAt
    await setAssignmentState(work, before, isStillTold ? 'published' : 'planned')
  } else {
    const { countyId, areaPath, rowClass } = shift
    await insertAssignments(work, [{ ...wish, countyId, areaPath, rowClass }])
  }
  tellOfPlaces(work, before ? 'duty.assignment.restore' : 'duty.assignment.create', [
    { ...wish, countyId: shift.countyId, areaPath: shift.areaPath, week: shift.week },
  ])
}

const isRepeat = (before: AssignmentRow, wish: AssignmentWish): boolean =>
  before.shiftId === wish.shiftId && before.personId === wish.personId && before.role === wish.role

/** A school plans its own people; the police plan theirs. */
export function refuseOtherSide(work: Work, role: AssignmentRow['role']): void {
  if (isPoliceSide(role) && !work.actor.classes.includes('police')) throw dutyProblems.otherSide()
}

async function overNeed(
  work: Work,
  shift: PlannedShift,
  { role }: AssignmentWish,
): Promise<Conflict[]> {
  const assigned = await assignmentsOf(work, [shift.id])
  const heads = assigned.filter((one) => one.role === role).length
  return heads > (shift.need[role] ?? 0) ? [{ kind: 'overNeed', hard: false, againstId: null }] : []
}

export function gridAssignment(
  row: AssignmentRow,
  personName: string,
  conflicts: Conflict[],
): GridAssignment {
  const { id, personId, role, pinned, receiptAt } = row
  const state = row.state === 'withdrawn' ? 'planned' : row.state
  const receipt = receiptAt?.toISOString() ?? null
  return { id, personId, personName, role, state, pinned, receiptAt: receipt, conflicts }
}

/**
 * Takes a person off a shift, also off one that is over if they were never told of it. Volunteers
 * come and go by themselves.
 */
export async function unassignPerson(work: Work, id: string): Promise<AssignmentRow['state']> {
  const assignment = await findAssignment(work, id)
  if (!assignment) throw baseProblems.notFound()
  refuseOtherSide(work, assignment.role)
  if (assignment.state === 'withdrawn') return assignment.state
  if (!(assignmentCan.withdraw as readonly string[]).includes(assignment.state)) {
    throw dutyProblems.volunteerAssigned()
  }
  const shift = await findPlannedShift(work, assignment.shiftId)
  const isTold = assignment.state !== 'planned'
  if (!shift || (isTold && shift.endsAt <= work.now)) throw dutyProblems.ended()
  await setAssignmentState(work, assignment, 'withdrawn')
  tellOfPlaces(work, 'duty.assignment.withdraw', [{ ...assignment, week: shift.week }])
  return 'withdrawn'
}

/**
 * Gives the person of a place another shift, at once or not at all. The old place goes first, so
 * that it does not stand against the new one. Asked again, it answers again.
 */
export async function movePerson(
  work: Work,
  id: string,
  to: { readonly id: string; readonly shiftId: string },
): Promise<GridAssignment> {
  const seen = await readAssignment(work, id)
  if (!seen) throw baseProblems.notFound()
  // People are locked before places, as in `assignPerson`; a swap may have come between.
  await lockPeople(work, [seen.personId])
  const place = await findAssignment(work, id)
  if (!place || place.personId !== seen.personId) throw baseProblems.conflict()
  const { personId, pinned, state } = place
  const made = state === 'withdrawn' ? await readAssignment(work, to.id) : undefined
  if (state === 'withdrawn' && (!made || made.state === 'withdrawn')) {
    throw dutyProblems.stateForbids({ state })
  }
  await unassignPerson(work, id)
  return assignPerson(work, { ...to, personId, role: place.role as AssignableRole, pinned })
}

/** Pins a place or loosens it; told or not, it keeps its state. */
export async function pinPlace(work: Work, id: string, pinned: boolean): Promise<void> {
  const assignment = await findAssignment(work, id)
  if (!assignment) throw baseProblems.notFound()
  refuseOtherSide(work, assignment.role)
  if (!(assignmentCan.pin as readonly string[]).includes(assignment.state)) {
    throw dutyProblems.stateForbids({ state: assignment.state })
  }
  if (assignment.pinned === pinned) return
  const shift = await findPlannedShift(work, assignment.shiftId)
  if (!shift || shift.endsAt <= work.now) throw dutyProblems.ended()
  await setPinned(work, assignment, pinned)
  const action = pinned ? 'duty.assignment.pin' : 'duty.assignment.loosen'
  tellOfPlaces(work, action, [{ ...assignment, week: shift.week }])
}

export interface ToldPlace {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly shiftId: string
  readonly personId: string
  readonly role: string
  readonly week: string
}

/** Trail and screens for places that were made or taken away. */
export function tellOfPlaces(work: Work, action: string, places: readonly ToldPlace[]): void {
  for (const { id, countyId, areaPath, shiftId, personId, role, week } of places) {
    work.audit({
      action,
      subjectKind: 'assignment',
      subjectId: id,
      countyId,
      areaPath,
      detail: { shiftId, personId, role },
    })
    work.touch({ topic: 'duty.plan', areaPath, rowClass: 'joint', keys: [week] })
    work.touch({ topic: boardTopic, areaPath, rowClass: 'joint', keys: [shiftId] })
  }
}
