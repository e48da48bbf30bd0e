import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { boardTopic } from '../../contract/board.ts'
import { type AssignableRole, isPoliceSide } from '../../contract/duty-role.ts'
import { assignmentCan, type Conflict, type GridAssignment } from '../../contract/plan.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import type { DutySetting } from '../../contract/setting.ts'
import { settingAt } from '../setting/setting.queries.ts'
import { conflictsOf } from './assignment.rules.ts'
import { setPinned } from './pin.queries.ts'
import {
  type AssignmentRow,
  assignmentsOf,
  findAssignment,
  findPlannedShift,
  insertAssignments,
  lockPerson,
  type PlannedShift,
  setAssignmentState,
} from './plan.queries.ts'
import { type PlanFacts, planFacts } from './plan-facts.queries.ts'
import { lastPublished } from './publication.queries.ts'

export interface AssignmentWish {
  readonly id: string
  readonly shiftId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly pinned: boolean
}

/** What stands against a person of the facts on a shift. */
export function conflictsIn(
  facts: PlanFacts,
  shift: PlannedShift,
  // `without`: a shift that the person gives away for this one.
  place: { personId: string; role: AssignableRole; without?: string | undefined },
  travel: DutySetting,
): Conflict[] {
  const person = facts.people.get(place.personId)
  if (!person) return []
  return conflictsOf({
    person,
    shift,
    role: place.role,
    skillsNeeded: shift.skills[place.role] ?? [],
    leaves: facts.leaves.get(person.id) ?? [],
    others: (facts.shifts.get(person.id) ?? []).filter(
      (other) => other.id !== shift.id && other.id !== place.without && !other.cancelled,
    ),
    travel,
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
  await lockPerson(work, wish.personId)
  const before = await findAssignment(work, wish.id)
  if (before && !isRepeat(before, wish)) throw baseProblems.conflict()
  if (shift.endsAt <= work.now) throw dutyProblems.ended()
  const setting = await settingAt(work, shift.areaPath)
  const facts = await planFacts(work, {
    week: shift.week,
    maxDutiesPerWeek: setting.maxDutiesPerWeek,
    countyId: shift.countyId,
    personIds: [wish.personId],
  })
  const person = facts.people.get(wish.personId)
  if (!person) throw baseProblems.notFound()
  const conflicts = conflictsIn(facts, shift, wish, setting)
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
    const published = await lastPublished(work, shift.countyId, shift.week)
    // Who was told of the place and not yet of its removal need hear nothing at all.
    const isStillTold = before.toldAt && before.withdrawnAt && published
    const isUntold = isStillTold && before.withdrawnAt > published
    await setAssignmentState(work, before, isUntold ? 'published' : 'planned')
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

/** Takes a person off a shift. Volunteers come and go by themselves. */
export async function unassignPerson(work: Work, id: string): Promise<AssignmentRow['state']> {
  const assignment = await findAssignment(work, id)
  if (!assignment) throw baseProblems.notFound()
  refuseOtherSide(work, assignment.role)
  if (assignment.state === 'withdrawn') return assignment.state
  if (!(assignmentCan.withdraw as readonly string[]).includes(assignment.state)) {
    throw dutyProblems.volunteerAssigned()
  }
  const shift = await findPlannedShift(work, assignment.shiftId)
  if (!shift || shift.endsAt <= work.now) throw dutyProblems.ended()
  await setAssignmentState(work, assignment, 'withdrawn')
  tellOfPlaces(work, 'duty.assignment.withdraw', [{ ...assignment, week: shift.week }])
  return 'withdrawn'
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
