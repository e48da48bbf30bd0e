import { type KeptTable, keepPast } from '../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { RoleCounts } from '../../contract/duty-role.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import type { HeadsDelta, RequiredHeads } from './shift.rules.ts'
import {
  differs,
  figuresDiffer,
  placeKey,
  type ShiftDemand,
  type StoredShift,
} from './stored-shift.rules.ts'

/** A post with all that its shifts are made from. */
export interface PostToMake {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
  readonly rowClass: string
  readonly schoolId: string
  readonly gateId: string
  readonly stationAreaId: string
  readonly sanjian: boolean
  readonly mustAttendLevel: MustAttendLevel | null
  readonly activeFrom: string
  readonly activeUntil: string | null
  readonly team: readonly RequiredHeads[]
  readonly changes: readonly HeadsDelta[]
}

export interface PostChoice {
  readonly firstDay: string
  readonly lastDay: string
  readonly postIds?: readonly string[] | undefined
  readonly schoolIds?: readonly string[] | undefined
  /** Posts at or below this area. */
  readonly below?: string | undefined
}

/** Posts of the scope by id, a page at a time. */
export const postsToMake = (
  work: Work,
  choice: PostChoice,
  page: { after: string | null; limit: number },
): Promise<PostToMake[]> =>
  work.query(
    `select p.county_id as "countyId", p.id, p.area_path::text as "areaPath",
       p.class as "rowClass", p.school_id as "schoolId", p.gate_id as "gateId",
       p.station_area_id as "stationAreaId", p.sanjian,
       p.must_attend_level as "mustAttendLevel", p.active_from as "activeFrom",
       p.active_until as "activeUntil",
       coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'heads', r.heads,
           'must', r.must))
         from duty.post_requirement r
         where r.county_id = p.county_id and r.post_id = p.id), '[]') as team,
       coalesce((select jsonb_agg(jsonb_build_object('role', c.role, 'delta', c.delta,
           'startsOn', c.starts_on, 'endsOn', c.ends_on))
         from duty.headcount_change c
         where c.county_id = p.county_id and c.post_id = p.id and c.withdrawn_at is null
           and c.starts_on <= $2 and c.ends_on >= $1), '[]') as changes
     from duty.post p
     where ($3::uuid[] is null or p.id = any ($3)) and ($4::ltree is null or p.area_path <@ $4)
       and ($7::uuid[] is null or p.school_id = any ($7))
       and ($5::uuid is null or p.id > $5)
     order by p.id limit $6`,
    [
      choice.firstDay,
      choice.lastDay,
      choice.postIds ?? null,
      choice.below ?? null,
      page.after,
      page.limit,
      choice.schoolIds ?? null,
    ],
  )

export interface WantedShift extends ShiftDemand {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly schoolId: string
  readonly need: RoleCounts
}

export interface ChangedShift {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly day: string
  readonly made: boolean
}

/** What figures use of a shift; it is kept before the shift is moved or asks for something else. */
export const keptShift: KeptTable = {
  schema: 'duty',
  relation: 'shift',
  fields: [
    'post_id',
    'school_id',
    'day',
    'half',
    'bell_at',
    'ends_at',
    'sanjian',
    'heads',
    'must_attend_level',
    'sanjian_confirmed',
    'sanjian_confirmed_at',
    'state',
    'made_at',
    'cancelled_at',
  ],
}

const wantedColumns = `"countyId" uuid, id uuid, "areaPath" text, "rowClass" text, "postId" uuid,
  "schoolId" uuid, "stationAreaId" uuid, day date, half text, "bellAt" timestamptz,
  "startsAt" timestamptz, "endsAt" timestamptz, "watchAt" timestamptz, sanjian boolean,
  need jsonb, "mustRoles" text[], "mustAttendLevel" text`

/**
 * Makes shifts and moves those that lie ahead and where nobody has checked in. What is the same
 * already is left alone, so that a repeat changes nothing. `stored` is what there is of the same
 * posts and days.
 */
export async function upsertShifts(
  work: Work,
  wanted: readonly WantedShift[],
  stored: readonly StoredShift[],
): Promise<ChangedShift[]> {
  const before = new Map(stored.map((shift) => [placeKey(shift), shift]))
  const moving = wanted.flatMap((shift) => {
    const old = before.get(placeKey(shift))
    return old && old.startsAt > work.now && differs(old, shift) ? [{ old, shift }] : []
  })
  const free = await withoutCheckIns(
    work,
    moving.map(({ old }) => old),
  )
  const moved = moving.filter(({ old }) => free.has(old.id))
  const corrected = moved.filter(({ old, shift }) => figuresDiffer(old, shift))
  await keepPast(
    work,
    keptShift,
    corrected.map(({ old }) => old.id),
  )
  const changing = new Set(moved.map(({ shift }) => shift))
  const written = wanted.filter((shift) => changing.has(shift) || !before.has(placeKey(shift)))
  return written.length > 0 ? writeShifts(work, written) : []
}

/** Those of the shifts at which nobody has checked in. */
async function withoutCheckIns(
  work: Work,
  shifts: readonly StoredShift[],
): Promise<ReadonlySet<string>> {
  if (shifts.length === 0) return new Set()
  const rows = await work.query<{ id: string }>(
    `select k.id from unnest($1::uuid[], $2::uuid[]) as k(county_id, id)
     cross join lateral (select exists (select from duty.check_in c
       where c.county_id = k.county_id and c.shift_id = k.id) as someone offset 0) m
     where not m.someone`,
    [shifts.map(({ countyId }) => countyId), shifts.map(({ id }) => id)],
  )
  return new Set(rows.map(({ id }) => id))
}

const writeShifts = (work: Work, wanted: readonly WantedShift[]): Promise<ChangedShift[]> =>
  work.query(
    `insert into duty.shift as s (county_id, id, area_path, class, post_id, school_id,
       station_area_id, day, half, bell_at, starts_at, ends_at, watch_at, sanjian, heads,
       must_roles, must_attend_level, due_at, due_step)
     select w."countyId", w.id, w."areaPath"::ltree, w."rowClass", w."postId", w."schoolId",
       w."stationAreaId", w.day, w.half, w."bellAt", w."startsAt", w."endsAt", w."watchAt",
       w.sanjian, w.need, w."mustRoles", w."mustAttendLevel",
       case when w."endsAt" > $2 then w."watchAt" end,
       case when w."endsAt" > $2 then 'watch' end
     from jsonb_to_recordset($1::jsonb) as w(${wantedColumns})
     on conflict (county_id, post_id, day, half) do update set
       bell_at = excluded.bell_at, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       watch_at = excluded.watch_at, sanjian = excluded.sanjian, heads = excluded.heads,
       must_roles = excluded.must_roles, must_attend_level = excluded.must_attend_level,
       due_at = excluded.due_at, due_step = excluded.due_step,
       station_area_id = excluded.station_area_id, state = 'planned', cancel_reason = null,
       cancelled_at = null
     where s.starts_at > $2
       and (s.bell_at, s.starts_at, s.ends_at, s.watch_at, s.sanjian, s.heads, s.must_roles,
           s.must_attend_level, s.station_area_id, s.state)
         is distinct from (excluded.bell_at, excluded.starts_at, excluded.ends_at,
           excluded.watch_at, excluded.sanjian, excluded.heads, excluded.must_roles,
           excluded.must_attend_level, excluded.station_area_id, 'planned')
       and not exists (select from duty.check_in c
         where c.county_id = s.county_id and c.shift_id = s.id)
     returning s.id, s.county_id as "countyId", s.area_path::text as "areaPath", s.day,
       s.xmax = 0 as made`,
    [JSON.stringify(wanted), work.now],
  )

/** Gives new shifts their place on the board. */
export async function insertStates(work: Work, shifts: readonly WantedShift[]): Promise<void> {
  await work.query(
    `insert into duty.shift_state (county_id, shift_id, area_path, class, state, judged_at)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass",
       case when n."endsAt" <= $2 then 'over' else 'waiting' end, $2
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "endsAt" timestamptz)
     on conflict (county_id, shift_id) do nothing`,
    [JSON.stringify(shifts), work.now],
  )
}

/**
 * The shifts of posts as they are stored, read in one go: looked up one by one, the planner reads
 * all shifts of the day for each. The posts' common area is named, because the planner goes by
 * areas, and the scope may be the whole country.
 */
export const storedShifts = (
  work: Work,
  posts: { ids: readonly string[]; area: string },
  range: { firstDay: string; lastDay: string },
): Promise<StoredShift[]> =>
  work.query(
    `select county_id as "countyId", id, post_id as "postId", day, half,
       station_area_id as "stationAreaId", bell_at as "bellAt", starts_at as "startsAt",
       ends_at as "endsAt", watch_at as "watchAt", sanjian,
       must_attend_level as "mustAttendLevel", heads as need, must_roles as "mustRoles", state
     from duty.shift
     where area_path <@ $1::ltree and day between $2 and $3 and post_id = any ($4)`,
    [posts.area, range.firstDay, range.lastDay, posts.ids],
  )

/** Shifts ahead at which a gap is open already: their watch came before they begin. */
export const gapsAhead = (
  work: Work,
  posts: { ids: readonly string[]; area: string },
  range: { firstDay: string; lastDay: string },
): Promise<{ id: string }[]> =>
  work.query(
    `with open as materialized (
       select county_id, shift_id from duty.gap where closed_at is null and area_path <@ $1::ltree
     )
     select s.id from open g
     cross join lateral (select * from duty.shift x
       where x.county_id = g.county_id and x.id = g.shift_id limit 1) s
     where s.day between $2 and $3 and s.post_id = any ($4) and s.starts_at > $5`,
    [posts.area, range.firstDay, range.lastDay, posts.ids, work.now],
  )

/** Cancels shifts, unless somebody has checked in. */
export const cancelShifts = (
  work: Work,
  shifts: readonly { countyId: string; id: string; reason: 'noBell' | 'postClosed' }[],
): Promise<ChangedShift[]> =>
  work.query(
    `update duty.shift s set state = 'cancelled', due_at = null, due_step = null,
       cancel_reason = c.reason, cancelled_at = $2
     from jsonb_to_recordset($1::jsonb) as c("countyId" uuid, id uuid, reason text)
     where s.county_id = c."countyId" and s.id = c.id
       and not exists (select from duty.check_in x
         where x.county_id = s.county_id and x.shift_id = s.id)
     returning s.id, s.county_id as "countyId", s.area_path::text as "areaPath", s.day,
       false as made`,
    [JSON.stringify(shifts), work.now],
  )

/** People who were told of these shifts and must hear of the change. */
export const peopleTold = (
  work: Work,
  shifts: readonly ChangedShift[],
): Promise<{ countyId: string; shiftId: string; personId: string; areaPath: string }[]> =>
  work.query(
    `select a.county_id as "countyId", a.shift_id as "shiftId", a.person_id as "personId",
       a.area_path::text as "areaPath"
     from jsonb_to_recordset($1::jsonb) as k("countyId" uuid, id uuid)
     cross join lateral (select * from duty.assignment x where x.county_id = k."countyId"
       and x.shift_id = k.id and x.state <> 'withdrawn' offset 0) a
     where a.state in ('published', 'claimed')`,
    [JSON.stringify(shifts)],
  )

/** Counties in the scope that have posts, and until when their shifts are made. */
export const countiesToMake = (
  work: Work,
  until: string,
): Promise<{ countyId: string; path: string; madeUntil: string | null }[]> =>
  work.query(
    `select c.county_id as "countyId", a.path::text as path, h.made_until as "madeUntil"
     from (select distinct county_id from duty.post) c
     join identity.published_area a on a.id = c.county_id
     left join duty.shift_horizon h on h.county_id = c.county_id
     where h.made_until is null or h.made_until < $1`,
    [until],
  )

export async function saveHorizon(
  work: Work,
  county: { countyId: string; path: string },
  madeUntil: string,
): Promise<void> {
  await work.query(
    `insert into duty.shift_horizon (county_id, area_path, made_until, made_at)
     values ($1, $2, $3, $4)
     on conflict (county_id) do update set made_until = excluded.made_until,
       made_at = excluded.made_at`,
    [county.countyId, county.path, madeUntil, work.now],
  )
}
