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
  const wanted = new Map<string, Told>()
  for (const incoming of batch) {
    const { id } = incoming.record
    if (before.has(id) || wanted.has(id) || !mayRecord(incoming)) continue
    wanted.set(id, { incoming, row: rowOf(work, incoming) })
  }
  const fresh = await write(work, [...wanted.values()])
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

interface Told {
  readonly incoming: Incoming<DeploymentRecord>
  readonly row: NewDeployment
}

/** Gives the ids of those that were stored now, and not beside it by another batch. */
async function write(work: Work, wanted: readonly Told[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const inserted = await insertDeployments(
    work,
    wanted.map(({ row }) => row),
  )
  const ids = new Set(inserted.map(({ id }) => id))
  const fresh = wanted.filter(({ row }) => ids.has(row.id))
  const remarks = fresh.map(({ row }) => ({
    ...row,
    subjectId: row.id,
    field: 'note',
    text: row.note,
  }))
  const digests = await keepRemarks(work, remarks)
  for (const one of fresh) announce(work, one, digests.get(one.row.id))
  return ids
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
  { incoming: { actor, record }, row: { countyId, areaPath } }: Told,
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
  work.touch({ topic: 'duty.deployment', areaPath, rowClass: 'joint', keys: [record.id] })
  work.announce({
    topic: dutyFacts.deploymentsRecorded,
    countyId,
    areaPath,
    payload: { countyId, day: onDay },
  })
}
