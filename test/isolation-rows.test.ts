import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { architecture } from '../architecture.mjs'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { modeOf } from './isolation/row-modes.ts'
import { findLeaks, type ProtectedTable, readProtectedTables } from './isolation/row-probe.ts'

// Every protected table against rows of its own place, below, above, beside and elsewhere, under
// every command. Made from the catalog: a new table is probed without anybody listing it.

let test: TestDatabase
let client: Client
let tables: ProtectedTable[]

beforeAll(async () => {
  test = await createTestDatabase()
  client = new Client({ connectionString: test.url })
  await client.connect()
  tables = await readProtectedTables(client)
})
afterAll(async () => {
  await client.end()
  await test.drop()
})

/** Runs in a transaction of the owner that leaves nothing behind. */
async function undone<T>(run: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    return await run()
  } finally {
    await client.query('rollback')
  }
}

describe('row protection', { retry: 0 }, () => {
  it('is probed on all tables that carry a path', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'area_path' and a.attnum > 0
       where c.relkind in ('r', 'p') order by 1`,
    )
    const probed = new Set(tables.map(({ name }) => name))
    const scoped = rows
      .map(({ name }) => name)
      .filter((name) => !(name in architecture.schema.localTables) || name.startsWith('identity.'))
    expect(scoped.length).toBeGreaterThan(40)
    expect(scoped.filter((name) => !probed.has(name))).toEqual([])
  })

  it('shows and takes exactly the rows of the scope and class', async () => {
    const found: string[] = []
    for (const table of tables) {
      const leaks = await undone(() => findLeaks(client, table, modeOf(table.name)))
      found.push(...leaks.map((leak) => `${table.name}: ${leak}`))
    }
    // A table that is meant to be read from below or by whom it is about: list it in row-modes.ts.
    expect(found).toEqual([])
  })

  it('knows when a policy is opened, each of them', async () => {
    const survivors: string[] = []
    for (const table of tables) {
      for (const { name, hasCheck, hasUsing } of table.policies) {
        const leaks = await undone(async () => {
          const opened = `${hasUsing ? 'using (true)' : ''} ${hasCheck ? 'with check (true)' : ''}`
          await client.query(`alter policy ${name} on ${table.name} ${opened}`)
          return findLeaks(client, table, modeOf(table.name))
        })
        if (leaks.length === 0) survivors.push(`${name} on ${table.name}`)
      }
    }
    expect(survivors).toEqual([])
  })

  it('knows when a policy is dropped, each of them', async () => {
    const survivors: string[] = []
    for (const table of tables) {
      for (const { name } of table.policies) {
        const leaks = await undone(async () => {
          await client.query(`drop policy ${name} on ${table.name}`)
          return findLeaks(client, table, modeOf(table.name))
        })
        if (leaks.length === 0) survivors.push(`${name} on ${table.name}`)
      }
    }
    expect(survivors).toEqual([])
  })

  it('knows when protection is switched off', async () => {
    for (const table of tables) {
      const leaks = await undone(async () => {
        await client.query(`alter table ${table.name} disable row level security`)
        return findLeaks(client, table, modeOf(table.name))
      })
      expect([table.name, leaks.length > 0]).toEqual([table.name, true])
    }
  })
})
