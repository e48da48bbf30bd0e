import { z } from 'zod'
import { OfficialDocument } from '../../../../engines/official-document/model/document.ts'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { Half } from '../../duty/contract/shift.ts'
import { IndicatorId } from './values.ts'

/** 每日勤务简报; 护学月报 for the month that ends on the 20th. */
export const reportKinds = ['dailyBrief', 'monthlyDuty'] as const
export const ReportKind = z.enum(reportKinds)
export type ReportKind = z.infer<typeof ReportKind>

export const reportStates = ['draft', 'signed'] as const
export const ReportState = z.enum(reportStates)
export type ReportState = z.infer<typeof ReportState>

/** What may be done to a report, by its state. A signed one is fixed; a new one corrects it. */
export const reportCan = {
  edit: ['draft'],
  refresh: ['draft'],
  sign: ['draft'],
  correct: ['signed'],
} as const satisfies Record<string, readonly ReportState[]>

/** Whether it came in time; null where nothing is due. */
export const Punctuality = z.enum(['onTime', 'late', 'open', 'overdue']).nullable()

/** One number of a paper with the question that made it and the fingerprint of its rows. */
export const ReportFigure = z.object({
  key: z.string(),
  indicator: IndicatorId,
  areaId: Id,
  half: Half.nullable(),
  /** Null where a rate had nothing to divide by. */
  value: z.number().nullable(),
  of: z.number().nullable(),
  per: z.number().nullable(),
  /** As printed. */
  shown: z.string(),
  /** Rows of the figure, of a rate its numerator. */
  rows: z.number().int(),
  rowsHash: z.string(),
  /** The formula by which it was made. */
  formulaVersion: z.string(),
})
export type ReportFigure = z.infer<typeof ReportFigure>

const reportFields = {
  id: Id,
  kind: ReportKind,
  area: z.object({ id: Id, name: z.string() }),
  firstDay: Day,
  lastDay: Day,
  state: ReportState,
  title: z.string(),
  documentNumber: z.string().nullable(),
  dueAt: Instant.nullable(),
  punctuality: Punctuality,
  /** Records known up to this instant are in the figures. */
  asOf: Instant,
  madeAt: Instant,
  madeBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  signedBy: z.string().nullable(),
  correctsId: Id.nullable(),
  /** The signed report that corrects this one. */
  correctedById: Id.nullable(),
  version: z.number().int(),
}

export const ReportRow = z.object(reportFields)
export type ReportRow = z.infer<typeof ReportRow>

const Finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  text: z.object({ zh: z.string(), en: z.string() }),
  found: z.string().nullable(),
})

export const Report = z.object({
  ...reportFields,
  document: OfficialDocument,
  figures: z.array(ReportFigure),
  rowsHash: z.string(),
  /** Departures from the standard, and characters that no font draws. */
  findings: z.array(Finding),
  missingGlyphs: z.array(z.string()),
  /** Numbers with a unit in the text that are no figure: nobody can open them. */
  typedNumbers: z.array(z.string()),
})
export type Report = z.infer<typeof Report>

const byId = z.object({ id: Id })

export const listReports = endpoint({
  method: 'GET',
  path: '/api/statistics/reports',
  access: 'statistics.report.read',
  summary: 'Reports of the scope, newest period first',
  query: PageQuery.extend({ kind: ReportKind.optional(), state: ReportState.optional() }),
  reply: pageOf(ReportRow),
})

export const readReport = endpoint({
  method: 'GET',
  path: '/api/statistics/reports/:id',
  access: 'statistics.report.read',
  summary: 'A report with its paper and its figures',
  params: byId,
  reply: Report,
})

export const createReport = endpoint({
  method: 'POST',
  path: '/api/statistics/reports',
  access: 'statistics.report.edit',
  summary: 'Makes a draft from the records; of a signed report, its correction',
  body: z.object({
    id: Id,
    kind: ReportKind,
    /** Any day of the period. */
    day: Day,
    areaId: Id.optional(),
    correctsId: Id.optional(),
  }),
  reply: Report,
})

const paperMaxBytes = 1024 * 1024

export const editReport = endpoint({
  method: 'PATCH',
  path: '/api/statistics/reports/:id',
  access: 'statistics.report.edit',
  summary: 'Changes the text around the figures of a draft',
  params: byId,
  body: z.object({ version: z.number().int(), document: OfficialDocument }),
  reply: Report,
  bodyLimit: paperMaxBytes,
})

export const refreshReport = endpoint({
  method: 'POST',
  path: '/api/statistics/reports/:id/refresh',
  access: 'statistics.report.edit',
  summary: 'Computes the figures of a draft again, with what is known now',
  params: byId,
  body: z.object({ version: z.number().int() }),
  reply: Report,
})

/** A figure then and now. `same`: the records known then still give value and rows. */
export const RecomputedFigure = z.object({
  key: z.string(),
  stored: z.number().nullable(),
  recomputed: z.number().nullable(),
  same: z.boolean(),
  /** The product counts otherwise since: a difference need not lie in the records. */
  formulaChanged: z.boolean(),
  /** With everything known now: late records, corrections, approvals. */
  present: z.number().nullable(),
})

export const recomputeReport = endpoint({
  method: 'GET',
  path: '/api/statistics/reports/:id/recomputation',
  access: 'statistics.report.read',
  summary: 'Every figure computed again: as known when it was made, and as known now',
  params: byId,
  reply: z.object({
    at: Instant,
    asOf: Instant,
    total: z.number().int(),
    same: z.number().int(),
    formulasChanged: z.number().int(),
    changedSince: z.number().int(),
    figures: z.array(RecomputedFigure),
  }),
})

/** The question that made a figure, as it was asked then. */
export const FigureQuery = z.object({
  key: z.string(),
  indicator: IndicatorId,
  formulaVersion: z.string(),
  presentVersion: z.string(),
  formulaChanged: z.boolean(),
  /** SQL, of a rate its numerator and its denominator; empty where nobody kept it. */
  texts: z.array(z.string()),
  /** What stood for $1 to $5: path of the area, first day, last day, known until, half. */
  parameters: z.array(z.string().nullable()),
})
export type FigureQuery = z.infer<typeof FigureQuery>

export const readFigureQuery = endpoint({
  method: 'GET',
  path: '/api/statistics/reports/:id/query',
  access: 'statistics.report.read',
  summary: 'The query by which a figure of a report was made',
  params: byId,
  query: z.object({ key: z.string().min(1).max(200) }),
  reply: FigureQuery,
})

export const signReport = endpoint({
  method: 'POST',
  path: '/api/statistics/reports/:id/sign',
  access: 'statistics.report.sign',
  summary: 'Signs a report: its figures are recomputed, its papers stored with their hashes',
  params: byId,
  body: z.object({ version: z.number().int() }),
  reply: Report,
  stepUp: true,
})

const PaperQuery = z.object({ version: z.enum(['full', 'public']).default('full') })

export const downloadPdf = endpoint({
  method: 'GET',
  path: '/api/statistics/reports/:id/pdf',
  access: 'statistics.report.read',
  summary: 'The paper as PDF; the public version hides small counts',
  params: byId,
  query: PaperQuery,
  media: 'application/pdf',
})

export const downloadDocx = endpoint({
  method: 'GET',
  path: '/api/statistics/reports/:id/docx',
  access: 'statistics.report.read',
  summary: 'The paper as an editable copy',
  params: byId,
  query: PaperQuery,
  media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
})
