import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import type { SettledResult } from '../../contract/event.ts'
import { listFollowedEvents, settleEvent, settleOwnEvent } from '../../contract/event-result.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { asMyself } from '../mine/own-binding.ts'
import {
  findSettleable,
  followedEvents,
  type SettleableEvent,
  saveResult,
} from './event-result.queries.ts'

/** What was saved as followed up gets its result: from its author, or from a leader there. */
export function eventResultRoutes(): Route[] {
  return [
    // Direct: who served at another station's gate follows up what they wrote there.
    directRoute(listFollowedEvents, (call) =>
      asMyself(call, async (work, { personId }) => ({
        rows: await followedEvents(work, personId),
      })),
    ),
    directRoute(settleOwnEvent, (call) =>
      asMyself(call, async (work, { personId }) =>
        settle(work, await getEvent(work, call.params.id, personId), call.body.result),
      ),
    ),
    route(settleEvent, async ({ work, params, body }) => {
      const event = await getEvent(work, params.id, null)
      // Checking people is the police's alone, by law.
      if (event.kind === 'check' && work.actor.role === 'schoolCadre') {
        throw dutyProblems.checkByPolice()
      }
      return settle(work, event, body.result, body.replaces)
    }),
  ]
}

async function getEvent(work: Work, id: string, personId: string | null): Promise<SettleableEvent> {
  const event = await findSettleable(work, id, personId)
  if (!event) throw baseProblems.notFound()
  return event
}

async function settle(
  work: Work,
  event: SettleableEvent,
  result: SettledResult,
  replaces?: SettledResult,
) {
  const { id, settledAt, settledResult } = event
  const at = (settledAt ?? work.now).toISOString()
  if (settledResult === result) return { id, result, at }
  if (settledAt && settledResult !== replaces) throw dutyProblems.eventSettled()
  if (event.kind === 'incident') throw dutyProblems.closeIncident()
  if (event.withdrawnAt || event.result !== 'following') throw dutyProblems.notFollowed()
  await saveResult(work, event, result)
  tellOfResult(work, event, result)
  return { id, result, at }
}

function tellOfResult(
  work: Work,
  { id, countyId, areaPath, at, settledResult: before }: SettleableEvent,
  result: SettledResult,
): void {
  const subject = { subjectKind: 'postEvent', subjectId: id }
  const action = before ? 'duty.event.correct' : 'duty.event.settle'
  const detail = { result, ...(before ? { before } : {}) }
  work.audit({ action, ...subject, countyId, areaPath, detail })
  const payload = { countyId, day: localDay(at) }
  work.announce({ topic: dutyFacts.eventsRecorded, countyId, areaPath, payload })
  work.touch({ topic: 'duty.event', areaPath, rowClass: 'joint', keys: [id] })
}
