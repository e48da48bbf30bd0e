import type { RawWorkbook } from '../raw-workbook.ts'
import { detectFormat } from './content-format.ts'
import { readCsv } from './csv-reader.ts'
import type { ReadingLimits } from './limits.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'
import { readXlsx } from './xlsx-reader.ts'

/** Reads a whole file in this thread; only the worker may call it. Throws UnreadableWorkbook. */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  limits: ReadingLimits,
): Promise<RawWorkbook> {
  if (bytes.byteLength > limits.fileBytesMax) {
    const maxMb = Math.round(limits.fileBytesMax / 1024 / 1024)
    throw new UnreadableWorkbook('file-too-large', { maxMb })
  }
  const workbook = await readByFormat(bytes, fileName, limits)
  if (workbook.sheets.every((sheet) => sheet.rows.length === 0)) {
    throw new UnreadableWorkbook('no-content')
  }
  return workbook
}

async function readByFormat(
  bytes: Uint8Array,
  fileName: string,
  limits: ReadingLimits,
): Promise<RawWorkbook> {
  const format = detectFormat(bytes)
  if (format === 'xlsx') return { format, sheets: await readXlsx(bytes, limits) }
  if (format === 'xls') {
    const { readXls } = await import('./xls-reader.ts')
    return { format, sheets: readXls(bytes, limits) }
  }
  const { sheet, encoding, delimiter } = readCsv(bytes, sheetNameOf(fileName), limits)
  return { format, sheets: [sheet], encoding, delimiter }
}

/** A file name without folder and ending, as Excel names the only sheet of a text file. */
function sheetNameOf(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? ''
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '').slice(0, 31) || 'Sheet1'
}
