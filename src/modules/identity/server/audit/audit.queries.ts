import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { AuditRow } from '../../contract/audit.ts'
import type { ChainedEntry } from './audit-chain.ts'

export interface AuditFilter {
  readonly after?: string | undefined
  readonly limit: number
  readonly action?: string | undefined
  readonly subjectId?: string | undefined
  readonly actorPersonId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** Counties named, so that the index by county and time serves; row security still decides. */
const matches = `e.county_id = any($1::uuid[])
  and ($2::text is null or starts_with(e.action, $2))
  and ($3::uuid is null or e.subject_id = $3)
  and ($4::uuid is null or e.actor_person_id = $4)
  and ($5::timestamptz is null or e.at >= $5)
  and ($6::timestamptz is null or e.at < $6)`

type Row = Omit<AuditRow, 'at'> & { at: Date }

/** The trail of the scope, the newest first. */
export async function listAuditRows(work: Work, filter: AuditFilter): Promise<Page<AuditRow>> {
  const [at, countyId, sequence] = readPageKey(filter.after, 3)
  const values = [
    await countiesInScope(work),
    filter.action ?? null,
    filter.subjectId ?? null,
    filter.actorPersonId ?? null,
    filter.from ?? null,
    filter.until ?? null,
  ]
  const rows = await work.query<Row>(
    `select e.county_id as "countyId", e.sequence, e.at, e.action,
       e.subject_kind as "subjectKind", e.subject_id as "subjectId",
       e.actor_person_id as "actorPersonId", p.name as "actorName", e.actor_role as "actorRole",
       e.session_id as "sessionId", a.name as "areaName", e.detail, e.digests,
       encode(e.hash, 'hex') as hash
     from identity.audit_entry e
     left join identity.area a on a.path = e.area_path
     left join lateral (select q.name from identity.person q where q.id = e.actor_person_id
       limit 1) p on true
     where ${matches}
       and ($7::timestamptz is null or (e.at, e.county_id, e.sequence) < ($7, $8::uuid, $9::bigint))
     order by e.at desc, e.county_id desc, e.sequence desc limit $10`,
    [...values, at, countyId, sequence, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from identity.audit_entry e where ${matches}`,
    values,
  )
  const page = pageOfRows(rows, filter.limit, count?.total ?? 0, (row) =>
    pageKey(row.at, row.countyId, row.sequence),
  )
  return { ...page, rows: page.rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

async function countiesInScope(work: Work): Promise<string[]> {
  const rows = await work.query<{ countyId: string }>(
    `select distinct county_id as "countyId" from identity.area
     where path <@ (select nullif(current_setting('app.scope'), '')::ltree)`,
  )
  return rows.map(({ countyId }) => countyId)
}

export interface StoredEntry extends ChainedEntry {
  readonly previousHash: Buffer
  readonly hash: Buffer
}

/** The next entries of a chain in its own order. */
export async function readChain(
  work: Work,
  countyId: string,
  afterSequence: number,
  countMax: number,
): Promise<StoredEntry[]> {
  const rows = await work.query<Omit<StoredEntry, 'at'> & { at: Date }>(
    `select sequence, at, actor_person_id as "actorPersonId", actor_role as "actorRole",
       session_id as "sessionId", action, subject_kind as "subjectKind",
       subject_id as "subjectId", area_path as "areaPath", detail, digests,
       previous_hash as "previousHash", hash
     from identity.audit_entry where county_id = $1 and sequence > $2
     order by sequence limit $3`,
    [countyId, afterSequence, countMax],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface ChainHead {
  readonly countyId: string
  readonly sequence: number
  readonly hash: Buffer
}

export async function findChainHeads(work: Work): Promise<ChainHead[]> {
  return await work.query<ChainHead>(
    `select county_id as "countyId", sequence, hash from platform.chain_head
     where sequence > 0 order by county_id`,
  )
}
