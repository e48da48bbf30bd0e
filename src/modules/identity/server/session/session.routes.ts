import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { directRoute, type Route } from '../../../../platform/http/route.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  enrolTotp,
  listOwnSessions,
  me,
  signIn,
  signOut,
  stepUp,
  switchRole,
} from '../../contract/session.ts'
import {
  changeOwnPassword,
  startTotpEnrolment,
  stepUpSession,
} from '../sign-in/own-account.actions.ts'
import { signInWith } from '../sign-in/sign-in.actions.ts'
import { everywhereAs } from './everywhere.ts'
import { meOf } from './me.ts'
import { endSessions, type SessionEnd } from './session.actions.ts'
import { findOpenSessionIds, listSessions } from './session.queries.ts'
import { sessionsOf } from './session-cache.ts'
import { dropSessionCookie, prolongSessionCookie, setSessionCookie } from './session-cookie.ts'
import { shownSession } from './session-shown.ts'
import { switchSession } from './switch-role.actions.ts'

/**
 * All direct: sign-in must count a failure although it refuses, and a person's own sessions and
 * roles may lie outside the scope of the role in which the person acts now.
 */
export function sessionRoutes(ground: Ground): Route[] {
  return [...signInRoutes(ground), ...ownRoutes(ground), ...ownSessionRoutes(ground)]
}

function signInRoutes(ground: Ground): Route[] {
  return [
    directRoute(signIn, async ({ body, request, reply }) => {
      const session = await signInWith(ground, {
        loginName: body.loginName,
        password: body.password,
        code: body.code,
        device: {
          name: body.deviceName,
          bound: body.deviceBound,
          days: ground.config.deviceSessionDays,
        },
        roleAssignmentId: body.roleAssignmentId,
        address: request.ip,
      })
      setSessionCookie({ request, reply }, session)
      return { sessionId: session.id, expiresAt: session.expiresAt.toISOString() }
    }),
    directRoute(enrolTotp, ({ body, request }) =>
      startTotpEnrolment(ground, { ...body, address: request.ip }),
    ),
    directRoute(signOut, async ({ database, actor, reply }) => {
      const own = signedIn(actor)
      await database.inWork(everywhereAs(own), (work) =>
        endSessions(work, sessionsOf(ground), endOf(own, [own.sessionId], 'signOut')),
      )
      dropSessionCookie(reply)
      return undefined
    }),
  ]
}

function ownRoutes(ground: Ground): Route[] {
  return [
    directRoute(me, async ({ database, actor, request, reply }) => {
      const own = signedIn(actor)
      const self = await database.inWork(everywhereAs(own), (work) => meOf(work, own))
      prolongSessionCookie({ request, reply }, self)
      return self
    }),
    directRoute(switchRole, async ({ actor, body }) => {
      await switchSession(ground, signedIn(actor), body.roleAssignmentId)
      return undefined
    }),
    directRoute(stepUp, async ({ actor, body }) => {
      const until = await stepUpSession(ground, signedIn(actor), body)
      return { steppedUpUntil: until.toISOString() }
    }),
    directRoute(changePassword, async ({ actor, body }) => {
      await changeOwnPassword(ground, signedIn(actor), body)
      return undefined
    }),
  ]
}

function ownSessionRoutes(ground: Ground): Route[] {
  return [
    directRoute(listOwnSessions, async ({ database, actor }) => {
      const own = signedIn(actor)
      const rows = await database.inWork(everywhereAs(own), (work) =>
        listSessions(work, own.accountId),
      )
      return { rows: rows.map((row) => shownSession(row, own.sessionId)) }
    }),
    directRoute(endOwnSession, async ({ database, actor, params }) => {
      const own = signedIn(actor)
      await database.inWork(everywhereAs(own), async (work) => {
        const open = await findOpenSessionIds(work, { accountId: own.accountId })
        if (!open.includes(params.id)) throw baseProblems.notFound()
        await endSessions(work, sessionsOf(ground), endOf(own, [params.id], 'owner'))
      })
      return undefined
    }),
    directRoute(endOtherSessions, async ({ database, actor }) => {
      const own = signedIn(actor)
      const others = { accountId: own.accountId, exceptId: own.sessionId }
      const ended = await database.inWork(everywhereAs(own), (work) =>
        endSessions(work, sessionsOf(ground), endOf(own, others, 'owner')),
      )
      return { ended }
    }),
  ]
}

function signedIn(actor: Actor | null): Actor {
  if (!actor) throw baseProblems.notSignedIn()
  return actor
}

const endOf = (
  { accountId, countyId, scope }: Actor,
  which: SessionEnd['which'],
  reason: SessionEnd['reason'],
): SessionEnd => ({ which, reason, accountId, countyId, areaPath: scope })
