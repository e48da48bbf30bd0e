import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { clashingRoles, type Role, roles } from '../../contract/role.ts'
import { findAreas } from '../area/area.queries.ts'
import { endSessions } from '../session/session.actions.ts'
import type { IdentitySessions } from '../session/session-cache.ts'
import { lockAccount } from './account.queries.ts'
import {
  findRoleAssignment,
  findUnrevokedRoles,
  insertRoleAssignment,
  type RoleAssignmentRow,
  revokeRoleAssignment,
} from './role.queries.ts'

export interface NewRole {
  readonly id?: string
  readonly accountId: string
  readonly role: Role
  readonly areaId: string
  readonly startsOn?: string
  readonly endsOn?: string | null
}

/**
 * Gives an account a role at an area; returns the id of the assignment. Refuses what separation
 * of administrators forbids, looking at all that the person holds wherever it is.
 */
export async function grantRole(work: Work, given: NewRole): Promise<string> {
  // Locked, so that two grants cannot each see only what was there before both.
  const account = await lockAccount(work, given.accountId)
  const area = (await findAreas(work, [given.areaId])).get(given.areaId)
  if (!account || !area) throw baseProblems.notFound()
  if (account.state === 'closed') throw identityProblems.accountClosed()
  if (account.personId === work.binding.personId) throw identityProblems.ownRole()
  if (!roles[given.role].levels.some((level) => level === area.level)) {
    throw identityProblems.roleNotHere({ role: given.role, level: area.level })
  }
  const id = given.id ?? newId(work.now)
  const known = given.id ? await findRoleAssignment(work, given.id) : undefined
  if (known) return repeated(known, given)
  const held = await findUnrevokedRoles(work, account.personId, localDay(work.now))
  if (held.some((one) => one.role === given.role && one.areaId === area.id)) {
    throw identityProblems.roleHeld()
  }
  const clash = clashingRoles([...held.map((one) => one.role), given.role])
  if (clash) throw identityProblems.rolesClash({ first: clash[0], second: clash[1] })
  await insertRoleAssignment(work, {
    id,
    accountId: account.id,
    personId: account.personId,
    role: given.role,
    areaId: area.id,
    areaPath: area.path,
    countyId: area.countyId,
    startsOn: given.startsOn ?? localDay(work.now),
    endsOn: given.endsOn ?? null,
    grantedBy: work.binding.personId ?? account.personId,
  })
  work.audit({
    action: 'identity.role.grant',
    subjectKind: 'account',
    subjectId: account.id,
    countyId: area.countyId,
    areaPath: area.path,
    detail: { role: given.role, areaId: area.id, roleAssignmentId: id },
  })
  return id
}

function repeated(known: RoleAssignmentRow, given: NewRole): string {
  const same = known.accountId === given.accountId && known.role === given.role
  if (!same || known.areaId !== given.areaId || known.revoked) throw baseProblems.conflict()
  return known.id
}

/** Takes a role back; sessions that act in it end at once. */
export async function revokeRole(
  work: Work,
  sessions: IdentitySessions,
  id: string,
): Promise<void> {
  const given = await findRoleAssignment(work, id)
  if (!given || given.revoked) throw baseProblems.notFound()
  if (given.personId === work.binding.personId) throw identityProblems.ownRole()
  await revokeRoleAssignment(work, id)
  const { accountId, countyId, areaPath, role, areaId } = given
  work.audit({
    action: 'identity.role.revoke',
    subjectKind: 'account',
    subjectId: accountId,
    countyId,
    areaPath,
    detail: { role, areaId, roleAssignmentId: id },
  })
  const which = { roleAssignmentId: id }
  await endSessions(work, sessions, { which, reason: 'role', accountId, countyId, areaPath })
}

/** Sessions opened without a code end when the account receives a role that asks for one. */
export async function endSessionsWithoutCode(
  work: Work,
  sessions: IdentitySessions,
  accountId: string,
  role: Role,
): Promise<void> {
  const account = await lockAccount(work, accountId)
  if (!roles[role].totp || !account || account.totpEnrolledAt) return
  const { countyId, areaPath } = account
  const which = { accountId }
  await endSessions(work, sessions, { which, reason: 'role', accountId, countyId, areaPath })
}
