import type { z } from 'zod'
import { nowMs } from '../../../../platform/ui/clock.ts'
import { movedDay } from '../../../../platform/ui/wall-time.ts'
import { type AssignableRole, assignableRoles, isPoliceSide } from '../../contract/duty-role.ts'
import type { GridAssignment, GridPost, GridShift, readWeek } from '../../contract/plan.ts'
import { type Half, halves } from '../../contract/shift.ts'

/** A week as it is read. */
export type Week = z.output<NonNullable<(typeof readWeek)['reply']>>

/** Which part of the team the grid shows. */
export const sides = ['police', 'school'] as const
export type Side = (typeof sides)[number]

/** Which gates the grid shows: all, or those with a shift that counts. */
export const onlyChoices = [
  'all',
  'gaps',
  'conflicts',
  'changes',
  'filled',
  'unmanned',
  'short',
] as const
export type Only = (typeof onlyChoices)[number]

/** Those that stand over the grid; the others are opened by their figure. */
export const onlyOffered = ['all', 'gaps', 'conflicts', 'changes'] as const satisfies Only[]

export const rolesOfSide = (side: Side): AssignableRole[] =>
  assignableRoles.filter((role) => isPoliceSide(role) === (side === 'police'))

/** Monday to Friday, and a day of the weekend when somebody works on it. */
export function daysOf(weekStartsOn: string, posts: readonly GridPost[]): string[] {
  const worked = new Set(posts.flatMap(({ shifts }) => shifts.map(({ day }) => day)))
  const all = [0, 1, 2, 3, 4, 5, 6].map((days) => movedDay(weekStartsOn, days))
  return all.filter((day, index) => index < 5 || worked.has(day))
}

export const shiftAt = (post: GridPost, day: string, half: Half): GridShift | undefined =>
  post.shifts.find((shift) => shift.day === day && shift.half === half)

/** Heads of each role that nobody is assigned to yet. */
export function gapsOf(
  shift: GridShift,
  roles: readonly AssignableRole[],
): [AssignableRole, number][] {
  if (shift.cancelled) return []
  return roles
    .map((role): [AssignableRole, number] => [role, shift.need[role] - shift.assigned[role]])
    .filter(([, count]) => count > 0)
}

/** Assignments of the roles that are shown, in the order of the roles. */
export const shownOf = (shift: GridShift, roles: readonly AssignableRole[]): GridAssignment[] =>
  roles.flatMap((role) => shift.assignments.filter((one) => one.role === role))

/** What is known of a place by its person; of a shift that is over nobody is told any more. */
export function toldWord(
  { endsAt }: GridShift,
  { state, receiptAt }: GridAssignment,
): 'untold' | 'neverTold' | 'receipt' | 'told' {
  if (state === 'planned') return Date.parse(endsAt) > nowMs() ? 'untold' : 'neverTold'
  return receiptAt ? 'receipt' : 'told'
}

/** The next publication tells of something in it. */
export const isChanged = (shift: GridShift): boolean =>
  shift.removals > 0 || shift.assignments.some((one) => toldWord(shift, one) === 'untold')

/** Approved leave or another shift stands against it: what the figure of conflicts counts. */
export const isConflicted = ({ conflicts }: GridAssignment): boolean =>
  conflicts.some(({ kind }) => kind === 'leave' || kind === 'overlap')

/** Over all roles, whichever side is shown, as the figures count. */
const counts: Readonly<Record<Exclude<Only, 'all'>, (shift: GridShift) => boolean>> = {
  gaps: ({ kind }) => kind !== null,
  filled: ({ kind }) => kind === null,
  unmanned: ({ kind }) => kind === 'unmanned',
  short: ({ kind }) => kind === 'short',
  conflicts: ({ assignments }) => assignments.some(isConflicted),
  changes: isChanged,
}

export const keeps = ({ shifts }: GridPost, only: Only): boolean =>
  only === 'all' || shifts.some((shift) => !shift.cancelled && counts[only](shift))

/** What a cell says beside the gaps and names of its side: nothing is out of sight. */
export function besideOf(
  shift: GridShift,
  roles: readonly AssignableRole[],
): readonly ('unmanned' | 'short' | 'conflicts')[] {
  const others = shift.assignments.filter(({ role }) => !roles.some((one) => one === role))
  const { kind } = shift
  return [
    ...(kind && gapsOf(shift, roles).length === 0 ? [kind] : []),
    ...(others.some(isConflicted) ? ['conflicts' as const] : []),
  ]
}

/** Lines that the fullest cell of a gate needs, and no fewer than the roles. */
export function linesOf({ shifts }: GridPost, roles: readonly AssignableRole[]): number {
  const lines = shifts.map((shift) => {
    const shown = shownOf(shift, roles)
    // Who was never told has a line for that below the name.
    const notes = shown.filter((one) => toldWord(shift, one) === 'neverTold')
    const names = shown.length + notes.length
    return gapsOf(shift, roles).length + besideOf(shift, roles).length + names
  })
  return Math.max(2, roles.length, ...lines)
}

export interface StationGroup {
  readonly stationAreaId: string
  readonly name: string
  readonly posts: readonly GridPost[]
}

/** Posts by station, both in the order of their names. */
export function stationsOf(posts: readonly GridPost[]): StationGroup[] {
  const groups = new Map<string, GridPost[]>()
  for (const post of posts) {
    groups.set(post.stationAreaId, [...(groups.get(post.stationAreaId) ?? []), post])
  }
  return [...groups]
    .map(([stationAreaId, members]) => ({
      stationAreaId,
      name: members[0]?.stationName ?? '',
      posts: members.sort((a, b) => a.postName.localeCompare(b.postName, 'zh')),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

const timeOf = ({ day, half }: { day: string; half: Half }, personId: string): string =>
  `${day} ${half} ${personId}`

/** Who serves two gates in one half-day, as keys of `timeOf`. */
export function servingTwice(posts: readonly GridPost[]): ReadonlySet<string> {
  const seen = new Map<string, number>()
  for (const { shifts } of posts) {
    for (const shift of shifts) {
      for (const { personId } of shift.assignments) {
        const key = timeOf(shift, personId)
        seen.set(key, (seen.get(key) ?? 0) + 1)
      }
    }
  }
  return new Set([...seen].filter(([, count]) => count > 1).map(([key]) => key))
}

export const servesTwice = (
  twice: ReadonlySet<string>,
  shift: GridShift,
  { personId }: GridAssignment,
): boolean => twice.has(timeOf(shift, personId))

/** The shift beside another one in the grid; undefined at an edge or where none is. */
export function neighbour(
  posts: readonly GridPost[],
  days: readonly string[],
  shiftId: string,
  move: 'left' | 'right' | 'up' | 'down',
): GridShift | undefined {
  const row = posts.findIndex(({ shifts }) => shifts.some(({ id }) => id === shiftId))
  const shift = posts[row]?.shifts.find(({ id }) => id === shiftId)
  if (!shift) return undefined
  const columns = days.flatMap((day) => halves.map((half) => ({ day, half })))
  let column = columns.findIndex(({ day, half }) => day === shift.day && half === shift.half)
  let at = row
  const limit = posts.length + columns.length
  for (let steps = 0; steps < limit; steps += 1) {
    if (move === 'left') column -= 1
    else if (move === 'right') column += 1
    else at += move === 'up' ? -1 : 1
    const place = columns[column]
    const post = posts[at]
    if (!place || !post) return undefined
    const found = shiftAt(post, place.day, place.half)
    if (found) return found
  }
  return undefined
}
