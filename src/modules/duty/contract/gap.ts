import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { AssignableRole, DutyRole, RoleCounts } from './duty-role.ts'
import { Half } from './shift.ts'

export const gapKinds = ['unmanned', 'short'] as const
export const GapKind = z.enum(gapKinds)

/** worsened: a short post that nobody mans any more became an unmanned one. */
export const gapClosings = ['checkIn', 'cancelled', 'ended', 'worsened'] as const
export const GapClosedHow = z.enum(gapClosings)
export type GapClosedHow = z.infer<typeof GapClosedHow>

/** Live topic of gaps that open and close; the keys are gap ids. */
export const gapTopic = 'duty.gap'

export const helpStates = [
  'asked',
  'accepted',
  'declined',
  'unanswered',
  'withdrawn',
  'arrived',
] as const
export const HelpState = z.enum(helpStates)
export type HelpState = z.infer<typeof HelpState>

/** What may happen to a help request, by its state. */
export const helpCan = {
  answer: ['asked'],
  withdraw: ['asked', 'accepted'],
} as const

export const Gap = z.object({
  id: Id,
  shiftId: Id,
  postId: Id,
  postName: z.string(),
  day: Day,
  half: Half,
  bellAt: Instant,
  kind: GapKind,
  missing: RoleCounts,
  openedAt: Instant,
  closedAt: Instant.nullable(),
  closedHow: GapClosedHow.nullable(),
  openAtBell: z.boolean(),
})
export type Gap = z.infer<typeof Gap>

export const listGaps = endpoint({
  method: 'GET',
  path: '/api/duty/gaps',
  access: 'duty.board.read',
  summary: 'Gaps of the scope, newest first',
  query: PageQuery.extend({
    day: Day.optional(),
    open: z.stringbool().optional(),
    kind: GapKind.optional(),
  }),
  reply: pageOf(Gap),
})

export const readGap = endpoint({
  method: 'GET',
  path: '/api/duty/gaps/:id',
  access: 'duty.board.read',
  summary: 'One gap, open or closed',
  params: z.object({ id: Id }),
  reply: Gap,
})

/** Why a person may be sent: free, or from a post that still meets its requirement, or not. */
export const proposalRanks = ['free', 'ownPostStaysManned', 'ownPostWouldBeShort'] as const
export const ProposalRank = z.enum(proposalRanks)
export type ProposalRank = z.infer<typeof ProposalRank>

export const Proposal = z.object({
  personId: Id,
  personName: z.string(),
  agencyName: z.string(),
  role: AssignableRole,
  rank: ProposalRank,
  /** What the person does now; null when nothing is known to be on. */
  doingNow: z
    .object({ shiftId: Id, postName: z.string(), checkedIn: z.boolean(), endsAt: Instant })
    .nullable(),
  /** Where the way is reckoned from. */
  from: z.enum(['post', 'lastPost', 'area', 'unknown']),
  /** The gate of the post that the way is reckoned from; never where a person is. */
  fromPost: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  distanceM: z.number().nullable(),
  travelMin: z.number().nullable(),
  /** Whether they would be there before the bell. */
  beforeBell: z.boolean().nullable(),
  dutiesThisWeek: z.number().int(),
  otherStation: z.boolean(),
})
export type Proposal = z.infer<typeof Proposal>

export const readProposals = endpoint({
  method: 'GET',
  path: '/api/duty/gaps/:id/proposals',
  access: 'duty.gap.handle',
  summary: 'The nearest people who could go to a gap, and why they qualify',
  params: z.object({ id: Id }),
  query: z.object({ limit: z.coerce.number().int().min(1).max(20).default(3) }),
  reply: z.object({
    gapId: Id,
    role: AssignableRole,
    proposals: z.array(Proposal),
    /** Minutes = metres × detour factor ÷ speed. */
    formula: z.object({ detourFactor: z.number(), travelKmh: z.number() }),
    /** Whether the area lets the next one be asked by itself when nobody answers. */
    autoNext: z.boolean(),
    considered: z.number().int(),
    /** Everybody who was not proposed, by the first reason. */
    excluded: z.object({
      onLeave: z.number().int(),
      servesElsewhere: z.number().int(),
      atTheLimit: z.number().int(),
      lacksSkill: z.number().int(),
      alreadyThere: z.number().int(),
      plannedHere: z.number().int(),
      alreadyAsked: z.number().int(),
      notSeconded: z.number().int(),
    }),
  }),
})

export const HelpRequest = z.object({
  id: Id,
  gapId: Id,
  shiftId: Id,
  personId: Id,
  personName: z.string(),
  role: DutyRole,
  ordinal: z.number().int(),
  autoNext: z.boolean(),
  distanceM: z.number().nullable(),
  travelMin: z.number().nullable(),
  askedAt: Instant,
  answerDueAt: Instant,
  state: HelpState,
  answeredAt: Instant.nullable(),
})
export type HelpRequest = z.infer<typeof HelpRequest>

/** Somebody is waited for; until they answer, or come, nobody else is asked. */
export const isUnderWay = ({ state }: Pick<HelpRequest, 'state'>): boolean =>
  state === 'asked' || state === 'accepted'

/** How each answer is marked, at the desk and on the phone. */
export const helpTones = {
  asked: 'warn',
  accepted: 'wait',
  declined: 'off',
  unanswered: 'off',
  withdrawn: 'off',
  arrived: 'ok',
} as const satisfies Record<HelpState, string>

export const askForHelp = endpoint({
  method: 'POST',
  path: '/api/duty/gaps/:id/requests',
  access: 'duty.gap.handle',
  urgent: true,
  summary: 'Asks one person to go to a gap; unanswered, the next is asked (unless unticked)',
  params: z.object({ id: Id }),
  body: z.object({
    id: Id,
    /** Left out: the first proposal. */
    personId: Id.optional(),
    /** Left out: as the area has set. */
    autoNext: z.boolean().optional(),
  }),
  reply: HelpRequest,
})

export const listHelpRequests = endpoint({
  method: 'GET',
  path: '/api/duty/gaps/:id/requests',
  access: 'duty.board.read',
  summary: 'Who was asked to go to a gap, and what they answered',
  params: z.object({ id: Id }),
  reply: z.object({ rows: z.array(HelpRequest) }),
})

export const answerHelp = endpoint({
  method: 'POST',
  path: '/api/duty/help-requests/:id/answer',
  access: 'duty.checkIn.record',
  urgent: true,
  summary: 'The person who was asked answers',
  params: z.object({ id: Id }),
  body: z.object({ answer: z.enum(['accepted', 'declined']) }),
  reply: HelpRequest,
})

export const withdrawHelp = endpoint({
  method: 'POST',
  path: '/api/duty/help-requests/:id/withdraw',
  access: 'duty.gap.handle',
  summary: 'Takes a request back; nobody else is asked by itself',
  params: z.object({ id: Id }),
  reply: HelpRequest,
})
