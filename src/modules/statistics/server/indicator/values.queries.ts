import type { Work } from '../../../../platform/database/work.ts'
import type { Half } from '../../../duty/contract/shift.ts'
import type { Breakdown } from '../../contract/values.ts'
import { type AskedArea, isAboveStation } from './area-asked.ts'
import { formulaOf, type RowIndicator } from './formulas.ts'
import { markedRows } from './marked-rows.ts'
import { countPlaces } from './place-days.queries.ts'

/** What is asked about an area and a period. */
export interface Question {
  readonly area: AskedArea
  readonly firstDay: string
  readonly lastDay: string
  readonly half?: Half | undefined
  /** Read from day sums what is summed by day; otherwise everything from rows as known then. */
  readonly known: Date | 'now'
}

/** Sums of one row indicator in one group; what is counted is what has something to count. */
export interface Cell {
  readonly indicator: string
  /** Day, task, path of an area, or empty: of the whole, or of no area of the level. */
  readonly group: string
  readonly sum: number
  readonly places: number
  readonly days: number
  readonly people: number
}

interface Counted {
  readonly places: string
  readonly people: string
}

const countOf = (column: string): string => `count(distinct f.${column}) filter (where f.value > 0)`

/** Day sums know no people: what counts these is read from rows. */
const counted: Counted = { places: countOf('area_path'), people: '0' }

const aggregates = ({ places, people }: Counted): string => `sum(f.value)::bigint as sum,
  (${places})::integer as places, (${people})::integer as people, ${countOf('day')}::integer as days`

/** Row indicators to be read, and those of them whose places are counted. */
export interface Wanted {
  readonly ids: ReadonlySet<RowIndicator>
  readonly places: ReadonlySet<RowIndicator>
}

/** Cells of any row indicators: from day sums where they exist, from rows otherwise. */
export async function readCells(
  work: Work,
  { ids, places }: Wanted,
  question: Question,
  by: Breakdown | null,
): Promise<Cell[]> {
  // Sums of days know no tasks.
  if (by === 'task') return cellsOfRows(work, [...ids], question, by)
  const fromSums = question.known === 'now' && question.half === undefined
  const rolled = [...ids].filter((id) => fromSums && formulaOf(id).source.rolled)
  const scanned = [...ids].filter((id) => !rolled.includes(id))
  const cells: Cell[] = []
  if (scanned.length > 0) cells.push(...(await cellsOfRows(work, scanned, question, by)))
  if (!isAboveStation(question.area.level) || by === 'school' || by === 'station') {
    if (rolled.length > 0) cells.push(...(await cellsOfPlaces(work, rolled, question, by)))
    return cells
  }
  if (rolled.length === 0) return cells
  const totals = await cellsOfTotals(work, rolled, question, by)
  const ofPlaces = rolled.filter((id) => places.has(id))
  // Each day knows how many schools it has; of several days some are the same.
  return by === 'day'
    ? [...cells, ...totals]
    : [...cells, ...(await withPlaces(work, totals, { ofPlaces, question, by }))]
}

/** Totals with each school counted once, however many of the days it has. */
async function withPlaces(
  work: Work,
  totals: readonly Cell[],
  { ofPlaces, question, by }: { ofPlaces: RowIndicator[]; question: Question; by: 'county' | null },
): Promise<readonly Cell[]> {
  if (ofPlaces.length === 0) return totals
  const { path } = question.area
  const homes = await homesWithin(work, path)
  const counts = await countPlaces(work, ofPlaces, { ...question, path, homes }, by)
  const places = new Map(counts.map((row) => [`${row.indicator} ${row.group}`, row.places]))
  return totals.map((cell) => ({
    ...cell,
    places: places.get(`${cell.indicator} ${cell.group}`) ?? 0,
  }))
}

async function cellsOfRows(
  work: Work,
  ids: readonly RowIndicator[],
  question: Question,
  by: Breakdown | null,
): Promise<Cell[]> {
  const rows = `select t.indicator, t.day, t.area_path, t.person_id, t.detail, t.value
    from (${markedRows(ids)}) t where $5::text is null or t.half = $5::text`
  const ofPeople = ids.some((id) => formulaOf(id).source.ofPeople)
  const counts = ofPeople ? { ...counted, people: countOf('person_id') } : counted
  return work.query<Cell>(grouped(rows, by, 6, counts), [
    question.area.path,
    question.firstDay,
    question.lastDay,
    question.known === 'now' ? work.now : question.known,
    question.half ?? null,
    ...levelOf(by),
  ])
}

/** What rows say themselves, unlike the area of a level that they lie in. */
const ownGroup = new Map<Breakdown | null, string>([
  [null, `''`],
  ['day', 'f.day::text'],
  ['task', 'f.detail'],
])

/** The level of area that a breakdown goes by, as the parameter that it needs. */
const levelOf = (by: Breakdown | null): string[] => (by === null || ownGroup.has(by) ? [] : [by])

/** Groups rows `indicator, day, area_path, value`; areas of the level stand in `$level`. */
function grouped(
  rows: string,
  by: Breakdown | null,
  level: number,
  counts: Counted = counted,
): string {
  const own = ownGroup.get(by)
  if (own !== undefined) {
    return `select f.indicator, ${own} as "group", ${aggregates(counts)}
      from (${rows}) f group by 1, 2`
  }
  return `with f as materialized (${rows}),
    place as materialized (
      select p.area_path, coalesce(a.path::text, '') as "group"
      from (select distinct area_path from f) p
      left join lateral (
        select n.path from identity.published_area n
        where n.level = $${level} and n.path @> p.area_path
        order by nlevel(n.path) desc limit 1
      ) a on true
    )
    select f.indicator, place."group", ${aggregates(counts)}
    from f join place on place.area_path = f.area_path
    group by f.indicator, place."group"`
}

const period = ({ firstDay, lastDay, area }: Question) => [area.path, firstDay, lastDay]

function cellsOfTotals(
  work: Work,
  ids: readonly RowIndicator[],
  question: Question,
  by: Breakdown | null,
): Promise<Cell[]> {
  const rows = `select t.indicator, t.day, t.area_path, t.value, t.places
    from statistics.day_total t
    where t.indicator = any ($4::text[]) and t.day between $2::date and $3::date
      and t.area_path <@ $1::ltree`
  return work.query<Cell>(grouped(rows, by, 5, { ...counted, places: 'sum(f.places)' }), [
    ...period(question),
    ids,
    ...levelOf(by),
  ])
}

async function cellsOfPlaces(
  work: Work,
  ids: readonly RowIndicator[],
  question: Question,
  by: Breakdown | null,
): Promise<Cell[]> {
  const { area } = question
  const counties = isAboveStation(area.level) ? await homesWithin(work, area.path) : [area.countyId]
  const rows = `select t.indicator, t.day, t.area_path, t.value from statistics.day_rollup t
    where t.county_id = any ($4::uuid[]) and t.indicator = any ($5::text[])
      and t.day between $2::date and $3::date and t.area_path <@ $1::ltree`
  return work.query<Cell>(grouped(rows, by, 6), [
    ...period(question),
    counties,
    ids,
    ...levelOf(by),
  ])
}

async function homesWithin(work: Work, path: string): Promise<string[]> {
  const rows = await work.query<{ countyId: string }>(
    `select distinct county_id as "countyId" from identity.published_area where path <@ $1::ltree`,
    [path],
  )
  return rows.map(({ countyId }) => countyId)
}

/** Days of the area and period whose sums wait to be made again. */
export async function staleDays(work: Work, question: Question): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    `select count(*)::integer as count from statistics.stale_day
     where day between $2::date and $3::date
       and (area_path <@ $1::ltree or area_path @> $1::ltree)`,
    period(question),
  )
  return row?.count ?? 0
}
