import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { Half } from './shift.ts'

/** A place for volunteers: claimed and left freely, never assigned, no names of others. */
export const OpenSlot = z.object({
  shiftId: Id,
  postName: z.string(),
  schoolName: z.string(),
  day: Day,
  half: Half,
  bellAt: Instant,
  startsAt: Instant,
  endsAt: Instant,
  wanted: z.number().int(),
  taken: z.number().int(),
  /** My own claim, if I have one. */
  claimId: Id.nullable(),
})
export type OpenSlot = z.infer<typeof OpenSlot>

export const listOpenSlots = endpoint({
  method: 'GET',
  path: '/api/duty/open-slots',
  access: 'duty.slot.claim',
  summary: 'Places for volunteers in the coming fourteen days',
  reply: z.object({ rows: z.array(OpenSlot), claimsLeftThisTerm: z.number().int().nullable() }),
})

export const claimSlot = endpoint({
  method: 'PUT',
  path: '/api/duty/claims/:id',
  access: 'duty.slot.claim',
  summary: 'Takes a place freely',
  params: z.object({ id: Id }),
  body: z.object({ shiftId: Id }),
  reply: z.object({ id: Id, shiftId: Id }),
})

export const leaveSlot = endpoint({
  method: 'DELETE',
  path: '/api/duty/claims/:id',
  access: 'duty.slot.claim',
  summary: 'Gives a place back freely, no reason asked',
  params: z.object({ id: Id }),
  reply: z.object({ id: Id }),
})
