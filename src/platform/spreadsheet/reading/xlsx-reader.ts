import type { RawSheet } from '../raw-workbook.ts'
import type { ReadingLimits } from './limits.ts'
import { readXlsxParts } from './xlsx-parts.ts'
import { SheetHandler } from './xlsx-sheet.ts'
import { scanXml } from './xml-scanner.ts'
import { openGuardedZip } from './zip-guard.ts'

/** Reads the worksheets of an xlsx file in the order of its tabs. Throws UnreadableWorkbook. */
export async function readXlsx(bytes: Uint8Array, limits: ReadingLimits): Promise<RawSheet[]> {
  const zip = await openGuardedZip(bytes, limits)
  const parts = await readXlsxParts(zip, limits.cellCharactersMax)
  const budget = { cells: 0 }
  const sheets: RawSheet[] = []
  for (const part of parts.sheets) {
    const handler = new SheetHandler(part, parts, limits, budget)
    const content = zip.inflate(part.path)
    if (content) await scanXml(content, handler, limits.cellCharactersMax)
    sheets.push(handler.sheet())
  }
  return sheets
}
