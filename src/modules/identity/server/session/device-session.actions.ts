import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { heldRoles, lockAccount, saveAccountState } from '../account/account.queries.ts'
import { type OpenedSession, openSession } from './session.actions.ts'

/** Enrols a device for an account in its first role, as signing in on it does. */
export async function openDeviceSession(
  work: Work,
  accountId: string,
  deviceName: string,
): Promise<OpenedSession> {
  const account = await lockAccount(work, accountId)
  if (account?.state === 'invited') await saveAccountState(work, accountId, 'active')
  const [held] = await heldRoles(work, accountId, localDay(work.now))
  if (!account || !held) throw baseProblems.notFound()
  return openSession(work, held, { name: deviceName, bound: true, byCode: true })
}
