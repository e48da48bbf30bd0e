import { parse } from 'csv-parse/sync'
import { emptyCell, type RawCell, type RawSheet } from '../raw-workbook.ts'
import type { ReadingLimits } from './limits.ts'
import { SheetRows } from './sheet-rows.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'

/** UTF-8 with or without mark, UTF-16 with mark, else GB 18030 (GBK, GB 2312). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : null
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: nobody types these
      if (/[\x00-\x08\x0e-\x1f]/.test(text)) break
      return { text, encoding }
    } catch {
      // Not this encoding; the next one is tried, and the refusal below names them all.
    }
  }
  throw new UnreadableWorkbook('encoding-unknown')
}

/** The separator that cuts the first lines into the same number of pieces most often. */
export function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', '\t', ';']) {
    const times = new Map<number, number>()
    for (const line of lines) {
      const pieces = line.split(delimiter).length
      if (pieces > 1) times.set(pieces, (times.get(pieces) ?? 0) + 1)
    }
    for (const [pieces, lineCount] of times) {
      const score = lineCount * Math.min(pieces, 5)
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

export type CsvReading = { sheet: RawSheet; encoding: string; delimiter: string }

/** Reads separated text as one sheet of text cells. Throws UnreadableWorkbook. */
export function readCsv(bytes: Uint8Array, sheetName: string, limits: ReadingLimits): CsvReading {
  const { text, encoding } = decodeText(bytes)
  const delimiter = detectDelimiter(text)
  const rows = new SheetRows(sheetName, limits, { cells: 0 })
  for (const [index, record] of parseRecords(text, delimiter, limits).entries()) {
    let last = record.length
    while (last > 0 && record[last - 1]?.trim() === '') last -= 1
    rows.put(index, record.slice(0, last).map(csvCell))
  }
  const sheet = { name: sheetName, hidden: false, rows: rows.rows, merges: [], hiddenRows: [] }
  return { sheet, encoding, delimiter }
}

function parseRecords(text: string, delimiter: string, limits: ReadingLimits): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: limits.cellCharactersMax * 20,
      to: limits.rowsMax + 1,
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0
    throw new UnreadableWorkbook('text-broken', { line }, error)
  }
}

/** `="0123"` is how a program keeps Excel from reading a number; `'=…` is our own guard. */
function csvCell(field: string): RawCell {
  if (field === '') return emptyCell
  const kept = /^="([^"]*)"$/.exec(field)
  if (kept) return kept[1] ? { text: kept[1], kind: 'text' } : emptyCell
  if (/^=\s*[A-Za-z(+-]/.test(field)) {
    return { text: '', kind: 'formula', formula: field.slice(1), result: 'empty' }
  }
  return { text: /^'[=+\-@\t\r]/.test(field) ? field.slice(1) : field, kind: 'text' }
}
