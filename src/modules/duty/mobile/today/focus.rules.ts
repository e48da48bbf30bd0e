import type { MyDuty, MyShift } from '../../contract/mine.ts'
import { servedFrom } from '../../contract/shift.ts'
import { type OwnCheckIn, presenceOf, type ShiftPresence } from './presence.rules.ts'

/** A shift as far as the phone needs it to check in there. */
export type GateShift = Omit<MyShift, 'assignmentId' | 'assignment' | 'receiptAt' | 'role'> & {
  readonly role: MyShift['role'] | 'none'
}

type Timed = Pick<MyShift, 'shiftId' | 'startsAt' | 'endsAt' | 'bellAt' | 'cancelled' | 'half'>

const minuteMs = 60_000
/** Earlier or later than this, a check-in is hardly about the shift (the server thinks so too). */
const marginMs = 60 * minuteMs

export interface Focus<S> {
  /** The shift to act on now. */
  readonly now: S | undefined
  /** Others that can be acted on now, as with two gates in one half-day; those left early last. */
  readonly beside: readonly S[]
  /** The next one after it. */
  readonly next: S | undefined
  /** Over today without a check-in: may be registered afterwards. */
  readonly missed: readonly S[]
}

/** What I am told to serve, and where I stand in: though refused, it is told and may be mended. */
export function heldBy(duty: MyDuty, own: readonly OwnCheckIn[]): readonly GateShift[] {
  const standIns = duty.nearby
    .filter((shift) => presenceOf(shift, own).in !== undefined)
    .map((shift) => ({ ...shift, role: duty.role }))
  return [...duty.shifts, ...standIns]
}

/** Which shift the large button is about. */
export function focusOf<S extends Timed>(
  shifts: readonly S[],
  presence: (shift: S) => ShiftPresence,
  nowMs: number,
): Focus<S> {
  const held = [...shifts]
    .filter(({ cancelled }) => !cancelled)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const actable = held.filter((shift) => isActable(shift, presence(shift), nowMs))
  // Who has left early may come back.
  const left = held.filter(
    (shift) => presence(shift).step === 'out' && nowMs <= Date.parse(shift.endsAt),
  )
  const [now, ...beside] = [...actable, ...left]
  const coming = held.filter(
    (shift) => Date.parse(shift.startsAt) - marginMs > nowMs && !actable.includes(shift),
  )
  const missed = held.filter((shift) => {
    const endMs = Date.parse(shift.endsAt)
    const recently = nowMs > endMs && nowMs - endMs < 18 * marginMs
    return recently && presence(shift).step === 'none'
  })
  return { now, beside, next: coming[0], missed }
}

function isActable(shift: Timed, { step }: ShiftPresence, nowMs: number): boolean {
  if (nowMs < Date.parse(shift.startsAt) - marginMs) return false
  const endMs = Date.parse(shift.endsAt)
  if (step === 'none') return nowMs <= endMs
  // Who is on post may leave late.
  return step === 'in' && nowMs <= endMs + marginMs
}

/** Whether leaving now is leaving early. */
export const leavesEarly = (shift: Timed, nowMs: number): boolean =>
  nowMs <
  servedFrom({
    half: shift.half,
    bellAt: new Date(shift.bellAt),
    endsAt: new Date(shift.endsAt),
  }).getTime()

/** How many notices of a changed shift are not yet read. */
export const changesUnread = (
  notices: readonly { readonly kind: string; readonly readAt: string | null }[],
): number => notices.filter(({ kind, readAt }) => kind === 'shiftChanged' && readAt === null).length
