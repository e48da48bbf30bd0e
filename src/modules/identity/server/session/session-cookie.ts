import type { DirectCall } from '../../../../platform/http/route.ts'
import { type Me, sessionCookie } from '../../contract/session.ts'
import type { OpenedSession } from './session.actions.ts'
import { cookieToken } from './session-token.ts'

type Call = DirectCall<never, never, never>

const dayMs = 24 * 3_600_000

/**
 * A console's cookie ends with the browser; a bound device keeps it. Behind the token stands until
 * when, in seconds: the browser keeps that day to itself.
 */
export function setSessionCookie(
  { request, reply }: Pick<Call, 'request' | 'reply'>,
  session: Pick<OpenedSession, 'token' | 'expiresAt' | 'deviceBound'>,
): void {
  const until = session.deviceBound ? `.${Math.floor(session.expiresAt.getTime() / 1000)}` : ''
  reply.setCookie(sessionCookie, `${session.token}${until}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    ...(session.deviceBound ? { expires: session.expiresAt } : {}),
  })
}

/**
 * The cookie of a phone lasts as long as the session, which each use prolongs. Set anew only when
 * that is a day or more: a late reply to who has signed out would put the former cookie in the
 * place of the next person's.
 */
export function prolongSessionCookie(
  call: Pick<Call, 'request' | 'reply'>,
  { deviceBound, expiresAt }: Me,
): void {
  const cookie = call.request.cookies[sessionCookie]
  const token = cookieToken(cookie)
  const until = Number(cookie?.split('.')[1] ?? 0) * 1000
  if (!token || !deviceBound || Date.parse(expiresAt) - until < dayMs) return
  setSessionCookie(call, { token, deviceBound, expiresAt: new Date(expiresAt) })
}

export function dropSessionCookie(reply: Call['reply']): void {
  reply.clearCookie(sessionCookie, { path: '/' })
}
