import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id } from '../../../platform/contract/id.ts'
import { LinkKind } from './linked-officer.ts'
import { SchoolKey } from './school.ts'

/** What hangs at the gate for everybody to read (一校一警公示), and nothing else. */
export const PostedNotice = z.object({
  schoolName: z.string(),
  schoolNameEn: z.string(),
  countyName: z.string().nullable(),
  stationName: z.string().nullable(),
  gates: z.array(z.string()),
  officers: z.array(
    z.object({
      kind: LinkKind,
      name: z.string(),
      badge: z.string().nullable(),
      noticePhone: z.string().nullable(),
      startsOn: Day,
    }),
  ),
  /** The day on which it is read or printed. */
  asOf: Day,
})
export type PostedNotice = z.infer<typeof PostedNotice>

/** The notice to be printed, with the way back from its code. */
export const GateNotice = PostedNotice.extend({
  schoolId: Id,
  /** Nobody who has not seen a printed notice knows it. */
  proof: z.string(),
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

export const readPostedNotice = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/posted-notice/:proof',
  access: 'public',
  summary: 'What the notice at the gate says today, for whoever scans its code',
  params: SchoolKey.extend({ proof: z.string().max(64) }),
  reply: PostedNotice,
})
