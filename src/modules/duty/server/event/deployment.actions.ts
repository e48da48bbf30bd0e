import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { contentHash } from '../../../../platform/database/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import type { Deployment, DeploymentRecord } from '../../contract/deployment.ts'
import { dutyFacts } from '../../events.ts'
import { correctedAt } from '../check-in/check-in.rules.ts'
import type { Incoming } from '../check-in/presence.actions.ts'
import { findDeployments, insertDeployments, type NewDeployment } from './deployment.queries.ts'

export interface StoredDeploymentAnswer {
  readonly outcome: 'stored' | 'duplicate'
  readonly deployment: Deployment
}

/** Stores a batch of deployments at the senders' own areas; one answer for each in its order. */
export async function storeDeployments(
  work: Work,
  batch: readonly Incoming<DeploymentRecord>[],
): Promise<(StoredDeploymentAnswer | Error)[]> {
  if (batch.length === 0) return []
  const ids = batch.map(({ record }) => record.id)
  const before = new Map((await findDeployments(work, ids)).map((one) => [one.id, one]))
  const fresh = new Map<string, NewDeployment>()
  const told: [Incoming<DeploymentRecord>, NewDeployment][] = []
  for (const incoming of batch) {
    const { actor, record } = incoming
    if (before.has(record.id) || fresh.has(record.id) || !mayRecord(incoming)) continue
    const row = rowOf(work, incoming)
    fresh.set(record.id, row)
    told.push([incoming, row])
    work.touch({
      topic: 'duty.deployment',
      areaPath: actor.scope,
      rowClass: 'joint',
      keys: [record.id],
    })
  }
  if (fresh.size > 0) await insertDeployments(work, [...fresh.values()])
  const remarks = [...fresh.values()].map((row) => ({
    ...row,
    subjectId: row.id,
    field: 'note',
    text: row.note,
  }))
  const digests = await keepRemarks(work, remarks)
  for (const [incoming, row] of told) announce(work, incoming, row, digests.get(row.id))
  const now = new Map((await findDeployments(work, ids)).map((one) => [one.id, one]))
  return batch.map((incoming) => {
    const { actor, record } = incoming
    const permission = 'duty.deployment.record'
    if (!mayRecord(incoming)) return baseProblems.forbidden({ role: actor.role, permission })
    const deployment = now.get(record.id)
    const hash = lastingHash(record)
    if (!deployment || deployment.contentHash !== hash || deployment.personId !== actor.personId) {
      return baseProblems.conflict()
    }
    return { outcome: fresh.delete(record.id) ? 'stored' : 'duplicate', deployment }
  })
}

/** What somebody wrote is erased later, so it stands in no hash that stays (0002). */
const lastingHash = ({ note: _, ...lasting }: DeploymentRecord): string =>
  contentHash(lasting).toString('hex')

const mayRecord = ({ actor }: Incoming<DeploymentRecord>): boolean =>
  actor.permissions.has('duty.deployment.record')

function rowOf(
  work: Work,
  { actor, record, deviceNow }: Incoming<DeploymentRecord>,
): NewDeployment {
  const { kind: _, ...fields } = record
  return {
    ...fields,
    countyId: actor.countyId,
    areaPath: actor.scope,
    personId: actor.personId,
    at: correctedAt(new Date(record.at), deviceNow, work.now).at,
    contentHash: lastingHash(record),
  }
}

function announce(
  work: Work,
  { actor, record }: Incoming<DeploymentRecord>,
  { countyId, areaPath }: NewDeployment,
  digests: Record<string, string> = {},
): void {
  const { task, onDay, policeHeads, auxiliaryHeads, massHeads, vehicles } = record
  work.audit({
    action: 'duty.deployment.record',
    subjectKind: 'deployment',
    subjectId: record.id,
    countyId,
    areaPath,
    detail: { task, onDay, policeHeads, auxiliaryHeads, massHeads, vehicles },
    digests,
    actorPersonId: actor.personId,
    actorRole: actor.role,
    sessionId: actor.sessionId,
  })
  work.announce({
    topic: dutyFacts.deploymentsRecorded,
    countyId,
    areaPath,
    payload: { countyId, day: onDay },
  })
}
