import { localDay } from '../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import { type DirectCall, directRoute, type Route } from '../../../platform/http/route.ts'
import { systemBinding } from '../../../platform/ports/actor.ts'
import { identityProblems } from '../contract/problems.catalogue.ts'
import { me, sessionCookie, signIn, signOut } from '../contract/session.ts'
import { type HeldRole, heldRoles, lockAccountByLogin, noteSignIn } from './account.queries.ts'
import { meOf } from './me.ts'
import { passwordMatches } from './password.ts'
import { openSession } from './session.actions.ts'
import { endSessions } from './session.queries.ts'

export function sessionRoutes(): Route[] {
  return [
    // Direct: a failed attempt must be counted although the reply is a refusal.
    directRoute(signIn, async ({ database, body, request, reply }) => {
      const session = await database.inWork(systemBinding, async (work) => {
        const account = await lockAccountByLogin(work, body.loginName)
        const matches = await passwordMatches(body.password, account?.passwordHash ?? null)
        if (!account || !matches || account.state !== 'active') return null
        const choices = await heldRoles(work, account.id, localDay(work.now))
        const held = chosen(choices, body.roleAssignmentId)
        if (!held) throw identityProblems.noRole()
        await noteSignIn(work, account.id, 0)
        return openSession(work, held, { name: body.deviceName, bound: body.deviceBound })
      })
      if (!session) throw identityProblems.signInFailed()
      const expires = body.deviceBound ? session.expiresAt : null
      setCookie(reply, session.token, expires, request.protocol === 'https')
      return { sessionId: session.id, expiresAt: session.expiresAt.toISOString() }
    }),
    directRoute(signOut, async ({ database, actor, reply }) => {
      if (!actor) throw baseProblems.notSignedIn()
      await database.inWork(systemBinding, (work) =>
        endSessions(work, [actor.sessionId], 'signOut'),
      )
      reply.clearCookie(sessionCookie, { path: '/' })
      return undefined
    }),
    // Direct: the person's other roles may lie outside the scope of the present one.
    directRoute(me, ({ database, actor }) => {
      if (!actor) throw baseProblems.notSignedIn()
      return database.inWork(systemBinding, (work) => meOf(work, actor))
    }),
  ]
}

const chosen = (choices: readonly HeldRole[], wanted: string | undefined) =>
  wanted ? choices.find(({ id }) => id === wanted) : choices[0]

type Reply = DirectCall<never, never, never>['reply']

/** A console's cookie ends with the browser; a bound device keeps it. */
function setCookie(reply: Reply, token: string, expires: Date | null, secure: boolean): void {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    ...(expires ? { expires } : {}),
  })
}
