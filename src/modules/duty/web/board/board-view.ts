import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { type BoardGroup, type BoardRow, boardGroups } from '../../contract/board.ts'
import { type DutyRole, dutyRoles, type RoleCounts } from '../../contract/duty-role.ts'
import type { ShiftState } from '../../contract/shift.ts'

/** Each state's look; the words stand in the catalogue under `state`. */
export const toneOfState: Readonly<Record<ShiftState, Tone>> = {
  unmanned: 'gap',
  short: 'warn',
  uncertain: 'unknown',
  waiting: 'wait',
  full: 'ok',
  over: 'off',
}

/** States in the order in which they need attention. */
export const statesByUrgency = Object.keys(toneOfState) as ShiftState[]

export const toneOfGroup: Readonly<Record<BoardGroup, Tone>> = {
  send: 'gap',
  asked: 'gap',
  onTheWay: 'gap',
  short: 'warn',
  uncertain: 'unknown',
  waiting: 'wait',
  full: 'ok',
  over: 'off',
}

export interface BoardFilter {
  readonly state?: ShiftState | undefined
  readonly station?: string | undefined
  /** `07:40` */
  readonly bell?: string | undefined
}

/** A bell as addresses name it. */
export const bellName = (at: string): string => shown(at, 'time')

/** The bell that was chosen, as long as the board has it: the next half-day has others. */
export const bellOnBoard = (rows: readonly BoardRow[], chosen: string | undefined) =>
  rows.some(({ bellAt }) => bellName(bellAt) === chosen) ? chosen : undefined

/** The one filter of list and map. */
export const passes = (row: BoardRow, { state, station, bell }: BoardFilter): boolean =>
  (state === undefined || row.state === state) &&
  (station === undefined || row.stationAreaId === station) &&
  (bell === undefined || bellName(row.bellAt) === bell)

export interface Group {
  readonly group: BoardGroup
  readonly rows: readonly BoardRow[]
}

/**
 * Rows by what is owed, in the order of urgency; inside a group by bell, at the same bell posts
 * that police must attend first, then by name.
 */
export function groupsOf(rows: readonly BoardRow[]): Group[] {
  const sorted = [...rows].sort(
    (a, b) =>
      a.bellAt.localeCompare(b.bellAt) ||
      Number(b.mustAttendLevel !== null) - Number(a.mustAttendLevel !== null) ||
      a.postName.localeCompare(b.postName, 'zh'),
  )
  return boardGroups
    .map((group) => ({ group, rows: sorted.filter((row) => row.group === group) }))
    .filter((one) => one.rows.length > 0)
}

export type StateCounts = Readonly<Record<ShiftState, number>>

/** Posts by state. They add up to the posts. */
export function countsByState(rows: readonly BoardRow[]): StateCounts {
  const counts = { unmanned: 0, short: 0, uncertain: 0, waiting: 0, full: 0, over: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}

/** Heads there and required over posts; volunteers inform but are never required. */
export function headsOf(rows: readonly BoardRow[]): { have: number; need: number } {
  let have = 0
  let need = 0
  for (const row of rows) {
    for (const role of dutyRoles) {
      if (role === 'volunteer') continue
      // Extra heads at one gate do not fill another.
      have += Math.min(row.have[role], row.need[role])
      need += row.need[role]
    }
  }
  return { have, need }
}

/** Volunteers who are there; nobody asked for them. */
export const volunteersOf = (rows: readonly BoardRow[]): number =>
  rows.reduce((sum, row) => sum + row.have.volunteer, 0)

/** How many of each role are still missing; volunteers are never missing. */
export function missingOf(row: BoardRow): [DutyRole, number][] {
  return dutyRoles
    .filter((role) => role !== 'volunteer')
    .map((role): [DutyRole, number] => [role, shortBy(row.need, row.have, role)])
    .filter(([, count]) => count > 0)
}

export const shortBy = (need: RoleCounts, have: RoleCounts, role: DutyRole): number =>
  Math.max(0, need[role] - have[role])

export interface Bell {
  readonly at: string
  /** The most urgent first: they stand next to the bell line. */
  readonly rows: readonly BoardRow[]
}

/** Posts by bell, in time order. */
export function bellsOf(rows: readonly BoardRow[]): Bell[] {
  const byBell = new Map<string, BoardRow[]>()
  for (const row of rows) byBell.set(row.bellAt, [...(byBell.get(row.bellAt) ?? []), row])
  return [...byBell]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([at, posts]) => ({ at, rows: posts.sort((a, b) => urgency(a) - urgency(b)) }))
}

const urgency = (row: BoardRow): number => statesByUrgency.indexOf(row.state)

/** The bell that the commander waits for: the next one ahead, or the last when all have rung. */
export function nextBell(bells: readonly Bell[], nowMs: number): Bell | undefined {
  return bells.find(({ at }) => Date.parse(at) > nowMs) ?? bells[bells.length - 1]
}

/**
 * Puts rows that were read again in place of the old. One that was asked for and did not come was
 * called off and leaves; an unknown one needs a new board.
 */
export function withRows(
  rows: readonly BoardRow[],
  asked: readonly string[],
  fresh: readonly BoardRow[],
): readonly BoardRow[] | 'unknown' {
  const freshById = new Map(fresh.map((row) => [row.shiftId, row]))
  const known = new Set(rows.map(({ shiftId }) => shiftId))
  if (fresh.some(({ shiftId }) => !known.has(shiftId))) return 'unknown'
  const gone = new Set(asked.filter((id) => !freshById.has(id)))
  return rows
    .filter(({ shiftId }) => !gone.has(shiftId))
    .map((row) => freshById.get(row.shiftId) ?? row)
}
