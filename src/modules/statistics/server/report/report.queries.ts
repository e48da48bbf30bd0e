import type { OfficialDocument } from '@anyuan/official-document'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { ReportFigure, ReportKind, ReportState } from '../../contract/report.ts'

/** A report as it is stored, with the names that its readers see. */
export interface StoredReport {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly areaId: string
  readonly areaName: string
  readonly kind: ReportKind
  readonly firstDay: string
  readonly lastDay: string
  readonly state: ReportState
  readonly correctsId: string | null
  readonly correctedById: string | null
  readonly figures: ReportFigure[]
  readonly document: OfficialDocument
  readonly rowsHash: string
  readonly asOf: Date
  readonly dueAt: Date | null
  readonly madeAt: Date
  readonly madeBy: string | null
  readonly signedAt: Date | null
  readonly signedBy: string | null
  readonly pdfFileId: string | null
  readonly docxFileId: string | null
  readonly version: number
}

const columns = `r.id, r.county_id as "countyId", r.area_path::text as "areaPath",
  a.id as "areaId", a.name as "areaName", r.kind, r.period_starts_on as "firstDay",
  r.period_ends_on as "lastDay", r.state, r.corrects_id as "correctsId", n.id as "correctedById",
  r.figures, r.document, encode(r.rows_hash, 'hex') as "rowsHash", r.as_of as "asOf",
  r.due_at as "dueAt", r.made_at as "madeAt", m.name as "madeBy", r.signed_at as "signedAt",
  s.name as "signedBy", r.pdf_file_id as "pdfFileId", r.docx_file_id as "docxFileId", r.version`

const joined = `statistics.report r
  join identity.published_area a on a.path = r.area_path
  left join statistics.report n
    on n.county_id = r.county_id and n.corrects_id = r.id and n.state = 'signed'
  left join identity.published_person m on m.county_id = r.county_id and m.id = r.made_by
  left join identity.published_person s on s.county_id = r.county_id and s.id = r.signed_by`

export async function findReport(work: Work, id: string): Promise<StoredReport | undefined> {
  const [report] = await work.query<StoredReport>(
    `select ${columns} from ${joined} where r.id = $1`,
    [id],
  )
  return report
}

export interface ReportsAsked {
  readonly kind?: ReportKind | undefined
  readonly state?: ReportState | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Newest period first. */
export async function pageOfReports(work: Work, asked: ReportsAsked) {
  const { kind = null, state = null, limit } = asked
  const [day, id] = readPageKey(asked.after, 2)
  const filter = '($1::text is null or r.kind = $1) and ($2::text is null or r.state = $2)'
  const found = await work.query<StoredReport>(
    `select ${columns} from ${joined}
     where ${filter} and ($3::date is null or r.period_ends_on < $3::date
       or (r.period_ends_on = $3::date and r.id > $4::uuid))
     order by r.period_ends_on desc, r.id limit $5`,
    [kind, state, day, id, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*)::integer as total from statistics.report r where ${filter}`,
    [kind, state],
  )
  return pageOfRows(found, limit, count?.total ?? 0, (row) => pageKey(row.lastDay, row.id))
}

export interface NewReportRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly kind: ReportKind
  readonly firstDay: string
  readonly lastDay: string
  readonly correctsId: string | null
  readonly figures: readonly ReportFigure[]
  readonly document: OfficialDocument
  readonly rowsHash: string
  readonly dueAt: Date | null
  readonly madeBy: string
}

export async function insertReport(work: Work, row: NewReportRow): Promise<void> {
  await work.query(
    `insert into statistics.report (county_id, id, area_path, kind, period_starts_on,
       period_ends_on, corrects_id, figures, document, rows_hash, as_of, due_at, made_by, made_at)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, decode($10, 'hex'), $11, $12, $13, $11)`,
    [
      row.countyId,
      row.id,
      row.areaPath,
      row.kind,
      row.firstDay,
      row.lastDay,
      row.correctsId,
      JSON.stringify(row.figures),
      JSON.stringify(row.document),
      row.rowsHash,
      work.now,
      row.dueAt,
      row.madeBy,
    ],
  )
}

/** Another text, or other figures; null when somebody else was quicker. */
export async function updateDraft(
  work: Work,
  report: Pick<StoredReport, 'countyId' | 'id' | 'version'>,
  content: Pick<StoredReport, 'document' | 'figures' | 'rowsHash' | 'asOf'>,
): Promise<boolean> {
  const rows = await work.query<{ id: string }>(
    `update statistics.report set document = $4, figures = $5, rows_hash = decode($6, 'hex'),
       as_of = $7, version = version + 1
     where county_id = $1 and id = $2 and version = $3 and state = 'draft' returning id`,
    [
      report.countyId,
      report.id,
      report.version,
      JSON.stringify(content.document),
      JSON.stringify(content.figures),
      content.rowsHash,
      content.asOf,
    ],
  )
  return rows.length === 1
}

export async function markSigned(
  work: Work,
  report: Pick<StoredReport, 'countyId' | 'id' | 'version' | 'document' | 'figures'>,
  signed: { by: string; pdfFileId: string; docxFileId: string },
): Promise<boolean> {
  const rows = await work.query<{ id: string }>(
    `update statistics.report set state = 'signed', signed_by = $4, signed_at = $5,
       pdf_file_id = $6, docx_file_id = $7, document = $8, figures = $9,
       version = version + 1
     where county_id = $1 and id = $2 and version = $3 and state = 'draft' returning id`,
    [
      report.countyId,
      report.id,
      report.version,
      signed.by,
      work.now,
      signed.pdfFileId,
      signed.docxFileId,
      JSON.stringify(report.document),
      JSON.stringify(report.figures),
    ],
  )
  return rows.length === 1
}

export interface Organs {
  readonly organ: string | null
  readonly superior: string | null
}

/** The police body of an area, and the one of the area above it. */
export async function organsOf(work: Work, areaId: string): Promise<Organs> {
  const [row] = await work.query<Organs>(
    `select
       (select g.name from identity.published_agency g
        where g.area_id = a.id and g.kind = 'police' order by g.id limit 1) as organ,
       (select g.name from identity.published_agency g
        where g.area_id = a.parent_id and g.kind = 'police' order by g.id limit 1) as superior
     from identity.published_area a where a.id = $1`,
    [areaId],
  )
  return row ?? { organ: null, superior: null }
}
