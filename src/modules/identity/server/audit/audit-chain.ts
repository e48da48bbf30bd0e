import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../platform/contract/content-hash.ts'
import type {
  AuditEntry,
  AuditTrail,
  RunQuery,
  Statement,
} from '../../../../platform/ports/audit.ts'

/** What an entry's hash covers: all that is kept, nothing that may be erased (0002). */
export interface ChainedEntry {
  readonly sequence: number
  readonly at: string
  readonly actorPersonId: string | null
  readonly actorRole: string | null
  readonly sessionId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string | null
  readonly areaPath: string
  readonly detail: Record<string, unknown>
  readonly digests: Record<string, string>
}

export function entryHash(previous: Uint8Array, entry: ChainedEntry): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest()
}

/** Appends to one hash chain per county; the county's head is locked until the commit. */
export const auditChain: AuditTrail = {
  async append(run, entries, now) {
    const counties = [...new Set(entries.map((entry) => entry.countyId))].sort()
    // In one order everywhere, so that two transactions never wait for each other.
    const heads = await lockHeads(run, counties)
    const rows = counties.flatMap((countyId) => {
      const head = heads.get(countyId)
      if (!head) throw new Error(`The county ${countyId} has no chain.`)
      return entries
        .filter((entry) => entry.countyId === countyId)
        .map((entry) => chain(head, entry, now))
    })
    return storing(rows, heads)
  },
}

interface Head {
  sequence: number
  hash: Buffer
}

interface Row extends ChainedEntry {
  readonly countyId: string
  readonly rowClass: string
  readonly previousHash: string
  readonly hash: string
}

function chain(head: Head, entry: AuditEntry, now: Date): Row {
  const chained: ChainedEntry = {
    sequence: head.sequence + 1,
    at: (entry.at ?? now).toISOString(),
    actorPersonId: entry.actorPersonId ?? null,
    actorRole: entry.actorRole ?? null,
    sessionId: entry.sessionId ?? null,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    areaPath: entry.areaPath,
    detail: JSON.parse(canonicalJson(entry.detail ?? {})) as Record<string, unknown>,
    digests: entry.digests ?? {},
  }
  const hash = entryHash(head.hash, chained)
  const row = {
    ...chained,
    countyId: entry.countyId,
    rowClass: entry.rowClass ?? 'joint',
    previousHash: head.hash.toString('hex'),
    hash: hash.toString('hex'),
  }
  head.sequence = chained.sequence
  head.hash = hash
  return row
}

async function lockHeads(run: RunQuery, counties: readonly string[]): Promise<Map<string, Head>> {
  const heads = await lockKnownHeads(run, counties)
  if (heads.size === counties.length) return heads
  await run(
    `insert into platform.chain_head (county_id)
     select c from unnest($1::uuid[]) c order by c on conflict do nothing`,
    [counties],
  )
  return lockKnownHeads(run, counties)
}

async function lockKnownHeads(
  run: RunQuery,
  counties: readonly string[],
): Promise<Map<string, Head>> {
  const { rows } = await run(
    `select county_id as "countyId", sequence, hash from platform.chain_head
     where county_id = any($1::uuid[]) order by county_id for update`,
    [counties],
  )
  return new Map((rows as (Head & { countyId: string })[]).map((row) => [row.countyId, row]))
}

/** One statement, which goes with the commit: a county's writers wait for each other until then. */
const storing = (rows: readonly Row[], heads: ReadonlyMap<string, Head>): Statement => ({
  text: `with entry as (
       insert into identity.audit_entry (county_id, sequence, area_path, class, at,
         actor_person_id, actor_role, session_id, action, subject_kind, subject_id, detail,
         digests, previous_hash, hash)
       select "countyId", sequence, "areaPath"::ltree, "rowClass", at, "actorPersonId",
         "actorRole", "sessionId", action, "subjectKind", "subjectId", detail, digests,
         decode("previousHash", 'hex'), decode(hash, 'hex')
       from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, sequence bigint, "areaPath" text,
         "rowClass" text, at timestamptz, "actorPersonId" uuid, "actorRole" text,
         "sessionId" uuid, action text, "subjectKind" text, "subjectId" uuid, detail jsonb,
         digests jsonb, "previousHash" text, hash text)
     )
     update platform.chain_head c set sequence = h.sequence, hash = decode(h.hash, 'hex')
     from jsonb_to_recordset($2::jsonb) as h(id uuid, sequence bigint, hash text)
     where c.county_id = h.id`,
  values: [
    JSON.stringify(rows),
    JSON.stringify(
      [...heads].map(([id, { sequence, hash }]) => ({ id, sequence, hash: hash.toString('hex') })),
    ),
  ],
})
