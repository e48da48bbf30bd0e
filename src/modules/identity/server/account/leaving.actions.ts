import { instantOf, localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { clashingRoles } from '../../contract/role.ts'
import { type IdentitySessions, sessionsOf } from '../session/session-cache.ts'
import { lockAccount } from './account.queries.ts'
import { takeBack, tellRole } from './role.actions.ts'
import {
  findLeftRoles,
  findRolesAt,
  findRolesIn,
  findRolesOf,
  findUnrevokedRoles,
  type RoleAssignmentRow,
  saveLeaving,
  saveReturn,
} from './role.queries.ts'

export interface Leaving {
  readonly personId: string
  readonly areaId: string
  readonly lastDay: string
  /** Only these of the roles there; all of them unless told. */
  readonly roleIds?: readonly string[] | undefined
}

/**
 * Somebody leaves an area: the roles held there end, at once or with a last day that is still to
 * come. Own ones stay: nobody takes their own role.
 */
export async function leaveArea(work: Work, ground: Ground, leaving: Leaving): Promise<void> {
  const { personId, areaId, lastDay, roleIds } = leaving
  if (personId === work.binding.personId) return
  const today = localDay(work.now)
  for (const given of await findRolesAt(work, { personId, areaId, day: today })) {
    const { id, endsOn } = given
    if (roleIds && !roleIds.includes(id)) continue
    if (lastDay <= today) {
      await saveLeaving(work, id, endsOn)
      await takeBack(work, sessionsOf(ground), given)
    } else if (endsOn === null || endsOn > lastDay) {
      await saveLeaving(work, id, lastDay)
      tellRole(work, 'identity.role.end', given, { endsOn: lastDay })
    }
  }
}

export type Stay = Pick<Leaving, 'personId' | 'areaId'>

/**
 * Who holds a place at an area again keeps the roles there: the last day that a leaving set is
 * lifted, and what a leaving took today comes back. Own ones are for others to give. Gives the ids
 * of these roles.
 */
export async function stayAtAreas(work: Work, stays: readonly Stay[]): Promise<string[]> {
  const today = localDay(work.now)
  const others = stays.filter(({ personId }) => personId !== work.binding.personId)
  const day = { today, since: instantOf(today, '00:00') }
  const kept: string[] = []
  for (const given of await findLeftRoles(work, others, day)) {
    if (given.revoked && !(await mayComeBack(work, given, today))) continue
    await saveReturn(work, given.id)
    tellRole(work, 'identity.role.return', given)
    kept.push(given.id)
  }
  return kept
}

/** Another role may have been given since this one was taken, or the account closed. */
async function mayComeBack(work: Work, given: RoleAssignmentRow, day: string): Promise<boolean> {
  const account = await lockAccount(work, given.accountId)
  if (account?.state === 'closed') return false
  const held = await findUnrevokedRoles(work, given.personId, day)
  const isHeld = held.some(({ role, areaId }) => role === given.role && areaId === given.areaId)
  return !isHeld && clashingRoles([...held.map(({ role }) => role), given.role]) === null
}

/** An account is closed for good: what it holds ends, so that the person can be given it anew. */
export async function leaveAccount(
  work: Work,
  sessions: IdentitySessions,
  accountId: string,
): Promise<void> {
  for (const given of await findRolesOf(work, { accountId, day: localDay(work.now) })) {
    await takeBack(work, sessions, given)
  }
}

/** Somebody acts in a county no longer: all roles there end. */
export async function leaveCounty(
  work: Work,
  sessions: IdentitySessions,
  { personId, countyId }: { readonly personId: string; readonly countyId: string },
): Promise<void> {
  const day = localDay(work.now)
  for (const given of await findRolesIn(work, { personId, countyId, day })) {
    await takeBack(work, sessions, given)
  }
}
