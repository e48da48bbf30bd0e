import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import type { Sweep } from '../../../../platform/jobs/sweeper.ts'
import {
  answerHelp,
  askForHelp,
  listGaps as listGapsEndpoint,
  listHelpRequests,
  readGap,
  readProposals,
  withdrawHelp,
} from '../../contract/gap.ts'
import { asMyself } from '../mine/own-binding.ts'
import { findGap, gapOr404, listGaps } from './gap.queries.ts'
import { answer, ask, passOverSilent, proposalsFor, withdraw } from './help.actions.ts'
import { helpOfGap } from './help.queries.ts'

export function gapRoutes(): Route[] {
  return [
    route(listGapsEndpoint, ({ work, query }) => listGaps(work, query)),
    route(readGap, ({ work, params }) => gapOr404(work, params.id)),
    route(readProposals, async ({ work, params, query }) => {
      const { gap, role, proposals, excluded, considered, setting } = await proposalsFor(
        work,
        params.id,
      )
      const { detourFactor, travelKmh, helpAutoNext: autoNext } = setting
      return {
        gapId: gap.gapId,
        role,
        proposals: proposals.slice(0, query.limit),
        formula: { detourFactor, travelKmh },
        autoNext,
        considered,
        excluded,
      }
    }),
    route(askForHelp, ({ work, params, body }) => ask(work, params.id, body)),
    route(listHelpRequests, async ({ work, params }) => {
      const gap = await findGap(work, params.id, { lock: false })
      if (!gap) throw baseProblems.notFound()
      return { rows: await helpOfGap(work, params.id) }
    }),
    // Direct: who is asked may belong to another station than the gap.
    directRoute(answerHelp, (call) =>
      asMyself(call, (work) => answer(work, call.params.id, call.body.answer)),
    ),
    route(withdrawHelp, ({ work, params }) => withdraw(work, params.id)),
  ]
}

export const helpSweep = (database: Database): Sweep => ({
  name: 'duty.help',
  everyMs: 1_000,
  run: () => passOverSilent(database),
})
