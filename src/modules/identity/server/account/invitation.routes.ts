import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { directRoute, type Route, route } from '../../../../platform/http/route.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  acceptInvitation,
  invite,
  listInvitations,
  lookAtInvitation,
  withdrawInvitation,
} from '../../contract/invitation.ts'
import { setSessionCookie } from '../session/session-cookie.ts'
import { createInvitation, join, openInvitation, withdraw } from './invitation.actions.ts'
import { findShownInvitation, listInvitationRows } from './invitation.queries.ts'

export function invitationRoutes(ground: Ground): Route[] {
  return [
    route(invite, async ({ work, body }) => {
      const { token, path } = await createInvitation(work, body)
      const shown = await findShownInvitation(work, body.id)
      if (!shown) throw baseProblems.notFound()
      return { ...shown, token, path }
    }),
    route(listInvitations, ({ work, query }) => listInvitationRows(work, query)),
    route(withdrawInvitation, async ({ work, params }) => {
      await withdraw(work, params.id)
      return undefined
    }),
    // Direct: found by the token alone, also when somebody is signed in elsewhere.
    directRoute(lookAtInvitation, ({ database, body }) =>
      database.inWork(systemBinding, async (work) => {
        const { id } = await openInvitation(work, body.token)
        const shown = await findShownInvitation(work, id)
        if (!shown) throw baseProblems.notFound()
        return shown
      }),
    ),
    // Direct: sets the cookie of the new session, in the whole tree even for somebody signed in.
    directRoute(acceptInvitation, async ({ database, body, request, reply }) => {
      const { token, name, deviceName } = body
      const device = { name: deviceName, bound: true, days: ground.config.deviceSessionDays }
      const session = await database.inWork(systemBinding, (work) =>
        join(work, { token, name, device }),
      )
      setSessionCookie({ request, reply }, session)
      return { sessionId: session.id, expiresAt: session.expiresAt.toISOString() }
    }),
  ]
}
