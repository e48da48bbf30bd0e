import { randomBytes } from 'node:crypto'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { HeldRole } from '../account/account.queries.ts'
import type { PersonRow } from '../person/person.queries.ts'
import {
  closeSessions,
  findOpenSessionIds,
  findSessionsOfPerson,
  insertSession,
  type SessionFilter,
} from './session.queries.ts'
import type { IdentitySessions } from './session-cache.ts'
import { type Bond, expiryOf, isBound, tokenHashOf } from './session-token.ts'

const tokenBytes = 32

export interface OpenedSession {
  readonly id: string
  /** The only copy in clear: the database keeps its digest. */
  readonly token: string
  readonly expiresAt: Date
  readonly deviceBound: boolean
}

/**
 * Opens a session for an account in one of its roles; whoever calls has checked who it is, and says
 * whether by a code: without one it never enters a role that asks for it.
 */
export async function openSession(
  work: Work,
  held: HeldRole,
  device: Bond & { readonly name: string; readonly byCode: boolean },
): Promise<OpenedSession> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const id = newId(work.now)
  const deviceBound = isBound(held.role, device.bound)
  const expiresAt = expiryOf(work.now, { ...device, bound: deviceBound })
  await insertSession(work, {
    id,
    tokenHash: tokenHashOf(token),
    accountId: held.accountId,
    personId: held.personId,
    roleAssignmentId: held.id,
    countyId: held.countyId,
    areaPath: held.areaPath,
    deviceName: device.name,
    deviceBound,
    byCode: device.byCode,
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
    detail: { deviceBound },
  })
  return { id, token, expiresAt, deviceBound }
}

export interface SessionEnd {
  readonly which: SessionFilter | readonly string[]
  readonly reason: 'signOut' | 'owner' | 'administrator' | 'role' | 'password' | 'left' | 'expired'
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

/** Whoever has left is out at once; of a secondment only where it was. */
export async function endSessionsOfLeaver(
  work: Work,
  sessions: IdentitySessions,
  person: Pick<PersonRow, 'id' | 'countyId' | 'areaPath' | 'homeCountyId'>,
): Promise<void> {
  const { id, countyId, areaPath, homeCountyId } = person
  const found = await findSessionsOfPerson(work, id, homeCountyId && countyId)
  const which = found.map((session) => session.id)
  const accountId = found[0]?.accountId ?? ''
  await endSessions(work, sessions, { which, reason: 'left', accountId, countyId, areaPath })
}
