import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { PersonCard } from './person-card.ts'
import { SchoolKey } from './school.ts'

export const staffKinds = [
  'principal',
  'cadre',
  'guard',
  'dormManager',
  'dutyTeacher',
  'team',
  'volunteer',
] as const
export const StaffKind = z.enum(staffKinds)
export type StaffKind = z.infer<typeof StaffKind>

/** The part at the gate of a person who is entered together with the post at school. */
export const dutyRoleOfStaff = {
  principal: 'cadre',
  cadre: 'cadre',
  guard: 'guard',
  dormManager: 'staff',
  dutyTeacher: 'staff',
  team: 'guard',
  volunteer: 'volunteer',
} as const satisfies Record<StaffKind, string>

/** company: stationed by a guard company; own: hired by the school itself (自行招用). */
export const guardSources = ['company', 'own'] as const
export const GuardSource = z.enum(guardSources)

export const endReasons = ['left', 'dismissed', 'transferred', 'retired', 'other'] as const
export const EndReason = z.enum(endReasons)

export const StaffFields = z.object({
  kind: StaffKind,
  source: GuardSource.nullable(),
  fullTime: z.boolean(),
  certificateNo: z.string().trim().min(1).max(40).nullable(),
  certificateExpiresOn: Day.nullable(),
  startsOn: Day,
})
export type StaffFields = z.infer<typeof StaffFields>

export const Staff = StaffFields.extend({
  id: Id,
  schoolId: Id,
  schoolName: z.string(),
  person: PersonCard,
  endsOn: Day.nullable(),
  endReason: EndReason.nullable(),
  version: z.number().int(),
})
export type Staff = z.infer<typeof Staff>

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/staff',
  access: 'schools.staff.read',
  summary: 'Cadres, guards, dorm managers, duty teachers and team of a school',
  params: SchoolKey,
  query: z.object({ past: z.stringbool().optional(), kind: StaffKind.optional() }),
  reply: z.array(Staff),
})

const sourceIsTold = (staff: { kind: StaffKind; source?: string | null | undefined }) =>
  staff.kind !== 'guard' || Boolean(staff.source)

export const addStaff = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/staff',
  access: 'schools.staff.edit',
  summary: 'Enter somebody who works at a school',
  params: SchoolKey,
  body: StaffFields.partial()
    .required({ kind: true, startsOn: true })
    .extend({
      id: Id,
      personId: Id,
      /** Set for somebody who is not in the system yet: entered as a person of the school. */
      newPersonName: z.string().trim().min(1).max(40).optional(),
    })
    .refine(sourceIsTold, { message: 'sourceNeeded', path: ['source'] }),
  reply: Staff,
})

export const StaffKey = z.object({ staffId: Id })
const Version = z.number().int().min(1)

export const updateStaff = endpoint({
  method: 'PATCH',
  path: '/api/schools/staff/:staffId',
  access: 'schools.staff.edit',
  summary: 'Change a staff entry',
  params: StaffKey,
  body: StaffFields.omit({ kind: true }).partial().extend({ version: Version }),
  reply: Staff,
})

export const endStaff = endpoint({
  method: 'POST',
  path: '/api/schools/staff/:staffId/end',
  access: 'schools.staff.edit',
  summary: 'Somebody leaves the school, with the reason',
  params: StaffKey,
  body: z.object({ version: Version, endsOn: Day, endReason: EndReason }),
  reply: Staff,
})

export const expiringCertificates = endpoint({
  method: 'GET',
  path: '/api/schools/staff/expiring',
  access: 'schools.staff.read',
  summary: 'Certificates that expire soon or have expired, soonest first',
  query: PageQuery.extend({ withinDays: z.coerce.number().int().min(0).max(366).default(60) }),
  reply: pageOf(Staff),
})
