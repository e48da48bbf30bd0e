import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { DutyRole } from './duty-role.ts'
import { Half } from './shift.ts'

/** From when to when, never why. */
export const leaveKinds = ['leave', 'training', 'nightDuty'] as const
export const LeaveKind = z.enum(leaveKinds)
export const leaveStates = ['requested', 'approved', 'refused', 'withdrawn'] as const
export const LeaveState = z.enum(leaveStates)
/** What may be done to a leave, by its state. */
export const leaveCan = { decide: ['requested'], withdraw: ['requested', 'approved'] } as const

const daysMax = 120
const Span = { startsAt: Instant, endsAt: Instant }
const inOrder = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => {
  const length = Date.parse(endsAt) - Date.parse(startsAt)
  return length > 0 && length <= daysMax * 86_400_000
}

export const Leave = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  role: DutyRole.or(z.literal('none')),
  ...Span,
  kind: LeaveKind,
  state: LeaveState,
  decidedAt: Instant.nullable(),
})
export type Leave = z.infer<typeof Leave>

export const requestLeave = endpoint({
  method: 'POST',
  path: '/api/duty/leaves',
  access: 'duty.leave.request',
  summary: 'Asks for leave; a leader may enter it for another person',
  body: z
    .object({
      id: Id,
      /** Left out: oneself. Another person needs the permission to decide leave. */
      personId: Id.optional(),
      ...Span,
      kind: LeaveKind.default('leave'),
    })
    .refine(inOrder, { message: 'ends after it starts, 120 days at most', path: ['endsAt'] }),
  reply: Leave,
})

export const listLeaves = endpoint({
  method: 'GET',
  path: '/api/duty/leaves',
  access: 'duty.leave.request',
  summary: 'Leaves that one may see: the own ones, and those of the scope for leaders',
  query: PageQuery.extend({
    state: LeaveState.optional(),
    mine: z.stringbool().default(false),
    from: Instant.optional(),
  }),
  reply: pageOf(Leave),
})

export const LeaveEffect = z.object({
  shiftId: Id,
  postName: z.string(),
  day: Day,
  half: Half,
  bellAt: Instant,
  role: DutyRole,
  /** What the post would be if nobody takes over. */
  becomes: z.enum(['unmanned', 'short', 'full']),
})

export type LeaveEffect = z.infer<typeof LeaveEffect>

export const previewLeave = endpoint({
  method: 'GET',
  path: '/api/duty/leaves/effect',
  access: 'duty.leave.request',
  summary: 'Which shifts of a person a leave would touch, and what the posts would lack',
  query: z
    .object({ personId: Id.optional(), ...Span })
    .refine(inOrder, { message: 'ends after it starts, 120 days at most', path: ['endsAt'] }),
  reply: z.object({ rows: z.array(LeaveEffect) }),
})

export const decideLeave = endpoint({
  method: 'POST',
  path: '/api/duty/leaves/:id/decision',
  access: 'duty.leave.decide',
  summary: 'Approves or refuses leave; nobody decides their own',
  params: z.object({ id: Id }),
  body: z.object({ decision: z.enum(['approved', 'refused']) }),
  reply: z.object({ leave: Leave, touched: z.array(LeaveEffect) }),
})

export const withdrawLeave = endpoint({
  method: 'POST',
  path: '/api/duty/leaves/:id/withdraw',
  access: 'duty.leave.request',
  summary: 'The person takes the leave back',
  params: z.object({ id: Id }),
  reply: Leave,
})
