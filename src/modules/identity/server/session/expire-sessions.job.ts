import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { deviceSessionDaysMax } from '../../../../platform/config/config.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { endSessions, type SessionEnd } from './session.actions.ts'
import {
  type FoundSession,
  findExpiredSessions,
  findSessionsOutOfUse,
  findSessionsWithoutRole,
} from './session.queries.ts'
import type { IdentitySessions } from './session-cache.ts'

const batchMax = 200

/**
 * Cuts the streams of sessions whose time has run out, whose account is locked or closed, whose
 * role is over by its day, or whose person has left where the scope of who let them go does not
 * reach; gives how many.
 */
export async function expireSessions(work: Work, sessions: IdentitySessions): Promise<number> {
  const endAll = async (found: readonly FoundSession[], reason: SessionEnd['reason']) => {
    for (const { id, ...whose } of found) {
      await endSessions(work, sessions, { ...whose, which: [id], reason })
    }
    return found.length
  }
  const today = localDay(work.now)
  const days = { today, since: addDays(today, -deviceSessionDaysMax) }
  const expired = await endAll(await findExpiredSessions(work, batchMax), 'expired')
  const locked = await endAll(await findSessionsOutOfUse(work, batchMax), 'administrator')
  const without = await endAll(await findSessionsWithoutRole(work, days, batchMax), 'role')
  return expired + locked + without
}
