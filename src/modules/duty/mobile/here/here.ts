import { nowMs } from '../../../../platform/ui/clock.ts'
import type { MyDuty } from '../../contract/mine.ts'
import { useOwnCheckIns } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { presenceOf } from '../today/presence.rules.ts'

const nearMs = 3 * 3_600_000

/** The shifts that a record of this moment can belong to, the likeliest first. */
export function useShiftsHere(duty: MyDuty | undefined): readonly GateShift[] {
  const own = useOwnCheckIns()
  if (!duty) return []
  const atMs = nowMs()
  const all: GateShift[] = [
    ...duty.shifts,
    ...duty.nearby.map((shift) => ({ ...shift, role: duty.role })),
  ]
  const near = all.filter(
    (shift) =>
      !shift.cancelled &&
      Date.parse(shift.startsAt) - nearMs < atMs &&
      Date.parse(shift.endsAt) + nearMs > atMs,
  )
  // Where one is checked in comes before where one is told to be, then what is nearest in time.
  const rank = (shift: GateShift) =>
    (presenceOf(shift, own).step === 'in' ? 0 : 1e12) + Math.abs(Date.parse(shift.bellAt) - atMs)
  return near.sort((a, b) => rank(a) - rank(b))
}
