import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { CheckInRecord, ConfirmationRecord, GuestRecord, StoredCheckIn } from './check-in.ts'
import { DeploymentRecord } from './deployment.ts'
import { EventRecord } from './event.ts'

/** Anything that a phone may have written without network. */
export const OutboxRecord = z.discriminatedUnion('kind', [
  CheckInRecord,
  ConfirmationRecord,
  GuestRecord,
  EventRecord,
  DeploymentRecord,
])
export type OutboxRecord = z.infer<typeof OutboxRecord>

/**
 * What became of one record. `stored` and `duplicate` end its way: the phone may forget it.
 * `conflict`: another content has this id. `refused`: `code` and `detail` say why. `retry`: the
 * server was too busy; send it again. A record is dropped from the phone only after its receipt.
 */
export const Receipt = z.object({
  id: Id,
  outcome: z.enum(['stored', 'duplicate', 'conflict', 'refused', 'retry']),
  code: z.string().optional(),
  detail: z.string().optional(),
  checkIn: StoredCheckIn.optional(),
})
export type Receipt = z.infer<typeof Receipt>

export const outboxBatchMax = 200

export const deliverOutbox = endpoint({
  method: 'POST',
  path: '/api/duty/check-ins/batch',
  access: 'duty.checkIn.record',
  summary: 'Up to 200 records of a phone in any order; one receipt each, after the commit',
  // Each record is checked by itself, so that a malformed one does not hold up its neighbours.
  body: z.object({
    deviceNow: Instant,
    records: z
      .array(z.looseObject({ id: Id }))
      .min(1)
      .max(outboxBatchMax),
  }),
  reply: z.object({ receipts: z.array(Receipt) }),
  bodyLimit: 1024 * 1024,
})
