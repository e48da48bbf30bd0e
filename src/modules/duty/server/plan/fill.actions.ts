import { addDays } from '../../../../platform/clock/zoned.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import {
  type AssignableRole,
  assignableRoles,
  countsOf,
  isPoliceSide,
} from '../../contract/duty-role.ts'
import type { ConflictKind } from '../../contract/plan.ts'
import { conflictsIn, tellOfPlaces } from './assignment.actions.ts'
import { overlaps } from './assignment.rules.ts'
import {
  assignmentsOf,
  dropDraft,
  insertAssignments,
  type NewAssignment,
  type PlannedShift,
  plannedShifts,
} from './plan.queries.ts'
import { type PersonShift, type PlanFacts, planFacts } from './plan-facts.queries.ts'
import { lockCounties } from './plan-lock.queries.ts'
import {
  type FillResult,
  type FillShift,
  type PlacedPerson,
  type RosterFiller,
  simpleFiller,
} from './roster-filler.rules.ts'

export interface WeekChoice {
  /** Monday. */
  readonly week: string
  readonly stationAreaId?: string | undefined
}

export interface Filled {
  readonly made: number
  readonly open: FillResult['open']
  readonly filler: string
}

/**
 * Fills the empty places of a week's draft in the scope by any filler. What it proposes is checked
 * place by place against the hard rules before it is stored: a filler cannot break them.
 */
export async function fillPlaces(
  work: Work,
  choice: WeekChoice & { roles?: readonly AssignableRole[] | undefined },
  filler: RosterFiller = simpleFiller,
): Promise<Filled> {
  const roles = (choice.roles ?? assignableRoles).filter((role) => mayPlan(work, role))
  const draft = await openDraft(work, choice, roles)
  const placed = draft.assignments.flatMap(({ shiftId, personId, role }) =>
    role === 'volunteer' || isAway(draft, shiftId, personId) ? [] : [{ shiftId, personId, role }],
  )
  const elsewhere = [...draft.facts.shifts.values()].flat()
  const known = new Set(draft.shifts.map(({ id }) => id))
  const shifts: FillShift[] = draft.shifts.map((shift) => ({
    ...shift,
    need: countsOf(shift.need),
  }))
  // Shifts of these people that lie outside the draft: they count, but nothing is placed there.
  for (const other of elsewhere) if (!known.has(other.id)) shifts.push(untouchable(other))
  const result = filler.fill({
    shifts,
    people: draft.facts.people,
    leaves: draft.facts.leaves,
    placed: [...placed, ...placesOutside(draft.facts, known)],
    roles,
    openShiftIds: new Set(draft.open.map(({ id }) => id)),
  })
  const { made } = await placeAll(work, draft, result.placed)
  return { made, open: result.open, filler: filler.name }
}

/** Whose leave was approved holds no place, as the grid and the forecast count it. */
function isAway({ shifts, facts }: Draft, shiftId: string, personId: string): boolean {
  const leaves = (facts.leaves.get(personId) ?? []).filter(({ approved }) => approved)
  const shift = leaves.length > 0 && shifts.find(({ id }) => id === shiftId)
  return shift ? leaves.some((leave) => overlaps(leave, shift)) : false
}

function untouchable(shift: PersonShift): FillShift {
  return { ...shift, need: countsOf({}), mustRoles: [], skills: {} }
}

function placesOutside(facts: PlanFacts, known: ReadonlySet<string>): PlacedPerson[] {
  return [...facts.shifts].flatMap(([personId, shifts]) =>
    shifts
      .filter(({ id, cancelled }) => !known.has(id) && !cancelled)
      // The role elsewhere does not matter: only that the person is taken.
      .map(({ id }) => ({ shiftId: id, personId, role: 'staff' as const })),
  )
}

const mayPlan = (work: Work, role: AssignableRole): boolean =>
  !isPoliceSide(role) || work.actor.classes.includes('police')

interface Draft {
  readonly shifts: readonly PlannedShift[]
  /** Shifts still ahead: only these are filled. */
  readonly open: readonly PlannedShift[]
  readonly assignments: Awaited<ReturnType<typeof assignmentsOf>>
  readonly facts: PlanFacts
}

async function openDraft(
  work: Work,
  { week, stationAreaId }: WeekChoice,
  roles: readonly AssignableRole[],
): Promise<Draft> {
  const shifts = await plannedShifts(work, { firstDay: week, lastDay: addDays(week, 6) })
  const open = await plannedShifts(work, {
    firstDay: week,
    lastDay: addDays(week, 6),
    stationAreaId,
  })
  // Before places and people are read: what others plan at the same time is waited for and seen.
  await lockCounties(work, [...new Set(open.map(({ countyId }) => countyId))])
  return {
    shifts,
    open: open.filter((shift) => !shift.cancelled && shift.startsAt > work.now),
    // Who was on a shift that is cancelled by now is free in its hours, as everywhere.
    assignments: await assignmentsOf(
      work,
      shifts.flatMap(({ id, cancelled }) => (cancelled ? [] : [id])),
    ),
    facts: await planFacts(work, { week, roles }),
  }
}

interface Placed {
  readonly made: number
  readonly skipped: readonly (PlacedPerson & { conflict: ConflictKind })[]
}

/** Stores places one by one, each judged with those before it. */
async function placeAll(
  work: Work,
  draft: Draft,
  wanted: readonly PlacedPerson[],
): Promise<Placed> {
  const shifts = new Map(draft.open.map((shift) => [shift.id, shift]))
  const taken = new Map([...draft.facts.shifts].map(([id, own]) => [id, [...own]]))
  const facts: PlanFacts = { ...draft.facts, shifts: taken }
  const rows: NewAssignment[] = []
  const skipped: (PlacedPerson & { conflict: ConflictKind })[] = []
  for (const one of wanted) {
    const shift = shifts.get(one.shiftId)
    if (!shift || !facts.personIn(shift.countyId, one.personId)) continue
    const own = taken.get(one.personId) ?? []
    if (own.some(({ id }) => id === shift.id)) continue
    const hard = conflictsIn(facts, shift, one).find((conflict) => conflict.hard)
    if (hard) {
      skipped.push({ ...one, conflict: hard.kind })
      continue
    }
    const id = newId(work.now)
    taken.set(one.personId, [...own, { ...shift, assignmentId: id }])
    const { countyId, areaPath, rowClass } = shift
    rows.push({ ...one, id, countyId, areaPath, rowClass, pinned: false })
  }
  if (rows.length > 0) await insertAssignments(work, rows)
  tellOfPlaces(
    work,
    'duty.assignment.create',
    rows.map((row) => ({ ...row, week: shifts.get(row.shiftId)?.week ?? '' })),
  )
  return { made: rows.length, skipped }
}

/** Copies last week's places to the same post, weekday and half-day of this week. */
export async function copyLastWeek(work: Work, choice: WeekChoice): Promise<Placed> {
  const roles = assignableRoles.filter((role) => mayPlan(work, role))
  const draft = await openDraft(work, choice, roles)
  const before = await plannedShifts(work, {
    firstDay: addDays(choice.week, -7),
    lastDay: addDays(choice.week, -1),
    stationAreaId: choice.stationAreaId,
  })
  const sameTime = new Map(draft.open.map((shift) => [placeKey(shift.postId, shift), shift]))
  const target = new Map(
    before.map((shift) => [
      shift.id,
      sameTime.get(placeKey(shift.postId, { day: addDays(shift.day, 7), half: shift.half })),
    ]),
  )
  const last = await assignmentsOf(
    work,
    before.map(({ id }) => id),
  )
  const wanted = last.flatMap(({ shiftId, personId, role }) => {
    const shift = target.get(shiftId)
    return shift && role !== 'volunteer' ? [{ shiftId: shift.id, personId, role }] : []
  })
  return placeAll(work, draft, wanted)
}

const placeKey = (postId: string, { day, half }: { day: string; half: string }): string =>
  `${postId} ${day} ${half}`

/** Drops what the draft added and nobody was told of. */
export async function discardDraft(work: Work, choice: WeekChoice): Promise<number> {
  const dropped = await dropDraft(work, choice)
  const counties = Map.groupBy(dropped, ({ countyId }) => countyId)
  for (const [countyId, own] of counties) {
    work.audit({
      action: 'duty.plan.discard',
      subjectKind: 'county',
      subjectId: countyId,
      countyId,
      areaPath: work.actor.scope,
      detail: { week: choice.week, dropped: own.length },
    })
  }
  for (const { areaPath } of dropped) {
    work.touch({ topic: 'duty.plan', areaPath, rowClass: 'joint', keys: [choice.week] })
  }
  return dropped.length
}
