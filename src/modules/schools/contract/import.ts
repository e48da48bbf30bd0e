import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant, Position } from '../../../platform/contract/id.ts'
import { xlsxMedia } from '../../../platform/contract/media.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { PersonCard } from './person-card.ts'
import { CoordinateSystem } from './position.ts'

/** What a table can be about. Posts belong to duty, which offers them here. */
export const importSubjects = ['schools', 'gates', 'people', 'posts'] as const
export const ImportSubject = z.enum(importSubjects)
export type ImportSubject = z.infer<typeof ImportSubject>

export const importStates = ['received', 'checked', 'committed', 'undone', 'dropped'] as const
export const ImportState = z.enum(importStates)
export type ImportState = z.infer<typeof ImportState>

export const importStateSteps: Record<ImportState, readonly ImportState[]> = {
  received: ['checked', 'dropped'],
  checked: ['checked', 'committed', 'dropped'],
  committed: ['undone'],
  undone: [],
  dropped: [],
}

/** A whole import can be taken back for this long. */
export const undoHours = 24
/** A file that nobody commits is kept for this long. */
export const fileKeptDays = 7

const RowNumber = z.number().int().min(0).max(200_000)
const ColumnNumber = z.number().int().min(0).max(500)

/** What only a person can decide. Rows and columns are 0-based, as in the recognition. */
export const ImportSettings = z.object({
  /** The datum of the positions in the file; null while nobody has said. */
  coordinates: CoordinateSystem.nullable().default(null),
  sheet: z.number().int().min(0).max(500).optional(),
  header: z.object({ first: RowNumber, last: RowNumber }).optional(),
  /** By key of the table: the column, or null for "not in this file". */
  columns: z.record(z.string().max(40), ColumnNumber.nullable()).default({}),
  skipRows: z.array(RowNumber).max(2_000).default([]),
  keepRows: z.array(RowNumber).max(2_000).default([]),
  /** Codes of cell problems whose suggestions are taken, `ditto-mark`. */
  accept: z.array(z.string().max(40)).max(50).default([]),
})
export type ImportSettings = z.infer<typeof ImportSettings>

export const rowOutcomes = ['new', 'changed', 'merged', 'unchanged', 'error'] as const
export const RowOutcome = z.enum(rowOutcomes)
export type RowOutcome = z.infer<typeof RowOutcome>

/** new + changed + merged + unchanged + errors = rows; warnings are counted beside. */
export const ImportCounts = z.object({
  rows: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  /** Rows that went into the record of an earlier row, as sessions of one school do. */
  merged: z.number().int(),
  unchanged: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

const Severity = z.enum(['refused', 'warning', 'note'])

/** One column of the file and what it was taken for. */
export const ColumnTaken = z.object({
  column: ColumnNumber,
  letter: z.string(),
  heading: z.string(),
  /** Null: not imported. */
  key: z.string().nullable(),
  /** What the key is called in the template. */
  label: z.string().nullable(),
  /** How it was recognised, or why it is not imported, as a code and in words. */
  because: z.string(),
  text: z.string(),
  certain: z.boolean(),
})

/** What a person should know about the whole table: a line of "what was taken for what". */
const TableLine = z.object({ topic: z.string(), place: z.string(), text: z.string() })

export const CoordinateEvidence = z.object({
  system: CoordinateSystem,
  /** Mean distance to positions that the register knows already; null without any. */
  meanM: z.number().nullable(),
  places: z.number().int(),
  /** How far the positions lie on average from where WGS-84 would put them. */
  shiftM: z.number(),
  /** Where some of the positions would lie, in the order of the file. */
  sample: z.array(Position),
})

export const CoordinateQuestion = z.object({
  positions: z.number().int(),
  answer: CoordinateSystem.nullable(),
  answeredBy: z.enum(['heading', 'person']).nullable(),
  /** What the evidence speaks for, when it speaks clearly. */
  proposed: CoordinateSystem.nullable(),
  evidence: z.array(CoordinateEvidence),
  /** Where the register has the places of the sample, as far as it knows them. */
  known: z.array(Position),
})
export type CoordinateQuestion = z.infer<typeof CoordinateQuestion>

/** What the dry run found about the table as a whole. */
export const ImportTable = z.object({
  sheet: z.string().nullable(),
  sheets: z.array(z.object({ index: z.number().int(), name: z.string() })),
  header: z.object({ first: RowNumber, last: RowNumber }).nullable(),
  columns: z.array(ColumnTaken),
  /** Every key that the table may have, for choosing by hand. */
  keys: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
  lines: z.array(TableLine),
  problems: z.array(z.object({ code: z.string(), severity: Severity, text: z.string() })),
  /** Suggestions on offer: how many cells each would mend. */
  offers: z.array(z.object({ code: z.string(), cells: z.number().int(), example: z.string() })),
})
export type ImportTable = z.infer<typeof ImportTable>

export const importPhases = ['waiting', 'reading', 'comparing', 'writing', 'done'] as const

export const ImportProgress = z.object({
  phase: z.enum(importPhases),
  rows: z.number().int(),
  total: z.number().int(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

export const ImportRun = z.object({
  id: Id,
  subject: ImportSubject,
  areaId: Id,
  areaName: z.string(),
  fileName: z.string(),
  state: ImportState,
  version: z.number().int(),
  settings: ImportSettings,
  /** Null until the dry run is done. */
  counts: ImportCounts.nullable(),
  /** Names what was shown; a commit writes that or nothing. */
  checkId: z.string().nullable(),
  attribution: z.string(),
  startedAt: Instant,
  person: PersonCard.nullable(),
  committedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  /** Until when the whole can be taken back; null when it cannot. */
  undoUntil: Instant.nullable(),
})
export type ImportRun = z.infer<typeof ImportRun>

export const ImportStatus = ImportRun.extend({
  progress: ImportProgress,
  /** Null until the dry run is done, and after the file is gone. */
  table: ImportTable.nullable(),
  coordinates: CoordinateQuestion.nullable(),
  /** False while a question is open or nothing would be written. */
  committable: z.boolean(),
  checkMs: z.number().int().nullable(),
})
export type ImportStatus = z.infer<typeof ImportStatus>

const CellShown = z.object({
  key: z.string(),
  /** As it stands in the file. */
  text: z.string(),
  problems: z.array(
    z.object({
      code: z.string(),
      severity: Severity,
      text: z.string(),
      suggestion: z.string().nullable(),
    }),
  ),
})

export const ImportRow = z.object({
  /** 1-based, as in the file. */
  row: z.number().int(),
  outcome: RowOutcome,
  name: z.string(),
  recordId: Id.nullable(),
  /** The row whose record this one went into. */
  intoRow: z.number().int().nullable(),
  /** Metres by which a known position would move. */
  movedM: z.number().nullable(),
  cells: z.array(CellShown),
  /** In the words of the table: the key of a column (of a field without one) and its heading. */
  changes: z.array(
    z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() }),
  ),
})
export type ImportRow = z.infer<typeof ImportRow>

const SubjectKey = z.object({ subject: ImportSubject })
const RunKey = z.object({ runId: Id })
const access = 'schools.import'
const fileBytesMax = 20 * 1024 * 1024

export const importTemplate = endpoint({
  method: 'GET',
  path: '/api/schools/imports/templates/:subject',
  access,
  summary: 'An empty table to fill in, with dropdowns and notes',
  params: SubjectKey,
  query: z.object({ areaId: Id.optional() }),
  media: xlsxMedia,
})

export const uploadImport = endpoint({
  method: 'POST',
  path: '/api/schools/imports',
  access,
  summary: 'Hand in a table (multipart field `file`: xlsx, xls or CSV); its dry run begins',
  query: z.object({
    id: Id,
    subject: ImportSubject,
    /** A county or a station; the own area unless told. */
    areaId: Id.optional(),
    coordinates: CoordinateSystem.optional(),
    attribution: z.string().trim().max(300).optional(),
  }),
  bodyLimit: fileBytesMax + 64 * 1024,
  reply: ImportStatus,
})

export const listImports = endpoint({
  method: 'GET',
  path: '/api/schools/imports',
  access,
  summary: 'Imports of the scope, newest first',
  query: PageQuery.extend({ subject: ImportSubject.optional(), state: ImportState.optional() }),
  reply: pageOf(ImportRun),
})

export const readImport = endpoint({
  method: 'GET',
  path: '/api/schools/imports/:runId',
  access,
  summary: 'One import: progress, what was taken for what, counts, open questions',
  params: RunKey,
  /** Answers when the dry run is done, at the latest after so many milliseconds. */
  query: z.object({ waitMs: z.coerce.number().int().min(0).max(25_000).default(0) }),
  reply: ImportStatus,
})

export const listImportRows = endpoint({
  method: 'GET',
  path: '/api/schools/imports/:runId/rows',
  access,
  summary: 'Rows of a dry run with what would become of each',
  params: RunKey,
  query: PageQuery.extend({ show: z.enum(['attention', 'errors', 'all']).default('attention') }),
  reply: pageOf(ImportRow),
})

export const settleImport = endpoint({
  method: 'PUT',
  path: '/api/schools/imports/:runId/settings',
  access,
  summary: 'Answer the questions of a dry run; it is done again',
  params: RunKey,
  body: z.object({ version: z.number().int().min(1), settings: ImportSettings }),
  reply: ImportStatus,
})

export const markedImport = endpoint({
  method: 'GET',
  path: '/api/schools/imports/:runId/marked',
  access,
  summary: "The user's own file with the errors marked",
  params: RunKey,
  media: xlsxMedia,
})

export const commitImport = endpoint({
  method: 'POST',
  path: '/api/schools/imports/:runId/commit',
  access,
  summary: 'Write what the dry run showed, all of it or nothing',
  params: RunKey,
  body: z.object({
    checkId: z.string().max(64),
    /** Rows with errors are left out, or nothing is written while there are any. */
    errors: z.enum(['leaveOut', 'refuse']).default('leaveOut'),
  }),
  reply: ImportStatus,
})

export const undoImport = endpoint({
  method: 'POST',
  path: '/api/schools/imports/:runId/undo',
  access,
  stepUp: true,
  summary: 'Take a whole import back, unless later edits depend on it',
  params: RunKey,
  reply: ImportStatus,
})

export const dropImport = endpoint({
  method: 'POST',
  path: '/api/schools/imports/:runId/drop',
  access,
  summary: 'Give up an import that was not committed; its file is deleted',
  params: RunKey,
  reply: ImportRun,
})

export const listAttributions = endpoint({
  method: 'GET',
  path: '/api/schools/attributions',
  access: 'schools.read',
  summary: 'Whom to name where imported data are shown',
  reply: z.array(z.string()),
})
