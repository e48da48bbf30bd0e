import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id } from '../../../platform/contract/id.ts'
import { LinkKind } from './linked-officer.ts'
import { PersonCard } from './person-card.ts'
import { SchoolKey } from './school.ts'

/** What the notice at the gate says (一校一警公示). */
export const GateNotice = z.object({
  schoolId: Id,
  schoolName: z.string(),
  schoolNameEn: z.string(),
  countyName: z.string().nullable(),
  stationName: z.string().nullable(),
  gates: z.array(z.object({ gateId: Id, name: z.string() })),
  officers: z.array(
    z.object({
      kind: LinkKind,
      person: PersonCard,
      noticePhone: z.string().nullable(),
      startsOn: Day,
    }),
  ),
  /** The day on which it is printed. */
  asOf: Day,
})
export type GateNotice = z.infer<typeof GateNotice>

export const getGateNotice = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/gate-notice',
  access: 'schools.read',
  summary: 'What the printable notice at the gate says',
  params: SchoolKey,
  reply: GateNotice,
})
