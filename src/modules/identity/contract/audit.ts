import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

export const AuditRow = z.object({
  countyId: Id,
  sequence: z.number().int(),
  at: Instant,
  action: z.string(),
  subjectKind: z.string(),
  subjectId: Id.nullable(),
  actorPersonId: Id.nullable(),
  actorName: z.string().nullable(),
  actorRole: z.string().nullable(),
  sessionId: Id.nullable(),
  areaName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** Salted digests of what may be erased. */
  digests: z.record(z.string(), z.string()),
  hash: z.string(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/identity/audit',
  access: 'identity.audit.read',
  summary: 'The audit trail of the scope, the newest first',
  query: PageQuery.extend({
    /** The act or the beginning of one: `identity.role.` */
    action: z
      .string()
      .regex(/^[a-zA-Z.]{1,80}$/)
      .optional(),
    subjectId: Id.optional(),
    actorPersonId: Id.optional(),
    from: Instant.optional(),
    until: Instant.optional(),
  }),
  reply: pageOf(AuditRow),
})

export const ChainVerdict = z.object({
  countyId: Id,
  entries: z.number().int(),
  anchors: z.number().int(),
  intact: z.boolean(),
  /** Where the chain first differs from what it must be. */
  broken: z
    .object({
      sequence: z.number().int(),
      reason: z.enum(['hash', 'link', 'missing', 'head', 'anchor']),
    })
    .nullable(),
})
export type ChainVerdict = z.infer<typeof ChainVerdict>

export const verifyAudit = endpoint({
  method: 'POST',
  path: '/api/identity/audit/verification',
  access: 'identity.audit.read',
  summary: 'Recomputes the chain of the own county and compares it with its anchors',
  reply: ChainVerdict,
})
