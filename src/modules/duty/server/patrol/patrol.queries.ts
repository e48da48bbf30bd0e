import type { z } from 'zod'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type {
  listPatrols as listPatrolsEndpoint,
  NewPatrol,
  Patrol,
  PatrolReport,
} from '../../contract/patrol.ts'
import { namesOf } from '../acting-people.queries.ts'
import { hasServedAt } from '../check-in/intake.queries.ts'

export interface StoredPatrol extends Patrol {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  /** Hex. */
  readonly contentHash: string
}

type Unlike = 'startsAt' | 'endsAt' | 'givenAt' | 'personName' | 'report'
interface PatrolRow extends Omit<StoredPatrol, Unlike> {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly givenAt: Date
  readonly report: Omit<PatrolReport, 'personName'> | null
}

/** The report comes as JSON: its times are written as in the other replies. */
const zoned = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const select = `
  select t.county_id as "countyId", t.id, t.area_path::text as "areaPath", t.class as "rowClass",
    t.post_id as "postId", p.name as "postName", t.person_id as "personId",
    t.day, t.starts_at as "startsAt", t.ends_at as "endsAt", t.places,
    platform.remark(t.county_id, t.id, 'note') as note, t.state,
    t.given_at as "givenAt", encode(t.content_hash, 'hex') as "contentHash",
    (select count(*) from duty.patrol_report r
      where r.county_id = t.county_id and r.patrol_id = t.id) as reports,
    (select jsonb_build_object('id', r.id, 'personId', r.person_id, 'places', r.places,
        'note', platform.remark(r.county_id, r.id, 'note'), 'photoFileId', r.photo_file_id,
        'photoSha256', encode(r.photo_sha256, 'hex'), 'at', ${zoned('r.at')},
        'receivedAt', ${zoned('r.received_at')}, 'offline', r.offline, 'late', r.late)
      from duty.patrol_report r where r.county_id = t.county_id and r.patrol_id = t.id
      order by r.at, r.id limit 1) as report
  from duty.patrol t
  left join duty.post p on p.county_id = t.county_id and p.id = t.post_id`

/** Rows with the names of their people, which are read at once. */
async function named(work: Work, rows: readonly PatrolRow[]): Promise<StoredPatrol[]> {
  const ids = rows.flatMap(({ personId, report }) => [personId, report?.personId])
  const names = await namesOf(work, [...new Set(ids.filter((id) => id != null))])
  return rows.map(({ report, ...row }) => ({
    ...row,
    personName: (row.personId && names.get(row.personId)) ?? null,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    givenAt: row.givenAt.toISOString(),
    report: report && { ...report, personName: names.get(report.personId) ?? '' },
  }))
}

export async function findPatrol(work: Work, id: string): Promise<StoredPatrol | undefined> {
  const rows = await work.query<PatrolRow>(`${select} where t.id = $1`, [id])
  const [patrol] = await named(work, rows)
  return patrol
}

/** Patrol tasks of the scope, the latest first. */
export async function listPatrols(
  work: Work,
  query: z.infer<NonNullable<typeof listPatrolsEndpoint.query>>,
): Promise<Page<Patrol>> {
  const [startsAt, id] = readPageKey(query.after, 2)
  const { state = null, postId = null, firstDay = null, lastDay = null } = query
  const values = [state, postId, firstDay, lastDay]
  const where = `($1::text is null or t.state = $1) and ($2::uuid is null or t.post_id = $2)
    and ($3::date is null or t.day >= $3) and ($4::date is null or t.day <= $4)`
  const rows = await work.query<PatrolRow>(
    `${select} where ${where}
       and ($5::timestamptz is null or (t.starts_at, t.id) < ($5, $6::uuid))
     order by t.starts_at desc, t.id desc limit $7`,
    [...values, startsAt, id, query.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.patrol t where ${where}`,
    values,
  )
  const page = pageOfRows(rows, query.limit, count?.total ?? 0, (row) =>
    pageKey(row.startsAt, row.id),
  )
  return { ...page, rows: await named(work, page.rows) }
}

export interface PatrolHome {
  readonly countyId: string
  readonly areaPath: string
}

/** Where the post, else the person, of a new patrol lies; undefined if either is out of sight. */
export async function homeOf(
  work: Work,
  { postId, personId }: NewPatrol,
): Promise<(PatrolHome & { readonly isVolunteer: boolean }) | undefined> {
  const [row] = await work.query<PatrolHome & { isVolunteer: boolean }>(
    `with post as (select county_id, area_path from duty.post where id = $1),
     person as (
       select county_id, area_path, duty_role from identity.published_person
       where id = $2 and active)
     select coalesce(o.county_id, n.county_id) as "countyId",
       coalesce(o.area_path, n.area_path)::text as "areaPath",
       coalesce(n.duty_role = 'volunteer', false) as "isVolunteer"
     from (select) one left join post o on true left join person n on true
     where ($1::uuid is null or o.county_id is not null)
       and ($2::uuid is null or n.county_id is not null)
       -- Who is lent to a county has a record of their own there.
       and (o.county_id = n.county_id or o.county_id is null or n.county_id is null)
       and coalesce(o.area_path, n.area_path) <@ $3::ltree
     limit 1`,
    [postId, personId, work.actor.scope],
  )
  return row
}

export async function insertPatrol(
  work: Work,
  { id, postId, personId, startsAt, endsAt, places }: NewPatrol,
  home: PatrolHome & { readonly day: string; readonly contentHash: Buffer },
): Promise<void> {
  await work.query(
    `insert into duty.patrol (county_id, id, area_path, post_id, person_id, day, starts_at,
       ends_at, places, given_by, given_at, content_hash)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      home.countyId,
      id,
      home.areaPath,
      postId,
      personId,
      home.day,
      startsAt,
      endsAt,
      places,
      work.actor.personId,
      work.now,
      home.contentHash,
    ],
  )
}

/** Who is told to walk: the person, else everybody told to serve at the post on that day. */
export async function walkersOf(
  work: Work,
  { countyId, postId, personId, day }: StoredPatrol,
): Promise<string[]> {
  if (personId) return [personId]
  const rows = await work.query<{ personId: string }>(
    `select distinct a.person_id as "personId"
     from duty.shift s
     join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
       and a.state = 'published'
     where s.county_id = $1 and s.post_id = $2 and s.day = $3 and s.state = 'planned'`,
    [countyId, postId, day],
  )
  return rows.map((row) => row.personId)
}

export async function setPatrolState(
  work: Work,
  { countyId, id }: { countyId: string; id: string },
  change: { readonly from: readonly string[]; readonly to: string },
): Promise<boolean> {
  const rows = await work.query(
    `update duty.patrol set state = $4
     where county_id = $1 and id = $2 and state = any ($3) returning id`,
    [countyId, id, change.from, change.to],
  )
  return rows.length > 0
}

/** Patrols that nobody reported until their end. */
export const markMissed = (
  work: Work,
  limit: number,
): Promise<(PatrolHome & { id: string; rowClass: string })[]> =>
  work.query(
    `with due as materialized (
       select county_id, id from duty.patrol where state = 'open' and ends_at < $1
       order by ends_at limit $2 for update skip locked
     )
     update duty.patrol t set state = 'missed' from due
     where t.county_id = due.county_id and t.id = due.id
     returning t.id, t.county_id as "countyId", t.area_path::text as "areaPath",
       t.class as "rowClass"`,
    [work.now, limit],
  )

export interface ReportedPatrol extends PatrolHome {
  readonly id: string
  readonly rowClass: string
  readonly endsAt: Date
  readonly personKnown: boolean
}

/** The patrol that a person reports: their own, one of a post they serve at, or one in sight. */
export async function findToReport(
  work: Work,
  patrolId: string,
  who: { readonly personId: string; readonly scope: string; readonly classes: readonly string[] },
): Promise<ReportedPatrol | undefined> {
  const [row] = await work.query<ReportedPatrol>(
    `select t.id, t.county_id as "countyId", t.area_path::text as "areaPath",
       t.class as "rowClass", t.ends_at as "endsAt",
       exists (select from identity.published_person x
         where x.county_id = t.county_id and x.id = $2) as "personKnown"
     from duty.patrol t
     where t.id = $1 and (t.person_id = $2
       or (t.area_path <@ $3::ltree and t.class::text = any ($4))
       or exists (select from duty.shift s where s.county_id = t.county_id
         and s.post_id = t.post_id and s.day = t.day and ${hasServedAt('s', '$2')}))
     for update of t`,
    [patrolId, who.personId, who.scope, who.classes],
  )
  return row
}

export interface StoredReport extends Pick<PatrolReport, 'id' | 'personId' | 'late'> {
  readonly at: Date
  /** Hex. */
  readonly contentHash: string
}

export async function findReport(
  work: Work,
  countyId: string,
  id: string,
): Promise<StoredReport | undefined> {
  const [row] = await work.query<StoredReport>(
    `select id, person_id as "personId", at, late, encode(content_hash, 'hex') as "contentHash"
     from duty.patrol_report where county_id = $1 and id = $2`,
    [countyId, id],
  )
  return row
}

export interface NewReport extends PatrolHome {
  readonly id: string
  readonly rowClass: string
  readonly patrolId: string
  readonly personId: string
  readonly places: readonly string[]
  readonly photoFileId: string | null
  /** Hex. */
  readonly photoSha256: string | null
  readonly at: Date
  readonly offline: boolean
  readonly late: boolean
  readonly contentHash: Buffer
}

export async function insertReport(work: Work, report: NewReport): Promise<void> {
  await work.query(
    `insert into duty.patrol_report (county_id, id, area_path, class, patrol_id, person_id, places,
       photo_file_id, photo_sha256, at, received_at, offline, late, content_hash)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, $11, $12, $13, $14)`,
    [
      report.countyId,
      report.id,
      report.areaPath,
      report.rowClass,
      report.patrolId,
      report.personId,
      report.places,
      report.photoFileId,
      report.photoSha256,
      report.at,
      work.now,
      report.offline,
      report.late,
      report.contentHash,
    ],
  )
}
