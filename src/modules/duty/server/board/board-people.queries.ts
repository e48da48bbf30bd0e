import type { z } from 'zod'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { BoardPerson, readBoardPeople } from '../../contract/board-people.ts'
import { namesOf } from '../acting-people.queries.ts'

type Question = z.infer<NonNullable<typeof readBoardPeople.query>>

interface Row extends Omit<BoardPerson, 'bellAt' | 'inAt' | 'outAt' | 'personName'> {
  readonly bellAt: Date
  readonly inAt: Date
  readonly outAt: Date | null
  readonly ordinal: number
}

/**
 * Who is there, by the rule of `shiftFacts`. Of those of one role at one post the first that came
 * count, up to what is asked. Looked up for one shift at a time, as the board does.
 */
const there = `
  with s as materialized (
    select * from duty.shift x where x.day = $1 and x.half = $2 and x.state = 'planned'
      and ($3::uuid is null or x.station_area_id = $3)
  )
  select s.id as "shiftId", p.name as "postName", s.bell_at as "bellAt",
    w.person_id as "personId", w.role, w.in_at as "inAt", w.out_at as "outAt",
    case when w.out_at > w.in_at then 'gone' else 'there' end as presence,
    row_number() over (partition by s.id, w.role order by w.in_at, w.person_id)
      <= coalesce((s.heads ->> w.role)::integer, 0) as counted,
    row_number() over (partition by s.id order by
      array_position('{police,auxiliary,cadre,guard,staff,volunteer}', w.role), w.in_at,
      w.person_id) as ordinal
  from s
  cross join lateral (select x.name from duty.post x
    where x.county_id = s.county_id and x.id = s.post_id limit 1) p
  cross join lateral (
    select c.person_id, min(c.role) as role,
      max(c.at) filter (where c.direction = 'in' and c.counts) as in_at,
      max(c.at) filter (where c.direction = 'out' and c.method <> 'automatic') as out_at
    from duty.check_in c
    where c.county_id = s.county_id and c.shift_id = s.id and c.role <> 'guest'
    group by c.person_id
    having max(c.at) filter (where c.direction = 'in' and c.counts) >
      coalesce(max(c.at) filter (where c.direction = 'out' and c.method <> 'automatic'
        and c.at < case s.half when 'arrival' then s.bell_at
          else s.bell_at + (s.ends_at - s.bell_at) / 2 end), '-infinity')
  ) w
  where (w.role = 'volunteer') = ($4 = 'volunteer')`

/** The people behind the heads of one half-day, by bell and post, page by page. */
export async function boardPeople(work: Work, query: Question) {
  const { day, half, stationAreaId = null, side } = query
  const [bellAt, postName, shiftId, ordinal] = readPageKey(query.after, 4)
  const values = [day, half, stationAreaId, side]
  const rows = await work.query<Row>(
    `select v.* from (${there}) v
     where $5::timestamptz is null
       or (v."bellAt", v."postName", v."shiftId", v.ordinal) > ($5, $6, $7::uuid, $8::bigint)
     order by v."bellAt", v."postName", v."shiftId", v.ordinal limit $9`,
    [...values, bellAt, postName, shiftId, ordinal, query.limit + 1],
    'duty.boardPeople',
  )
  const [count] = await work.query<{ total: number; counted: number }>(
    `select count(*) as total, count(*) filter (where v.counted) as counted from (${there}) v`,
    values,
    'duty.boardPeopleCount',
  )
  const page = pageOfRows(rows, query.limit, count?.total ?? 0, (row) =>
    pageKey(row.bellAt, row.postName, row.shiftId, row.ordinal),
  )
  return { ...page, rows: await named(work, page.rows), counted: count?.counted ?? 0 }
}

async function named(work: Work, rows: readonly Row[]): Promise<BoardPerson[]> {
  const names = await namesOf(work, [...new Set(rows.map(({ personId }) => personId))])
  return rows.map(({ ordinal: _, ...row }) => ({
    ...row,
    personName: names.get(row.personId) ?? '',
    bellAt: row.bellAt.toISOString(),
    inAt: row.inAt.toISOString(),
    outAt: row.outAt?.toISOString() ?? null,
  }))
}
