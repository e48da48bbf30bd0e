import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { StoredCheckIn } from './check-in.ts'
import { DutyRole } from './duty-role.ts'
import { HelpState } from './gap.ts'
import { PatrolState } from './patrol.ts'
import { KitItem, Sight } from './post.ts'
import { Half } from './shift.ts'

/** One shift of mine with all that the phone needs to check in without network. */
export const MyShift = z.object({
  shiftId: Id,
  assignmentId: Id.nullable(),
  role: DutyRole,
  assignment: z.enum(['published', 'claimed', 'help']),
  postId: Id,
  postName: z.string(),
  schoolName: z.string(),
  gateName: z.string(),
  gateId: Id,
  /** In any role of mine: a code that I may show myself proves nothing without a position. */
  mayShowCode: z.boolean(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  radiusM: z.number().int(),
  kit: z.array(KitItem),
  sanjian: z.boolean(),
  sanjianConfirmed: z.array(Sight),
  day: Day,
  half: Half,
  bellAt: Instant,
  startsAt: Instant,
  endsAt: Instant,
  cancelled: z.boolean(),
  receiptAt: Instant.nullable(),
  /** What the server already has of me on this shift. */
  checkIns: z.array(StoredCheckIn),
})
export type MyShift = z.infer<typeof MyShift>

export const noticeKinds = [
  'weekPublished',
  'shiftChanged',
  'helpAsked',
  'rollCall',
  'patrolGiven',
  'gapOpened',
  'swapAsked',
  'swapAnswered',
  'swapDecided',
] as const
export const MyNotice = z.object({
  id: Id,
  kind: z.enum(noticeKinds),
  subjectId: Id,
  detail: z.record(z.string(), z.unknown()),
  at: Instant,
  readAt: Instant.nullable(),
})
export type MyNotice = z.infer<typeof MyNotice>

export const MyHelpRequest = z.object({
  id: Id,
  shiftId: Id,
  postName: z.string(),
  schoolName: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  bellAt: Instant,
  role: DutyRole,
  travelMin: z.number().nullable(),
  askedAt: Instant,
  answerDueAt: Instant,
  state: HelpState,
})
export type MyHelpRequest = z.infer<typeof MyHelpRequest>

export const MyRollCall = z.object({ id: Id, shiftId: Id, calledAt: Instant, dueAt: Instant })
export type MyRollCall = z.infer<typeof MyRollCall>

/** A patrol task of mine, or of a post on a day when I serve there. */
export const MyPatrol = z.object({
  id: Id,
  postId: Id.nullable(),
  /** School and gate; null where the task names no post. */
  place: z.string().nullable(),
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  places: z.array(z.string()),
  note: z.string(),
  state: PatrolState,
})
export type MyPatrol = z.infer<typeof MyPatrol>

/** Other shifts on now at the person's own place, for who stands in without being assigned. */
export const NearbyShift = MyShift.omit({
  assignmentId: true,
  assignment: true,
  receiptAt: true,
  role: true,
})
export type NearbyShift = z.infer<typeof NearbyShift>

export const MyDuty = z.object({
  now: Instant,
  today: Day,
  personId: Id,
  personName: z.string(),
  role: DutyRole.or(z.literal('none')),
  /** From yesterday to fourteen days ahead, in order of time. */
  shifts: z.array(MyShift),
  /** Shifts of the own school or station on now or within two hours, twenty at most. */
  nearby: z.array(NearbyShift),
  notices: z.array(MyNotice),
  helpRequests: z.array(MyHelpRequest),
  rollCalls: z.array(MyRollCall),
  /** From yesterday to fourteen days ahead, in order of time. */
  patrols: z.array(MyPatrol),
})
export type MyDuty = z.infer<typeof MyDuty>

export const readMine = endpoint({
  method: 'GET',
  path: '/api/duty/mine',
  access: 'duty.mine.read',
  summary: 'My shifts wherever they are, requests and notices to me',
  reply: MyDuty,
})

export const acknowledge = endpoint({
  method: 'POST',
  path: '/api/duty/mine/receipts',
  access: 'duty.mine.read',
  summary: 'Says that notices and assignments were seen',
  body: z.object({
    noticeIds: z.array(Id).max(200).default([]),
    assignmentIds: z.array(Id).max(200).default([]),
  }),
  reply: z.object({ notices: z.number().int(), assignments: z.number().int() }),
})

/** Live key of a person: `person:<id>`, told whatever the scope is. */
export const personKey = (personId: string): string => `person:${personId}`
/** Live topic of what concerns one person. */
export const mineTopic = 'duty.mine'
