import type { DataValidation, Workbook, Worksheet } from 'exceljs'
import { columnLetter } from '../raw-workbook.ts'
import { codesSheetName, stampMark } from '../recognition/template-stamp.ts'
import { dateToSerial } from '../serial-date.ts'
import type { Choice, ColumnSpec, TableSpec } from '../table-spec.ts'
import { type Locale, textOf } from '../text.ts'
import { columnWidth, sheetName } from './xlsx-rows.ts'

export type TemplateOptions = {
  readonly locale: Locale
  /** Lists known only now (towns, stations), by column key; on text columns they only propose. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>
  /** How many rows get dropdowns and checks; 2,000 without it. */
  readonly rowsPrepared?: number
}

type Listed = { column: ColumnSpec; labels: readonly string[]; range: string | null }

const headerRow = 1
const exampleRow = 2
const firstDataRow = 3
const red = 'FFC00000'
const grey = 'FF8C8C8C'
const headerFill = 'FFE6F0FA'

/**
 * An empty xlsx table to fill in: frozen headings, a marked example row that the import skips,
 * dropdowns, checks while typing, a sheet that explains each column, and a hidden sheet with the
 * lists and the template's name and version. `recognise` reads it back without being told.
 */
export async function writeTemplate(
  spec: TableSpec,
  options: TemplateOptions,
): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const main = book.addWorksheet(sheetName(spec.title), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headerRow }],
  })
  const lists = writeCodes(book, spec, options)
  writeHeadings(main, spec, options.locale)
  const lastRow = firstDataRow + (options.rowsPrepared ?? 2_000) - 1
  lists.forEach((listed, index) => {
    addCheck(main, listed, index + 1, { lastRow, locale: options.locale })
  })
  writeNotes(book, spec, options.locale)
  return Uint8Array.from(new Uint8Array(await book.xlsx.writeBuffer()))
}

/** The hidden sheet: stamp in the first row, then one list per column, its key above it. */
function writeCodes(book: Workbook, spec: TableSpec, options: TemplateOptions): Listed[] {
  const sheet = book.addWorksheet(codesSheetName, { state: 'veryHidden' })
  sheet.getRow(1).values = [stampMark, spec.name, spec.version]
  return spec.columns.map((column, index): Listed => {
    const labels = labelsOf(column, options)
    const letter = columnLetter(index)
    sheet.getCell(2, index + 1).value = column.key
    labels.forEach((label, at) => {
      sheet.getCell(at + 3, index + 1).value = label
    })
    const last = labels.length + 2
    const range = labels.length > 0 ? `${codesSheetName}!$${letter}$3:$${letter}$${last}` : null
    return { column, labels, range }
  })
}

function labelsOf(column: ColumnSpec, options: TemplateOptions): string[] {
  if (column.kind === 'boolean') {
    return [textOf(options.locale, 'words', 'yes'), textOf(options.locale, 'words', 'no')]
  }
  const choices = options.choices?.[column.key] ?? column.choices ?? []
  return choices.map((choice) => choice.labels[0] ?? choice.value)
}

function writeHeadings(sheet: Worksheet, spec: TableSpec, locale: Locale): void {
  const guide = textOf(locale, 'template', 'guide-heading')
  const headings = [guide, ...spec.columns.map((column) => column.labels[0] ?? column.key)]
  const mark = textOf(locale, 'template', 'example-mark')
  sheet.getRow(headerRow).values = headings
  sheet.getRow(exampleRow).values = [mark, ...spec.columns.map((column) => column.example ?? '')]
  headings.forEach((heading, index) => {
    const column = index === 0 ? undefined : spec.columns[index - 1]
    const own = sheet.getColumn(index + 1)
    own.width = index === 0 ? 20 : columnWidth(heading)
    const format = formatOf(column)
    if (format) own.numFmt = format
    const head = sheet.getCell(headerRow, index + 1)
    head.font = { bold: true, color: { argb: column?.required ? red : 'FF000000' } }
    head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: headerFill } }
    head.alignment = { vertical: 'middle', wrapText: true }
    if (column) head.note = noteOf(column, locale)
    const example = sheet.getCell(exampleRow, index + 1)
    example.font = { italic: true, color: { argb: grey } }
    example.numFmt = '@'
  })
}

function formatOf(column: ColumnSpec | undefined): string | null {
  if (column?.kind === 'date') return 'yyyy-mm-dd'
  if (column?.kind === 'time') return 'hh:mm'
  return column?.kind === 'identifier' || column?.kind === 'text' ? '@' : null
}

const noteOf = (column: ColumnSpec, locale: Locale): string =>
  [textOf(locale, 'template', `kind-${column.kind}`), column.hint ?? ''].filter(Boolean).join('\n')

/** Excel itself then refuses, or for proposals only warns of, what the import would refuse. */
function addCheck(
  sheet: Worksheet,
  listed: Listed,
  index: number,
  { lastRow, locale }: { lastRow: number; locale: Locale },
): void {
  const check = checkOf(listed)
  if (!check) return
  const letter = columnLetter(index)
  const validation: DataValidation = {
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: textOf(locale, 'template', 'error-title'),
    error: noteOf(listed.column, locale).slice(0, 220),
    ...check,
  }
  validationsOf(sheet).add(`${letter}${firstDataRow}:${letter}${lastRow}`, validation)
}

function checkOf({ column, range }: Listed): DataValidation | null {
  if (range) {
    const errorStyle = column.kind === 'text' ? 'warning' : 'stop'
    return { type: 'list', formulae: [range], errorStyle }
  }
  const { kind } = column
  if (kind === 'integer' || kind === 'decimal' || kind === 'longitude' || kind === 'latitude') {
    const globe = kind === 'longitude' ? 180 : kind === 'latitude' ? 90 : 1e15 - 1
    const formulae = [column.min ?? -globe, column.max ?? globe]
    return { type: kind === 'integer' ? 'whole' : 'decimal', operator: 'between', formulae }
  }
  if (kind === 'date') {
    const formulae = [
      serialOf(column.earliest ?? '1950-01-01'),
      serialOf(column.latest ?? '2100-12-31'),
    ]
    return { type: 'decimal', operator: 'between', formulae }
  }
  if (column.lengthMax === undefined) return null
  return { type: 'textLength', operator: 'lessThanOrEqual', formulae: [column.lengthMax] }
}

function serialOf(date: string): number {
  const [year = 1950, month = 1, day = 1] = date.split('-').map(Number)
  return dateToSerial(year, month, day)
}

type Validations = { add(range: string, validation: DataValidation): void }

/** The library has whole ranges, its types only know single cells. */
const validationsOf = (sheet: Worksheet): Validations =>
  (sheet as Worksheet & { dataValidations: Validations }).dataValidations

function writeNotes(book: Workbook, spec: TableSpec, locale: Locale): void {
  const sheet = book.addWorksheet(textOf(locale, 'template', 'notes-sheet'))
  const details = { sheet: sheetName(spec.title), version: spec.version }
  sheet.getCell('A1').value = textOf(locale, 'template', 'notes-intro', details)
  sheet.getCell('A1').alignment = { wrapText: true, vertical: 'top' }
  sheet.mergeCells('A1:E1')
  sheet.getRow(1).height = 48
  sheet.getRow(3).values = [
    textOf(locale, 'template', 'notes-column'),
    textOf(locale, 'template', 'notes-required'),
    textOf(locale, 'template', 'notes-kind'),
    textOf(locale, 'template', 'notes-example'),
    textOf(locale, 'template', 'notes-hint'),
  ]
  sheet.getRow(3).font = { bold: true }
  spec.columns.forEach((column, index) => {
    sheet.getRow(index + 4).values = [
      column.labels[0] ?? column.key,
      column.required ? textOf(locale, 'words', 'yes') : '',
      textOf(locale, 'template', `kind-${column.kind}`),
      column.example ?? '',
      column.hint ?? '',
    ]
  })
  for (const [index, width] of [22, 10, 30, 24, 60].entries()) {
    sheet.getColumn(index + 1).width = width
  }
}
