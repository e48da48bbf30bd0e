import { addDays } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { countsOf, noHeads, type RoleCounts, sumOf } from '../../contract/duty-role.ts'
import type { GridPost, GridShift, WeekFigures } from '../../contract/plan.ts'
import { namesOf } from '../acting-people.queries.ts'
import { missingOf } from '../board/board.rules.ts'
import { conflictsIn, gridAssignment } from './assignment.actions.ts'
import { gridPosts } from './grid.queries.ts'
import {
  type AssignmentRow,
  assignmentsOf,
  countConflicts,
  headsByShift,
  type PlannedShift,
  plannedShifts,
  type ShiftHeads,
} from './plan.queries.ts'
import { type PlanFacts, planFacts } from './plan-facts.queries.ts'
import { untoldRemovals } from './publication.queries.ts'

export interface GridChoice {
  readonly week: string
  readonly stationAreaId?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * A page of the week's grid: posts with their shifts, who is on them, what stands against it, and
 * how each was judged.
 */
export async function weekGrid(work: Work, choice: GridChoice, judged: readonly JudgedHeads[]) {
  const page = await gridPosts(work, choice)
  const shifts = await plannedShifts(work, {
    firstDay: choice.week,
    lastDay: addDays(choice.week, 6),
    postIds: page.rows.map(({ postId }) => postId),
  })
  const shiftIds = shifts.map(({ id }) => id)
  const rows = await assignmentsOf(work, shiftIds)
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  const facts = await planFacts(work, { week: choice.week, personIds })
  const names = await namesOf(work, personIds)
  const kinds = new Map(judged.map(({ shiftId, kind }) => [shiftId, kind]))
  const tellable = shifts.filter(({ endsAt }) => endsAt > work.now)
  const removals = await untoldRemovals(
    work,
    tellable.map(({ id }) => id),
  )
  const ofShift = Map.groupBy(rows, ({ shiftId }) => shiftId)
  const gridShifts = shifts.map((shift) =>
    gridShift(shift, ofShift.get(shift.id) ?? [], { facts, names, kinds, removals }),
  )
  const ofPost = Map.groupBy(gridShifts, ({ postId }) => postId)
  const posts: GridPost[] = page.rows.map((post) => ({
    ...post,
    shifts: ofPost.get(post.postId) ?? [],
  }))
  return { ...page, rows: posts }
}

interface GridGround {
  readonly facts: PlanFacts
  readonly names: ReadonlyMap<string, string>
  readonly kinds: ReadonlyMap<string, JudgedHeads['kind']>
  readonly removals: ReadonlyMap<string, number>
}

function gridShift(
  shift: PlannedShift,
  rows: readonly AssignmentRow[],
  { facts, names, kinds, removals }: GridGround,
): GridShift & { postId: string } {
  const assigned: RoleCounts = { ...noHeads }
  for (const { role } of rows) assigned[role] += 1
  return {
    id: shift.id,
    postId: shift.postId,
    day: shift.day,
    half: shift.half,
    bellAt: shift.bellAt.toISOString(),
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
    cancelled: shift.cancelled,
    need: countsOf(shift.need),
    assigned,
    mustRoles: shift.mustRoles as GridShift['mustRoles'],
    kind: kinds.get(shift.id) ?? null,
    removals: removals.get(shift.id) ?? 0,
    assignments: rows.map((row) => {
      const { personId, role } = row
      const conflicts = role === 'volunteer' ? [] : conflictsIn(facts, shift, { personId, role })
      return gridAssignment(row, names.get(personId) ?? '', conflicts)
    }),
  }
}

export interface JudgedHeads extends ShiftHeads {
  /** 三见必到, and nobody of the police would come. */
  readonly mustAttendOpen: boolean
  readonly kind: 'unmanned' | 'short' | null
  readonly missing: RoleCounts
}

/** What a shift will lack by what is planned, leave deducted. */
export function judgeHeads(shift: ShiftHeads): JudgedHeads {
  const assigned = countsOf(shift.assigned)
  const missing = missingOf(countsOf(shift.need), assigned)
  const nobody = shift.mustRoles.some((role) => assigned[role] === 0)
  const mustAttendOpen = shift.mustAttendLevel !== null && assigned.police === 0
  const kind = nobody ? 'unmanned' : sumOf(missing) > 0 ? 'short' : null
  return { ...shift, mustAttendOpen, missing, kind }
}

interface WeekFilter {
  readonly week: string
  readonly stationAreaId?: string | undefined
}

/** Every shift of the filter, as the figures and the grid both tell it. */
export async function judgeWeek(
  work: Work,
  { week, stationAreaId }: WeekFilter,
): Promise<JudgedHeads[]> {
  const range = { firstDay: week, lastDay: addDays(week, 6), stationAreaId }
  return (await headsByShift(work, range)).map(judgeHeads)
}

/** The five figures over the grid, of the whole filter and not of the page. */
export async function weekFigures(
  work: Work,
  choice: WeekFilter,
  { judged, changes }: { judged: readonly JudgedHeads[]; changes: number },
): Promise<WeekFigures> {
  const count = (kind: JudgedHeads['kind']) => judged.filter((one) => one.kind === kind).length
  return {
    shifts: judged.length,
    filled: count(null),
    unmanned: count('unmanned'),
    short: count('short'),
    conflicts: await countConflicts(work, choice),
    changes,
  }
}
