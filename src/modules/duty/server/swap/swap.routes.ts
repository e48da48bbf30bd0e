import type { Database } from '../../../../platform/database/database.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import type { Sweep } from '../../../../platform/jobs/sweeper.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import {
  answerSwap,
  decideSwap,
  listOwnSwaps,
  listSwapExchanges,
  listSwapPeople,
  listSwaps as listSwapsEndpoint,
  proposeSwap,
  readSwapEffect,
  withdrawSwap,
} from '../../contract/swap.ts'
import { asMyself } from '../mine/own-binding.ts'
import { againstBoth, answer, decide, propose, tellOfExpired, withdraw } from './swap.actions.ts'
import { expireSwaps, listSwaps, swapsOf } from './swap.queries.ts'
import { exchangesFor, peopleFor } from './swap-choices.actions.ts'

/** Direct where two people deal with each other: the other may belong to another station. */
export function swapRoutes(): Route[] {
  return [
    directRoute(listSwapPeople, (call) =>
      asMyself(call, (work) => peopleFor(work, call.query.assignmentId, call.query.text)),
    ),
    directRoute(listSwapExchanges, (call) =>
      asMyself(call, async (work) => {
        const { assignmentId, personId } = call.query
        return { rows: await exchangesFor(work, assignmentId, personId) }
      }),
    ),
    directRoute(proposeSwap, (call) => asMyself(call, (work) => propose(work, call.body))),
    directRoute(listOwnSwaps, (call) =>
      asMyself(call, async (work, { personId }) => ({ rows: await swapsOf(work, personId) })),
    ),
    directRoute(answerSwap, (call) =>
      asMyself(call, (work) => answer(work, call.params.id, call.body.answer)),
    ),
    directRoute(withdrawSwap, (call) => asMyself(call, (work) => withdraw(work, call.params.id))),
    route(listSwapsEndpoint, ({ work, query }) => listSwaps(work, query)),
    route(readSwapEffect, ({ work, params }) => againstBoth(work, params.id)),
    route(decideSwap, ({ work, params, body }) => decide(work, params.id, body.decision)),
  ]
}

/** What was not settled until the first shift began is over; both hear it. */
export const swapSweep = (database: Database): Sweep => ({
  name: 'duty.swap',
  everyMs: 5_000,
  run: () =>
    database.inWork(systemBinding, async (work) => {
      const expired = await expireSwaps(work, 100)
      await tellOfExpired(work, expired)
      return expired.length
    }),
})
