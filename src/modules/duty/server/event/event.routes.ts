import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import {
  listDeployments as listDeploymentsEndpoint,
  withdrawDeployment as withdrawDeploymentEndpoint,
} from '../../contract/deployment.ts'
import {
  closeIncident,
  eventUndoS,
  incidentCan,
  listEvents as listEventsEndpoint,
  listIncidents as listIncidentsEndpoint,
  withdrawEvent as withdrawEventEndpoint,
} from '../../contract/event.ts'
import { dutyProblems } from '../../contract/problems.catalogue.ts'
import { dutyFacts } from '../../events.ts'
import { asMyself } from '../mine/own-binding.ts'
import {
  findDeployments,
  listDeployments,
  type StoredDeployment,
  withdrawDeployment,
} from './deployment.queries.ts'
import { findOwnEvent, listEvents, type OwnEvent, withdrawEvent } from './event.queries.ts'
import { findIncident, listIncidents, type PlacedIncident, setClosed } from './incident.queries.ts'

export function eventRoutes(): Route[] {
  return [
    route(listEventsEndpoint, ({ work, query }) => listEvents(work, query)),
    // Direct: who served at another station's gate takes back what they wrote there.
    directRoute(withdrawEventEndpoint, (call) =>
      asMyself(call, (work) => takeBack(work, call.params.id)),
    ),
    route(listIncidentsEndpoint, ({ work, query }) => listIncidents(work, query)),
    route(closeIncident, async ({ work, params, body }) => {
      const incident = await getIncident(work, params.id)
      if (incident.state === 'closed' && incident.outcome === body.outcome) return incident
      if (!(incidentCan.close as readonly string[]).includes(incident.state)) {
        throw dutyProblems.stateForbids({ state: incident.state })
      }
      if (!incident.ownedHere) throw dutyProblems.notOwner({ owner: incident.ownerName })
      await setClosed(work, incident)
      tellOfIncident(work, incident, await keepOutcome(work, incident, body.outcome))
      return getIncident(work, params.id)
    }),
    route(listDeploymentsEndpoint, ({ work, query }) => listDeployments(work, query)),
    route(withdrawDeploymentEndpoint, ({ work, params }) => takeDeploymentBack(work, params.id)),
  ]
}

async function takeBack(work: Work, id: string) {
  const event = await findOwnEvent(work, id, work.actor.personId)
  if (!event) throw baseProblems.notFound()
  if (!event.withdrawnAt) {
    const undoUntil = event.receivedAt.getTime() + eventUndoS * 1000
    if (work.now.getTime() > undoUntil) throw dutyProblems.undoTooLate({ seconds: eventUndoS })
    await withdrawEvent(work, event)
    tellOfEvent(work, event)
  }
  return { id, withdrawnAt: (event.withdrawnAt ?? work.now).toISOString() }
}

function tellOfEvent(work: Work, { id, countyId, areaPath, at }: OwnEvent): void {
  const subject = { subjectKind: 'postEvent', subjectId: id }
  work.audit({ action: 'duty.event.withdraw', ...subject, countyId, areaPath })
  const payload = { countyId, day: localDay(at) }
  work.announce({ topic: dutyFacts.eventsRecorded, countyId, areaPath, payload })
  work.touch({ topic: 'duty.event', areaPath, rowClass: 'joint', keys: [id] })
}

async function getIncident(work: Work, id: string): Promise<PlacedIncident> {
  const incident = await findIncident(work, id)
  if (!incident) throw baseProblems.notFound()
  return incident
}

const keepOutcome = async (work: Work, incident: PlacedIncident, outcome: string) => {
  const { id, countyId, areaPath, rowClass } = incident
  const home = { countyId, subjectId: id, areaPath, rowClass }
  return (
    await keepRemarks(work, [{ ...home, field: 'outcome', text: outcome, at: work.now }])
  ).get(id)
}

function tellOfIncident(
  work: Work,
  incident: PlacedIncident,
  digests: Record<string, string> = {},
): void {
  const { id, countyId, areaPath, rowClass, eventId, openedAt } = incident
  const subject = { subjectKind: 'incident', subjectId: id }
  const place = { countyId, areaPath, rowClass }
  const detail = { eventId }
  work.audit({ action: 'duty.incident.close', ...subject, ...place, detail, digests })
  const payload = { countyId, day: localDay(new Date(openedAt)) }
  work.announce({ topic: dutyFacts.eventsRecorded, countyId, areaPath, payload })
  work.touch({ topic: 'duty.incident', areaPath, rowClass, keys: [id] })
}

/** The author may correct a deployment by taking it back on the same day. */
async function takeDeploymentBack(work: Work, id: string): Promise<StoredDeployment> {
  const [deployment] = await findDeployments(work, [id])
  if (deployment?.personId !== work.actor.personId) throw baseProblems.notFound()
  if (deployment.withdrawnAt) return deployment
  if (localDay(new Date(deployment.at)) !== localDay(work.now)) {
    throw dutyProblems.stateForbids({ state: deployment.onDay })
  }
  await withdrawDeployment(work, deployment)
  const { countyId, areaPath, onDay } = deployment
  const subject = { subjectKind: 'deployment', subjectId: id }
  work.audit({ action: 'duty.deployment.withdraw', ...subject, countyId, areaPath })
  const payload = { countyId, day: onDay }
  work.announce({ topic: dutyFacts.deploymentsRecorded, countyId, areaPath, payload })
  return { ...deployment, withdrawnAt: work.now.toISOString() }
}
