import { z } from 'zod'
import { Id } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { LinkState } from '../contract/linked-officer.ts'
import { RoomKind } from '../contract/police-room.ts'
import { Ownership, SchoolKind, SchoolStage, SchoolState } from '../contract/school.ts'

/** List and map of schools: one filter, two views. */
export const schoolsAddress = address(
  '/schools',
  z.object({
    view: z.enum(['list', 'map']).default('list'),
    text: z.string().max(60).optional(),
    station: Id.optional(),
    kind: SchoolKind.optional(),
    stage: SchoolStage.optional(),
    ownership: Ownership.optional(),
    state: SchoolState.optional(),
    tag: z.string().max(30).optional(),
    officer: z.enum(['yes', 'no']).optional(),
    boarding: z.enum(['yes', 'no']).optional(),
  }),
)

export const schoolTabs = [
  'overview',
  'timetable',
  'people',
  'upkeep',
  'contacts',
  'history',
] as const

export const schoolAddress = address(
  '/schools/$schoolId',
  z.object({ tab: z.enum(schoolTabs).default('overview') }),
)
export const newSchoolAddress = address('/new-school')

/** Certificates that expire within so many days; sixty unless told. */
export const certificateTerms = ['0', '30', '60', '180'] as const
export const certificatesAddress = address(
  '/certificates',
  z.object({ within: z.enum(certificateTerms).default('60') }),
)
export const editSchoolAddress = address('/schools/$schoolId/edit')
export const bellsAddress = address('/schools/$schoolId/bells')
export const gateNoticeAddress = address('/schools/$schoolId/notice')
/** Where the code on a printed notice leads; open to everybody. */
export const postedNoticeAddress = address('/notice/$schoolId/$proof')
export const gateCodeAddress = address('/gates/$gateId/code')
/** The month that is shown; the present one unless told. */
export const calendarAddress = address(
  '/calendar',
  z.object({
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional(),
  }),
)

/** Police rooms and booths, as list or map; the one whose log is open stands in the address. */
export const roomsAddress = address(
  '/police-rooms',
  z.object({
    view: z.enum(['list', 'map']).default('list'),
    kind: RoomKind.optional(),
    room: Id.optional(),
  }),
)

/** The pairing list of a term; the running one unless told. */
export const pairingsAddress = address(
  '/pairings',
  z.object({ term: Id.optional(), state: LinkState.optional() }),
)
export const pairingSheetAddress = address('/pairings/$termId/sheet')

export const importsAddress = address('/imports')

/** One import: the rows that are shown stand in the address. */
export const importAddress = address(
  '/imports/$runId',
  z.object({ show: z.enum(['attention', 'errors', 'all']).default('attention') }),
)
