import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { AreaLevel } from '../../contract/area.ts'

/** One row of a table of administrative areas: GB/T 2260 code, its parent's, and the full name. */
export interface TableArea {
  readonly code: string
  readonly parentCode: string | null
  readonly level: Extract<AreaLevel, 'province' | 'city' | 'county'>
  readonly name: string
}

const Row = z.object({
  id: z.string(),
  pid: z.string(),
  deep: z.enum(['0', '1', '2', '3']),
  name: z.string(),
  ext_id: z.string(),
  ext_name: z.string(),
})

const levels = ['province', 'city', 'county'] as const

/**
 * Reads a table with the columns `id, pid, deep, name, ext_id, ext_name` (CSV, UTF-8 with or
 * without a mark), as AreaCity publishes it; townships are left out.
 */
export function readAreaTable(text: string): TableArea[] {
  const rows = z.array(Row).parse(parse(text, { columns: true, bom: true, trim: true }))
  const codes = new Map(rows.map((row) => [row.id, codeOf(row)]))
  return rows.flatMap((row) => {
    const level = levels[Number(row.deep)]
    if (!level) return []
    const parentCode = codes.get(row.pid) ?? null
    return [{ code: codeOf(row), parentCode, level, name: row.ext_name || row.name }]
  })
}

/** Some rows stand for an area without a number of its own; their id filled up is used. */
const codeOf = ({ id, ext_id }: z.infer<typeof Row>): string =>
  /^[1-9][0-9]{5}/.test(ext_id) ? ext_id.slice(0, 6) : id.padEnd(6, '0').slice(0, 6)

/** The rows of one area, of those above it, and of those below it. */
export function rowsAround(rows: readonly TableArea[], code: string): TableArea[] {
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const above = new Set<string>()
  for (let at: string | null | undefined = code; at && !above.has(at); ) {
    above.add(at)
    at = byCode.get(at)?.parentCode
  }
  const below = new Set([code])
  for (const row of rows) if (row.parentCode && below.has(row.parentCode)) below.add(row.code)
  return rows.filter((row) => above.has(row.code) || below.has(row.code))
}
