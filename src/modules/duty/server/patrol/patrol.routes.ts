import type { Database } from '../../../../platform/database/database.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import type { Sweep } from '../../../../platform/jobs/sweeper.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import {
  givePatrol,
  listPatrols as listPatrolsEndpoint,
  reportPatrol,
  withdrawPatrol,
} from '../../contract/patrol.ts'
import { asMyself } from '../mine/own-binding.ts'
import { giveTask, storeReport, tellOfPatrol, withdrawTask } from './patrol.actions.ts'
import { listPatrols, markMissed } from './patrol.queries.ts'

export function patrolRoutes(): Route[] {
  return [
    route(listPatrolsEndpoint, ({ work, query }) => listPatrols(work, query)),
    route(givePatrol, ({ work, body }) => giveTask(work, body)),
    route(withdrawPatrol, ({ work, params }) => withdrawTask(work, params.id)),
    // Direct: who serves at another station's gate reports what they walked there. Reports are few,
    // so they need no commit in common.
    directRoute(reportPatrol, (call) => {
      const { record, deviceNow } = call.body
      return asMyself(call, (work) => storeReport(work, record, new Date(deviceNow)))
    }),
  ]
}

/** Patrols that nobody reported until their end are on record as that. */
export const patrolSweep = (database: Database): Sweep => ({
  name: 'duty.patrol',
  everyMs: 5_000,
  run: () =>
    database.inWork(systemBinding, async (work) => {
      const missed = await markMissed(work, 100)
      for (const patrol of missed) tellOfPatrol(work, 'duty.patrol.miss', patrol)
      return missed.length
    }),
})
