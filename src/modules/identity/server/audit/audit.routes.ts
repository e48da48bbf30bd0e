import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { directRoute, type Route } from '../../../../platform/http/route.ts'
import { type Actor, type Binding, bindingOf } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { listAudit, verifyAudit } from '../../contract/audit.ts'
import { listAuditRows } from './audit.queries.ts'
import { readAnchors } from './audit-anchor.ts'
import { verifyAuditChain } from './audit-verification.ts'

/**
 * Direct: the trail is read whole. It tells of rows of every class, by ids and kept fields only,
 * and a chain with holes could not be verified; the scope holds as everywhere.
 */
export function auditRoutes(ground: Ground): Route[] {
  return [
    directRoute(listAudit, ({ database, actor, query }) =>
      database.inWork(wholeTrail(actor), (work) => listAuditRows(work, query)),
    ),
    directRoute(verifyAudit, async ({ database, actor }) => {
      const binding = wholeTrail(actor)
      const countyId = binding.actor.countyId
      const anchors = await readAnchors(ground.config.dataFolder, countyId)
      return database.inWork(binding, async (work) => {
        const verdict = await verifyAuditChain(work, countyId, anchors)
        work.audit({
          action: 'identity.audit.verify',
          subjectKind: 'chain',
          subjectId: countyId,
          countyId,
          areaPath: binding.scope,
          detail: { intact: verdict.intact, entries: verdict.entries },
        })
        return verdict
      })
    }),
  ]
}

function wholeTrail(actor: Actor | null): Binding & { actor: Actor } {
  if (!actor) throw baseProblems.notSignedIn()
  const classes = ['joint', 'police', 'education', 'school', 'vault'] as const
  return { ...bindingOf(actor), actor, classes }
}
