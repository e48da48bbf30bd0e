import type { Page, PageQuery } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { HeadcountChange, NewHeadcountChange } from '../../contract/post.ts'
import type { HeadsDelta } from '../shift/shift.rules.ts'
import type { PlacedPost } from './post.queries.ts'

interface ChangeRow extends Omit<HeadcountChange, 'madeAt' | 'withdrawnAt'> {
  readonly countyId: string
  readonly areaPath: string
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
}

export interface PlacedChange extends HeadcountChange {
  readonly countyId: string
  readonly areaPath: string
}

const select = `
  select c.id, c.county_id as "countyId", c.area_path::text as "areaPath", c.post_id as "postId",
    c.starts_on as "startsOn", c.ends_on as "endsOn", c.role, c.delta, c.reason,
    platform.remark(c.county_id, c.id, 'note') as note,
    c.made_at as "madeAt", c.withdrawn_at as "withdrawnAt"
  from duty.headcount_change c`

const placed = (row: ChangeRow): PlacedChange => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
})

export async function findChange(work: Work, id: string): Promise<PlacedChange | undefined> {
  const [row] = await work.query<ChangeRow>(`${select} where c.id = $1`, [id])
  return row && placed(row)
}

/** Changes of one post, newest first. */
export async function listChanges(
  work: Work,
  post: PlacedPost,
  { after, limit }: PageQuery,
): Promise<Page<HeadcountChange>> {
  const [madeAt, id] = readPageKey(after, 2)
  const rows = await work.query<ChangeRow>(
    `${select} where c.county_id = $1 and c.post_id = $2
       and ($3::timestamptz is null or (c.made_at, c.id) < ($3, $4::uuid))
     order by c.made_at desc, c.id desc limit $5`,
    [post.countyId, post.id, madeAt, id, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.headcount_change where county_id = $1 and post_id = $2`,
    [post.countyId, post.id],
  )
  return pageOfRows(rows.map(placed), limit, count?.total ?? 0, (change) =>
    pageKey(change.madeAt, change.id),
  )
}

/** Changes of one post that stand on some of the days. */
export const standingChanges = (
  work: Work,
  post: PlacedPost,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): Promise<HeadsDelta[]> =>
  work.query(
    `select role, delta, starts_on as "startsOn", ends_on as "endsOn"
     from duty.headcount_change
     where county_id = $1 and post_id = $2 and withdrawn_at is null
       and starts_on <= $4 and ends_on >= $3`,
    [post.countyId, post.id, startsOn, endsOn],
  )

export async function insertChange(
  work: Work,
  post: PlacedPost,
  change: NewHeadcountChange,
): Promise<void> {
  await work.query(
    `insert into duty.headcount_change (county_id, id, area_path, post_id, starts_on, ends_on,
       role, delta, reason, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      post.countyId,
      change.id,
      post.areaPath,
      post.id,
      change.startsOn,
      change.endsOn,
      change.role,
      change.delta,
      change.reason,
      work.actor.personId,
      work.now,
    ],
  )
}

export async function withdrawChange(work: Work, change: PlacedChange): Promise<void> {
  await work.query(
    `update duty.headcount_change set withdrawn_at = $3
     where county_id = $1 and id = $2 and withdrawn_at is null`,
    [change.countyId, change.id, work.now],
  )
}
