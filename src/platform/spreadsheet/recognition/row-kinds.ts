import { cellAt, isBlank, type RawSheet } from '../raw-workbook.ts'
import type { TableSpec } from '../table-spec.ts'
import {
  isColumnNumber,
  isNote,
  isNumbered,
  isSectionNumber,
  isSignature,
  isTotalWord,
} from './bureau-words.ts'
import type { ColumnTaken, RowsSkipped } from './recognition.ts'

type Reason = RowsSkipped['reason']

type Body = {
  sheet: RawSheet
  spec: TableSpec
  columns: readonly ColumnTaken[]
  header: { first: number; last: number }
  exampleMarks: ReadonlySet<string>
  skipRows: ReadonlySet<number>
  keepRows: ReadonlySet<number>
}

/** What has gone by; `lastWhole` is the last row with every required cell filled. */
type Seen = { data: boolean; closing: boolean; note: boolean; readonly lastWhole: number }

type Filled = { column: number; text: string }

const textMax = 80

/** Goes through the rows below the heading and says of each that is no data why it is none. */
export function findSkippedRows(body: Body): { skipped: RowsSkipped[]; dataRowCount: number } {
  const wide = wideRows(body.sheet)
  const skipped: RowsSkipped[] = []
  const seen: Seen = { data: false, closing: false, note: false, lastWhole: lastWholeRow(body) }
  let dataRowCount = 0
  let lastDataRow = -1
  for (let row = body.header.last + 1; row < body.sheet.rows.length; row += 1) {
    const filled = filledCells(body.sheet, row)
    const reason = body.keepRows.has(row) ? null : reasonOf(body, row, filled, wide, seen)
    if (reason === null) {
      dataRowCount += 1
      lastDataRow = row
      seen.data = true
      seen.closing = seen.note = false
      continue
    }
    if (reason === 'total' || reason === 'signature' || reason === 'note') seen.closing = true
    if (reason === 'note') seen.note = true
    addSkipped(skipped, row, reason, filled)
  }
  return { skipped: skipped.map((rows) => withinTable(rows, lastDataRow)), dataRowCount }
}

/** What looked like text below the table was a heading within it when data follow. */
const withinTable = (rows: RowsSkipped, lastDataRow: number): RowsSkipped =>
  rows.reason === 'below-table' && rows.row < lastDataRow
    ? { ...rows, reason: 'section-heading' }
    : rows

function lastWholeRow(body: Body): number {
  for (let row = body.sheet.rows.length - 1; row > body.header.last; row -= 1) {
    const filled = filledCells(body.sheet, row)
    const total = filled.slice(0, 3).some(({ text }) => isTotalWord(text))
    if (filled.length > 0 && !total && !missesRequired(body, row)) return row
  }
  return body.header.last
}

function filledCells(sheet: RawSheet, row: number): Filled[] {
  return (sheet.rows[row] ?? []).flatMap((cell, column) =>
    isBlank(cell) ? [] : [{ column, text: cell.text.trim() || `=${cell.formula ?? ''}` }],
  )
}

/** Rows in which one cell is merged over three columns and more. */
function wideRows(sheet: RawSheet): Set<number> {
  return new Set(
    sheet.merges
      .filter((merge) => merge.right - merge.left >= 2 && merge.top === merge.bottom)
      .map((merge) => merge.top),
  )
}

function reasonOf(
  body: Body,
  row: number,
  filled: readonly Filled[],
  wide: ReadonlySet<number>,
  seen: Seen,
): Reason | null {
  if (body.skipRows.has(row)) return 'chosen'
  const [first] = filled
  if (!first) return 'blank'
  if (isExample(body, row, filled)) return 'example'
  if (filled.slice(0, 3).some(({ text }) => isTotalWord(text))) return 'total'
  if (isRepeatedHeading(body, row)) return 'repeated-heading'
  if (!seen.data && isColumnNumbers(filled)) return 'column-numbers'
  if (isSignatureRow(body, row, filled)) return 'signature'
  if (filled.length === 1) {
    if (isNote(first.text)) return 'note'
    if (seen.note && isNumbered(first.text)) return 'note'
    if (wide.has(row)) return seen.closing ? 'below-table' : 'section-heading'
    if (isSectionNumber(first.text)) return 'section-heading'
  }
  if (!body.columns.some(({ column }) => !isBlank(cellAt(body.sheet, row, column)))) {
    return seen.closing ? 'below-table' : 'outside-columns'
  }
  const trailing = seen.closing && row > seen.lastWhole
  return trailing && filled.length <= 2 && missesRequired(body, row) ? 'below-table' : null
}

/** The marked example of a template, as long as nobody has written over it. */
function isExample(body: Body, row: number, filled: readonly Filled[]): boolean {
  if (!filled.some(({ text }) => body.exampleMarks.has(text))) return false
  return body.columns.every(({ key, column }) => {
    const example = body.spec.columns.find((candidate) => candidate.key === key)?.example ?? ''
    return cellAt(body.sheet, row, column).text.trim() === example
  })
}

function isRepeatedHeading(body: Body, row: number): boolean {
  const named = body.columns.filter(({ heading }) => heading !== '')
  const same = named.filter(({ column, heading }) => {
    const text = cellAt(body.sheet, row, column).text.replace(/\s+/g, ' ').trim()
    return text !== '' && heading.split(' / ').includes(text)
  })
  return same.length >= 2 && same.length >= named.length * 0.6
}

/** `甲 乙 1 2 3`: figures that count up by one. */
function isColumnNumbers(filled: readonly Filled[]): boolean {
  if (filled.length < 3 || !filled.every(({ text }) => isColumnNumber(text))) return false
  const figures = filled.flatMap(({ text }) => {
    const figure = /\d+/.exec(text.normalize('NFKC'))
    return figure ? [Number(figure[0])] : []
  })
  return (
    figures.length >= 2 &&
    figures.every((figure, index) => figure === index + (figures[0] ?? 0)) &&
    (figures[0] ?? 9) <= 1
  )
}

function isSignatureRow(body: Body, row: number, filled: readonly Filled[]): boolean {
  if (!filled.some(({ text }) => isSignature(text))) return false
  return missesRequired(body, row) || filled.length <= 2
}

/** True when a column that every data row must have is blank here, or says who signs. */
function missesRequired(body: Body, row: number): boolean {
  const required = body.columns.filter(({ key }) =>
    body.spec.columns.some((column) => column.key === key && column.required),
  )
  return required.some(({ column }) => {
    const cell = cellAt(body.sheet, row, column)
    return isBlank(cell) || isSignature(cell.text)
  })
}

function addSkipped(
  skipped: RowsSkipped[],
  row: number,
  reason: Reason,
  filled: readonly Filled[],
): void {
  const previous = skipped.at(-1)
  if (reason === 'blank' && previous?.reason === 'blank' && previous.lastRow === row - 1) {
    skipped[skipped.length - 1] = { ...previous, lastRow: row }
    return
  }
  const text = filled
    .map((cell) => cell.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, textMax)
  skipped.push({ row, lastRow: row, reason, text })
}
