import type { BoardGroup } from '../../contract/board.ts'
import {
  assignableRoles,
  type DutyRole,
  noHeads,
  type RoleCounts,
  sumOf,
} from '../../contract/duty-role.ts'
import type { HelpState } from '../../contract/gap.ts'
import type { ShiftState } from '../../contract/shift.ts'

/** What the state of a shift is made of. */
export interface Presence {
  readonly need: RoleCounts
  readonly mustRoles: readonly DutyRole[]
  readonly present: RoleCounts
  /** Checked in with an uncertain position and nothing that settles it. */
  readonly doubtful: RoleCounts
}

export interface Judged {
  readonly state: ShiftState
  /** Heads that are missing, by role; volunteers never are. */
  readonly missing: RoleCounts
}

/** Heads below the minimum; volunteers inform and never make a post short. */
export function missingOf(need: RoleCounts, present: RoleCounts): RoleCounts {
  const missing = { ...noHeads }
  for (const role of assignableRoles) missing[role] = Math.max(0, need[role] - present[role])
  return missing
}

/**
 * 空岗 (unmanned): a must role has nobody; 缺员 (short): a role is below its minimum. Both are
 * judged from the watch on and never earlier: before that an incomplete post is 待到 (waiting).
 * A gap that only doubtful people would fill is 不确定 (uncertain), not a gap.
 */
export function judge(presence: Presence, at: { now: Date; watchAt: Date; endsAt: Date }): Judged {
  const { need, mustRoles, present, doubtful } = presence
  const missing = missingOf(need, present)
  if (at.now >= at.endsAt) return { state: 'over', missing }
  if (sumOf(missing) === 0) return { state: 'full', missing }
  if (at.now < at.watchAt) return { state: 'waiting', missing }
  const together = addCounts(present, doubtful)
  const nobody = (counts: RoleCounts) => mustRoles.some((role) => counts[role] === 0)
  if (nobody(together)) return { state: 'unmanned', missing }
  if (sumOf(missingOf(need, together)) > 0) {
    return { state: nobody(present) ? 'uncertain' : 'short', missing }
  }
  return { state: 'uncertain', missing }
}

const addCounts = (a: RoleCounts, b: RoleCounts): RoleCounts => {
  const sum = { ...a }
  for (const role of Object.keys(sum) as DutyRole[]) sum[role] += b[role]
  return sum
}

/** The kind of gap that a state is, if it is one. */
export const gapKindOf = (state: ShiftState): 'unmanned' | 'short' | null =>
  state === 'unmanned' || state === 'short' ? state : null

/** Which group of the list a row stands in: by what is owed next. */
export function groupOf(state: ShiftState, help: HelpState | null): BoardGroup {
  if (state !== 'unmanned') return state
  if (help === 'asked') return 'asked'
  // On the way is not there: the row stays red until a check-in.
  if (help === 'accepted') return 'onTheWay'
  return 'send'
}
