import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { CheckInCause, CheckInMethod } from './check-in.ts'
import { DutyRole, RoleCounts } from './duty-role.ts'
import { HelpState } from './gap.ts'
import { Verdict } from './position-verdict.ts'
import { MustAttendLevel, Sight, Station } from './post.ts'
import { Half, ShiftState } from './shift.ts'

/**
 * The list's groups by what is owed (screens §2): 待派人 → 已请求，等应答 → 前往中 → 缺员 →
 * 不确定 → 待到, then the healthy ones, which are counted. In this order.
 */
export const boardGroups = [
  'send',
  'asked',
  'onTheWay',
  'short',
  'uncertain',
  'waiting',
  'full',
  'over',
] as const
export const BoardGroup = z.enum(boardGroups)
export type BoardGroup = z.infer<typeof BoardGroup>

export const BoardRow = z.object({
  shiftId: Id,
  postId: Id,
  postName: z.string(),
  schoolId: Id,
  schoolName: z.string(),
  gateId: Id,
  gateName: z.string(),
  stationAreaId: Id,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  bellAt: Instant,
  startsAt: Instant,
  endsAt: Instant,
  /** From when the post is judged (空岗, 缺员). */
  watchAt: Instant,
  state: ShiftState,
  group: BoardGroup,
  have: RoleCounts,
  need: RoleCounts,
  /** Checked in, but the position is uncertain and no photo is here. */
  doubtful: RoleCounts,
  mustRoles: z.array(DutyRole),
  /** 三见必到: the level that insists on police here. */
  mustAttendLevel: MustAttendLevel.nullable(),
  guests: z.number().int(),
  sanjian: z.boolean(),
  sanjianConfirmed: z.array(Sight),
  gap: z.object({ id: Id, kind: z.enum(['unmanned', 'short']), openedAt: Instant }).nullable(),
  help: z
    .object({
      id: Id,
      state: HelpState,
      personId: Id,
      personName: z.string(),
      role: DutyRole,
      askedAt: Instant,
      answerDueAt: Instant,
      answeredAt: Instant.nullable(),
      travelMin: z.number().nullable(),
    })
    .nullable(),
})
export type BoardRow = z.infer<typeof BoardRow>

export const Board = z.object({
  day: Day,
  half: Half,
  now: Instant,
  stations: z.array(Station),
  rows: z.array(BoardRow),
  /** Outside the windows: the next half-day that has shifts, null when none is known. */
  next: z.object({ day: Day, half: Half, firstBellAt: Instant }).nullable(),
})
export type Board = z.infer<typeof Board>

export const readBoard = endpoint({
  method: 'GET',
  path: '/api/duty/board',
  access: 'duty.board.read',
  summary: 'Every post of the scope on one half-day, with its state; now when none is named',
  query: z.object({
    day: Day.optional(),
    half: Half.optional(),
    stationAreaId: Id.optional(),
  }),
  reply: Board,
})

/** Live topic of board rows; the keys are shift ids. */
export const boardTopic = 'duty.board'

export const boardRowsMax = 100

export const readBoardRows = endpoint({
  method: 'GET',
  path: '/api/duty/board/rows',
  access: 'duty.board.read',
  summary: 'Single rows of the board again, after a live change',
  query: z.object({
    shiftIds: z
      .string()
      .max(37 * boardRowsMax)
      .transform((text) => text.split(','))
      .pipe(z.array(Id).min(1).max(boardRowsMax)),
  }),
  reply: z.object({ now: Instant, rows: z.array(BoardRow) }),
})

/** One person of a shift: told to come, there, gone, or come without being told. */
export const ShiftPerson = z.object({
  personId: Id,
  personName: z.string(),
  role: DutyRole.or(z.literal('guest')),
  assignment: z.enum(['published', 'planned', 'claimed', 'help', 'none']),
  presence: z.enum(['there', 'doubtful', 'pending', 'gone', 'absent']),
  checkInId: Id.nullable(),
  inAt: Instant.nullable(),
  outAt: Instant.nullable(),
  outAutomatic: z.boolean(),
  method: CheckInMethod.nullable(),
  verdict: Verdict.nullable(),
  late: z.boolean(),
  causes: z.array(CheckInCause),
  kit: z.array(z.string()),
})
export type ShiftPerson = z.infer<typeof ShiftPerson>

export const readShiftPeople = endpoint({
  method: 'GET',
  path: '/api/duty/shifts/:id/people',
  access: 'duty.board.read',
  summary: 'Who is told to come to a shift, who is there, and how that is known',
  params: z.object({ id: Id }),
  reply: z.object({ row: BoardRow, people: z.array(ShiftPerson) }),
})
