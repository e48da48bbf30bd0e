import { randomBytes } from 'node:crypto'
import { addDays, instantOf, localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { contentHash, saltedDigest } from '../../../../platform/database/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import { schoolsPermissions } from '../../../schools/contract/permissions.ts'
import type { PresenceRecord, StoredCheckIn } from '../../contract/check-in.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import type { Fix, Judgement } from '../../contract/position-verdict.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { rejudge } from '../board/judging.actions.ts'
import { lockStates } from '../board/judging.queries.ts'
import { touchPerson } from '../mine/notice.actions.ts'
import { nearestSetting, type StoredSetting, settingsInReach } from '../setting/setting.queries.ts'
import { closeGraceMin } from '../shift/shift.rules.ts'
import { correctedAt } from './check-in.rules.ts'
import {
  type CheckInBefore,
  insertCheckIns,
  insertGuests,
  insertPositions,
  type NewCheckIn,
  type NewGuest,
  type NewPosition,
  noteArrivals,
  type RecordContext,
  recordContexts,
  reopenClosing,
} from './intake.queries.ts'
import { judgementOf, judgeRecord, roleOf } from './record-judging.actions.ts'

/** A record as it came in, with who sent it and what their clock said. */
export interface Incoming<R> {
  readonly actor: Actor
  readonly record: R
  readonly deviceNow: Date
}

export interface StoredPresence {
  readonly outcome: 'stored' | 'duplicate'
  readonly checkIn: StoredCheckIn
}

/** A record that passed and is to be written. */
interface Accepted {
  readonly context: RecordContext
  readonly actor: Actor
  readonly row: NewCheckIn
  readonly position: NewPosition | null
  readonly guest: NewGuest | null
  readonly distanceM: number | null
}

/**
 * Stores a batch of check-ins, confirmations and guests in the caller's transaction, in a number
 * of queries that does not grow with the batch, and judges the shifts they touch. The answer has
 * one entry for each record in its order: what was stored, or why that one was refused.
 */
export async function storePresences(
  work: Work,
  batch: readonly Incoming<PresenceRecord>[],
): Promise<(StoredPresence | Error)[]> {
  if (batch.length === 0) return []
  await lockStates(work, [...new Set(batch.map(({ record }) => record.shiftId))])
  const contexts = await contextsOf(work, batch)
  const settings = await settingsInReach(work)
  const accepted = new Map<string, Accepted>()
  const results = batch.map((incoming, ordinal): StoredPresence | Error | string => {
    const context = contexts.get(ordinal)
    const refusal = refusalOf(incoming, context)
    if (refusal || !context) return refusal ?? baseProblems.notFound()
    const hash = contentHash(lasting(incoming.record))
    const key = `${context.countyId} ${incoming.record.id}`
    if (context.before) return repeated(incoming.record, context.before, hash)
    const same = accepted.get(key)
    if (same) return same.row.contentHash === hash.toString('hex') ? key : baseProblems.conflict()
    accepted.set(key, accept(work, { incoming, context, hash, settings }))
    return key
  })
  const stored = await write(work, [...accepted.values()])
  const told = new Set<string>()
  return results.map((result) => {
    if (typeof result !== 'string') return result
    const checkIn = stored.get(result)
    // Another transaction was quicker with the same id: the phone asks again and learns which.
    if (!checkIn) return baseProblems.busy()
    const outcome = told.has(result) ? 'duplicate' : 'stored'
    told.add(result)
    return { outcome, checkIn }
  })
}

async function contextsOf(work: Work, batch: readonly Incoming<PresenceRecord>[]) {
  const rows = await recordContexts(
    work,
    batch.map(({ actor, record }, ordinal) => ({
      ordinal,
      id: record.id,
      shiftId: record.shiftId,
      personId: record.kind === 'confirmation' ? record.personId : actor.personId,
      senderId: actor.personId,
      scope: actor.scope,
      classes: actor.classes.join(','),
      gateCode: record.kind === 'checkIn' && record.method === 'gateCode',
    })),
    schoolsPermissions['schools.gateCode.show'],
  )
  return new Map(rows.map((row) => [row.ordinal, row]))
}

/** Only what lies in foreign hands is refused; whatever else is doubtful is stored and marked. */
function refusalOf(
  { actor, record }: Incoming<PresenceRecord>,
  context: RecordContext | undefined,
): Error | null {
  // What the sender recorded before is answered again, whatever became of their part since.
  if (context?.before?.recordedBy === actor.personId) return null
  if (!context?.admitted) return baseProblems.notFound()
  if (record.kind === 'confirmation') {
    if (!context.vouches) return baseProblems.notFound()
    if (!actor.permissions.has('duty.checkIn.confirm')) {
      return baseProblems.forbidden({ role: actor.role, permission: 'duty.checkIn.confirm' })
    }
    if (record.personId === actor.personId) return dutyProblems.ownDecision()
    if (!context.personKnown) return baseProblems.notFound()
    const isPolice = actor.classes.includes('police')
    if (!isPolice && isPoliceSide(roleOf(context).role)) return dutyProblems.otherSide()
    return null
  }
  return context.personKnown ? null : dutyProblems.notSeconded()
}

interface Acceptance {
  readonly incoming: Incoming<PresenceRecord>
  readonly context: RecordContext
  readonly hash: Buffer
  readonly settings: readonly StoredSetting[]
}

function accept(work: Work, { incoming, context, hash, settings }: Acceptance): Accepted {
  const { actor, record, deviceNow } = incoming
  const { at, clockAhead } = correctedAt(new Date(record.at), deviceNow, work.now)
  const fix = record.kind === 'checkIn' ? (record.position ?? null) : null
  const judgement = fix && judgementOf(fix, context)
  const { role } = roleOf(context)
  const isConfirmed = record.kind === 'confirmation'
  const isGuest = record.kind === 'guest'
  const direction = isGuest ? 'in' : record.direction
  const byLeader = context.vouches && actor.permissions.has('duty.checkIn.confirm')
  const judged = judgeRecord(record, context, { at, clockAhead, judgement, byLeader })
  const { verdict, late, causes } = judged
  const row: NewCheckIn = {
    countyId: context.countyId,
    id: record.id,
    areaPath: context.areaPath,
    rowClass: context.rowClass,
    shiftId: context.shiftId,
    postId: context.postId,
    personId: isConfirmed ? record.personId : actor.personId,
    recordedBy: actor.personId,
    role: isGuest ? 'guest' : role,
    direction,
    at,
    method: record.kind === 'checkIn' ? record.method : 'supervisor',
    verdict,
    kit: isGuest ? [] : record.kit,
    sanjian: isGuest ? [] : record.sanjian,
    photoFileId: record.kind === 'checkIn' ? (record.photoFileId ?? null) : null,
    photoSha256: record.kind === 'checkIn' ? (record.photoSha256 ?? null) : null,
    offline: record.offline,
    late,
    reason: record.kind === 'checkIn' ? (record.reason ?? null) : null,
    causes,
    // A leader at the gate has decided already.
    approval: isConfirmed ? 'notNeeded' : judged.approval,
    approvedBy: isConfirmed ? actor.personId : null,
    correctsId: direction === 'out' ? context.automaticOutId : null,
    contentHash: hash.toString('hex'),
  }
  const position = fix && positionOf(work, { row, fix, judgement, settings })
  return {
    context,
    actor,
    row,
    position,
    guest: guestOf(work, record, row),
    distanceM: judgement?.distanceM ?? null,
  }
}

const saltBytes = 16
/** Four decimals are about ten metres: enough to say "at the gate", not where one stood. */
const rounded = (degrees: number): number => Math.round(degrees * 1e4) / 1e4
const dayMs = 86_400_000

interface PositionOf {
  readonly row: NewCheckIn
  readonly fix: Fix
  readonly judgement: Judgement | null
  readonly settings: readonly StoredSetting[]
}

/** The position beside the record; a record later than its retention keeps only the verdict. */
function positionOf(work: Work, { row, fix, judgement, settings }: PositionOf): NewPosition | null {
  const { positionKeepDays } = nearestSetting(settings, row.areaPath).setting
  const deleteAfter = new Date(row.at.getTime() + positionKeepDays * dayMs)
  if (deleteAfter <= work.now) return null
  return {
    countyId: row.countyId,
    checkInId: row.id,
    areaPath: row.areaPath,
    lon: rounded(fix.lon),
    lat: rounded(fix.lat),
    accuracyM: Math.round(fix.accuracyM),
    distanceM: judgement && Math.round(judgement.distanceM),
    provider: fix.provider,
    salt: randomBytes(saltBytes).toString('hex'),
    deleteAfter,
  }
}

/** A guest's form of address is gone when the brief of the day has been read: the next noon. */
function guestOf(work: Work, record: PresenceRecord, row: NewCheckIn): NewGuest | null {
  if (record.kind !== 'guest' || !record.label) return null
  const deleteAfter = instantOf(addDays(localDay(row.at), 1), '12:00')
  if (deleteAfter <= work.now) return null
  const salt = randomBytes(saltBytes).toString('hex')
  const { countyId, areaPath, id } = row
  return { countyId, checkInId: id, areaPath, label: record.label, salt, deleteAfter }
}

/**
 * What stays of a record. A place, a name or words that are erased later must not stand in a hash
 * that stays: all could be found again by trying (0002).
 */
function lasting(record: PresenceRecord): object {
  const erased = { position: null, label: null, reason: null }
  const { position: _, label: __, reason: ___, ...rest } = { ...erased, ...record }
  return rest
}

function repeated(
  record: PresenceRecord,
  before: CheckInBefore,
  hash: Buffer,
): StoredPresence | Error {
  if (before.contentHash !== hash.toString('hex')) return baseProblems.conflict()
  const { contentHash: _, recordedBy: __, at, ...fields } = before
  const checkIn = { ...fields, id: record.id, shiftId: record.shiftId }
  return { outcome: 'duplicate', checkIn: { ...checkIn, at: new Date(at).toISOString() } }
}

/** Writes what was accepted; gives what was stored, by county and id. */
async function write(
  work: Work,
  accepted: readonly Accepted[],
): Promise<Map<string, StoredCheckIn>> {
  if (accepted.length === 0) return new Map()
  const inserted = await insertCheckIns(
    work,
    accepted.map(({ row }) => row),
  )
  const counts = new Map(inserted.map((one) => [`${one.countyId} ${one.id}`, one.counts]))
  const fresh = accepted.filter(({ row }) => counts.has(`${row.countyId} ${row.id}`))
  const positions = fresh.flatMap(({ position }) => position ?? [])
  if (positions.length > 0) await insertPositions(work, positions)
  const guests = fresh.flatMap(({ guest }) => guest ?? [])
  if (guests.length > 0) await insertGuests(work, guests)
  await afterwards(work, fresh)
  const remarks = fresh.map(({ row }) => ({
    ...row,
    subjectId: row.id,
    field: 'reason',
    text: row.reason,
  }))
  const digests = await keepRemarks(work, remarks)
  for (const one of fresh) audit(work, one, digests.get(one.row.id))
  announceDays(work, fresh)
  // Who is confirmed by a leader learns of it on their own phone.
  const confirmed = fresh.filter(({ row }) => row.personId !== row.recordedBy)
  for (const { row } of confirmed) touchPerson(work, row.areaPath, row.personId)
  return new Map(
    fresh.map(({ row, distanceM }) => {
      const key = `${row.countyId} ${row.id}`
      const { id, shiftId, direction, method, verdict, late, approval } = row
      const stored = { id, shiftId, direction, method, verdict, late, approval }
      const causes = [...row.causes]
      const distance = distanceM === null ? null : Math.round(distanceM)
      const at = row.at.toISOString()
      return [key, { ...stored, at, causes, distanceM: distance, counts: counts.get(key) ?? false }]
    }),
  )
}

async function afterwards(work: Work, fresh: readonly Accepted[]): Promise<void> {
  const came = fresh.filter(({ row }) => row.direction === 'in' && row.role !== 'guest')
  const helped = came.filter(({ context }) => context.helpRole !== null)
  if (helped.length > 0) {
    await noteArrivals(
      work,
      helped.map(({ row }) => row),
    )
  }
  const late = came.filter(({ context }) => context.isClosed && !context.cancelled)
  if (late.length > 0) {
    const dueAt = new Date(work.now.getTime() + closeGraceMin * 60_000)
    await reopenClosing(
      work,
      late.map(({ row }) => row),
      dueAt,
    )
  }
  const shifts = new Map(fresh.map(({ row }) => [`${row.countyId} ${row.shiftId}`, row]))
  await rejudge(work, [...shifts.values()])
}

function audit(
  work: Work,
  { actor, row, position, guest }: Accepted,
  remarkDigests: Record<string, string> = {},
): void {
  const { shiftId, personId, direction, method, verdict, late, causes, approval, offline } = row
  const digests = {
    ...remarkDigests,
    ...(position
      ? {
          position: saltedDigest(Buffer.from(position.salt, 'hex'), {
            lon: position.lon,
            lat: position.lat,
            accuracyM: position.accuracyM,
          }),
        }
      : {}),
    ...(guest ? { label: saltedDigest(Buffer.from(guest.salt, 'hex'), guest.label) } : {}),
  }
  work.audit({
    action: 'duty.checkIn.record',
    subjectKind: 'checkIn',
    subjectId: row.id,
    countyId: row.countyId,
    areaPath: row.areaPath,
    rowClass: row.rowClass,
    detail: { shiftId, personId, direction, method, verdict, late, causes, approval, offline },
    digests,
    actorPersonId: actor.personId,
    actorRole: actor.role,
    sessionId: actor.sessionId,
  })
}

/** The figures of each day concerned are stale: one fact for each county and day. */
function announceDays(work: Work, fresh: readonly Accepted[]): void {
  const days = new Map(fresh.map(({ context }) => [`${context.countyId} ${context.day}`, context]))
  for (const { countyId, day, areaPath } of days.values()) {
    work.announce({
      topic: dutyFacts.checkInsRecorded,
      countyId,
      areaPath,
      payload: { countyId, day },
    })
  }
}
