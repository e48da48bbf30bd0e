import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { Sight } from './post.ts'

/** The half-day that a bell belongs to: pupils arrive or go home. */
export const halves = ['arrival', 'dismissal'] as const
export const Half = z.enum(halves)
export type Half = z.infer<typeof Half>

/**
 * What the board says of a shift (screens §12): waiting 待到, unmanned 空岗, short 缺员,
 * uncertain 不确定, full 满岗, over 已结束.
 */
export const shiftStates = ['waiting', 'unmanned', 'short', 'uncertain', 'full', 'over'] as const
export const ShiftState = z.enum(shiftStates)
export type ShiftState = z.infer<typeof ShiftState>

/** A leaver before this instant leaves early: arrival until the bell, dismissal half the lag. */
export function servedFrom(shift: { half: Half; bellAt: Date; endsAt: Date }): Date {
  if (shift.half === 'arrival') return shift.bellAt
  return new Date((shift.bellAt.getTime() + shift.endsAt.getTime()) / 2)
}

const daysOf = (firstDay: string, lastDay: string): number =>
  (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1

export const confirmSights = endpoint({
  method: 'PUT',
  path: '/api/duty/shifts/:id/sanjian',
  access: 'duty.sanjian.confirm',
  summary: 'The school confirms which of the three sights it saw',
  params: z.object({ id: Id }),
  body: z.object({
    confirmed: z.array(Sight).max(3),
    /** What the screen showed before: what a colleague confirmed meanwhile stays. */
    was: z.array(Sight).max(3).optional(),
  }),
  reply: z.object({ id: Id, sanjianConfirmed: z.array(Sight), confirmedAt: Instant }),
})

export const materialise = endpoint({
  method: 'POST',
  path: '/api/duty/shifts/materialise',
  access: 'duty.post.edit',
  summary: 'Makes the shifts of the scope from bells, calendar and posts for given days again',
  body: z
    .object({ firstDay: Day, lastDay: Day })
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay && daysOf(firstDay, lastDay) <= 62, {
      message: '62 days at most',
      path: ['lastDay'],
    }),
  reply: z.object({
    made: z.number().int(),
    moved: z.number().int(),
    cancelled: z.number().int(),
    /** Days beyond which some school's calendar is not known; no shift was made there. */
    calendarUnknownFrom: Day.nullable(),
  }),
})
