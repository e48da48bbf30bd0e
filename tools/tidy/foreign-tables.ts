import { architecture } from '../../architecture.mjs'
import type { Complain } from './complaint.ts'

const tableInSql = /\b(?:from|join|into|update|using)\s+(?:only\s+)?([a-z_]+)\.([a-z_]+)/gi

/**
 * Kysely's types keep typed queries inside the own schema; SQL written by hand is kept there by
 * this: own tables, the platform's, and `published_` views along a declared edge.
 */
export function checkForeignTables(
  path: string,
  text: string,
  offset: number,
  complain: Complain,
): void {
  const own = /^src\/(?:modules\/([^/]+)|platform)\//.exec(path)
  if (!own) return
  const module = own[1]
  for (const [, schema = '', table = ''] of text.matchAll(tableInSql)) {
    if (!(schema in architecture.mayUse) || schema === module) continue
    const used = module === undefined ? [] : (architecture.mayUse[module] ?? [])
    if (used.includes(schema) && table.startsWith('published_')) continue
    const who = module ?? 'platform'
    complain(offset, 'foreign-table', `${who} may not query ${schema}.${table}`)
  }
}
