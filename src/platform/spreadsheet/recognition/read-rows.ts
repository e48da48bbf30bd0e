import { degreeBounds, readDegrees } from '../cells/coordinate-cell.ts'
import { parseCell } from '../cells/parse-cell.ts'
import { isRefused, note } from '../cells/problem.ts'
import { isDitto, tidyText } from '../cells/tidy-text.ts'
import { cellAt, isBlank, type RawCell, type RawSheet, type RawWorkbook } from '../raw-workbook.ts'
import { numberText } from '../reading/number-format.ts'
import type {
  CellProblem,
  CellValue,
  ColumnSpec,
  LocatedProblem,
  ParsedCell,
  TableSpec,
} from '../table-spec.ts'
import type { ColumnTaken, Fill, Recognition } from './recognition.ts'

/** One data row; `row` is 1-based as in the user's file. */
export type TableRow = {
  readonly row: number
  /** By key; keys of columns that the file lacks are absent. */
  readonly values: Readonly<Record<string, CellValue>>
  readonly problems: readonly LocatedProblem[]
  /** True when a problem refuses a cell: the row cannot be taken as it is. */
  readonly refused: boolean
}

export type ReadRowsOptions = {
  /** Says which suggestions the user has agreed to; they are then taken and noted. */
  readonly accept?: (problem: LocatedProblem) => boolean
}

type TakenColumn = ColumnTaken & { readonly spec: ColumnSpec }

type Reading = {
  sheet: RawSheet
  spec: TableSpec
  columns: readonly TakenColumn[]
  anchors: ReadonlyMap<string, number>
  accept: (problem: LocatedProblem) => boolean
  /** Text of the last filled cell by key, for columns that may be filled from above. */
  above: Map<string, string>
}

/**
 * Reads the data rows of a recognised table one by one, in file order. Every problem has its row
 * and column; swapped coordinates and rows that occur twice are noticed here.
 */
export function* readRows(
  workbook: RawWorkbook,
  spec: TableSpec,
  recognition: Recognition,
  options: ReadRowsOptions = {},
): Generator<TableRow> {
  const sheet = recognition.sheet ? workbook.sheets[recognition.sheet.index] : undefined
  if (!sheet || !recognition.header) return
  const columns = recognition.columns.flatMap((taken): TakenColumn[] => {
    const column = spec.columns.find(({ key }) => key === taken.key)
    return column ? [{ ...taken, spec: column }] : []
  })
  const anchors = indexFills(recognition.fills)
  const accept = options.accept ?? (() => false)
  const reading: Reading = { sheet, spec, columns, anchors, accept, above: new Map() }
  const skipped = new Set<number>()
  for (const { row, lastRow } of recognition.skipped) {
    for (let index = row; index <= lastRow; index += 1) skipped.add(index)
  }
  const findRepeats = repeatFinder(reading)
  for (let row = recognition.header.last + 1; row <= recognition.lastRow; row += 1) {
    if (skipped.has(row)) continue
    yield findRepeats(readRow(reading, row))
  }
}

const place = (row: number, column: number): string => `${row}:${column}`

function indexFills(fills: readonly Fill[]): Map<string, number> {
  const anchors = new Map<string, number>()
  for (const fill of fills) {
    for (let row = fill.row + 1; row <= fill.lastRow; row += 1) {
      anchors.set(place(row, fill.column), fill.row)
    }
  }
  return anchors
}

function readRow(reading: Reading, row: number): TableRow {
  const parsed = new Map<string, ParsedCell>()
  const cells = new Map<string, RawCell>()
  for (const { key, column, spec } of reading.columns) {
    const cell = cellAt(reading.sheet, reading.anchors.get(place(row, column)) ?? row, column)
    cells.set(key, cell)
    parsed.set(key, withFillFromAbove(reading, spec, cell, parseCell(spec, cell)))
  }
  noticeSwapped(reading, cells, parsed)
  const values: Record<string, CellValue> = {}
  const problems: LocatedProblem[] = []
  for (const { key, column, spec } of reading.columns) {
    const at = { sheet: reading.sheet.name, row: row + 1, column: column + 1, key }
    const settled = settle(reading, spec, at, parsed.get(key) ?? { value: null, problems: [] })
    values[key] = settled.value
    for (const problem of settled.problems) problems.push({ ...problem, ...at })
    remember(reading, spec, cells.get(key), settled.value)
  }
  return { row: row + 1, values, problems, refused: isRefused({ value: null, problems }) }
}

/** Proposes the value above for `同上` and for a blank that must not be one. */
function withFillFromAbove(
  reading: Reading,
  spec: ColumnSpec,
  cell: RawCell,
  parsed: ParsedCell,
): ParsedCell {
  const above = reading.above.get(spec.key)
  if (!spec.fillFromAbove || spec.personal || above === undefined) return parsed
  if (!isBlank(cell) && !isDitto(tidyText(cell.text).text)) return parsed
  const problems = parsed.problems.map((problem) =>
    problem.severity === 'refused' ? { ...problem, suggestion: above } : problem,
  )
  return { ...parsed, problems }
}

function remember(
  reading: Reading,
  spec: ColumnSpec,
  cell: RawCell | undefined,
  value: CellValue,
): void {
  if (!spec.fillFromAbove || value === null || !cell) return
  const { text } = tidyText(cell.text)
  if (text !== '' && !isDitto(text)) reading.above.set(spec.key, text)
}

/** Takes an accepted suggestion in place of a refused cell. */
function settle(
  reading: Reading,
  spec: ColumnSpec,
  at: Pick<LocatedProblem, 'sheet' | 'row' | 'column' | 'key'>,
  parsed: ParsedCell,
): ParsedCell {
  const refusal = parsed.problems.find(({ severity }) => severity === 'refused')
  const to = refusal?.suggestion
  if (to === undefined || !refusal || !reading.accept({ ...refusal, ...at })) return parsed
  const corrected = parseCell(spec, { text: to, kind: 'text' })
  if (isRefused(corrected)) return parsed
  const from = refusal.details['value'] ?? ''
  return { value: corrected.value, problems: [note('corrected', { from, to })] }
}

/** Longitude and latitude each out of bounds, but right in the other's place. */
function noticeSwapped(
  reading: Reading,
  cells: ReadonlyMap<string, RawCell>,
  parsed: Map<string, ParsedCell>,
): void {
  for (const pair of reading.spec.coordinates ?? []) {
    const east = coordinate(reading, cells, pair.longitude)
    const north = coordinate(reading, cells, pair.latitude)
    if (!east || !north) continue
    const asRead = within(east.degrees, east.spec) && within(north.degrees, north.spec)
    const swapped = within(north.degrees, east.spec) && within(east.degrees, north.spec)
    if (asRead || !swapped) continue
    parsed.set(pair.longitude, swappedCell(east.degrees, north.degrees))
    parsed.set(pair.latitude, swappedCell(north.degrees, east.degrees))
  }
}

function coordinate(
  reading: Reading,
  cells: ReadonlyMap<string, RawCell>,
  key: string,
): { degrees: number; spec: ColumnSpec } | null {
  const spec = reading.columns.find((column) => column.key === key)?.spec
  const cell = cells.get(key)
  if (!spec || !cell || isBlank(cell) || cell.kind === 'date') return null
  const { text } = tidyText(cell.text)
  const read = readDegrees({
    text,
    isDate: false,
    ...(cell.number === undefined ? {} : { number: cell.number }),
  })
  return read ? { degrees: read.degrees, spec } : null
}

function within(degrees: number, spec: ColumnSpec): boolean {
  const { min, max } = degreeBounds(spec)
  return degrees >= min && degrees <= max
}

function swappedCell(value: number, other: number): ParsedCell {
  const problem: CellProblem = {
    code: 'coordinates-swapped',
    severity: 'refused',
    details: { value: numberText(value), other: numberText(other) },
    suggestion: numberText(other),
  }
  return { value: null, problems: [problem] }
}

/** Marks rows that repeat an earlier one, by the unique keys of the table or as a whole. */
function repeatFinder(reading: Reading): (table: TableRow) => TableRow {
  const uniques = (reading.spec.unique ?? []).map((keys) => ({
    keys,
    seen: new Map<string, number>(),
  }))
  const wholes = new Map<string, number>()
  return (table) => {
    const problems: LocatedProblem[] = []
    const whole = table.refused ? null : JSON.stringify(table.values)
    const sameRow = whole === null ? undefined : wholes.get(whole)
    if (whole !== null && sameRow === undefined) wholes.set(whole, table.row)
    for (const { keys, seen } of uniques) {
      const values = keys.map((key) => table.values[key] ?? null)
      if (values.includes(null)) continue
      const name = JSON.stringify(values)
      const first = seen.get(name)
      if (first === undefined) seen.set(name, table.row)
      else if (sameRow === undefined) problems.push(...repeated(reading, table.row, first, keys))
    }
    if (sameRow !== undefined) {
      const [first] = reading.columns
      if (first) {
        const at = {
          sheet: reading.sheet.name,
          row: table.row,
          column: first.column + 1,
          key: first.key,
        }
        problems.push({ ...note('repeated-row', { row: sameRow }), severity: 'warning', ...at })
      }
    }
    if (problems.length === 0) return table
    const all = [...table.problems, ...problems]
    return { ...table, problems: all, refused: isRefused({ value: null, problems: all }) }
  }
}

function repeated(
  reading: Reading,
  row: number,
  first: number,
  keys: readonly string[],
): LocatedProblem[] {
  return reading.columns
    .filter(({ key }) => keys.includes(key))
    .map(({ key, column }) => ({
      code: 'duplicate-row',
      severity: 'refused',
      details: { row: first },
      sheet: reading.sheet.name,
      row,
      column: column + 1,
      key,
    }))
}
