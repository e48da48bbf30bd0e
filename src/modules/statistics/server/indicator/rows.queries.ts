import { pageKey, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { IndicatorRow, LeftOutReason } from '../../contract/values.ts'
import type { Measure } from './formulas.ts'
import { leftOutSet, rowSet, rowsHash } from './marked-rows.ts'
import type { Question } from './values.queries.ts'

interface PageAsked {
  readonly after?: string | undefined
  readonly limit: number
}

export interface RowsPage<R> {
  readonly rows: R[]
  readonly next: string | undefined
  readonly total: number
}

const parameters = (work: Work, { area, firstDay, lastDay, half, known }: Question) => [
  area.path,
  firstDay,
  lastDay,
  known === 'now' ? work.now : known,
  half ?? null,
]

/** Newest first; the key makes the order whole. */
const pageOfSet = (set: string): string => `select * from (${set}) s
  where $6::date is null or s.day < $6::date
    or (s.day = $6::date and s.key > $7::text collate "C")
  order by s.day desc, s.key collate "C" limit $8`

const shown = (page: string, extra: string): string => `with p as materialized (${page})
  select p.key, p.subject, p.record_id as "recordId", p.part, p.day, p.half,
    p.school_id as "schoolId", s.name as "schoolName", a.name as "areaName",
    coalesce(o.name, m.name) as "placeName", n.name as "personName", p.role, p.at, p.detail,
    p.value${extra},
    case when p.subject = 'checkIn' then jsonb_build_object('method', e.method,
      'verdict', e.verdict, 'hasPhoto', e.photo_stored_at is not null, 'offline', e.offline,
      'late', e.late, 'approval', e.approval, 'receivedAt', to_char(
        e.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as evidence
  from p
  left join schools.published_school s on s.county_id = p.county_id and s.id = p.school_id
  left join identity.published_area a on a.path = p.area_path
  left join duty.published_post o on o.county_id = p.county_id and o.id = p.place_id
  left join schools.published_police_room m on m.county_id = p.county_id and m.id = p.place_id
  left join identity.published_person n on n.county_id = p.county_id and n.id = p.person_id
  left join duty.published_check_in e on p.subject = 'checkIn'
    and e.county_id = p.county_id and e.id = p.record_id
  order by p.day desc, p.key collate "C"`

type Read = Omit<IndicatorRow, 'at'> & { at: Date | null }

const rowOf = <R extends Read>(row: R) => ({ ...row, at: row.at?.toISOString() ?? null })

async function readPage<R extends Read>(
  work: Work,
  {
    set,
    extra,
    question,
    page,
  }: { set: string; extra: string; question: Question; page: PageAsked },
) {
  const [day, key] = readPageKey(page.after, 2)
  const found = await work.query<R>(shown(pageOfSet(set), extra), [
    ...parameters(work, question),
    day,
    key,
    page.limit + 1,
  ])
  const rows = found.slice(0, page.limit).map(rowOf)
  const last = rows.at(-1)
  return { rows, next: found.length > page.limit && last ? pageKey(last.day, last.key) : undefined }
}

export interface SetSum {
  readonly total: number
  readonly sum: number
  readonly rowsHash: string
}

/** Number, sum and fingerprint of all rows that a measure counts. */
export async function sumOfSet(work: Work, measure: Measure, question: Question): Promise<SetSum> {
  const [row] = await work.query<SetSum>(
    `select count(*)::integer as total, coalesce(sum(value), 0)::bigint as sum,
       ${rowsHash} as "rowsHash"
     from (${rowSet(measure)}) s`,
    parameters(work, question),
  )
  return row ?? { total: 0, sum: 0, rowsHash: '' }
}

/** A page of the rows that a measure counts. */
export async function pageOfMeasure(
  work: Work,
  measure: Measure,
  question: Question,
  page: PageAsked,
): Promise<RowsPage<IndicatorRow> & { sum: number | null; rowsHash: string | null }> {
  const { rows, next } = await readPage(work, { set: rowSet(measure), extra: '', question, page })
  const { total, sum, rowsHash } = await sumOfSet(work, measure, question)
  const first = page.after === undefined
  return { rows, next, total, sum: first ? sum : null, rowsHash: first ? rowsHash : null }
}

export interface LeftOutPage extends RowsPage<IndicatorRow & { reason: LeftOutReason }> {
  readonly reasons: { reason: LeftOutReason; count: number }[]
}

/** A page of what a measure left out; null where nothing can be listed. */
export async function pageOfLeftOut(
  work: Work,
  measure: Measure,
  question: Question,
  page: PageAsked,
): Promise<LeftOutPage | null> {
  const set = leftOutSet(measure)
  if (set === null) return null
  const reasons = await work.query<{ reason: LeftOutReason; count: number }>(
    `select reason, count(*)::integer as count from (${set}) s
     group by reason order by count(*) desc, reason`,
    parameters(work, question),
  )
  const { rows, next } = await readPage<Read & { reason: LeftOutReason }>(work, {
    set,
    extra: ', p.reason',
    question,
    page,
  })
  const total = reasons.reduce((sum, { count }) => sum + count, 0)
  return { rows, next, total, reasons }
}
