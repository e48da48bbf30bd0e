import type { Cell, Workbook, Worksheet } from 'exceljs'
import { columnLetter, type RawCell, type RawSheet } from '../raw-workbook.ts'
import { detectFormat } from '../reading/content-format.ts'
import type { ReadingLimits } from '../reading/limits.ts'
import { readWorkbook } from '../reading/workbook-reader.ts'
import { countAllParts, openGuardedZip } from '../reading/zip-guard.ts'
import type { LocatedProblem } from '../table-spec.ts'
import { type Locale, problemText, textOf } from '../text.ts'
import { sheetName } from './xlsx-rows.ts'

export type MarkTask = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly limits: ReadingLimits
  readonly problems: readonly LocatedProblem[]
  readonly locale: Locale
}

/** More comments than this make Excel slow and help nobody. */
const marksMax = 5_000
const listedMax = 20_000
const fills = { refused: 'FFFFC7CE', warning: 'FFFFEB9C', note: 'FFFFFFFF' } as const

/** The work of `markErrors` in the calling thread; only the worker may call it. */
export async function markWorkbook(task: MarkTask): Promise<Uint8Array> {
  const book = await openForMarking(task)
  const byCell = new Map<string, LocatedProblem[]>()
  for (const problem of task.problems) {
    const place = JSON.stringify([problem.sheet, problem.row, problem.column])
    const list = byCell.get(place)
    if (list) list.push(problem)
    else byCell.set(place, [problem])
  }
  for (const list of [...byCell.values()].slice(0, marksMax)) {
    const [first] = list
    const sheet = first && sheetOf(book, first.sheet)
    if (first && sheet) markCell(sheet.getCell(first.row, first.column), list, task.locale)
  }
  listProblems(book, task)
  return Uint8Array.from(new Uint8Array(await book.xlsx.writeBuffer()))
}

async function openForMarking(task: MarkTask): Promise<Workbook> {
  const { default: ExcelJS } = await import('exceljs')
  if (detectFormat(task.bytes) === 'xlsx') {
    await countAllParts(await openGuardedZip(task.bytes, task.limits))
    try {
      const book = new ExcelJS.Workbook()
      const { buffer, byteOffset, byteLength } = task.bytes
      await book.xlsx.load(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
      if (task.problems.every(({ sheet }) => sheetOf(book, sheet))) return book
    } catch {
      // Some writers' files only our own reader understands; then the user gets a plain copy.
    }
  }
  const { sheets } = await readWorkbook(task.bytes, task.fileName, task.limits)
  const book = new ExcelJS.Workbook()
  for (const sheet of sheets) copySheet(book, sheet)
  return book
}

/** A copy of a CSV may have to change the name of its sheet. */
const sheetOf = (book: Workbook, name: string): Worksheet | undefined =>
  book.getWorksheet(name) ?? book.getWorksheet(sheetName(name))

function copySheet(book: Workbook, source: RawSheet): void {
  const sheet = book.addWorksheet(sheetName(source.name), {
    state: source.hidden ? 'hidden' : 'visible',
  })
  source.rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell.kind !== 'empty') copyCell(sheet.getCell(row + 1, column + 1), cell)
    })
  })
  for (const { top, left, bottom, right } of source.merges) {
    sheet.mergeCells(top + 1, left + 1, bottom + 1, right + 1)
  }
}

function copyCell(to: Cell, from: RawCell): void {
  const kind = from.result ?? from.kind
  if (kind === 'date' && from.number !== undefined) {
    to.value = from.number
    to.numFmt =
      from.number < 1 ? 'hh:mm' : from.number % 1 === 0 ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm'
  } else if (kind === 'number' && from.number !== undefined) to.value = from.number
  else {
    to.value = from.text
    to.numFmt = '@'
  }
}

function markCell(cell: Cell, problems: readonly LocatedProblem[], locale: Locale): void {
  const refused = problems.some(({ severity }) => severity === 'refused')
  const argb = refused ? fills.refused : fills.warning
  // Cells of a loaded file share their style objects; a new one keeps the paint to this cell.
  cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb } } }
  const words = problems.map((problem) => problemText(problem, locale))
  cell.note = [earlierNote(cell), ...words].filter(Boolean).join('\n')
}

function earlierNote(cell: Cell): string {
  const { note } = cell
  if (!note) return ''
  return typeof note === 'string' ? note : (note.texts ?? []).map(({ text }) => text).join('')
}

function listProblems(book: Workbook, task: MarkTask): void {
  const { locale, problems } = task
  const sheet = book.addWorksheet(freeName(book, textOf(locale, 'marked', 'sheet')))
  sheet.addRow([
    textOf(locale, 'marked', 'place'),
    textOf(locale, 'marked', 'severity'),
    textOf(locale, 'marked', 'text'),
  ]).font = { bold: true }
  for (const problem of problems.slice(0, listedMax)) addListed(sheet, problem, locale)
  if (problems.length > listedMax) {
    sheet.addRow(['', '', textOf(locale, 'marked', 'more', { count: problems.length - listedMax })])
  }
  for (const [index, width] of [24, 12, 100].entries()) sheet.getColumn(index + 1).width = width
}

function addListed(sheet: Worksheet, problem: LocatedProblem, locale: Locale): void {
  const address = `${columnLetter(problem.column - 1)}${problem.row}`
  const link = `#'${problem.sheet.replaceAll("'", "''")}'!${address}`
  const severity = textOf(locale, 'marked', problem.severity)
  const row = sheet.addRow(['', severity, problemText(problem, locale)])
  row.getCell(1).value = { text: `${problem.sheet} ${address}`, hyperlink: link }
}

function freeName(book: Workbook, wanted: string): string {
  let name = wanted
  for (let number = 2; book.getWorksheet(name); number += 1) name = `${wanted} ${number}`
  return name
}
