import type { Locale } from '../contract/problem.ts'
import type { Work } from '../database/work.ts'
import { type OutputColumn, type OutputRows, tableFile } from '../spreadsheet/index.ts'
import { FileReply } from './route.ts'

interface ExportedTable {
  /** `schools.export` */
  readonly action: string
  /** What the file and its sheet are called, in the language of the request. */
  readonly title: string
  readonly area: { readonly id: string; readonly name: string }
  /** A day, or the days from which the rows come. */
  readonly period: string
  readonly columns: readonly OutputColumn[]
  readonly rows: OutputRows
  readonly locale: Locale
  /** The filter, for the audit trail. */
  readonly detail: Record<string, unknown>
}

/**
 * A table as the reply of an export. What leaves the product is told to the audit trail, with the
 * filter and the number of rows, at the place of whoever took it.
 */
export async function tableReply(work: Work, table: ExportedTable): Promise<FileReply> {
  const { action, title, area, period, columns, rows, locale, detail } = table
  const { bytes, rowCount } = await tableFile(columns, rows, { sheetName: title, locale })
  const { countyId, scope: areaPath } = work.actor
  const subject = { subjectKind: 'area', subjectId: area.id }
  work.audit({ action, ...subject, countyId, areaPath, detail: { ...detail, rows: rowCount } })
  return new FileReply(bytes, `${title} ${area.name} ${period}.xlsx`)
}
