import { verifyGateCode } from '../../../schools/index.ts'
import type { PresenceRecord } from '../../contract/check-in.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import { type Fix, type Judgement, judgePosition } from '../../contract/position-verdict.ts'
import {
  type CheckInFacts,
  type CheckInVerdict,
  judgeCheckIn,
  judgeGuest,
} from './check-in.rules.ts'
import type { RecordContext } from './intake.queries.ts'

/** The part somebody plays here: as assigned, as asked to help, as they always do. */
export function roleOf(context: RecordContext): { role: DutyRole; known: boolean } {
  const role = context.assignedRole ?? context.helpRole
  if (role) return { role, known: true }
  if (context.dutyRole && context.dutyRole !== 'none')
    return { role: context.dutyRole, known: true }
  return { role: context.agencyKind === 'police' ? 'police' : 'staff', known: false }
}

/** What a record is worth, by the shift that it names. */
export function judgeRecord(
  record: PresenceRecord,
  context: RecordContext,
  seen: Pick<CheckInFacts, 'at' | 'clockAhead' | 'judgement'> & { readonly byLeader: boolean },
): CheckInVerdict {
  const shift = context
  if (record.kind === 'guest') {
    return judgeGuest({ ...seen, shift })
  }
  const isExpected = context.assignedRole !== null || context.helpRole !== null
  return judgeCheckIn({
    ...seen,
    shift,
    direction: record.direction,
    method: record.kind === 'checkIn' ? record.method : 'supervisor',
    gateCodeRight: isGateCodeRight(record, context, seen.at),
    mayShowCode: context.mayShowCode,
    photoAnnounced: record.kind === 'checkIn' && !!(record.photoFileId && record.photoSha256),
    expected: !context.cancelled && isExpected,
    roleKnown: roleOf(context).known,
  })
}

/** Null where the gate's own position is not known. */
export function judgementOf(fix: Fix, { lon, lat, radiusM }: RecordContext): Judgement | null {
  return lon === null || lat === null ? null : judgePosition(fix, { lon, lat }, radiusM)
}

function isGateCodeRight(record: PresenceRecord, { qrSecret }: RecordContext, at: Date): boolean {
  if (record.kind !== 'checkIn' || !record.gateCode || !qrSecret) return false
  return verifyGateCode(qrSecret, record.gateCode, at)
}
