import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import type { Sweep } from '../../../../platform/jobs/sweeper.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import {
  answerRoll,
  callRoll,
  listRollCalls as listRollCallsEndpoint,
  readRollCall,
  rollCallTopic,
} from '../../contract/roll-call.ts'
import { notifyPeople } from '../mine/notice.actions.ts'
import { asMyself } from '../mine/own-binding.ts'
import {
  type CallablePerson,
  closeDueRollCalls,
  countiesOf,
  findAnswers,
  findCallable,
  findRollCall,
  insertRollCall,
  listRollCalls,
  markAnswered,
  type NewRollCall,
  type PostsToCall,
  type StoredRollCall,
  wasCalled,
} from './roll-call.queries.ts'

export function rollCallRoutes(): Route[] {
  return [
    route(callRoll, async ({ work, body }) => {
      const before = await findRollCall(work, body.id)
      if (before) return withAnswers(work, before)
      await refuseMixed(work, body.posts)
      const people = await findCallable(work, body.posts)
      const [first] = people
      if (!first) throw dutyProblems.nobodyOnPost()
      const dueAt = new Date(work.now.getTime() + body.answerWindowS * 1000)
      const { id, answerWindowS } = body
      const home = { countyId: first.countyId, areaPath: homePath(work, first) }
      const call = { id, ...home, answerWindowS, choice: body.posts.choice, dueAt }
      await openRollCall(work, call, people)
      return withAnswers(work, await getRollCall(work, id))
    }),
    route(listRollCallsEndpoint, ({ work, query }) => listRollCalls(work, query)),
    route(readRollCall, async ({ work, params }) =>
      withAnswers(work, await getRollCall(work, params.id)),
    ),
    // Direct: who is called may serve outside their own scope; only their own rows are touched.
    directRoute(answerRoll, (call) => asMyself(call, (work) => answer(work, call.params.id))),
  ]
}

/** A roll-call is a record of one county: of several chosen, none may be left out unsaid. */
async function refuseMixed(work: Work, posts: PostsToCall): Promise<void> {
  if (!('shiftIds' in posts)) return
  const counties = await countiesOf(work, posts.shiftIds)
  if (counties.length > 1) throw dutyProblems.rollCallOneCounty()
}

/** The caller's own area inside the county; the county for callers from above. */
function homePath(work: Work, person: CallablePerson): string {
  const { scope, countyId } = work.actor
  if (countyId === person.countyId) return scope
  const below = person.areaPath.split('.')
  // country.province.city.county
  return below.slice(0, Math.max(4, scope.split('.').length)).join('.')
}

async function openRollCall(work: Work, call: NewRollCall, people: readonly CallablePerson[]) {
  await insertRollCall(work, call, people)
  await notifyPeople(
    work,
    people.map(({ countyId, areaPath, personId, shiftId }) => ({
      countyId,
      areaPath,
      personId,
      kind: 'rollCall' as const,
      subjectId: call.id,
      detail: { shiftId, dueAt: call.dueAt.toISOString() },
    })),
  )
  tell(work, call, 'duty.rollCall.call', { called: people.length, choice: call.choice })
}

async function answer(work: Work, id: string) {
  const { personId } = work.actor
  const answeredAt = await markAnswered(work, id, personId)
  if (!answeredAt) {
    if (await wasCalled(work, id, personId)) throw dutyProblems.rollCallOver()
    throw baseProblems.notFound()
  }
  tell(work, await getRollCall(work, id), 'duty.rollCall.answer', {})
  return { id, state: 'answered' as const, answeredAt: answeredAt.toISOString() }
}

/** Closes calls whose window is over. */
export const rollCallSweep = (database: Database): Sweep => ({
  name: 'duty.roll-call',
  everyMs: 1_000,
  run: () =>
    database.inWork(systemBinding, async (work) => {
      const closed = await closeDueRollCalls(work, 50)
      for (const { unanswered, ...call } of closed) {
        tell(work, call, 'duty.rollCall.close', { unanswered })
      }
      return closed.length
    }),
})

async function getRollCall(work: Work, id: string): Promise<StoredRollCall> {
  const call = await findRollCall(work, id)
  if (!call) throw baseProblems.notFound()
  return call
}

const withAnswers = async (work: Work, call: StoredRollCall) => ({
  ...call,
  answers: await findAnswers(work, call.id),
})

function tell(
  work: Work,
  call: { id: string; countyId: string; areaPath: string },
  action: string,
  detail: Record<string, unknown>,
): void {
  const { id, countyId, areaPath } = call
  work.audit({ action, subjectKind: 'rollCall', subjectId: id, countyId, areaPath, detail })
  work.touch({ topic: rollCallTopic, areaPath, rowClass: 'police', keys: [id] })
}
