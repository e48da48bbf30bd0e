import type { z } from 'zod'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Deployment, listDeployments as listEndpoint } from '../../contract/deployment.ts'

interface DeploymentRow extends Omit<Deployment, 'at' | 'withdrawnAt'> {
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  readonly contentHash: string
  readonly at: Date
  readonly withdrawnAt: Date | null
}

export interface StoredDeployment extends Deployment {
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  /** Hex. */
  readonly contentHash: string
}

const select = `
  select d.county_id as "countyId", d.id, d.area_path::text as "areaPath", d.task,
    d.on_day as "onDay", d.police_heads as "policeHeads", d.auxiliary_heads as "auxiliaryHeads",
    d.mass_heads as "massHeads", d.vehicles, platform.remark(d.county_id, d.id, 'note') as note,
    d.person_id as "personId", d.at,
    d.withdrawn_at as "withdrawnAt", encode(d.content_hash, 'hex') as "contentHash"
  from duty.deployment d`

const stored = (row: DeploymentRow): StoredDeployment => ({
  ...row,
  at: row.at.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
})

export async function findDeployments(
  work: Work,
  ids: readonly string[],
): Promise<StoredDeployment[]> {
  const rows = await work.query<DeploymentRow>(`${select} where d.id = any ($1)`, [ids])
  return rows.map(stored)
}

export interface NewDeployment {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
  readonly task: string
  readonly onDay: string
  readonly policeHeads: number
  readonly auxiliaryHeads: number
  readonly massHeads: number
  readonly vehicles: number
  readonly note: string
  readonly personId: string
  readonly at: Date
  readonly contentHash: string
}

/** Gives those that were not stored already: a repeat may run beside it in another batch. */
export const insertDeployments = (
  work: Work,
  deployments: readonly NewDeployment[],
): Promise<{ id: string }[]> =>
  work.query(
    `insert into duty.deployment (county_id, id, area_path, task, on_day, police_heads,
       auxiliary_heads, mass_heads, vehicles, person_id, at, content_hash)
     select n."countyId", n.id, n."areaPath"::ltree, n.task, n."onDay", n."policeHeads",
       n."auxiliaryHeads", n."massHeads", n.vehicles, n."personId", n.at,
       decode(n."contentHash", 'hex')
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text, task text,
       "onDay" date, "policeHeads" integer, "auxiliaryHeads" integer, "massHeads" integer,
       vehicles integer, "personId" uuid, at timestamptz, "contentHash" text)
     on conflict (county_id, id) do nothing
     returning id`,
    [JSON.stringify(deployments)],
  )

/** Deployments of the scope, newest day first. */
export async function listDeployments(
  work: Work,
  query: z.infer<NonNullable<typeof listEndpoint.query>>,
): Promise<Page<Deployment>> {
  const [day, id] = readPageKey(query.after, 2)
  const values = [query.firstDay ?? null, query.lastDay ?? null]
  const where = `($1::date is null or d.on_day >= $1) and ($2::date is null or d.on_day <= $2)`
  const rows = await work.query<DeploymentRow>(
    `${select} where ${where} and ($3::date is null or (d.on_day, d.id) < ($3, $4::uuid))
     order by d.on_day desc, d.id desc limit $5`,
    [...values, day, id, query.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.deployment d where ${where}`,
    values,
  )
  return pageOfRows(rows.map(stored), query.limit, count?.total ?? 0, (row) =>
    pageKey(row.onDay, row.id),
  )
}

export async function withdrawDeployment(work: Work, deployment: StoredDeployment): Promise<void> {
  await work.query(
    `update duty.deployment set withdrawn_at = $3
     where county_id = $1 and id = $2 and withdrawn_at is null`,
    [deployment.countyId, deployment.id, work.now],
  )
}
