import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { emptyCell, type RawCell, type RawSheet } from '../raw-workbook.ts'
import { days1904, serialToText } from '../serial-date.ts'
import type { ReadingLimits } from './limits.ts'
import { isDateFormat, numberText } from './number-format.ts'
import { type CellBudget, SheetRows } from './sheet-rows.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'

/** Reads the binary workbooks that old bureau computers still write. Throws UnreadableWorkbook. */
export function readXls(bytes: Uint8Array, limits: ReadingLimits): RawSheet[] {
  const book = openBook(bytes, limits)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const budget = { cells: 0 }
  return book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name]
    // Chart sheets have no cells.
    if (!sheet || sheet['!type'] === 'chart') return []
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return [readSheet({ name, hidden, sheet, date1904 }, limits, budget)]
  })
}

function openBook(bytes: Uint8Array, limits: ReadingLimits): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: limits.rowsMax + 1,
    })
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new UnreadableWorkbook(locked ? 'password-protected' : 'other-format', {}, error)
  }
}

type XlsSheet = { name: string; hidden: boolean; sheet: WorkSheet; date1904: boolean }

function readSheet(source: XlsSheet, limits: ReadingLimits, budget: CellBudget): RawSheet {
  const { name, hidden, sheet, date1904 } = source
  const rows = new SheetRows(name, limits, budget)
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  data.forEach((row, index) => {
    const cells: RawCell[] = []
    row.forEach((cell, column) => {
      const raw = cell ? rawCell(cell, date1904) : emptyCell
      if (raw.kind === 'empty') return
      while (cells.length < column) cells.push(emptyCell)
      cells[column] = raw
    })
    rows.put(index, cells)
  })
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }))
  const hiddenRows = (sheet['!rows'] ?? []).flatMap((row, index) => (row?.hidden ? [index] : []))
  return { name, hidden, rows: rows.rows, merges, hiddenRows }
}

function rawCell(cell: CellObject, date1904: boolean): RawCell {
  const value = plainCell(cell, date1904)
  if (cell.f === undefined) return value
  const result = value.kind === 'formula' ? 'text' : value.kind
  return { ...value, kind: 'formula', formula: cell.f, result }
}

function plainCell(cell: CellObject, date1904: boolean): RawCell {
  if (cell.v === undefined || cell.t === 'z') return emptyCell
  if (cell.t === 'b')
    return { text: cell.v ? 'TRUE' : 'FALSE', kind: 'boolean', number: cell.v ? 1 : 0 }
  if (cell.t === 'e') return { text: cell.w ?? '#ERROR', kind: 'error' }
  if (typeof cell.v !== 'number') {
    return cell.v === '' ? emptyCell : { text: String(cell.v), kind: 'text' }
  }
  const code = typeof cell.z === 'string' ? cell.z : undefined
  if (isDateFormat(0, code)) {
    const serial = cell.v + (date1904 ? days1904 : 0)
    return { text: serialToText(serial), kind: 'date', number: serial }
  }
  return { text: numberText(cell.v, code), kind: 'number', number: cell.v }
}
