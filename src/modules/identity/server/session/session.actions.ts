import { randomBytes } from 'node:crypto'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { HeldRole } from '../account/account.queries.ts'
import {
  closeSessions,
  findOpenSessionIds,
  insertSession,
  type SessionFilter,
} from './session.queries.ts'
import type { IdentitySessions } from './session-cache.ts'
import { expiryOf, tokenHashOf } from './session-token.ts'

const tokenBytes = 32

export interface OpenedSession {
  readonly id: string
  /** The only copy in clear: the database keeps its digest. */
  readonly token: string
  readonly expiresAt: Date
}

/** Opens a session for an account in one of its roles; whoever calls has checked who it is. */
export async function openSession(
  work: Work,
  held: HeldRole,
  device: { readonly name: string; readonly bound: boolean },
): Promise<OpenedSession> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const id = newId(work.now)
  const expiresAt = expiryOf(work.now, device.bound)
  await insertSession(work, {
    id,
    tokenHash: tokenHashOf(token),
    accountId: held.accountId,
    personId: held.personId,
    roleAssignmentId: held.id,
    countyId: held.countyId,
    areaPath: held.areaPath,
    deviceName: device.name,
    deviceBound: device.bound,
    expiresAt,
  })
  work.audit({
    action: 'identity.session.open',
    subjectKind: 'session',
    subjectId: id,
    countyId: held.countyId,
    areaPath: held.areaPath,
    actorPersonId: held.personId,
    actorRole: held.role,
    sessionId: id,
    detail: { deviceBound: device.bound },
  })
  return { id, token, expiresAt }
}

export interface SessionEnd {
  readonly which: SessionFilter | readonly string[]
  readonly reason: 'signOut' | 'owner' | 'administrator' | 'role' | 'password' | 'expired'
  readonly accountId: string
  readonly countyId: string
  readonly areaPath: string
}

/** Ends open sessions at once, open streams too; gives how many. */
export async function endSessions(
  work: Work,
  sessions: IdentitySessions,
  { which, reason, accountId, countyId, areaPath }: SessionEnd,
): Promise<number> {
  const ids = 'length' in which ? which : await findOpenSessionIds(work, which)
  if (ids.length === 0) return 0
  await closeSessions(work, ids, reason)
  work.afterCommit(() => ids.forEach(sessions.end))
  work.audit({
    action: 'identity.session.end',
    subjectKind: 'account',
    subjectId: accountId,
    countyId,
    areaPath,
    detail: { reason, sessionIds: [...ids].sort() },
  })
  return ids.length
}
