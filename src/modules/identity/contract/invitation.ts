import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { invitedRoles } from './role.ts'
import { OpenedSession, Token } from './session.ts'

/** Hours that an invitation lives; shown as a QR code it is scanned in minutes. */
export const invitationHours = { default: 24, max: 72 } as const

export const InvitedRole = z.enum(invitedRoles)
export type InvitedRole = z.infer<typeof InvitedRole>
export const invitationStates = ['open', 'used', 'withdrawn', 'expired'] as const

export const Invitation = z.object({
  id: Id,
  role: InvitedRole,
  areaId: Id,
  areaName: z.string(),
  /** Set when the link is for somebody who is on the list already. */
  personId: Id.nullable(),
  personName: z.string().nullable(),
  invitedBy: Id,
  createdAt: Instant,
  expiresAt: Instant,
  state: z.enum(invitationStates),
})
export type Invitation = z.infer<typeof Invitation>

export const invite = endpoint({
  method: 'POST',
  path: '/api/identity/invitations',
  access: 'identity.invitation.manage',
  summary: 'A single-use link (shown as QR) by which a guard, teacher or volunteer joins',
  stepUp: true,
  body: z.object({
    id: Id,
    role: InvitedRole,
    areaId: Id,
    personId: Id.nullable().default(null),
    hours: z.number().int().min(1).max(invitationHours.max).default(invitationHours.default),
  }),
  /** The token is told once: a repeat of the request is refused as a conflict. */
  reply: Invitation.extend({ token: z.string(), path: z.string() }),
})

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/identity/invitations',
  access: 'identity.invitation.manage',
  summary: 'Invitations inside the scope, the newest first',
  query: PageQuery.extend({ areaId: Id.optional() }),
  reply: pageOf(Invitation),
})

export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/api/identity/invitations/:id',
  access: 'identity.invitation.manage',
  summary: 'An invitation that nobody has used stops working',
  params: z.object({ id: Id }),
})

/** POST, because a token in an address stays in logs and histories. */
export const lookAtInvitation = endpoint({
  method: 'POST',
  path: '/api/identity/invitations/look',
  access: 'public',
  summary: 'What a link invites to, before it is accepted',
  body: z.object({ token: Token }),
  reply: z.object({
    role: InvitedRole,
    areaName: z.string(),
    personName: z.string().nullable(),
    expiresAt: Instant,
  }),
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/identity/invitations/accept',
  access: 'public',
  summary: 'Joins: an account in this role and a session of this phone for 30 days',
  body: z.object({
    token: Token,
    /** Asked for only when the link names nobody. */
    name: z.string().trim().min(1).max(40).optional(),
    deviceName: z.string().max(120).default(''),
  }),
  reply: OpenedSession,
})
