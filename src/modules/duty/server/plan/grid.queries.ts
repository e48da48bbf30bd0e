import { addDays } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { GridPost } from '../../contract/plan.ts'
import type { Station } from '../../contract/post.ts'

export type GridPostRow = Omit<GridPost, 'shifts'>

/** As the order has it. */
const rankOf = ({ mustAttendLevel }: GridPostRow): string => (mustAttendLevel === null ? '1' : '0')

/** Stations with shifts in a week, by name. */
export const weekStations = (work: Work, week: string): Promise<Station[]> =>
  work.query(
    `select a.id as "areaId", a.name from identity.published_area a
     where a.id in (select s.station_area_id from duty.shift s where s.day between $1 and $2)
     order by a.name collate platform.pinyin`,
    [week, addDays(week, 6)],
  )

/** Posts with shifts in a week by station; those that police must attend first, then by name. */
export async function gridPosts(
  work: Work,
  choice: {
    week: string
    stationAreaId?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<Page<GridPostRow>> {
  const [station, rank, name, id] = readPageKey(choice.after, 4)
  const values = [choice.week, addDays(choice.week, 6), choice.stationAreaId ?? null]
  const from = `duty.post p
    join schools.published_school c on c.county_id = p.county_id and c.id = p.school_id
    left join identity.published_area a on a.id = p.station_area_id
    where ($3::uuid is null or p.station_area_id = $3)
      and exists (select from duty.shift s where s.county_id = p.county_id and s.post_id = p.id
        and s.day between $1 and $2)`
  const order = `coalesce(a.name, '') collate platform.pinyin, (p.must_attend_level is null)::integer,
    p.name collate platform.pinyin, p.id`
  const rows = await work.query<GridPostRow>(
    `select p.id as "postId", p.name as "postName", c.id as "schoolId", c.name as "schoolName",
       p.station_area_id as "stationAreaId", coalesce(a.name, '') as "stationName",
       p.must_attend_level as "mustAttendLevel"
     from ${from} and ($4::text is null or (${order})
       > ($4 collate platform.pinyin, $5::integer, $6 collate platform.pinyin, $7::uuid))
     order by ${order} limit $8`,
    [...values, station, rank, name, id, choice.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from ${from}`,
    values,
  )
  return pageOfRows(rows, choice.limit, count?.total ?? 0, (row) =>
    pageKey(row.stationName, rankOf(row), row.postName, row.postId),
  )
}
