import { z } from 'zod'
import { Day, Id } from '../../../platform/contract/id.ts'

export const agencyKinds = ['police', 'education', 'school', 'department', 'guardCompany'] as const
export const AgencyKind = z.enum(agencyKinds)
export type AgencyKind = z.infer<typeof AgencyKind>

/** The part that a person plays at a gate. */
export const dutyRoles = [
  'police',
  'auxiliary',
  'cadre',
  'guard',
  'staff',
  'volunteer',
  'none',
] as const
export const DutyRole = z.enum(dutyRoles)
export type DutyRole = z.infer<typeof DutyRole>

export const NewAgency = z.object({
  id: Id,
  areaId: Id,
  kind: AgencyKind,
  name: z.string().min(1).max(120),
  code: z.string().max(20).optional(),
})
export type NewAgency = z.infer<typeof NewAgency>

/** Erasable, kept apart from the person, with the reason why it may be kept. */
export const Contact = z.object({
  workPhone: z.string().regex(/^[0-9+ -]{5,20}$/),
  legalBasis: z.string().min(1).max(200),
  deleteAfter: Day.nullable().default(null),
})
export type Contact = z.input<typeof Contact>

export const NewPerson = z.object({
  id: Id,
  agencyId: Id,
  /** Where the person works; the agency's own area unless told. */
  areaId: Id.optional(),
  name: z.string().trim().min(1).max(40),
  dutyRole: DutyRole,
  badge: z.string().max(20).nullable().default(null),
  skills: z.array(z.string().max(30)).max(20).default([]),
  maxDutiesPerWeek: z.number().int().min(0).max(21).default(10),
  contact: Contact.optional(),
})
export type NewPerson = z.input<typeof NewPerson>
