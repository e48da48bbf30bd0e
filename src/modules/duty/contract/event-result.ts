import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { EventKind, SettledResult } from './event.ts'

/** An own event that was saved as followed up and waits for its result. */
export const FollowedEvent = z.object({
  id: Id,
  postName: z.string(),
  event: EventKind,
  heads: z.number().int(),
  note: z.string(),
  at: Instant,
})
export type FollowedEvent = z.infer<typeof FollowedEvent>

export const listFollowedEvents = endpoint({
  method: 'GET',
  path: '/api/duty/mine/events',
  access: 'duty.event.record',
  summary: 'Own events that are still followed up, the oldest first',
  reply: z.object({ rows: z.array(FollowedEvent) }),
})

const settling = {
  params: z.object({ id: Id }),
  reply: z.object({ id: Id, result: SettledResult, at: Instant }),
} as const

export const settleEvent = endpoint({
  method: 'POST',
  path: '/api/duty/events/:id/result',
  access: 'duty.event.settle',
  summary: 'A leader says what became of an event that was followed up, or corrects what was said',
  ...settling,
  body: z.object({
    result: SettledResult,
    /** What is on record, when it is corrected: nobody overwrites what they have not seen. */
    replaces: SettledResult.optional(),
  }),
})

export const settleOwnEvent = endpoint({
  method: 'POST',
  path: '/api/duty/mine/events/:id/result',
  access: 'duty.event.record',
  summary: 'The author says what became of an event that was followed up',
  ...settling,
  body: z.object({ result: SettledResult }),
})
