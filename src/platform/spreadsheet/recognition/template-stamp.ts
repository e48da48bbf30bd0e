import { cellAt, type RawWorkbook } from '../raw-workbook.ts'
import { everyText } from '../text.ts'

/** The hidden sheet of our own templates: lists for the dropdowns, and what template it is. */
export const codesSheetName = '_codes'
export const stampMark = 'spreadsheet-template'

export type TemplateStamp = { name: string; version: number }

/** Which template the file was made from, or null when it is the sender's own table. */
export function readStamp(workbook: RawWorkbook): TemplateStamp | null {
  const sheet = workbook.sheets.find(({ name }) => name === codesSheetName)
  if (!sheet || cellAt(sheet, 0, 0).text !== stampMark) return null
  return { name: cellAt(sheet, 0, 1).text, version: Number(cellAt(sheet, 0, 2).text) }
}

/** What marks an example row, in every language. */
export const exampleMarks = (): ReadonlySet<string> => everyText('template', 'example-mark')

/** How the column that carries that mark is headed, in every language. */
export const guideHeadings = (): ReadonlySet<string> => everyText('template', 'guide-heading')
