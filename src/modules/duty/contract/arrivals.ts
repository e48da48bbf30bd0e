import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Instant } from '../../../platform/contract/id.ts'
import { Half } from './shift.ts'

export const arrivalStepMin = 5

/** Sums at one moment, since the half-day began. Volunteers are never required and left out. */
export const ArrivalPoint = z.object({
  at: Instant,
  /** Required heads that have come; null for what lies ahead. */
  arrived: z.number().int().nullable(),
  /** Heads whose shift has begun. */
  due: z.number().int(),
  /** The same a week earlier; null where nothing was on. */
  weekBefore: z.number().int().nullable(),
})
export type ArrivalPoint = z.infer<typeof ArrivalPoint>

export const Arrivals = z.object({
  day: Day,
  half: Half,
  now: Instant,
  arrived: z.number().int(),
  need: z.number().int(),
  bells: z.array(z.object({ at: Instant, posts: z.number().int() })),
  /** Each five minutes from the first shift's beginning to the last bell. */
  points: z.array(ArrivalPoint),
})
export type Arrivals = z.infer<typeof Arrivals>

export const readArrivals = endpoint({
  method: 'GET',
  path: '/api/duty/board/arrivals',
  access: 'duty.board.read',
  summary: 'How people came on one half-day, by five minutes, against the bells',
  query: z.object({ day: Day, half: Half }),
  reply: Arrivals,
})
