import type { Work } from '../../../../platform/database/work.ts'
import { endSessions } from './session.actions.ts'
import { findExpiredSessions } from './session.queries.ts'
import type { IdentitySessions } from './session-cache.ts'

const batchMax = 200

/** Cuts the streams of sessions whose time has run out; gives how many. */
export async function expireSessions(work: Work, sessions: IdentitySessions): Promise<number> {
  const expired = await findExpiredSessions(work, batchMax)
  for (const { id, ...whose } of expired) {
    await endSessions(work, sessions, { ...whose, which: [id], reason: 'expired' })
  }
  return expired.length
}
