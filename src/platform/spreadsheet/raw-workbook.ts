/**
 * A workbook as it was sent, before anybody interpreted it. Row and column indexes are 0-based;
 * row i of `rows` is row i + 1 of the file, rows without content are empty arrays.
 */
export type RawCellKind = 'text' | 'number' | 'boolean' | 'date' | 'formula' | 'error' | 'empty'

export type RawCell = {
  /** What a person sees in the cell; dates as `2026-09-01`, `2026-09-01 07:30` or `07:30`. */
  readonly text: string
  readonly kind: RawCellKind
  /** The stored number; for dates the serial day of the 1900 system. */
  readonly number?: number
  readonly formula?: string
  /** What the value kept beside a formula is. */
  readonly result?: Exclude<RawCellKind, 'formula'>
}

/** A merged block, inclusive on every side. */
export type Merge = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type RawSheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: RawCell[][]
  readonly merges: Merge[]
  /** Rows that the sender's filter or hand has hidden; they are read all the same. */
  readonly hiddenRows: number[]
}

export type RawWorkbook = {
  readonly format: 'xlsx' | 'xls' | 'csv'
  readonly sheets: RawSheet[]
  /** Of a CSV: what it was read as. */
  readonly encoding?: string
  readonly delimiter?: string
}

export const emptyCell: RawCell = Object.freeze({ text: '', kind: 'empty' })

export function cellAt(sheet: RawSheet, row: number, column: number): RawCell {
  return sheet.rows[row]?.[column] ?? emptyCell
}

export const isBlank = (cell: RawCell): boolean =>
  cell.kind === 'empty' || (cell.kind === 'text' && cell.text.trim() === '')

/** `0` → `A`, `27` → `AB`. */
export function columnLetter(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

/** `AB12` → row 11, column 27; null when it is no such address. */
export function parseAddress(address: string): { row: number; column: number } | null {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address)
  if (!match?.[1] || !match[2]) return null
  let column = 0
  for (const letter of match[1].toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(match[2]) - 1, column: column - 1 }
}

/** `A1:C3` → the block; null when it is no such range or a single cell. */
export function parseRange(range: string): Merge | null {
  const [from = '', to = ''] = range.split(':')
  const start = parseAddress(from)
  const end = parseAddress(to)
  if (!start || !end) return null
  return { top: start.row, left: start.column, bottom: end.row, right: end.column }
}
