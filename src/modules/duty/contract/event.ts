import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

/**
 * What happens at a post, in counts: request handled 求助受理, help given 帮扶, suspicious-person
 * check 盘查, incident handled 案事件, notable deed 好人好事, patrol 巡逻.
 */
export const eventKinds = ['request', 'help', 'check', 'incident', 'deed', 'patrol'] as const
export const EventKind = z.enum(eventKinds)
export type EventKind = z.infer<typeof EventKind>

/** 人民警察法 §9 (当场盘问、检查), 居民身份证法 §15 (查验身份证件), or a local rule. */
export const legalGrounds = ['policeLaw9', 'identityCardLaw15', 'localRule'] as const
export const LegalGround = z.enum(legalGrounds)

export const eventResults = ['handled', 'handedOver', 'cleared', 'following'] as const
export const EventResult = z.enum(eventResults)
export type EventResult = z.infer<typeof EventResult>

/** What may become of an event that was saved as followed up (`following`). */
export const settledResults = ['handled', 'handedOver', 'cleared'] as const
export const SettledResult = z.enum(settledResults)
export type SettledResult = z.infer<typeof SettledResult>

/** An author may take an event back for this long after the server stored it. */
export const eventUndoS = 60

/** One event exactly as the phone stores and sends it. No identity of anybody concerned. */
export const EventRecord = z
  .object({
    kind: z.literal('event'),
    id: Id,
    postId: Id,
    shiftId: Id.optional(),
    event: EventKind,
    heads: z.number().int().min(1).max(1000).default(1),
    legalGround: LegalGround.optional(),
    result: EventResult.optional(),
    note: z.string().trim().max(500).default(''),
    /** A notable deed is told on only if the person concerned agreed. */
    consent: z.boolean().default(false),
    at: Instant,
    offline: z.boolean().default(false),
  })
  .refine(({ event, legalGround }) => event !== 'check' || legalGround !== undefined, {
    message: 'a check names its legal ground',
    path: ['legalGround'],
  })
  .refine(({ event, note }) => event !== 'check' || note === '', {
    message: 'a check is a count: no text, no identity',
    path: ['note'],
  })
export type EventRecord = z.infer<typeof EventRecord>

export const PostEvent = z.object({
  id: Id,
  postId: Id,
  postName: z.string(),
  shiftId: Id.nullable(),
  event: EventKind,
  heads: z.number().int(),
  legalGround: LegalGround.nullable(),
  /** As the record says. */
  result: EventResult.nullable(),
  /** What became of it afterwards: of an incident, that its owner closed it. */
  settled: z
    .object({
      result: SettledResult,
      /** Who said it first, and when it was known. */
      at: Instant,
      byName: z.string(),
      /** The last correction, if that word was corrected. */
      corrected: z.object({ at: Instant, byName: z.string() }).nullable(),
    })
    .nullable(),
  personName: z.string(),
  note: z.string(),
  consent: z.boolean(),
  at: Instant,
  receivedAt: Instant,
  offline: z.boolean(),
  withdrawnAt: Instant.nullable(),
  incidentId: Id.nullable(),
})
export type PostEvent = z.infer<typeof PostEvent>

export const StoredEvent = z.object({ id: Id, at: Instant, undoUntil: Instant })
export type StoredEvent = z.infer<typeof StoredEvent>

export const recordEvent = endpoint({
  method: 'POST',
  path: '/api/duty/events',
  access: 'duty.event.record',
  summary: 'One event at a post; an incident opens one incident record',
  body: z.object({ deviceNow: Instant, record: EventRecord }),
  reply: z.object({ outcome: z.enum(['stored', 'duplicate']), event: StoredEvent }),
})

export const listEvents = endpoint({
  method: 'GET',
  path: '/api/duty/events',
  access: 'duty.event.read',
  summary: 'Events of the scope, newest first',
  query: PageQuery.extend({
    firstDay: Day.optional(),
    lastDay: Day.optional(),
    event: EventKind.optional(),
    /** The result as it stands now; what was taken back has none. */
    result: EventResult.optional(),
    postId: Id.optional(),
  }),
  reply: pageOf(PostEvent),
})

export const withdrawEvent = endpoint({
  method: 'POST',
  path: '/api/duty/events/:id/withdraw',
  access: 'duty.event.record',
  summary: 'The author takes an event back, within 60 s',
  params: z.object({ id: Id }),
  reply: z.object({ id: Id, withdrawnAt: Instant }),
})

export const incidentStates = ['open', 'closed', 'withdrawn'] as const
export const IncidentState = z.enum(incidentStates)
/** What may be done to an incident, by its state. */
export const incidentCan = { close: ['open'] } as const

export const Incident = z.object({
  id: Id,
  eventId: Id,
  postId: Id,
  postName: z.string(),
  ownerAgencyId: Id,
  ownerName: z.string(),
  summary: z.string(),
  openedAt: Instant,
  state: IncidentState,
  outcome: z.string().nullable(),
  closedAt: Instant.nullable(),
})
export type Incident = z.infer<typeof Incident>

export const listIncidents = endpoint({
  method: 'GET',
  path: '/api/duty/incidents',
  access: 'duty.event.read',
  summary: 'Incidents of the scope: open ones first, then newest',
  query: PageQuery.extend({ state: IncidentState.optional() }),
  reply: pageOf(Incident),
})

export const closeIncident = endpoint({
  method: 'POST',
  path: '/api/duty/incidents/:id/close',
  access: 'duty.incident.close',
  summary: 'Its owner closes an incident with the outcome',
  params: z.object({ id: Id }),
  body: z.object({ outcome: z.string().trim().min(1).max(500) }),
  reply: Incident,
})
