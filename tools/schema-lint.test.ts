import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, type SchemaRules } from '../architecture.mjs'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { tableRules } from './schema-lint/rules.ts'
import { lintSchema, wholeRules } from './schema-lint.ts'

const fixtures = join(import.meta.dirname, 'schema-lint/fixtures')
const named = (suffix: string): string[] =>
  readdirSync(fixtures)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))

/** Two rules are about the lists themselves. */
const special: Record<string, SchemaRules> = {
  empty: {
    ...architecture.schema,
    foreignSchemas: Object.fromEntries(
      ['public', 'anyuan_migration', 'platform', ...Object.keys(architecture.mayUse)].map(
        (schema) => [schema, 'hidden from the lint'],
      ),
    ),
    referenceTables: {},
    localTables: {},
    countyTables: {},
    appendOnlyTables: {},
    keyedTables: {},
    unaudited: {},
    definerFunctions: {},
  },
  list: {
    ...architecture.schema,
    localTables: { ...architecture.schema.localTables, 'schools.gone': 'was a queue once' },
  },
}

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

test('the migrated database obeys every rule', async () => {
  expect(await lintSchema(client)).toEqual([])
})

describe('each rule was seen red', () => {
  test.each(named('.sql'))('%s', async (rule) => {
    const before = new Set(await lintSchema(client))
    await client.query('begin')
    try {
      await client.query(readFileSync(join(fixtures, `${rule}.sql`), 'utf8'))
      const complaints = (await lintSchema(client, special[rule])).filter(
        (complaint) => !before.has(complaint),
      )
      expect(complaints.filter((complaint) => complaint.startsWith(`${rule}: `))).not.toEqual([])
      const expected = readFileSync(join(fixtures, `${rule}.txt`), 'utf8')
      expect(`${complaints.join('\n')}\n`).toBe(expected)
    } finally {
      await client.query('rollback')
    }
  })

  test('every rule has its red example, and every example a rule', () => {
    expect(named('.sql')).toEqual([...Object.keys(tableRules), ...wholeRules].sort())
  })
})
