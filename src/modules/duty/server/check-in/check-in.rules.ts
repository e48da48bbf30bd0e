import type {
  Approval,
  CheckInCause,
  CheckInDirection,
  CheckInMethod,
} from '../../contract/check-in.ts'
import type { Judgement, Verdict } from '../../contract/position-verdict.ts'
import { type Half, servedFrom } from '../../contract/shift.ts'

/** What a check-in is judged by. Nothing here can refuse it. */
export interface CheckInFacts {
  readonly direction: CheckInDirection
  readonly method: Exclude<CheckInMethod, 'automatic'>
  readonly at: Date
  readonly clockAhead: boolean
  readonly shift: { half: Half; bellAt: Date; startsAt: Date; endsAt: Date }
  /** Null without a position, or where the gate's own position is not known. */
  readonly judgement: Judgement | null
  readonly gateCodeRight: boolean
  /** May call up the code of this gate on their own screen, at the gate or far from it. */
  readonly mayShowCode: boolean
  /** A picture is announced; it comes after the record, if it comes. */
  readonly photoAnnounced: boolean
  /** Told to come to this shift, claimed it, or asked to help there. */
  readonly expected: boolean
  readonly roleKnown: boolean
}

export interface CheckInVerdict {
  readonly verdict: Verdict
  readonly late: boolean
  readonly causes: CheckInCause[]
  readonly approval: Approval
}

const minuteMs = 60_000
/** Earlier or later than this, a record is hardly about this shift. */
export const windowMarginMin = 60

/** The causes that leave a check-in waiting for a leader. */
const waitsFor: readonly CheckInCause[] = [
  'outside',
  'uncertainWithoutPhoto',
  'photoAwaited',
  'noPosition',
  'gateCodeWrong',
  'gateCodeOwn',
  'registeredAfterwards',
  'outsideWindow',
  'roleUnknown',
  'guestUnconfirmed',
]

export function judgeCheckIn(facts: CheckInFacts): CheckInVerdict {
  const verdict = verdictOf(facts)
  const late = facts.direction === 'in' && facts.at > facts.shift.bellAt
  const causes = [...proofCauses(facts, verdict), ...timeCauses(facts, late)]
  if (!facts.expected) causes.push('notAssigned')
  if (!facts.roleKnown) causes.push('roleUnknown')
  if (facts.clockAhead) causes.push('clockAhead')
  // Leaving needs nobody's consent; leaving early is shown, not judged.
  const waits = facts.direction === 'in' && isDoubtful(causes)
  return { verdict, late, causes, approval: waits ? 'pending' : 'notNeeded' }
}

/**
 * A guest proves nothing by a phone of their own: a leader who was there vouches for them, or one
 * decides afterwards.
 */
export function judgeGuest(
  facts: Pick<CheckInFacts, 'at' | 'clockAhead' | 'shift'> & { readonly byLeader: boolean },
): CheckInVerdict {
  const late = facts.at > facts.shift.bellAt
  const causes = timeCauses({ ...facts, direction: 'in' }, late)
  if (!facts.byLeader) causes.push('guestUnconfirmed')
  if (facts.clockAhead) causes.push('clockAhead')
  const approval = isDoubtful(causes) ? 'pending' : 'notNeeded'
  return { verdict: 'none', late, causes, approval }
}

const isDoubtful = (causes: readonly CheckInCause[]): boolean =>
  causes.some((cause) => waitsFor.includes(cause))

/** What is left to decide once the picture is here; nothing when it alone was waited for. */
export function withoutPhotoCause(causes: readonly CheckInCause[]): {
  causes: CheckInCause[]
  waits: boolean
} {
  const left = causes.filter((cause) => cause !== 'photoAwaited')
  return { causes: left, waits: isDoubtful(left) }
}

/**
 * A right gate code puts the person at the gate, whatever the satellite says: it was read off the
 * screen there. Whoever may show the code reads it wherever they are, so theirs proves nothing by
 * itself: without a position inside it is uncertain, and a picture or a leader decides as they do
 * without a code.
 */
function verdictOf({ method, gateCodeRight, mayShowCode, judgement }: CheckInFacts): Verdict {
  const byPosition = judgement?.verdict ?? 'none'
  if (method !== 'gateCode' || !gateCodeRight) return byPosition
  return mayShowCode && byPosition !== 'inside' ? 'uncertain' : 'inside'
}

function proofCauses(facts: CheckInFacts, verdict: Verdict): CheckInCause[] {
  if (facts.direction === 'out' || facts.method === 'supervisor') return []
  if (facts.method === 'reason') return ['registeredAfterwards']
  if (verdict === 'inside') return []
  const byPosition = facts.judgement?.verdict ?? 'none'
  if (byPosition === 'uncertain' && facts.photoAnnounced) return ['photoAwaited']
  if (facts.method === 'gateCode' && facts.gateCodeRight) return ['gateCodeOwn']
  if (facts.method === 'gateCode') return ['gateCodeWrong']
  if (verdict === 'uncertain') return ['uncertainWithoutPhoto']
  return [verdict === 'outside' ? 'outside' : 'noPosition']
}

function timeCauses(
  { direction, at, shift }: Pick<CheckInFacts, 'direction' | 'at' | 'shift'>,
  late: boolean,
): CheckInCause[] {
  const causes: CheckInCause[] = late ? ['late'] : []
  const marginMs = windowMarginMin * minuteMs
  const early = at.getTime() < shift.startsAt.getTime() - marginMs
  // Whoever comes when the shift is over served nobody; who leaves late stayed longer.
  const lateMarginMs = direction === 'in' ? 0 : marginMs
  if (early || at.getTime() > shift.endsAt.getTime() + lateMarginMs) causes.push('outsideWindow')
  else if (direction === 'out' && at < servedFrom(shift)) causes.push('earlyLeave')
  return causes
}

/**
 * The phone's instant on the server's clock: moved by the skew that the request showed, and never
 * ahead of now.
 */
export function correctedAt(
  at: Date,
  deviceNow: Date,
  now: Date,
): { at: Date; clockAhead: boolean } {
  const moved = at.getTime() + (now.getTime() - deviceNow.getTime())
  const toleranceMs = 2 * minuteMs
  return {
    at: new Date(Math.min(moved, now.getTime())),
    clockAhead: moved > now.getTime() + toleranceMs,
  }
}
