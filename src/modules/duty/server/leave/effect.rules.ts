import { type DutyRole, noHeads, type RoleCounts } from '../../contract/duty-role.ts'
import type { LeaveEffect } from '../../contract/leave.ts'
import { missingOf } from '../board/board.rules.ts'

/** A shift of somebody who would not come, with the heads that would be left there. */
interface LeftShift extends Omit<LeaveEffect, 'bellAt' | 'becomes'> {
  readonly bellAt: Date
  readonly need: RoleCounts
  readonly mustRoles: readonly DutyRole[]
  readonly left: Partial<RoleCounts>
}

/** What a post would be if a person does not come and nobody takes over. */
export function effectOf(shift: LeftShift): LeaveEffect {
  const left = { ...noHeads, ...shift.left }
  const missing = missingOf({ ...noHeads, ...shift.need }, left)
  const unmanned = shift.mustRoles.some((role) => left[role] === 0)
  const short = Object.values(missing).some((heads) => heads > 0)
  return {
    shiftId: shift.shiftId,
    postName: shift.postName,
    day: shift.day,
    half: shift.half,
    bellAt: shift.bellAt.toISOString(),
    role: shift.role,
    becomes: unmanned ? ('unmanned' as const) : short ? ('short' as const) : ('full' as const),
  }
}
