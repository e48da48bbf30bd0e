import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../../../platform/database/new-id.ts'
import type { Work } from '../../../platform/database/work.ts'
import { sessionLife } from '../contract/session.ts'
import type { HeldRole } from './account.queries.ts'
import { insertSession } from './session.queries.ts'

const tokenBytes = 32
const hourMs = 3_600_000

export const tokenHashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const expiryOf = (now: Date, deviceBound: boolean): Date =>
  new Date(
    now.getTime() + hourMs * (deviceBound ? 24 * sessionLife.deviceDays : sessionLife.consoleIdleH),
  )

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
