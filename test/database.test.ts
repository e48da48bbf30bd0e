import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database.ts'

describe('createTestDatabase', () => {
  let first: TestDatabase
  let second: TestDatabase

  beforeAll(async () => {
    first = await createTestDatabase()
    second = await createTestDatabase()
  })

  afterAll(async () => {
    await first.drop()
    await second.drop()
  })

  async function ask(url: string, statement: string): Promise<unknown[]> {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(statement)).rows
    } finally {
      await client.end()
    }
  }

  it('gives every caller a database of its own', async () => {
    await ask(first.url, 'create table only_here (id int)')
    const [row] = await ask(second.url, "select to_regclass('only_here') as found")
    expect(row).toEqual({ found: null })
  })

  it('runs on a locale in which trigrams of Chinese text are found', async () => {
    await ask(first.url, 'create extension if not exists pg_trgm')
    const [row] = await ask(first.url, "select cardinality(show_trgm('海淀')) as trigrams")
    expect(row).toEqual({ trigrams: 3 })
  })
})
