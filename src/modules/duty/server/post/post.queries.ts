import type { z } from 'zod'
import type { Page } from '../../../../platform/contract/page.ts'
import { type KeptTable, keepPast } from '../../../../platform/database/keep-past.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { NewPost, Post, PostChange, PostFilter, Requirement } from '../../contract/post.ts'

/** Where a post would stand: its gate, school and station. */
export interface GatePlace {
  readonly gateId: string
  readonly schoolId: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly stationAreaId: string | null
}

export async function findGate(work: Work, gateId: string): Promise<GatePlace | undefined> {
  const [gate] = await work.query<GatePlace>(
    `select g.id as "gateId", g.school_id as "schoolId", g.county_id as "countyId",
       s.area_path::text as "areaPath", s.class as "rowClass",
       s.station_area_id as "stationAreaId"
     from schools.published_gate g
     join schools.published_school s on s.county_id = g.county_id and s.id = g.school_id
     where g.id = $1`,
    [gateId],
  )
  return gate
}

const postSelect = `
  select p.id, p.county_id as "countyId", p.area_path::text as "areaPath",
    p.school_id as "schoolId", s.name as "schoolName", p.gate_id as "gateId",
    g.name as "gateName", p.station_area_id as "stationAreaId",
    coalesce(a.name, '') as "stationName", g.lon, g.lat, p.name, p.radius_m as "radiusM",
    p.must_attend_level as "mustAttendLevel", p.sanjian, p.kit,
    p.active_from as "activeFrom", p.active_until as "activeUntil",
    p.version, p.updated_at as "updatedAt",
    coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'heads', r.heads,
        'must', r.must, 'skills', r.skills)
        order by array_position('{police,auxiliary,cadre,guard,staff,volunteer}', r.role))
      from duty.post_requirement r
      where r.county_id = p.county_id and r.post_id = p.id), '[]') as team
  from duty.post p
  join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
  join schools.published_school s on s.county_id = p.county_id and s.id = p.school_id
  left join identity.published_area a on a.id = p.station_area_id`

interface PostRow extends Omit<Post, 'updatedAt'> {
  readonly countyId: string
  readonly areaPath: string
  readonly updatedAt: Date
}

/** A post with its home, which replies leave out. */
export interface PlacedPost extends Post {
  readonly countyId: string
  readonly areaPath: string
}

const placed = (row: PostRow): PlacedPost => ({ ...row, updatedAt: row.updatedAt.toISOString() })

export async function findPost(work: Work, id: string): Promise<PlacedPost | undefined> {
  const [row] = await work.query<PostRow>(`${postSelect} where p.id = $1`, [id])
  return row && placed(row)
}

/** What figures use of a post; it is kept before it is corrected. */
export const keptPost: KeptTable = {
  schema: 'duty',
  relation: 'post',
  fields: ['school_id', 'active_from', 'active_until'],
}

/** Posts by name, as read aloud. */
export async function listPosts(
  work: Work,
  filter: z.infer<typeof PostFilter>,
): Promise<Page<Post>> {
  const [name, id] = readPageKey(filter.after, 2)
  const values = [
    filter.stationAreaId ?? null,
    filter.schoolId ?? null,
    filter.text ? `%${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` : null,
    filter.activeOn ?? null,
  ]
  const where = `($1::uuid is null or p.station_area_id = $1)
    and ($2::uuid is null or p.school_id = $2)
    and ($3::text is null or lower(p.name) like $3 or s.name like $3 or s.initials like $3
      or s.pinyin like $3)
    and ($4::date is null or (p.active_from <= $4 and (p.active_until is null
      or p.active_until >= $4)))`
  const rows = await work.query<PostRow>(
    `${postSelect} where ${where}
       and ($5::text is null
         or (p.name collate platform.pinyin, p.id) > ($5 collate platform.pinyin, $6::uuid))
     order by p.name collate platform.pinyin, p.id limit $7`,
    [...values, name, id, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.post p
     join schools.published_school s on s.county_id = p.county_id and s.id = p.school_id
     where ${where}`,
    values,
  )
  return pageOfRows(rows.map(placed), filter.limit, count?.total ?? 0, (post) =>
    pageKey(post.name, post.id),
  )
}

export async function insertPost(
  work: Work,
  post: NewPost,
  gate: GatePlace & { stationAreaId: string },
): Promise<void> {
  await work.query(
    `insert into duty.post (county_id, id, area_path, class, school_id, gate_id, station_area_id,
       name, radius_m, must_attend_level, sanjian, kit, active_from, active_until, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      gate.countyId,
      post.id,
      gate.areaPath,
      gate.rowClass,
      gate.schoolId,
      gate.gateId,
      gate.stationAreaId,
      post.name,
      post.radiusM,
      post.mustAttendLevel,
      post.sanjian,
      post.kit,
      post.activeFrom,
      post.activeUntil,
      work.now,
    ],
  )
  await replaceTeam(work, { ...gate, postId: post.id }, post.team)
}

interface TeamHome {
  readonly countyId: string
  readonly areaPath: string
  readonly postId: string
}

async function replaceTeam(
  work: Work,
  { countyId, areaPath, postId }: TeamHome,
  team: readonly Requirement[],
): Promise<void> {
  await work.query(`delete from duty.post_requirement where county_id = $1 and post_id = $2`, [
    countyId,
    postId,
  ])
  await work.query(
    `insert into duty.post_requirement (county_id, post_id, area_path, role, heads, must, skills)
     select $1, $2, $3, r.role, r.heads, r.must, r.skills
     from jsonb_to_recordset($4::jsonb) as r(role text, heads integer, must boolean, skills text[])`,
    [countyId, postId, areaPath, JSON.stringify(team)],
  )
}

/** Changes a post if its version is still the given one. */
export async function updatePost(
  work: Work,
  post: PlacedPost,
  change: PostChange,
): Promise<boolean> {
  await keepPast(work, keptPost, [post.id])
  const rows = await work.query(
    `update duty.post set name = $3, radius_m = $4, must_attend_level = $5, sanjian = $6, kit = $7,
       active_from = $8, active_until = $9, version = version + 1, updated_at = $10
     where county_id = $1 and id = $2 and version = $11 returning id`,
    [
      post.countyId,
      post.id,
      change.name,
      change.radiusM,
      change.mustAttendLevel,
      change.sanjian,
      change.kit,
      change.activeFrom,
      change.activeUntil,
      work.now,
      change.version,
    ],
  )
  if (rows.length === 0) return false
  await replaceTeam(work, { ...post, postId: post.id }, change.team)
  return true
}
