import type { Work } from '../../../../platform/database/work.ts'
import type { HomeDays } from '../rollup/rollup.queries.ts'
import { placeCounted } from './declared.ts'
import type { RowIndicator } from './formulas.ts'

/** Years of a span `$2` to `$3`, each with a bit for every day of it that lies in the span. */
const yearsOfSpan = `select extract(year from n)::integer as year,
    bit_or(statistics.day_bit(n::date)) as days
  from generate_series($2::date, $3::date, interval '1 day') n group by 1`

const nothing = `repeat('0', 366)::bit(366)`

/** Marks the days of a home on which its places have something to count; after `writeDaySums`. */
export async function writePlaceDays(work: Work, home: HomeDays): Promise<void> {
  await work.query(
    `with span as materialized (${yearsOfSpan}),
     fresh as (
       select r.indicator, extract(year from r.day)::integer as year, r.area_path, r.class,
         bit_or(statistics.day_bit(r.day)) as days
       from statistics.day_rollup r
       where r.county_id = $1::uuid and r.indicator = any ($4::text[])
         and r.day between $2::date and $3::date and r.value > 0
       group by 1, 2, 3, 4
     ), known as (
       select p.indicator, p.year, p.area_path, p.class, p.days
       from statistics.place_days p join span using (year) where p.county_id = $1::uuid
     ), wanted as materialized (
       select indicator, year, area_path, class,
         coalesce(known.days & ~span.days, ${nothing}) | coalesce(fresh.days, ${nothing}) as days
       from known full join fresh using (indicator, year, area_path, class) join span using (year)
     ), gone as (
       delete from statistics.place_days p using wanted w
       where p.county_id = $1::uuid and p.indicator = w.indicator and p.year = w.year
         and p.area_path = w.area_path and p.class = w.class and w.days = ${nothing}
     )
     insert into statistics.place_days as p (county_id, indicator, year, area_path, class, days)
     select $1::uuid, w.indicator, w.year, w.area_path, w.class, w.days
     from wanted w where w.days <> ${nothing}
     on conflict (county_id, indicator, year, area_path, class)
     do update set days = excluded.days where p.days <> excluded.days`,
    [home.countyId, home.firstDay, home.lastDay, placeCounted],
  )
}

export interface PlacesAsked {
  readonly path: string
  readonly homes: readonly string[]
  readonly firstDay: string
  readonly lastDay: string
}

export interface PlaceCount {
  readonly indicator: string
  readonly group: string
  readonly places: number
}

/** How many places have something to count in a period, each once: in all, or by county. */
export function countPlaces(
  work: Work,
  ids: readonly RowIndicator[],
  { path, firstDay, lastDay, homes }: PlacesAsked,
  by: 'county' | null,
): Promise<PlaceCount[]> {
  const [group, county] =
    by === 'county'
      ? [
          `coalesce(c.path::text, '')`,
          `left join identity.published_area c on c.id = p.county_id and c.level = 'county'`,
        ]
      : [`''`, '']
  return work.query<PlaceCount>(
    `select p.indicator, ${group} as "group", count(distinct p.area_path)::integer as places
     from (${yearsOfSpan}) s join statistics.place_days p on p.year = s.year ${county}
     where p.county_id = any ($5::uuid[]) and p.indicator = any ($4::text[])
       and p.area_path <@ $1::ltree and bit_count(p.days & s.days) > 0
     group by 1, 2`,
    [path, firstDay, lastDay, ids, homes],
  )
}
