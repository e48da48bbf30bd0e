import { noHeads } from '../../contract/duty-role.ts'
import type { LeaveEffect } from '../../contract/leave.ts'
import { missingOf } from '../board/board.rules.ts'
import type { TouchedShift } from './leave.queries.ts'

/** What a post would be if a person does not come and nobody takes over. */
export function effectOf(shift: TouchedShift): LeaveEffect {
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
