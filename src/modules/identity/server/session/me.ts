import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import type { Role } from '../../contract/role.ts'
import type { Me } from '../../contract/session.ts'
import { type HeldRole, heldRoles } from '../account/account.queries.ts'
import { findSelf } from './session.queries.ts'

/** Who acts; `work` is bound to the whole tree, because other roles may lie elsewhere in it. */
export async function meOf(work: Work, actor: Actor): Promise<Me> {
  const self = await findSelf(work, actor.sessionId)
  const held = await heldRoles(work, actor.accountId, localDay(work.now))
  const current = held.find(({ id }) => id === self?.roleAssignmentId)
  if (!self || !current) throw baseProblems.notSignedIn()
  return {
    accountId: actor.accountId,
    loginName: self.loginName,
    person: { id: actor.personId, name: self.personName },
    sessionId: actor.sessionId,
    deviceBound: self.deviceBound,
    expiresAt: self.expiresAt.toISOString(),
    steppedUpUntil: self.steppedUpUntil?.toISOString() ?? null,
    lastSignInAt: self.lastSignInAt?.toISOString() ?? null,
    role: current.role as Role,
    roleAssignmentId: current.id,
    permissions: [...actor.permissions].sort(),
    classes: [...actor.classes],
    area: areaOf(current),
    county: { id: current.countyId, name: current.countyName, nameEn: current.countyNameEn },
    choices: held.map((role) => ({
      roleAssignmentId: role.id,
      role: role.role as Role,
      areaId: role.areaId,
      areaName: role.areaName,
    })),
  }
}

const areaOf = (held: HeldRole): Me['area'] => ({
  id: held.areaId,
  level: held.areaLevel,
  name: held.areaName,
  nameEn: held.areaNameEn,
  path: held.areaPath,
})
