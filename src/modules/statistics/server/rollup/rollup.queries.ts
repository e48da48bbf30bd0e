import type { Work } from '../../../../platform/database/work.ts'
import { isRolled } from '../indicator/declared.ts'
import { type RowIndicator, rowFormulas } from '../indicator/formulas.ts'
import { markedRows } from '../indicator/marked-rows.ts'

/** Everything that is summed by day and place. */
export const rolledIndicators = (Object.keys(rowFormulas) as RowIndicator[]).filter(isRolled)

/** Days of one home: a county, or a body above counties. */
export interface HomeDays {
  readonly countyId: string
  /** Path of the home itself. */
  readonly path: string
  readonly firstDay: string
  readonly lastDay: string
}

const parameters = (work: Work, { path, firstDay, lastDay, countyId }: HomeDays) => [
  path,
  firstDay,
  lastDay,
  work.now,
  countyId,
]

/**
 * Sums the rows of a home's days again and writes what differs. Sums that stayed are not touched,
 * so a day that is summed every few seconds grows no dead rows.
 */
export async function writeDaySums(work: Work, home: HomeDays): Promise<void> {
  await work.query(
    `with fresh as materialized (
       select t.indicator, t.day, t.area_path, t.class, sum(t.value)::bigint as value
       from (${markedRows(rolledIndicators)}) t
       where t.county_id = $5::uuid
       group by t.indicator, t.day, t.area_path, t.class
       having sum(t.value) <> 0
     ), gone as (
       delete from statistics.day_rollup r
       where r.county_id = $5::uuid and r.day between $2::date and $3::date and not exists (
         select from fresh f where f.indicator = r.indicator and f.day = r.day
           and f.area_path = r.area_path and f.class = r.class)
     )
     insert into statistics.day_rollup as r (county_id, indicator, day, area_path, class, value)
     select $5::uuid, f.indicator, f.day, f.area_path, f.class, f.value from fresh f
     on conflict (county_id, indicator, day, area_path, class)
     do update set value = excluded.value where r.value <> excluded.value`,
    parameters(work, home),
  )
}

/** Adds the sums of a home's places up to totals of the home; after `writeDaySums`. */
export async function writeDayTotals(work: Work, home: HomeDays): Promise<void> {
  await work.query(
    `with fresh as materialized (
       select r.indicator, r.day, r.class, sum(r.value)::bigint as value,
         count(*) filter (where r.value > 0)::integer as places
       from statistics.day_rollup r
       where r.county_id = $5::uuid and r.day between $2::date and $3::date
         and r.area_path <@ $1::ltree
       group by r.indicator, r.day, r.class
     ), gone as (
       delete from statistics.day_total t
       where t.county_id = $5::uuid and t.day between $2::date and $3::date and not exists (
         select from fresh f
         where f.indicator = t.indicator and f.day = t.day and f.class = t.class)
     ), rolled as (
       insert into statistics.rolled_day as d (county_id, day, area_path, rolled_at)
       select $5::uuid, n::date, $1::ltree, $4::timestamptz
       from generate_series($2::date, $3::date, interval '1 day') n
       on conflict (county_id, day) do update set rolled_at = excluded.rolled_at
     )
     insert into statistics.day_total as t (county_id, indicator, day, area_path, class, value,
       places)
     select $5::uuid, f.indicator, f.day, $1::ltree, f.class, f.value, f.places from fresh f
     on conflict (county_id, indicator, day, class)
     do update set value = excluded.value, places = excluded.places
       where (t.value, t.places) <> (excluded.value, excluded.places)`,
    parameters(work, home),
  )
}

export interface StaleDay {
  readonly countyId: string
  readonly day: string
}

/**
 * Says that days of homes must be summed again. Repeats change nothing. Each home is looked up by
 * its key: told at every batch of check-ins, it must not read all areas.
 */
export async function markStale(work: Work, days: readonly StaleDay[]): Promise<void> {
  if (days.length === 0) return
  await work.query(
    `insert into statistics.stale_day (county_id, day, area_path, at)
     select s."countyId", s.day, a.path, $2
     from jsonb_to_recordset($1::jsonb) as s("countyId" uuid, day date)
     cross join lateral (
       select path from identity.published_area where id = s."countyId" offset 0) a
     on conflict do nothing`,
    [JSON.stringify(days), work.now],
  )
}

export interface Home {
  readonly countyId: string
  readonly path: string
}

export const homesWithStaleDays = (work: Work): Promise<Home[]> =>
  work.query(
    `select d.county_id as "countyId", a.path::text as path
     from (select distinct county_id from statistics.stale_day) d
     join identity.published_area a on a.id = d.county_id
     order by d.county_id`,
  )

/** Takes stale days of a home out of the queue: the oldest first, so many at most. */
export async function claimStaleDays(
  work: Work,
  { countyId, path }: Home,
  limit: number,
): Promise<HomeDays[]> {
  const rows = await work.query<{ day: string }>(
    `with oldest as materialized (
       select county_id, day, area_path from statistics.stale_day
       where county_id = $2 order by at, day limit $1 for update skip locked
     ), claimed as (
       delete from statistics.stale_day d using oldest c
       where d.county_id = c.county_id and d.day = c.day and d.area_path = c.area_path
       returning d.day
     )
     select distinct day from claimed order by day`,
    [limit, countyId],
  )
  return rows.map(({ day }) => ({ countyId, path, firstDay: day, lastDay: day }))
}

/** Marks days of duty that were never summed: a restored database, days before the first start. */
export async function markUnsummedDays(work: Work, today: string): Promise<number> {
  const rows = await work.query<{ day: string }>(
    `insert into statistics.stale_day (county_id, day, area_path, at)
     select s.county_id, s.day, a.path, $1
     from (select distinct county_id, day from duty.published_shift where day <= $2::date) s
     join identity.published_area a on a.id = s.county_id
     where not exists (select from statistics.rolled_day r
       where r.county_id = s.county_id and r.day = s.day)
     on conflict do nothing returning day`,
    [work.now, today],
  )
  return rows.length
}

/** Marks summed days from one on that may have changed. */
export async function markRecentDays(work: Work, firstDay: string): Promise<number> {
  const rows = await work.query<{ day: string }>(
    `insert into statistics.stale_day (county_id, day, area_path, at)
     select r.county_id, r.day, r.area_path, $1 from statistics.rolled_day r
     where r.day >= $2::date
     on conflict do nothing returning day`,
    [work.now, firstDay],
  )
  return rows.length
}

/** Takes the sums of a place along to where it lies now. */
export async function moveSums(
  work: Work,
  move: { countyId: string; fromPath: string; toPath: string },
): Promise<void> {
  for (const table of ['statistics.day_rollup', 'statistics.place_days']) {
    await work.query(
      `update ${table} set area_path = platform.moved_path(area_path, $2::ltree, $3::ltree)
       where county_id = $1 and area_path <@ $2::ltree`,
      [move.countyId, move.fromPath, move.toPath],
    )
  }
}
