import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { DutyRole } from './duty-role.ts'
import { Half } from './shift.ts'

/** Who is asked for, and volunteers, who come by themselves. */
export const boardSides = ['required', 'volunteer'] as const
export const BoardSide = z.enum(boardSides)

/** Somebody who is there, as the board counts heads. */
export const BoardPerson = z.object({
  shiftId: Id,
  postName: z.string(),
  bellAt: Instant,
  personId: Id,
  personName: z.string(),
  role: DutyRole,
  presence: z.enum(['there', 'gone']),
  inAt: Instant,
  outAt: Instant.nullable(),
  /** False for who is there beyond what the post asks of the role: it fills no other post. */
  counted: z.boolean(),
})
export type BoardPerson = z.infer<typeof BoardPerson>

export const readBoardPeople = endpoint({
  method: 'GET',
  path: '/api/duty/board/people',
  access: 'duty.board.read',
  summary: 'The people behind the heads of one half-day, by bell and post',
  query: PageQuery.extend({
    day: Day,
    half: Half,
    stationAreaId: Id.optional(),
    side: BoardSide.default('required'),
  }),
  reply: pageOf(BoardPerson).extend({ counted: z.number().int() }),
})
