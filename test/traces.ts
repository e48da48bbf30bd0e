import { expect } from 'vitest'
import { verifyAuditChains } from '../src/modules/identity/index.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import type { County } from './county.ts'

/** Tables with a row that holds the text anywhere. */
export async function tablesHolding(c: County, text: string): Promise<unknown[]> {
  const tables = await c.sql(
    `select format('%I.%I', n.nspname, t.relname) as name from pg_class t
     join pg_namespace n on n.oid = t.relnamespace
     where t.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$' order by 1`,
  )
  expect(tables.length).toBeGreaterThan(30)
  const holding: unknown[] = []
  for (const { name } of tables) {
    const found = await c.sql(`select from ${name} t where t::text like $1 limit 1`, [`%${text}%`])
    if (found.length > 0) holding.push(name)
  }
  return holding
}

/** What a check of all audit chains says, with where they stand noted before it. */
export async function verifiedTrail(c: County) {
  await c.product.sweeps.get('identity.anchor')?.()
  const { database, config } = c.product.ground
  return database.inWork(systemBinding, (work) => verifyAuditChains(work, config.dataFolder))
}
