import type { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { Worksheet } from 'exceljs'
import { dateToSerial } from '../serial-date.ts'
import type { CellValue } from '../table-spec.ts'
import type { Locale } from '../text.ts'
import { type OutputColumn, type OutputRows, shownValue } from './csv-rows.ts'

/** Excel ends at 1,048,576 rows; a longer export goes on in a further sheet. */
const rowsPerSheet = 1_000_000
const rowsPerPause = 500

const formats: Readonly<Partial<Record<OutputColumn['kind'], string>>> = {
  date: 'yyyy-mm-dd',
  time: 'hh:mm',
  identifier: '@',
}

/**
 * Streams rows into an xlsx file; memory does not grow with their number. Texts stay texts, also
 * those that begin like a formula. Resolves when everything has been handed to `output`.
 */
export async function writeRows(
  columns: readonly OutputColumn[],
  rows: OutputRows,
  output: Writable,
  options: { readonly sheetName: string; readonly locale: Locale },
): Promise<{ rowCount: number }> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true })
  const open = (number: number): Worksheet => {
    const name = number === 1 ? options.sheetName : `${options.sheetName} ${number}`
    return addSheet(book, name, columns)
  }
  let sheet = open(1)
  let rowCount = 0
  for await (const row of rows) {
    if (rowCount > 0 && rowCount % rowsPerSheet === 0) {
      sheet.commit()
      sheet = open(rowCount / rowsPerSheet + 1)
    }
    const values = columns.map((column) =>
      storedValue(column, shownValue(column, row[column.key] ?? null, options.locale)),
    )
    sheet.addRow(values).commit()
    rowCount += 1
    // The packer works between our steps; without a pause all rows would pile up before it.
    if (rowCount % rowsPerPause === 0) await setImmediate()
  }
  sheet.commit()
  await book.commit()
  return { rowCount }
}

function addSheet(
  book: { addWorksheet(name: string, options: object): Worksheet },
  name: string,
  columns: readonly OutputColumn[],
): Worksheet {
  const sheet = book.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => {
    const numFmt = formats[column.kind]
    const heading = column.labels[0] ?? column.key
    const width = column.width ?? columnWidth(heading)
    return { header: heading, width, style: numFmt ? { numFmt } : {} }
  })
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  return sheet
}

/** Excel allows 31 characters, none of `[]:*?/\` and no quote at either end. */
export const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31)
    .replace(/^'+|'+$/g, '') || 'Sheet1'

/** Characters of the width; a Chinese one takes two. */
export const columnWidth = (heading: string): number =>
  Math.min(
    40,
    Math.max(
      10,
      [...heading].reduce((sum, c) => sum + (c > '\u00ff' ? 2 : 1), 4),
    ),
  )

/** Dates and times become what Excel can sort and count. */
function storedValue(column: OutputColumn, value: CellValue): CellValue {
  if (typeof value !== 'string') return value
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  if (column.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) && value >= '1900-03-01') {
    return dateToSerial(year, month, day)
  }
  const [hour = 0, minute = 0] = value.split(':').map(Number)
  if (column.kind === 'time' && /^\d\d:\d\d$/.test(value)) return (hour * 60 + minute) / 1440
  return value
}
