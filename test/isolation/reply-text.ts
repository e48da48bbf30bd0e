import { openWorkbook } from '../../src/platform/spreadsheet/index.ts'
import type { Reply } from '../county.ts'

/** Everything that a reply tells, also inside a workbook. */
export async function textOf({ body, headers }: Reply): Promise<string> {
  if (!Buffer.isBuffer(body)) return JSON.stringify(body)
  const type = String(headers['content-type'] ?? '')
  if (!type.includes('spreadsheetml')) return body.toString()
  const { sheets } = await openWorkbook(new Uint8Array(body), 'reply.xlsx')
  const cells = sheets.flatMap(({ rows }) => rows.flat())
  return cells.map(({ text }) => text).join('\n')
}
