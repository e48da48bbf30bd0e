import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { TermKey } from './calendar.ts'
import { PersonCard } from './person-card.ts'
import { SchoolKey } from './school.ts'

/** linked: 一校一警; paired: on the pairing list of a term (对口学校名单); leader: who answers. */
export const linkKinds = ['linked', 'paired', 'leader'] as const
export const LinkKind = z.enum(linkKinds)
export type LinkKind = z.infer<typeof LinkKind>

export const linkStates = ['proposed', 'approved', 'ended'] as const
export const LinkState = z.enum(linkStates)
export type LinkState = z.infer<typeof LinkState>

export const linkStateSteps: Record<LinkState, readonly LinkState[]> = {
  proposed: ['approved', 'ended'],
  approved: ['ended'],
  ended: [],
}

const Phone = z.string().regex(/^[0-9+ -]{5,20}$/)

export const LinkedOfficer = z.object({
  id: Id,
  schoolId: Id,
  schoolName: z.string(),
  person: PersonCard,
  kind: LinkKind,
  termId: Id.nullable(),
  termName: z.string().nullable(),
  startsOn: Day,
  endsOn: Day.nullable(),
  state: LinkState,
  approvedBy: Id.nullable(),
  approvedAt: Instant.nullable(),
  /** The work number that the unit publishes on the notice at the gate. */
  noticePhone: z.string().nullable(),
  version: z.number().int(),
})
export type LinkedOfficer = z.infer<typeof LinkedOfficer>

export const listOfficers = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/officers',
  access: 'schools.read',
  summary: 'Officers linked to and paired with a school, present and past',
  params: SchoolKey,
  reply: z.array(LinkedOfficer),
})

export const proposeOfficer = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/officers',
  access: 'schools.link.edit',
  summary: 'Propose an officer for a school',
  params: SchoolKey,
  body: z
    .object({
      id: Id,
      personId: Id,
      kind: LinkKind,
      termId: Id.nullable().optional(),
      startsOn: Day,
      /** Of a pairing that is not told one: the last day of its term. */
      endsOn: Day.nullable().optional(),
      noticePhone: Phone.nullable().optional(),
    })
    .refine(({ kind, termId }) => kind !== 'paired' || termId, {
      message: 'termNeeded',
      path: ['termId'],
    })
    .refine(({ startsOn, endsOn }) => !endsOn || endsOn >= startsOn, {
      message: 'endsBeforeStart',
      path: ['endsOn'],
    }),
  reply: LinkedOfficer,
})

export const OfficerKey = z.object({ linkId: Id })
const Version = z.number().int().min(1)

export const updateOfficer = endpoint({
  method: 'PATCH',
  path: '/api/schools/officers/:linkId',
  access: 'schools.link.edit',
  summary: 'Change the published number of a linked officer',
  params: OfficerKey,
  body: z.object({ version: Version, noticePhone: Phone.nullable() }),
  reply: LinkedOfficer,
})

export const approveOfficer = endpoint({
  method: 'POST',
  path: '/api/schools/officers/:linkId/approve',
  access: 'schools.link.approve',
  summary:
    'Approve one proposal; the school’s linked officer before it ends the day before, and one who would begin within its time is withdrawn; it begins only after the days that another has served',
  params: OfficerKey,
  body: z.object({ version: Version }),
  reply: LinkedOfficer,
})

export const endOfficer = endpoint({
  method: 'POST',
  path: '/api/schools/officers/:linkId/end',
  access: 'schools.link.edit',
  summary: 'End a link, or withdraw a proposal or one that has not begun',
  params: OfficerKey,
  body: z.object({ version: Version, endsOn: Day }),
  reply: LinkedOfficer,
})

export const listPairings = endpoint({
  method: 'GET',
  path: '/api/schools/terms/:termId/pairings',
  access: 'schools.read',
  summary: 'The pairing list of a term with its approval',
  params: TermKey,
  query: PageQuery.extend({ state: LinkState.optional() }),
  reply: pageOf(LinkedOfficer),
})

export const approvePairings = endpoint({
  method: 'POST',
  path: '/api/schools/terms/:termId/pairings/approve',
  access: 'schools.link.approve',
  summary: 'Approve every proposal of a term’s pairing list',
  params: TermKey,
  reply: z.object({ approved: z.number().int() }),
})

export const contactWays = ['visit', 'call', 'message', 'meeting'] as const
export const ContactWay = z.enum(contactWays)

export const ContactEntry = z.object({
  id: Id,
  schoolId: Id,
  person: PersonCard,
  at: Instant,
  way: ContactWay,
  summary: z.string(),
})
export type ContactEntry = z.infer<typeof ContactEntry>

export const listContacts = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/contacts',
  access: 'schools.read',
  summary: 'Contact log of the linked officer, newest first',
  params: SchoolKey,
  query: PageQuery,
  reply: pageOf(ContactEntry),
})

export const addContact = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/contacts',
  access: 'schools.contact.write',
  summary: 'Enter a visit, call, message or meeting',
  params: SchoolKey,
  body: z.object({
    id: Id,
    at: Instant,
    way: ContactWay,
    summary: z.string().trim().min(1).max(500),
  }),
  reply: ContactEntry,
})
