import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { DutyRole } from './duty-role.ts'
import { Fix, Verdict } from './position-verdict.ts'
import { KitItem, Sight } from './post.ts'

export const CheckInDirection = z.enum(['in', 'out'])
export type CheckInDirection = z.infer<typeof CheckInDirection>

/** How presence was shown; `automatic` is only made by the system when nobody checked out. */
export const checkInMethods = ['position', 'gateCode', 'supervisor', 'reason', 'automatic'] as const
export const CheckInMethod = z.enum(checkInMethods)
export type CheckInMethod = z.infer<typeof CheckInMethod>

export const approvals = ['notNeeded', 'pending', 'approved', 'refused'] as const
export const Approval = z.enum(approvals)
export type Approval = z.infer<typeof Approval>

/** What a leader should look at in a record; none of them refuses it. */
export const checkInCauses = [
  'late',
  'earlyLeave',
  'outside',
  'uncertainWithoutPhoto',
  'photoAwaited',
  'noPosition',
  'gateCodeWrong',
  'gateCodeOwn',
  'registeredAfterwards',
  'outsideWindow',
  'notAssigned',
  'roleUnknown',
  'guestUnconfirmed',
  'clockAhead',
] as const
export const CheckInCause = z.enum(checkInCauses)
export type CheckInCause = z.infer<typeof CheckInCause>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * One check-in or check-out exactly as the phone stores it in its outbox and sends it. `at` is the
 * phone's own clock; the server corrects it by the skew that the request shows.
 */
export const CheckInRecord = z
  .object({
    kind: z.literal('checkIn'),
    id: Id,
    shiftId: Id,
    direction: CheckInDirection,
    at: Instant,
    method: z.enum(['position', 'gateCode', 'reason']),
    position: Fix.optional(),
    /** The rotating code shown at the gate, as it was scanned (`parseGateCode`). */
    gateCode: z
      .string()
      .regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)
      .optional(),
    kit: z.array(KitItem).max(20).default([]),
    /** The sights (三见) that the officer brings: confirmed by the school afterwards. */
    sanjian: z.array(Sight).max(3).default([]),
    photoFileId: Id.optional(),
    photoSha256: Sha256.optional(),
    offline: z.boolean().default(false),
    reason: z.string().trim().max(200).optional(),
  })
  .refine(({ method, position }) => method !== 'position' || position !== undefined, {
    message: 'a check-in by position carries one',
    path: ['position'],
  })
  .refine(({ method, gateCode }) => method !== 'gateCode' || gateCode !== undefined, {
    message: 'a check-in by gate code carries it',
    path: ['gateCode'],
  })
  .refine(({ method, reason }) => method !== 'reason' || (reason ?? '') !== '', {
    message: 'a registration without proof says why',
    path: ['reason'],
  })
export type CheckInRecord = z.infer<typeof CheckInRecord>

/** A leader at the gate confirms that somebody is there (or leaves). */
export const ConfirmationRecord = z.object({
  kind: z.literal('confirmation'),
  id: Id,
  shiftId: Id,
  personId: Id,
  direction: CheckInDirection,
  at: Instant,
  kit: z.array(KitItem).max(20).default([]),
  sanjian: z.array(Sight).max(3).default([]),
  offline: z.boolean().default(false),
})
export type ConfirmationRecord = z.infer<typeof ConfirmationRecord>

/** Somebody who walks up and helps: a form of address at most, erased after the day's brief. */
export const GuestRecord = z.object({
  kind: z.literal('guest'),
  id: Id,
  shiftId: Id,
  label: z.string().trim().min(1).max(20).optional(),
  at: Instant,
  offline: z.boolean().default(false),
})
export type GuestRecord = z.infer<typeof GuestRecord>

/** Whether a record shows presence that counts (statistics and board use the same rule). */
export function countsAsPresent(checkIn: {
  method: CheckInMethod
  verdict: Verdict
  /** The picture is here; an announced one proves nothing yet. */
  hasPhoto: boolean
  approval: Approval
}): boolean {
  if (checkIn.approval === 'approved') return checkIn.method !== 'automatic'
  if (checkIn.approval !== 'notNeeded') return false
  if (checkIn.method === 'supervisor') return true
  // A gate code that was right has the verdict `inside`, unless its sender may show it themselves.
  if (checkIn.method !== 'position' && checkIn.method !== 'gateCode') return false
  return checkIn.verdict === 'inside' || (checkIn.verdict === 'uncertain' && checkIn.hasPhoto)
}

/** What the server made of a check-in. */
export const StoredCheckIn = z.object({
  id: Id,
  shiftId: Id,
  direction: CheckInDirection,
  /** Corrected by the phone's skew. */
  at: Instant,
  method: CheckInMethod,
  verdict: Verdict,
  distanceM: z.number().nullable(),
  late: z.boolean(),
  causes: z.array(CheckInCause),
  approval: Approval,
  counts: z.boolean(),
})
export type StoredCheckIn = z.infer<typeof StoredCheckIn>

export const PresenceRecord = z.discriminatedUnion('kind', [
  CheckInRecord,
  ConfirmationRecord,
  GuestRecord,
])
export type PresenceRecord = z.infer<typeof PresenceRecord>

export const recordCheckIn = endpoint({
  method: 'POST',
  path: '/api/duty/check-ins',
  access: 'duty.checkIn.record',
  summary: 'One check-in, check-out, confirmation or guest; answered after the commit',
  body: z.object({ deviceNow: Instant, record: PresenceRecord }),
  reply: z.object({ outcome: z.enum(['stored', 'duplicate']), checkIn: StoredCheckIn }),
})

/** A check-in that waits for a leader: outside place or hours, without proof, or afterwards. */
export const PendingCheckIn = StoredCheckIn.extend({
  personId: Id,
  /** Of a guest their form of address, where one was given and may be seen. */
  personName: z.string(),
  /** Who wrote a guest down. */
  registeredByName: z.string().nullable(),
  role: DutyRole.or(z.literal('guest')),
  postId: Id,
  postName: z.string(),
  day: Day,
  bellAt: Instant,
  reason: z.string().nullable(),
  /** The picture is here: the record announces one that may come much later. */
  hasPhoto: z.boolean(),
  photoFileId: Id.nullable(),
  photoSha256: z.string().nullable(),
  receivedAt: Instant,
  offline: z.boolean(),
})
export type PendingCheckIn = z.infer<typeof PendingCheckIn>

export const listPendingCheckIns = endpoint({
  method: 'GET',
  path: '/api/duty/check-ins/pending',
  access: 'duty.checkIn.approve',
  summary: 'Check-ins that wait for a decision, oldest first',
  query: PageQuery,
  reply: pageOf(PendingCheckIn),
})

export const decideCheckIn = endpoint({
  method: 'POST',
  path: '/api/duty/check-ins/:id/decision',
  access: 'duty.checkIn.approve',
  summary: 'Approves or refuses a check-in that waits; nobody decides their own',
  params: z.object({ id: Id }),
  body: z.object({ decision: z.enum(['approved', 'refused']) }),
  reply: StoredCheckIn,
})
