import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { contentHash } from '../../../../platform/database/content-hash.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { type EventRecord, eventUndoS, type StoredEvent } from '../../contract/event.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { correctedAt } from '../check-in/check-in.rules.ts'
import type { Incoming } from '../check-in/presence.actions.ts'
import {
  type EventContext,
  eventContexts,
  insertEvents,
  insertIncidents,
  type NewEvent,
} from './event.queries.ts'

export interface StoredPostEvent {
  readonly outcome: 'stored' | 'duplicate'
  readonly event: StoredEvent
}

interface Accepted {
  readonly context: EventContext
  readonly incoming: Incoming<EventRecord>
  readonly row: NewEvent
}

/** Stores a batch of events; one answer for each in its order. */
export async function storeEvents(
  work: Work,
  batch: readonly Incoming<EventRecord>[],
): Promise<(StoredPostEvent | Error)[]> {
  if (batch.length === 0) return []
  const contexts = await contextsOf(work, batch)
  const accepted = new Map<string, Accepted>()
  const results = batch.map((incoming, ordinal): StoredPostEvent | Error | string => {
    const { record } = incoming
    const context = contexts.get(ordinal)
    const refusal = refusalOf(incoming, context)
    if (refusal || !context) return refusal ?? baseProblems.notFound()
    const hash = lastingHash(record)
    if (context.before) {
      if (context.before.contentHash !== hash) return baseProblems.conflict()
      const { at, receivedAt } = context.before
      return { outcome: 'duplicate', event: told(record.id, new Date(at), new Date(receivedAt)) }
    }
    const key = `${context.countyId} ${record.id}`
    const same = accepted.get(key)
    if (same) return same.row.contentHash === hash ? key : baseProblems.conflict()
    accepted.set(key, { context, incoming, row: rowOf(work, incoming, context, hash) })
    return key
  })
  const stored = await write(work, [...accepted.values()])
  const answered = new Set<string>()
  return results.map((result) => {
    if (typeof result !== 'string') return result
    const row = stored.get(result)
    if (!row) return baseProblems.busy()
    const outcome = answered.has(result) ? 'duplicate' : 'stored'
    answered.add(result)
    return { outcome, event: told(row.id, row.at, work.now) }
  })
}

const told = (id: string, at: Date, receivedAt: Date): StoredEvent => ({
  id,
  at: at.toISOString(),
  undoUntil: new Date(receivedAt.getTime() + eventUndoS * 1000).toISOString(),
})

async function contextsOf(work: Work, batch: readonly Incoming<EventRecord>[]) {
  const rows = await eventContexts(
    work,
    batch.map(({ actor, record }, ordinal) => ({
      ordinal,
      id: record.id,
      postId: record.postId,
      shiftId: record.shiftId ?? null,
      personId: actor.personId,
      scope: actor.scope,
      classes: actor.classes.join(','),
    })),
  )
  return new Map(rows.map((row) => [row.ordinal, row]))
}

function refusalOf(
  { actor, record }: Incoming<EventRecord>,
  context: EventContext | undefined,
): Error | null {
  // What the author recorded before is answered again, whatever became of their part since.
  if (context?.before?.recordedBy === actor.personId) return null
  if (!actor.permissions.has('duty.event.record')) {
    return baseProblems.forbidden({ role: actor.role, permission: 'duty.event.record' })
  }
  if (record.event === 'check' && !actor.classes.includes('police')) {
    return dutyProblems.checkByPolice()
  }
  if (!context?.admitted) return baseProblems.notFound()
  if (record.shiftId && !context.shiftId) return baseProblems.notFound()
  return context.personKnown ? null : dutyProblems.notSeconded()
}

/** What somebody wrote is erased later, so it stands in no hash that stays (0002). */
const lastingHash = ({ note: _, ...lasting }: EventRecord): string =>
  contentHash(lasting).toString('hex')

function rowOf(
  work: Work,
  { actor, record, deviceNow }: Incoming<EventRecord>,
  context: EventContext,
  hash: string,
): NewEvent {
  return {
    countyId: context.countyId,
    id: record.id,
    areaPath: context.areaPath,
    rowClass: context.rowClass,
    shiftId: context.shiftId,
    postId: record.postId,
    personId: actor.personId,
    kind: record.event,
    heads: record.heads,
    legalGround: record.legalGround ?? null,
    result: record.result ?? null,
    // What was done well is told in words only if the person concerned agreed.
    note: record.event === 'deed' && !record.consent ? '' : record.note,
    consent: record.consent,
    at: correctedAt(new Date(record.at), deviceNow, work.now).at,
    offline: record.offline,
    contentHash: hash,
  }
}

async function write(work: Work, accepted: readonly Accepted[]): Promise<Map<string, NewEvent>> {
  if (accepted.length === 0) return new Map()
  const inserted = await insertEvents(
    work,
    accepted.map(({ row }) => row),
  )
  const ids = new Set(inserted.map(({ countyId, id }) => `${countyId} ${id}`))
  const fresh = accepted.filter(({ row }) => ids.has(`${row.countyId} ${row.id}`))
  await openIncidents(work, fresh)
  const remarks = fresh.map(({ row }) => ({
    ...row,
    subjectId: row.id,
    field: 'note',
    text: row.note,
  }))
  const digests = await keepRemarks(work, remarks)
  for (const one of fresh) audit(work, one, digests.get(one.row.id))
  const days = new Map(
    fresh.map(({ row }) => [`${row.countyId} ${localDay(row.at)}`, row] as const),
  )
  for (const { countyId, areaPath, at } of days.values()) {
    const payload = { countyId, day: localDay(at) }
    work.announce({ topic: dutyFacts.eventsRecorded, countyId, areaPath, payload })
  }
  return new Map(fresh.map(({ row }) => [`${row.countyId} ${row.id}`, row]))
}

/** One incident for one event, closed later by whoever owns it: never counted twice. */
async function openIncidents(work: Work, fresh: readonly Accepted[]): Promise<void> {
  const incidents = fresh.flatMap(({ row, context }) => {
    if (row.kind !== 'incident' || !context.ownerAgencyId) return []
    const { countyId, areaPath, rowClass, id: eventId, at } = row
    const { ownerAgencyId } = context
    const home = { countyId, areaPath, rowClass }
    const id = newId(work.now)
    return { ...home, id, eventId, ownerAgencyId, openedAt: at }
  })
  if (incidents.length > 0) await insertIncidents(work, incidents)
}

function audit(
  work: Work,
  { row, incoming: { actor } }: Accepted,
  digests: Record<string, string> = {},
): void {
  const { postId, shiftId, kind, heads, legalGround, result, consent, offline } = row
  work.audit({
    action: 'duty.event.record',
    subjectKind: 'postEvent',
    subjectId: row.id,
    countyId: row.countyId,
    areaPath: row.areaPath,
    rowClass: row.rowClass,
    detail: { postId, shiftId, kind, heads, legalGround, result, consent, offline },
    digests,
    actorPersonId: actor.personId,
    actorRole: actor.role,
    sessionId: actor.sessionId,
  })
  const { areaPath, rowClass, id } = row
  work.touch({ topic: 'duty.event', areaPath, rowClass, keys: [id] })
}
