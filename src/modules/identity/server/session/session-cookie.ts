import type { DirectCall } from '../../../../platform/http/route.ts'
import { sessionCookie } from '../../contract/session.ts'
import type { OpenedSession } from './session.actions.ts'

type Reply = DirectCall<never, never, never>['reply']

/** A console's cookie ends with the browser; a bound device keeps it. */
export function setSessionCookie(
  reply: Reply,
  session: OpenedSession,
  deviceBound: boolean,
  secure: boolean,
): void {
  reply.setCookie(sessionCookie, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    ...(deviceBound ? { expires: session.expiresAt } : {}),
  })
}

export function dropSessionCookie(reply: Reply): void {
  reply.clearCookie(sessionCookie, { path: '/' })
}
