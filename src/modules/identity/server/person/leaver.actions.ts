import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { isSteppedUp } from '../../../../platform/ports/actor.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { isSeparatedAdministrator } from '../../contract/role.ts'
import { findUnrevokedRoles } from '../account/role.queries.ts'

/**
 * Whoever is let go holds no role any more. So nobody lets themselves go, and the separated
 * administrators are let go only by who manages accounts, after a fresh check as for grants: else
 * one click would leave a county without any.
 */
export async function refuseLettingGo(work: Work, personId: string): Promise<void> {
  const { actor } = work
  if (personId === actor.personId) throw identityProblems.ownLeaving()
  const held = await findUnrevokedRoles(work, personId, localDay(work.now))
  if (!held.some(({ role }) => isSeparatedAdministrator(role))) return
  if (!actor.permissions.has('identity.account.manage')) throw identityProblems.administratorStays()
  if (!isSteppedUp(actor, work.now)) throw baseProblems.stepUpNeeded()
}
