import type { CellValue, ColumnSpec } from '../table-spec.ts'
import { type Locale, textOf } from '../text.ts'

/** One column of an export; `labels[0]` is its heading. */
export type OutputColumn = Pick<ColumnSpec, 'key' | 'labels' | 'kind' | 'choices'> & {
  /** Characters, a Chinese one counts two; by the heading without it. */
  readonly width?: number | undefined
}

export type OutputRow = Readonly<Record<string, CellValue | undefined>>

export type OutputRows = AsyncIterable<OutputRow> | Iterable<OutputRow>

/** A value as a person reads it: choices by their label, yes and no in words. */
export function shownValue(column: OutputColumn, value: CellValue, locale: Locale): CellValue {
  if (typeof value === 'boolean') return textOf(locale, 'words', value ? 'yes' : 'no')
  if (column.kind !== 'choice') return value
  return column.choices?.find((choice) => choice.value === value)?.labels[0] ?? value
}

/**
 * A text that a spreadsheet would run as a formula gets a `'` in front; numbers are left alone. Our
 * own reader takes the `'` off again.
 */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function csvField(value: CellValue): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const guarded = guardFormula(value)
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** CSV with a UTF-8 mark, so that Excel reads Chinese, line by line. */
export async function* writeCsv(
  columns: readonly OutputColumn[],
  rows: OutputRows,
  locale: Locale,
): AsyncGenerator<string> {
  const line = (fields: readonly CellValue[]): string => `${fields.map(csvField).join(',')}\r\n`
  yield `\ufeff${line(columns.map((column) => column.labels[0] ?? column.key))}`
  for await (const row of rows) {
    yield line(columns.map((column) => shownValue(column, row[column.key] ?? null, locale)))
  }
}
