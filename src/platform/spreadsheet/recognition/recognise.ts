import { isBlank, type RawSheet, type RawWorkbook } from '../raw-workbook.ts'
import type { TableSpec } from '../table-spec.ts'
import { isScaledUnit, isUnitLine } from './bureau-words.ts'
import { type ColumnsTaken, takeColumns } from './columns-taken.ts'
import { findHeader, type HeaderFound, readHeader } from './header-search.ts'
import type {
  ColumnTaken,
  Fill,
  Recognition,
  RecognitionChoice,
  RowAbove,
  SheetIgnored,
  TableProblem,
} from './recognition.ts'
import { findSkippedRows } from './row-kinds.ts'
import { codesSheetName, exampleMarks, readStamp } from './template-stamp.ts'

/**
 * Finds the table in a sent workbook as a careful clerk would: the sheet, the title and unit line
 * above, one to three heading rows, which column is which, merged cells that count downward, and
 * what below or between is no data. Everything taken and everything left out is in the answer, and
 * `choice` overrides any part of it. Reads nothing of the cells beyond what that needs.
 */
export function recognise(
  workbook: RawWorkbook,
  spec: TableSpec,
  choice: RecognitionChoice = {},
): Recognition {
  const template = readStamp(workbook)
  const candidates = findCandidates(workbook, spec, choice)
  const best = candidates.reduce<Candidate | null>(
    (first, next) =>
      next.header && (!first?.header || next.header.score > first.header.score) ? next : first,
    null,
  )
  const ignoredSheets = nameIgnoredSheets(workbook, candidates, best)
  const problems = templateProblems(template, spec)
  if (!best?.header) {
    problems.push({ code: 'no-table', severity: 'refused', details: wanted(spec) })
    return { ...nothing, table: spec.name, template, ignoredSheets, problems }
  }
  for (const { name } of ignoredSheets.filter(({ reason }) => reason === 'same-table')) {
    problems.push({ code: 'more-sheets', severity: 'warning', details: { sheet: name } })
  }
  const body = recogniseSheet(best.sheet, best.header, spec, choice)
  return {
    ...body,
    table: spec.name,
    sheet: { index: best.index, name: best.sheet.name },
    template,
    ignoredSheets,
    problems: [...problems, ...body.problems],
  }
}

const nothing: Omit<Recognition, 'table' | 'template' | 'ignoredSheets' | 'problems'> = {
  sheet: null,
  above: [],
  header: null,
  columns: [],
  ignoredColumns: [],
  skipped: [],
  lastRow: -1,
  dataRowCount: 0,
  fills: [],
  hiddenRowCount: 0,
}

type Candidate = { index: number; sheet: RawSheet; header: HeaderFound | null }

const isEmptySheet = (sheet: RawSheet): boolean => sheet.rows.every((row) => row.every(isBlank))

function findCandidates(
  workbook: RawWorkbook,
  spec: TableSpec,
  choice: RecognitionChoice,
): Candidate[] {
  const visible = workbook.sheets.some((sheet) => !sheet.hidden && !isEmptySheet(sheet))
  return workbook.sheets.flatMap((sheet, index) => {
    if (choice.sheet !== undefined ? index !== choice.sheet : sheet.hidden && visible) return []
    if (sheet.name === codesSheetName || isEmptySheet(sheet)) return []
    const header = choice.header
      ? readHeader(sheet, spec, choice.header.first, choice.header.last)
      : findHeader(sheet, spec)
    return [{ index, sheet, header }]
  })
}

function nameIgnoredSheets(
  workbook: RawWorkbook,
  candidates: readonly Candidate[],
  best: Candidate | null,
): SheetIgnored[] {
  return workbook.sheets.flatMap((sheet, index): SheetIgnored[] => {
    if (index === best?.index && best.header) return []
    const { name } = sheet
    if (name === codesSheetName) return [{ index, name, reason: 'template-codes' }]
    if (isEmptySheet(sheet)) return [{ index, name, reason: 'empty' }]
    if (sheet.hidden) return [{ index, name, reason: 'hidden' }]
    const header = candidates.find((candidate) => candidate.index === index)?.header
    if (!header || !best?.header) return [{ index, name, reason: 'no-table' }]
    const same = header.assigned.length >= best.header.assigned.length
    return [{ index, name, reason: same ? 'same-table' : 'less-fitting' }]
  })
}

function templateProblems(template: Recognition['template'], spec: TableSpec): TableProblem[] {
  if (!template) return []
  const details = { template: template.name, version: template.version, current: spec.version }
  if (template.name !== spec.name) return [{ code: 'template-other', severity: 'warning', details }]
  if (template.version === spec.version) return []
  return [{ code: 'template-old', severity: 'note', details }]
}

const wanted = (spec: TableSpec): { headings: string } => ({
  headings: spec.columns
    .filter((column) => column.required)
    .map((column) => column.labels[0] ?? column.key)
    .join('、'),
})

type SheetPart = Pick<
  Recognition,
  | 'above'
  | 'header'
  | 'columns'
  | 'ignoredColumns'
  | 'skipped'
  | 'lastRow'
  | 'dataRowCount'
  | 'fills'
  | 'hiddenRowCount'
  | 'problems'
>

function recogniseSheet(
  sheet: RawSheet,
  header: HeaderFound,
  spec: TableSpec,
  choice: RecognitionChoice,
): SheetPart {
  const place = { first: header.first, last: header.last }
  const taken = takeColumns(sheet, header, spec, choice)
  const { skipped, dataRowCount } = findSkippedRows({
    sheet,
    spec,
    columns: taken.columns,
    header: place,
    exampleMarks: exampleMarks(),
    skipRows: new Set(choice.skipRows),
    keepRows: new Set(choice.keepRows),
  })
  const above = readAbove(sheet, header.first)
  const hiddenRowCount = sheet.hiddenRows.filter((row) => row > header.last).length
  return {
    above,
    header: place,
    columns: taken.columns,
    ignoredColumns: taken.ignoredColumns,
    skipped,
    lastRow: sheet.rows.length - 1,
    dataRowCount,
    fills: findFills(sheet, header.last, taken.columns),
    hiddenRowCount,
    problems: bodyProblems(taken, above, { dataRowCount, hiddenRowCount }),
  }
}

/** The rows above the heading: a unit line is named as such, the first other text is the title. */
function readAbove(sheet: RawSheet, first: number): RowAbove[] {
  const above: RowAbove[] = []
  for (let row = 0; row < first; row += 1) {
    const texts = (sheet.rows[row] ?? [])
      .filter((cell) => !isBlank(cell))
      .map(({ text }) => text.trim())
    if (texts.length === 0) continue
    const text = texts.join(' ').replace(/\s+/g, ' ').slice(0, 120)
    const titled = above.some(({ as }) => as === 'title')
    const as = texts.some(isUnitLine) ? 'unit-line' : titled ? 'remark' : 'title'
    above.push({ row, as, text })
  }
  return above
}

/** Vertically merged cells of taken columns, below the heading. */
function findFills(sheet: RawSheet, headerLast: number, columns: readonly ColumnTaken[]): Fill[] {
  const keys = new Map(columns.map(({ key, column }) => [column, key]))
  return sheet.merges.flatMap((merge): Fill[] => {
    const key = keys.get(merge.left)
    if (key === undefined || merge.bottom === merge.top || merge.top <= headerLast) return []
    const text = sheet.rows[merge.top]?.[merge.left]?.text.trim() ?? ''
    if (text === '') return []
    const lastRow = Math.min(merge.bottom, sheet.rows.length - 1)
    return [{ key, column: merge.left, row: merge.top, lastRow, text: text.slice(0, 80) }]
  })
}

function bodyProblems(
  taken: ColumnsTaken,
  above: readonly RowAbove[],
  count: { dataRowCount: number; hiddenRowCount: number },
): TableProblem[] {
  const problems = [...taken.problems]
  const scaled = [...above.map(({ text }) => text), ...taken.columns.map(({ heading }) => heading)]
  for (const text of scaled.filter(isScaledUnit)) {
    problems.push({ code: 'unit-scaled', severity: 'warning', details: { text } })
  }
  if (count.dataRowCount === 0) {
    problems.push({ code: 'no-data-rows', severity: 'refused', details: {} })
  }
  if (count.hiddenRowCount > 0) {
    problems.push({
      code: 'rows-hidden',
      severity: 'note',
      details: { count: count.hiddenRowCount },
    })
  }
  return problems
}
