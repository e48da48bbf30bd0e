/**
 * Spreadsheets as a careful clerk reads and writes them. Knows no word of any domain: what a table
 * should hold comes as a `TableSpec`. The way of an import: `openWorkbook` → `recognise` →
 * `describeRecognition` (shown to the user, who may override) → `readRows` → `markErrors`.
 */

export { parseCell } from './cells/parse-cell.ts'
export type { RawCell, RawSheet, RawWorkbook } from './raw-workbook.ts'
export { type OpenOptions, openWorkbook } from './reading/open-workbook.ts'
export { type UnreadableCode, UnreadableWorkbook } from './reading/unreadable-workbook.ts'
export { describeRecognition, type RecognitionLine } from './recognition/describe-recognition.ts'
export { type ReadRowsOptions, readRows, type TableRow } from './recognition/read-rows.ts'
export { recognise } from './recognition/recognise.ts'
export type { Recognition, RecognitionChoice } from './recognition/recognition.ts'
export type {
  CellProblem,
  CellProblemCode,
  CellValue,
  Choice,
  ColumnKind,
  ColumnSpec,
  LocatedProblem,
  ParsedCell,
  Severity,
  TableSpec,
} from './table-spec.ts'
export { type Locale, problemText, unreadableText } from './text.ts'
export {
  type OutputColumn,
  type OutputRow,
  type OutputRows,
  shownValue,
  writeCsv,
} from './writing/csv-rows.ts'
export { type MarkOptions, markErrors } from './writing/mark-errors.ts'
export { outputColumns, type SaidColumn, said } from './writing/output-columns.ts'
export { everyRow, exportRowsMax, tableFile } from './writing/table-file.ts'
export { type TemplateOptions, writeTemplate } from './writing/template.ts'
export { writeRows } from './writing/xlsx-rows.ts'
