import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { Skill, skills } from './skill.ts'

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

/**
 * The work phone and the number of a certificate go so many days after somebody left: long enough
 * to take a slip back, and as long as a position is kept (privacy 6.5).
 */
export const leftKeepDays = 30

/** Erasable, kept apart from the person, with the reason why it may be kept. */
export const Contact = z.object({
  workPhone: z.string().regex(/^[0-9+ -]{5,20}$/),
  legalBasis: z.string().trim().min(1).max(200),
  deleteAfter: Day.nullable().default(null),
})
export type Contact = z.input<typeof Contact>

export const PersonFields = z.object({
  name: z.string().trim().min(1).max(40),
  dutyRole: DutyRole,
  badge: z.string().trim().max(20).nullable().default(null),
  skills: z.array(Skill).max(skills.length).default([]),
  maxDutiesPerWeek: z.number().int().min(0).max(21).default(10),
})

export const NewPerson = PersonFields.extend({
  id: Id,
  agencyId: Id,
  /** Where the person works; the agency's own area unless told. */
  areaId: Id.optional(),
  contact: Contact.optional(),
})
export type NewPerson = z.input<typeof NewPerson>

export const Person = z.object({
  id: Id,
  countyId: Id,
  name: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  dutyRole: DutyRole,
  badge: z.string().nullable(),
  skills: z.array(Skill),
  maxDutiesPerWeek: z.number().int(),
  active: z.boolean(),
  agencyId: Id,
  agencyName: z.string(),
  areaId: Id,
  areaName: z.string(),
  /** Set for somebody from elsewhere who acts here by a secondment. */
  homeCountyId: Id.nullable(),
  hasContact: z.boolean(),
  version: z.number().int(),
  updatedAt: Instant,
})
export type Person = z.infer<typeof Person>

export const PersonChange = z.object({
  version: z.number().int(),
  name: PersonFields.shape.name.optional(),
  dutyRole: DutyRole.optional(),
  badge: z.string().trim().max(20).nullable().optional(),
  skills: z.array(Skill).max(skills.length).optional(),
  maxDutiesPerWeek: z.number().int().min(0).max(21).optional(),
  active: z.boolean().optional(),
  /** Moves to another agency of the same county. */
  agencyId: Id.optional(),
})
export type PersonChange = z.infer<typeof PersonChange>

const byId = z.object({ id: Id })

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/identity/people',
  access: 'identity.person.read',
  summary: 'People inside the scope by initials; search takes signs, pinyin or initials',
  query: PageQuery.extend({
    search: z.string().trim().min(1).max(40).optional(),
    dutyRole: DutyRole.optional(),
    agencyId: Id.optional(),
    /** People of this area and of what lies in it. */
    areaId: Id.optional(),
    active: z.enum(['true', 'false']).optional(),
  }),
  reply: pageOf(Person),
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/identity/people/:id',
  access: 'identity.person.read',
  summary: 'One person',
  params: byId,
  reply: Person,
})

export const addPerson = endpoint({
  method: 'POST',
  path: '/api/identity/people',
  access: 'identity.person.manage',
  summary: 'Enters a person of an agency',
  body: NewPerson,
  reply: Person,
})

export const updatePerson = endpoint({
  method: 'PATCH',
  path: '/api/identity/people/:id',
  access: 'identity.person.manage',
  summary: 'Corrects a person, or lets one leave',
  params: byId,
  body: PersonChange,
  reply: Person,
})

export const getContact = endpoint({
  method: 'GET',
  path: '/api/identity/people/:id/contact',
  access: 'identity.contact.read',
  summary: 'The work phone of a person; each reading is in the audit trail',
  params: byId,
  reply: z.object({
    workPhone: z.string().nullable(),
    legalBasis: z.string().nullable(),
    deleteAfter: Day.nullable(),
  }),
})

export const putContact = endpoint({
  method: 'PUT',
  path: '/api/identity/people/:id/contact',
  access: 'identity.person.manage',
  summary: 'Enters or replaces the work phone, with the basis for keeping it',
  params: byId,
  body: Contact,
})

export const eraseContact = endpoint({
  method: 'DELETE',
  path: '/api/identity/people/:id/contact',
  access: 'identity.person.manage',
  summary: 'Erases the work phone for good; what was done stays on record',
  params: byId,
  stepUp: true,
})
