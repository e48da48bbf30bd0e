import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'

export const patrolStates = ['open', 'done', 'missed', 'withdrawn'] as const
export const PatrolState = z.enum(patrolStates)
export type PatrolState = z.infer<typeof PatrolState>

/**
 * What may be done to a patrol, by its state. A report is a fact and never refused: one that was
 * written before the end and comes late makes a missed patrol a done one.
 */
export const patrolCan = { withdraw: ['open'], finish: ['open', 'missed'] } as const

export const patrolPlacesMax = 12
export const patrolHoursMax = 24

const Place = z.string().trim().min(1).max(60)

/** A patrol task: to whoever serves at a post on that day, to a person, or to a person there. */
export const NewPatrol = z
  .object({
    id: Id,
    postId: Id.nullable().default(null),
    personId: Id.nullable().default(null),
    startsAt: Instant,
    endsAt: Instant,
    /** Where to go, in words, in their order. */
    places: z.array(Place).min(1).max(patrolPlacesMax),
    note: z.string().trim().max(200).default(''),
  })
  .refine(({ postId, personId }) => postId !== null || personId !== null, {
    message: 'a patrol is given to a post or to a person',
    path: ['postId'],
  })
  .refine(
    ({ startsAt, endsAt }) => {
      const spanMs = Date.parse(endsAt) - Date.parse(startsAt)
      return spanMs > 0 && spanMs <= patrolHoursMax * 3_600_000
    },
    { message: 'a patrol ends after its beginning, within a day', path: ['endsAt'] },
  )
export type NewPatrol = z.infer<typeof NewPatrol>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** The report of a patrol exactly as the phone stores and sends it. */
export const PatrolReportRecord = z
  .object({
    kind: z.literal('patrolReport'),
    id: Id,
    patrolId: Id,
    /** The places of the task that were walked. */
    places: z.array(Place).max(patrolPlacesMax).default([]),
    note: z.string().trim().max(200).default(''),
    photoFileId: Id.optional(),
    photoSha256: Sha256.optional(),
    at: Instant,
    offline: z.boolean().default(false),
  })
  .refine(({ photoFileId, photoSha256 }) => !photoFileId === !photoSha256, {
    message: 'a picture is announced by its id and its digest',
    path: ['photoSha256'],
  })
export type PatrolReportRecord = z.infer<typeof PatrolReportRecord>

export const PatrolReport = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  places: z.array(z.string()),
  note: z.string(),
  photoFileId: Id.nullable(),
  photoSha256: z.string().nullable(),
  at: Instant,
  receivedAt: Instant,
  offline: z.boolean(),
  /** Written after the patrol's end. */
  late: z.boolean(),
})
export type PatrolReport = z.infer<typeof PatrolReport>

export const Patrol = z.object({
  id: Id,
  postId: Id.nullable(),
  postName: z.string().nullable(),
  personId: Id.nullable(),
  personName: z.string().nullable(),
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  places: z.array(z.string()),
  note: z.string(),
  state: PatrolState,
  givenAt: Instant,
  /** The first report; `reports` counts all of them. */
  report: PatrolReport.nullable(),
  reports: z.number().int(),
})
export type Patrol = z.infer<typeof Patrol>

/** Live topic of patrol tasks; the keys are their ids. */
export const patrolTopic = 'duty.patrol'

export const listPatrols = endpoint({
  method: 'GET',
  path: '/api/duty/patrols',
  access: 'duty.event.read',
  summary: 'Patrol tasks of the scope, the latest first',
  query: PageQuery.extend({
    state: PatrolState.optional(),
    postId: Id.optional(),
    firstDay: Day.optional(),
    lastDay: Day.optional(),
  }),
  reply: pageOf(Patrol),
})

export const givePatrol = endpoint({
  method: 'POST',
  path: '/api/duty/patrols',
  access: 'duty.patrol.give',
  summary: 'Gives a patrol task to a post or a person, and tells their phones',
  body: NewPatrol,
  reply: Patrol,
})

export const withdrawPatrol = endpoint({
  method: 'POST',
  path: '/api/duty/patrols/:id/withdraw',
  access: 'duty.patrol.give',
  summary: 'Takes a patrol task back that nobody has reported yet',
  params: z.object({ id: Id }),
  reply: Patrol,
})

export const reportPatrol = endpoint({
  method: 'POST',
  path: '/api/duty/patrol-reports',
  access: 'duty.patrol.report',
  summary: 'One report of a patrol by who walked it; repeats are recognised by their id',
  body: z.object({ deviceNow: Instant, record: PatrolReportRecord }),
  reply: z.object({
    outcome: z.enum(['stored', 'duplicate']),
    report: z.object({ id: Id, at: Instant, late: z.boolean() }),
  }),
})
