import type { Work } from '../../../../platform/database/work.ts'
import type { ReportKind } from '../../contract/report.ts'
import type { StoredReport } from './report.queries.ts'

type Place = Pick<StoredReport, 'countyId' | 'areaPath'>

/** One signs at a time in an area: the next one sees what was signed before it. */
export async function lockSigning(work: Work, { countyId, areaPath }: Place): Promise<void> {
  const key = `statistics.report.sign ${countyId} ${areaPath}`
  await work.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
}

/** The number of the last signed paper of a kind, to go on from. */
export async function lastNumber(
  work: Work,
  { countyId, areaPath, kind }: Place & { kind: ReportKind },
): Promise<string | null> {
  const [row] = await work.query<{ number: string | null }>(
    `select document ->> 'documentNumber' as number from statistics.report
     where county_id = $1 and area_path = $2::ltree and kind = $3 and state = 'signed'
     order by signed_at desc limit 1`,
    [countyId, areaPath, kind],
  )
  return row?.number ?? null
}

/** Numbers of signed papers of an area that begin with `code〔year〕`, of whatever kind. */
export async function numbersFrom(
  work: Work,
  { countyId, areaPath, start }: Place & { start: string },
): Promise<string[]> {
  const rows = await work.query<{ number: string }>(
    `select document ->> 'documentNumber' as number from statistics.report
     where county_id = $1 and area_path = $2::ltree and state = 'signed'
       and starts_with(document ->> 'documentNumber', $3)`,
    [countyId, areaPath, start],
  )
  return rows.map(({ number }) => number)
}

export interface SignedPaper {
  readonly id: string
  readonly title: string
}

/** The signed paper of an area that bears a number. */
export async function paperOfNumber(
  work: Work,
  { countyId, areaPath, number }: Place & { number: string },
): Promise<SignedPaper | undefined> {
  const [row] = await work.query<SignedPaper>(
    `select id, concat(document #>> '{title,0}', document ->> 'subtitle') as title
     from statistics.report
     where county_id = $1 and area_path = $2::ltree and state = 'signed'
       and document ->> 'documentNumber' = $3 limit 1`,
    [countyId, areaPath, number],
  )
  return row
}

/** The signed paper in whose place another would stand: of its period, or correcting the same. */
export async function paperInPlaceOf(
  work: Work,
  report: Place & Pick<StoredReport, 'kind' | 'firstDay' | 'correctsId'>,
): Promise<{ id: string } | undefined> {
  const [row] = await work.query<{ id: string }>(
    `select id from statistics.report
     where county_id = $1 and area_path = $2::ltree and state = 'signed' and kind = $3
       and period_starts_on = $4 and corrects_id is not distinct from $5::uuid limit 1`,
    [report.countyId, report.areaPath, report.kind, report.firstDay, report.correctsId],
  )
  return row
}
