import { localDay } from '../../../../platform/clock/zoned.ts'
import { isWithin } from '../../../../platform/contract/area-path.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { InvitedRole } from '../../contract/invitation.ts'
import type { DutyRole } from '../../contract/person.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { isInvitedRole, roles } from '../../contract/role.ts'
import { findAgencyOfArea } from '../area/agency.queries.ts'
import { findAreas } from '../area/area.queries.ts'
import { createPerson } from '../person/person.actions.ts'
import { findPersons } from '../person/person.queries.ts'
import { type OpenedSession, openSession } from '../session/session.actions.ts'
import { type Bond, tokenHashOf } from '../session/session-token.ts'
import { createAccount, type IssuedLink, newLinkToken } from './account.actions.ts'
import { findAccountOfPerson, type HeldRole, heldRoles } from './account.queries.ts'
import {
  findInvitation,
  insertInvitation,
  type LockedInvitation,
  lockInvitation,
  markInvitationUsed,
  markInvitationWithdrawn,
} from './invitation.queries.ts'
import { grantRole } from './role.actions.ts'
import { findRolesAt, findUnrevokedRoles } from './role.queries.ts'

export interface NewInvite {
  readonly id: string
  readonly role: InvitedRole
  readonly areaId: string
  readonly personId: string | null
  readonly hours: number
}

/** A single-use link by which somebody joins; the token is told here once. */
export async function createInvitation(work: Work, wanted: NewInvite): Promise<IssuedLink> {
  const area = (await findAreas(work, [wanted.areaId])).get(wanted.areaId)
  if (!area) throw baseProblems.notFound()
  if (!roles[wanted.role].levels.some((level) => level === area.level)) {
    throw identityProblems.roleNotHere({ role: wanted.role, level: area.level })
  }
  if (wanted.personId) {
    const person = (await findPersons(work, [wanted.personId])).get(wanted.personId)
    if (!person || person.countyId !== area.countyId) throw baseProblems.notFound()
  }
  const token = newLinkToken()
  const expiresAt = new Date(work.now.getTime() + wanted.hours * 3_600_000)
  await insertInvitation(work, {
    id: wanted.id,
    purpose: 'join',
    accountId: null,
    personId: wanted.personId,
    role: wanted.role,
    areaId: area.id,
    areaPath: area.path,
    countyId: area.countyId,
    tokenHash: tokenHashOf(token),
    invitedBy: work.actor.personId,
    expiresAt,
  })
  work.audit({
    action: 'identity.invitation.create',
    subjectKind: 'invitation',
    subjectId: wanted.id,
    countyId: area.countyId,
    areaPath: area.path,
    detail: { role: wanted.role, areaId: area.id, personId: wanted.personId, hours: wanted.hours },
  })
  return { token, path: `/m/join#${token}`, expiresAt }
}

export async function withdraw(work: Work, id: string): Promise<void> {
  const invitation = await findInvitation(work, id)
  if (invitation?.purpose !== 'join') throw baseProblems.notFound()
  if (invitation.state !== 'open') throw identityProblems.linkUnusable()
  await markInvitationWithdrawn(work, id)
  tell(work, invitation, 'identity.invitation.withdraw', {})
}

/** The open invitation behind a token; used, withdrawn and expired ones look alike. */
export async function openInvitation(
  work: Work,
  token: string,
): Promise<LockedInvitation & { role: InvitedRole }> {
  const invitation = await lockInvitation(work, tokenHashOf(token))
  const { role } = invitation ?? {}
  if (!invitation || !role || invitation.purpose !== 'join' || invitation.state !== 'open') {
    throw identityProblems.linkUnusable()
  }
  return { ...invitation, role }
}

export interface Joining {
  readonly token: string
  readonly name: string | undefined
  readonly device: Bond & { readonly name: string }
}

/** Makes what is missing of person, account and role, and a session of this phone. */
export async function join(work: Work, joining: Joining): Promise<OpenedSession> {
  const invitation = await openInvitation(work, joining.token)
  const personId = invitation.personId ?? (await newcomer(work, invitation, joining.name))
  const held = await joinedRole(work, invitation, personId)
  await markInvitationUsed(work, invitation.id)
  tell(work, invitation, 'identity.invitation.accept', { personId })
  return openSession(work, held, { ...joining.device, byCode: false })
}

const dutyRoleOf: Readonly<Record<InvitedRole, DutyRole>> = {
  guard: 'guard',
  dutyTeacher: 'staff',
  volunteer: 'volunteer',
}

async function newcomer(
  work: Work,
  invitation: LockedInvitation & { role: InvitedRole },
  name: string | undefined,
): Promise<string> {
  if (!name) throw identityProblems.nameNeeded()
  const agencyId = await findAgencyOfArea(work, invitation.areaId)
  if (!agencyId) throw identityProblems.linkUnusable()
  const { areaId } = invitation
  const dutyRole = dutyRoleOf[invitation.role]
  const person = await createPerson(work, {
    id: newId(work.now),
    agencyId,
    areaId,
    name,
    dutyRole,
  })
  return person.id
}

/**
 * The role that the link gives, on the person's account. An account that can do more than the
 * inviter may give is not entered by a link.
 */
async function joinedRole(
  work: Work,
  { id, role, areaId, areaPath }: LockedInvitation & { role: InvitedRole },
  personId: string,
): Promise<HeldRole> {
  const day = localDay(work.now)
  const all = await findUnrevokedRoles(work, personId, day)
  const harmless = all.every((one) => isInvitedRole(one.role) && isWithin(one.areaPath, areaPath))
  const account = await findAccountOfPerson(work, personId)
  if (!harmless || account?.passwordHash) throw identityProblems.invitedHasOtherRoles()
  if (account && account.state !== 'active') throw identityProblems.linkUnusable()
  const accountId = account?.id ?? newId(work.now)
  if (!account) {
    const loginName = `j-${id.replaceAll('-', '').slice(-20)}`
    await createAccount(work, {
      id: accountId,
      personId,
      loginName,
      passwordHash: null,
      joined: true,
    })
  }
  const there = await findRolesAt(work, { personId, areaId, day })
  // One that is about to end goes on.
  if (!there.some((one) => one.role === role && one.endsOn === null)) {
    await grantRole(work, { accountId, role, areaId })
  }
  const held = (await heldRoles(work, accountId, day)).find(
    (one) => one.role === role && one.areaId === areaId,
  )
  if (!held) throw identityProblems.noRole()
  return held
}

function tell(
  work: Work,
  { id, countyId, areaPath }: LockedInvitation,
  action: string,
  detail: Record<string, unknown>,
): void {
  const subject = { subjectKind: 'invitation', subjectId: id }
  work.audit({ action, ...subject, countyId, areaPath, detail })
}
