import type { z } from 'zod'
import type { Page } from '../../../../platform/contract/page.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { countsOf, type DutyRole, type RoleCounts } from '../../contract/duty-role.ts'
import type { Gap, listGaps as listGapsEndpoint } from '../../contract/gap.ts'
import type { Candidate } from './proposal.rules.ts'

interface GapRow extends Omit<Gap, 'bellAt' | 'openedAt' | 'closedAt' | 'missing'> {
  readonly bellAt: Date
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly missing: Partial<RoleCounts>
}

const gapOf = (row: GapRow): Gap => ({
  ...row,
  missing: countsOf(row.missing),
  bellAt: row.bellAt.toISOString(),
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})

const shown = `g.id, g.shift_id as "shiftId", s.post_id as "postId", p.name as "postName", s.day,
  s.half, s.bell_at as "bellAt", g.kind, g.missing, g.opened_at as "openedAt",
  g.closed_at as "closedAt", g.closed_how as "closedHow", g.open_at_bell as "openAtBell"`
const tables = `duty.gap g
  join duty.shift s on s.county_id = g.county_id and s.id = g.shift_id
  join duty.post p on p.county_id = s.county_id and p.id = s.post_id`

/** A gap of the scope; 404 outside it. */
export async function gapOr404(work: Work, id: string): Promise<Gap> {
  const [row] = await work.query<GapRow>(`select ${shown} from ${tables} where g.id = $1`, [id])
  if (!row) throw baseProblems.notFound()
  return gapOf(row)
}

/** Gaps of the scope, newest first. */
export async function listGaps(
  work: Work,
  query: z.infer<NonNullable<typeof listGapsEndpoint.query>>,
): Promise<Page<Gap>> {
  const [openedAt, id] = readPageKey(query.after, 2)
  const values = [query.day ?? null, query.open ?? null, query.kind ?? null]
  const from = `${tables}
    where ($1::date is null or s.day = $1)
      and ($2::boolean is null or (g.closed_at is null) = $2)
      and ($3::text is null or g.kind = $3)`
  const rows = await work.query<GapRow>(
    `select ${shown}
     from ${from} and ($4::timestamptz is null or (g.opened_at, g.id) < ($4, $5::uuid))
     order by g.opened_at desc, g.id desc limit $6`,
    [...values, openedAt, id, query.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from ${from}`,
    values,
  )
  return pageOfRows(rows.map(gapOf), query.limit, count?.total ?? 0, (gap) =>
    pageKey(gap.openedAt, gap.id),
  )
}

/** A gap with its shift, for finding somebody to go there. */
export interface GapToFill {
  readonly gapId: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly isOpen: boolean
  readonly missing: Partial<RoleCounts>
  readonly shiftId: string
  readonly postId: string
  readonly postName: string
  readonly stationPath: string
  readonly day: string
  readonly bellAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly mustRoles: readonly DutyRole[]
  readonly present: Partial<RoleCounts>
  readonly lon: number | null
  readonly lat: number | null
}

/** Locked when asked to, so that two commanders do not ask two people at once. */
export async function findGap(
  work: Work,
  id: string,
  { lock }: { lock: boolean },
): Promise<GapToFill | undefined> {
  const [gap] = await work.query<GapToFill>(
    `select g.id as "gapId", g.county_id as "countyId", g.area_path::text as "areaPath",
       g.class as "rowClass", g.closed_at is null and s.ends_at > $2 as "isOpen", g.missing,
       s.id as "shiftId", s.post_id as "postId", p.name as "postName",
       coalesce(a.path, g.area_path)::text as "stationPath", s.day, s.bell_at as "bellAt",
       s.starts_at as "startsAt", s.ends_at as "endsAt", s.must_roles as "mustRoles",
       st.present, t.lon, t.lat
     from duty.gap g
     join duty.shift s on s.county_id = g.county_id and s.id = g.shift_id
     join duty.shift_state st on st.county_id = s.county_id and st.shift_id = s.id
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     join schools.published_gate t on t.county_id = p.county_id and t.id = p.gate_id
     left join identity.published_area a on a.id = s.station_area_id
     where g.id = $1 ${lock ? 'for update of g' : ''}`,
    [id, work.now],
  )
  return gap
}

/**
 * Everybody of a role who may serve at a gap's gate, with what they do in its hours and where they
 * would come from: the gate where they are, the last one they checked in at today, or the middle
 * of the gates of their own area. What people serve is read from the shifts, once for all: row
 * security lets the planner take a scope for one row, and for each person it read every post. What
 * they serve out of the reader's sight, in another county or at another station's gate, is known by
 * its hours only.
 */
export const candidatesFor = (
  work: Work,
  gap: GapToFill,
  role: DutyRole,
  limits: { maxDutiesPerWeek: number },
): Promise<Candidate[]> =>
  work.query(
    `with asked as (
       select * from jsonb_to_record($1::jsonb) as g("gapId" uuid, "countyId" uuid,
         "shiftId" uuid, "postId" uuid, "areaPath" text, "stationPath" text, day date,
         "startsAt" timestamptz, "endsAt" timestamptz)
     ), people as (
       select n.* from asked q
       join identity.published_person n on n.county_id = q."countyId" and n.duty_role = $2
       where n.active and ($2 in ('police', 'auxiliary') or q."areaPath"::ltree <@ n.area_path)
     ), middles as materialized (
       select a.area_path, avg(t.lon) as lon, avg(t.lat) as lat
       from (select distinct area_path from people) a
       join schools.published_gate t on t.area_path <@ a.area_path
       group by 1
     ), away as materialized (
       select distinct l.person_id from asked q
       cross join lateral duty.person_absences(array(select id from people),
         q.day - 1, q.day + 1) l
       where l.approved and l.starts_at < q."endsAt" and l.ends_at > $3
     ), asked_already as materialized (
       select h.person_id from asked q
       cross join lateral duty.people_asked(array(select id from people), q.day, $3) h
       union all
       select h.person_id from asked q
       cross join lateral (select h.person_id from duty.help_request h
         where h.county_id = q."countyId" and h.shift_id = q."shiftId"
           and h.state in ('declined', 'unanswered') offset 0) h
     ), week_shifts as materialized (
       select s.county_id, s.id from asked q
       join duty.shift s on s.county_id = q."countyId" and s.state = 'planned'
         and s.day between q.day - (extract(isodow from q.day)::integer - 1)
           and q.day + (7 - extract(isodow from q.day)::integer)
     ), served_elsewhere as materialized (
       select x.person_id, x.starts_at, x.ends_at from asked q
       cross join lateral duty.person_shifts(array(select id from people),
         q.day - (extract(isodow from q.day)::integer - 1),
         q.day + (7 - extract(isodow from q.day)::integer)) x
       where not x.cancelled and x.shift_id not in (select id from week_shifts)
     ), week_duties as materialized (
       select a.person_id, count(*) as duties
       from week_shifts s
       cross join lateral (select a.person_id from duty.assignment a
         where a.county_id = s.county_id and a.shift_id = s.id and a.state <> 'withdrawn'
         offset 0) a
       group by 1
     ), others as materialized (
       select s.* from asked q
       join duty.shift s on s.county_id = q."countyId" and s.day = q.day and s.state = 'planned'
       where s.id <> q."shiftId" and s.starts_at < q."endsAt"
         and s.ends_at > greatest($3, q."startsAt")
     ), own as materialized (
       select distinct on (a.person_id) a.person_id,
         jsonb_build_object('shiftId', s.id, 'postName', p.name, 'endsAt', s.ends_at,
           'checkedIn', i.there, 'need', coalesce((s.heads ->> $2)::integer, 0),
           'present', coalesce((st.present ->> $2)::integer, 0),
           'assigned', (select count(*) from duty.assignment x where x.county_id = s.county_id
             and x.shift_id = s.id and x.role = $2 and x.state <> 'withdrawn')) as own
       from others s
       cross join lateral (select a.person_id from duty.assignment a
         where a.county_id = s.county_id and a.shift_id = s.id and a.state <> 'withdrawn'
         union
         -- Who stands in at another gate holds it as much as who was planned there.
         select c.person_id from duty.check_in c
         where c.county_id = s.county_id and c.shift_id = s.id and c.role = $2
           and c.direction = 'in' and c.counts and not exists (select from duty.check_in o
             where o.county_id = c.county_id and o.shift_id = c.shift_id
               and o.person_id = c.person_id and o.direction = 'out' and o.at > c.at)
         offset 0) a
       cross join lateral (select st.present from duty.shift_state st
         where st.county_id = s.county_id and st.shift_id = s.id limit 1) st
       cross join lateral (select p.name from duty.post p
         where p.county_id = s.county_id and p.id = s.post_id limit 1) p
       cross join lateral (select exists (select from duty.check_in c
         where c.county_id = s.county_id and c.shift_id = s.id and c.person_id = a.person_id
           and c.role <> 'guest' and c.direction = 'in' and c.counts) as there) i
       order by a.person_id, i.there desc, s.starts_at
     )
     select n.id as "personId", n.name as "personName", coalesce(y.name, '') as "agencyName",
       not n.area_path <@ q."stationPath"::ltree as "otherStation",
       n.home_county_id is null or exists (select from identity.published_secondment e
         where e.county_id = n.county_id and e.person_id = n.id and e.starts_on <= q.day
           and (e.ends_on is null or e.ends_on >= q.day)) as lent,
       exists (select from away l where l.person_id = n.id) as "onLeave",
       exists (select from served_elsewhere x where x.person_id = n.id
         and x.starts_at < q."endsAt" and x.ends_at > greatest($3, q."startsAt"))
         as "servesElsewhere",
       not exists (select from duty.post_requirement r
         where r.county_id = n.county_id and r.post_id = q."postId" and r.role = $2
           and not r.skills <@ n.skills) as "hasSkills",
       exists (select from duty.check_in c where c.county_id = n.county_id
         and c.shift_id = q."shiftId" and c.person_id = n.id and c.role <> 'guest'
         and c.direction = 'in' and c.counts) as "alreadyThere",
       exists (select from duty.assignment a where a.county_id = n.county_id
         and a.shift_id = q."shiftId" and a.person_id = n.id
         and a.state in ('published', 'claimed')) as "plannedHere",
       n.id in (select person_id from asked_already) as "alreadyAsked",
       coalesce(w.duties, 0) + (select count(*) from served_elsewhere x where x.person_id = n.id)
         as "dutiesThisWeek",
       least(n.max_duties_per_week, $4) as "dutiesMax",
       own.own, coalesce(now_at.lon, last_at.lon, m.lon) as lon,
       coalesce(now_at.lat, last_at.lat, m.lat) as lat,
       case when now_at.lon is not null then 'post' when last_at.lon is not null then 'lastPost'
         when m.lon is not null then 'area' else 'unknown' end as "from"
     from asked q cross join people n
     left join identity.published_agency y on y.county_id = n.county_id and y.id = n.agency_id
     left join middles m on m.area_path = n.area_path
     left join week_duties w on w.person_id = n.id
     left join own on own.person_id = n.id
     left join lateral (
       select t.lon, t.lat, c.direction, c.at from duty.check_in c
       join duty.post p on p.county_id = c.county_id and p.id = c.post_id
       join schools.published_gate t on t.county_id = p.county_id and t.id = p.gate_id
       where c.county_id = n.county_id and c.person_id = n.id and c.at > $3 - interval '12 hours'
         and c.role <> 'guest'
       order by c.at desc limit 1
     ) last_at on true
     left join lateral (select last_at.lon, last_at.lat where last_at.direction = 'in') now_at
       on true`,
    [JSON.stringify(gap), role, work.now, limits.maxDutiesPerWeek],
  )
