import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { AssignableRole } from './duty-role.ts'
import { LeaveEffect } from './leave.ts'
import { MyShift } from './mine.ts'
import { Conflict, ConflictKind } from './plan.ts'

/** 换班: asked → agreed or declined by the other → approved or refused by a leader. */
export const swapStates = [
  'asked',
  'agreed',
  'declined',
  'approved',
  'refused',
  'withdrawn',
  'expired',
] as const
export const SwapState = z.enum(swapStates)
export type SwapState = z.infer<typeof SwapState>
/** What may be done to a swap, by its state; until the first of its shifts begins. */
export const swapCan = {
  agree: ['asked'],
  decline: ['asked', 'agreed'],
  withdraw: ['asked', 'agreed'],
  decide: ['agreed'],
} as const

/** A place that changes hands. */
export const SwapPlace = MyShift.pick({
  shiftId: true,
  postName: true,
  day: true,
  half: true,
  bellAt: true,
  startsAt: true,
  endsAt: true,
}).extend({ assignmentId: Id })
export type SwapPlace = z.infer<typeof SwapPlace>

export const Swap = z.object({
  id: Id,
  role: AssignableRole,
  state: SwapState,
  personId: Id,
  personName: z.string(),
  otherPersonId: Id,
  otherPersonName: z.string(),
  /** What the other takes over. */
  gives: SwapPlace,
  /** What is taken from the other in exchange. */
  takes: SwapPlace.nullable(),
  askedAt: Instant,
  /** The first of its shifts begins: until then all must be settled. */
  expiresAt: Instant,
  decidedAt: Instant.nullable(),
})
export type Swap = z.infer<typeof Swap>

const ofAssignment = z.object({ assignmentId: Id })
const idParams = z.object({ id: Id })

/** As many are offered; who is looked for by name is found among all. */
export const swapPeopleMax = 20

export const SwapPerson = z.object({
  personId: Id,
  personName: z.string(),
  agencyName: z.string(),
  duties: z.number().int(),
  dutiesMax: z.number().int(),
  /** What the choice costs; nothing that forbids it, and nothing of leave. */
  conflicts: z.array(ConflictKind),
  /** Cannot take it beside all of theirs: one of those must be taken in exchange. */
  onlyInExchange: z.boolean(),
})
export type SwapPerson = z.infer<typeof SwapPerson>

export const listSwapPeople = endpoint({
  method: 'GET',
  path: '/api/duty/swaps/people',
  access: 'duty.swap.propose',
  summary: 'What an own shift would lack, and who could take it over, the best first, with reasons',
  query: ofAssignment.extend({ text: z.string().trim().max(40).optional() }),
  reply: z.object({
    /** What the post would be if nobody takes over. */
    effect: LeaveEffect.nullable(),
    rows: z.array(SwapPerson).max(swapPeopleMax),
    /** Who could, and all of the role. */
    free: z.number().int(),
    total: z.number().int(),
  }),
})

export const listSwapExchanges = endpoint({
  method: 'GET',
  path: '/api/duty/swaps/exchanges',
  access: 'duty.swap.propose',
  summary: 'Shifts of another person that one could take in exchange for an own one',
  query: ofAssignment.extend({ personId: Id }),
  reply: z.object({ rows: z.array(SwapPlace) }),
})

export const proposeSwap = endpoint({
  method: 'POST',
  path: '/api/duty/swaps',
  access: 'duty.swap.propose',
  summary: 'Asks another person to take an own shift, perhaps for one of theirs',
  body: z.object({
    id: Id,
    assignmentId: Id,
    otherPersonId: Id,
    otherAssignmentId: Id.nullable().default(null),
  }),
  reply: Swap,
})

export const listOwnSwaps = endpoint({
  method: 'GET',
  path: '/api/duty/swaps/mine',
  access: 'duty.swap.propose',
  summary: 'Swaps that one asked for or was asked for, newest first, fifty at most',
  reply: z.object({ rows: z.array(Swap) }),
})

export const answerSwap = endpoint({
  method: 'POST',
  path: '/api/duty/swaps/:id/answer',
  access: 'duty.swap.propose',
  summary: 'The other person agrees or declines',
  params: idParams,
  body: z.object({ answer: z.enum(['agreed', 'declined']) }),
  reply: Swap,
})

export const withdrawSwap = endpoint({
  method: 'POST',
  path: '/api/duty/swaps/:id/withdraw',
  access: 'duty.swap.propose',
  summary: 'Who asked takes it back',
  params: idParams,
  reply: Swap,
})

export const listSwaps = endpoint({
  method: 'GET',
  path: '/api/duty/swaps',
  access: 'duty.swap.decide',
  summary: 'Swaps of the scope, newest first',
  query: PageQuery.extend({ state: SwapState.optional() }),
  reply: pageOf(Swap),
})

export const readSwapEffect = endpoint({
  method: 'GET',
  path: '/api/duty/swaps/:id/effect',
  access: 'duty.swap.decide',
  summary: 'What stands by now against each of the two in the place that they would take',
  params: idParams,
  reply: z.object({
    rows: z.array(z.object({ personId: Id, personName: z.string(), conflicts: z.array(Conflict) })),
  }),
})

export const decideSwap = endpoint({
  method: 'POST',
  path: '/api/duty/swaps/:id/decision',
  access: 'duty.swap.decide',
  summary: 'Approves or refuses what both agreed on; the places change hands at once',
  params: idParams,
  body: z.object({ decision: z.enum(['approved', 'refused']) }),
  reply: Swap,
})

/** Live topic of swaps; the keys are their ids. */
export const swapTopic = 'duty.swap'
