import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Actor } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { type Role, roles } from '../../contract/role.ts'
import { heldRoles } from '../account/account.queries.ts'
import { everywhereAs } from './everywhere.ts'
import { isSessionByCode, moveSession } from './session.queries.ts'
import { sessionsOf } from './session-cache.ts'
import { expiryOf, isBound } from './session-token.ts'

/** The session acts in another of the person's roles; its streams end and connect anew. */
export async function switchSession(
  ground: Ground,
  actor: Actor,
  roleAssignmentId: string,
): Promise<void> {
  await ground.database.inWork(everywhereAs(actor), async (work) => {
    const held = await heldRoles(work, actor.accountId, localDay(work.now))
    const wanted = held.find(({ id }) => id === roleAssignmentId)
    if (!wanted) throw baseProblems.notFound()
    if (roles[wanted.role as Role].totp && !(await isSessionByCode(work, actor.sessionId))) {
      throw identityProblems.codeNeeded()
    }
    const consoleUntil = isBound(wanted.role, true) ? null : expiryOf(work.now, { bound: false })
    const to = { ...wanted, roleAssignmentId: wanted.id, consoleUntil }
    await moveSession(work, actor.sessionId, to)
    work.afterCommit(() => sessionsOf(ground).end(actor.sessionId))
    work.audit({
      action: 'identity.session.switch',
      subjectKind: 'session',
      subjectId: actor.sessionId,
      countyId: wanted.countyId,
      areaPath: wanted.areaPath,
      detail: { from: actor.role, to: wanted.role },
    })
  })
}
