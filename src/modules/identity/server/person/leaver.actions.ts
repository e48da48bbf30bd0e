import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { isSteppedUp } from '../../../../platform/ports/actor.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { isSeparatedAdministrator } from '../../contract/role.ts'
import { findUnrevokedRoles } from '../account/role.queries.ts'
import { findPersons } from './person.queries.ts'

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

/**
 * Whoever comes back holds the roles again that nobody took from them: that is a grant, and asks
 * for what a grant asks for.
 */
export async function refuseBringingBack(work: Work, personId: string): Promise<void> {
  const { actor } = work
  const person = (await findPersons(work, [personId])).get(personId)
  if (!person || person.active) return
  const held = await findUnrevokedRoles(work, personId, localDay(work.now))
  if (held.length === 0) return
  const isAdministrator = held.some(({ role }) => isSeparatedAdministrator(role))
  if (isAdministrator && !actor.permissions.has('identity.account.manage')) {
    throw identityProblems.administratorReturns()
  }
  if (!isSteppedUp(actor, work.now)) throw baseProblems.stepUpNeeded()
}
