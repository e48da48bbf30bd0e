import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import { isWithin } from '../../../../platform/contract/area-path.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { clashingRoles, isInvitedRole, type Role, roles } from '../../contract/role.ts'
import { findAreas } from '../area/area.queries.ts'
import { endSessions } from '../session/session.actions.ts'
import type { IdentitySessions } from '../session/session-cache.ts'
import { lockAccount } from './account.queries.ts'
import {
  findRoleAssignment,
  findRolesAt,
  findUnrevokedRoles,
  insertRoleAssignment,
  type RoleAssignmentRow,
  revokeRoleAssignment,
  saveProlonging,
  saveRoleEnd,
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
 * Gives an account a role at an area; returns the id of the assignment. One that is held and would
 * end earlier goes on instead. Refuses what separation of administrators forbids, looking at all
 * that the person holds wherever it is.
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
    return prolongRole(work, account.personId, given)
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

/** Whoever holds a role with a last day keeps it, session and all, until the later one. */
async function prolongRole(work: Work, personId: string, given: NewRole): Promise<string> {
  const { id = null, areaId, role, startsOn, endsOn = null } = given
  const today = localDay(work.now)
  const held = await findRolesAt(work, { personId, areaId, day: today })
  const ending = held.find((one) => one.role === role)
  // Asked again, as after an answer that got lost.
  if (ending && id && ending.prolongedBy === id && ending.endsOn === endsOn) return ending.id
  if (ending && ending.startsOn > today && (startsOn ?? today) < ending.startsOn) {
    throw identityProblems.roleComing({ startsOn: ending.startsOn })
  }
  if (!ending?.endsOn) throw identityProblems.roleHeld()
  const isLater = endsOn === null || endsOn > ending.endsOn
  const isGapless = (startsOn ?? today) <= addDays(ending.endsOn, 1)
  if (!isLater || !isGapless) throw identityProblems.roleHeld()
  await saveProlonging(work, ending.id, { endsOn, by: id })
  tellRole(work, 'identity.role.prolong', ending, { endsOn })
  return ending.id
}

function repeated(known: RoleAssignmentRow, given: NewRole): string {
  const { startsOn = known.startsOn, endsOn = null } = given
  const same = known.accountId === given.accountId && known.role === given.role
  // The last day may have been moved since.
  const sameDays = known.startsOn === startsOn && (known.prolongedBy || known.endsOn === endsOn)
  if (!same || !sameDays || known.areaId !== given.areaId || known.revoked) {
    throw baseProblems.conflict()
  }
  return known.id
}

/** Whether a person holds, or will hold, a role that an area does not cover. */
export async function holdsBeyond(
  work: Work,
  personId: string,
  areaPath: string,
): Promise<boolean> {
  const held = await findUnrevokedRoles(work, personId, localDay(work.now))
  return held.some((one) => !isWithin(one.areaPath, areaPath))
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
  // For good: a leaving that came before is forgotten, and no place brings the role back.
  await saveRoleEnd(work, id, given.endsOn)
  await takeBack(work, sessions, given)
}

/** Ends a role that is held, and the sessions that act in it. */
export async function takeBack(
  work: Work,
  sessions: IdentitySessions,
  given: RoleAssignmentRow,
): Promise<void> {
  const { id, accountId, countyId, areaPath } = given
  await revokeRoleAssignment(work, id)
  tellRole(work, 'identity.role.revoke', given)
  const which = { roleAssignmentId: id }
  await endSessions(work, sessions, { which, reason: 'role', accountId, countyId, areaPath })
}

export function tellRole(
  work: Work,
  action: string,
  { id, accountId, countyId, areaPath, role, areaId }: RoleAssignmentRow,
  more: Record<string, unknown> = {},
): void {
  const subject = { subjectKind: 'account', subjectId: accountId }
  const detail = { role, areaId, roleAssignmentId: id, ...more }
  work.audit({ action, ...subject, countyId, areaPath, detail })
}

/**
 * Sessions opened with less than a new role asks for end when the account receives it: without a
 * code, or by a link on whatever phone, which is enough for the roles that join by one.
 */
export async function endSessionsWithoutProof(
  work: Work,
  sessions: IdentitySessions,
  accountId: string,
  role: Role,
): Promise<void> {
  const account = await lockAccount(work, accountId)
  if (!account) return
  const lacksCode = roles[role].totp && !account.totpEnrolledAt
  const lacksPassword = !isInvitedRole(role) && !account.passwordHash
  if (!lacksCode && !lacksPassword) return
  const { countyId, areaPath } = account
  const which = { accountId }
  await endSessions(work, sessions, { which, reason: 'role', accountId, countyId, areaPath })
}
