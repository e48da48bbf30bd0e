import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { localeOf } from '../../../../platform/http/problem-reply.ts'
import { directRoute, type Route } from '../../../../platform/http/route.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { recordCheckIn } from '../../contract/check-in.ts'
import { recordDeployment } from '../../contract/deployment.ts'
import { recordEvent } from '../../contract/event.ts'
import { deliverOutbox } from '../../contract/outbox.ts'
import { deliver, type Intake } from './intake.ts'

/** Direct, because records of many phones share one commit; each is answered after it. */
export function intakeRoutes({ logger }: Ground, intake: Intake): Route[] {
  return [
    directRoute(recordCheckIn, async ({ actor, body }) => {
      const deviceNow = new Date(body.deviceNow)
      const stored = await intake.submit({ actor: sure(actor), deviceNow, record: body.record })
      if (!('checkIn' in stored)) throw baseProblems.conflict()
      return stored
    }),
    directRoute(recordEvent, async ({ actor, body }) => {
      const deviceNow = new Date(body.deviceNow)
      const stored = await intake.submit({ actor: sure(actor), deviceNow, record: body.record })
      if (!('event' in stored)) throw baseProblems.conflict()
      return stored
    }),
    directRoute(recordDeployment, async ({ actor, body }) => {
      const deviceNow = new Date(body.deviceNow)
      const stored = await intake.submit({ actor: sure(actor), deviceNow, record: body.record })
      if (!('deployment' in stored)) throw baseProblems.conflict()
      return stored
    }),
    directRoute(deliverOutbox, async ({ actor, body, request }) => {
      const delivery = {
        actor: sure(actor),
        deviceNow: new Date(body.deviceNow),
        locale: localeOf(request),
        logger,
      }
      return { receipts: await deliver(intake, body.records, delivery) }
    }),
  ]
}

/** The address asks for a permission, so somebody is signed in. */
function sure(actor: Actor | null): Actor {
  if (!actor) throw baseProblems.notSignedIn()
  return actor
}
