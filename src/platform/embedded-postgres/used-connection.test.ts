import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'

const ROLE = `reader_${randomBytes(4).toString('hex')}`

/** What row policies must reckon with: after SET LOCAL and COMMIT a setting is '', not absent. */
describe('an emptied scope on a used connection', () => {
  let database: TestDatabase
  let client: Client

  beforeAll(async () => {
    database = await createTestDatabase()
    client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query(`
      create extension if not exists ltree;
      create role ${ROLE};
      create schema trial;
      grant usage on schema trial to ${ROLE};
      create table trial.plain (path ltree);
      create table trial.guarded (path ltree);
      insert into trial.plain values ('cn.one'), ('cn.two');
      insert into trial.guarded values ('cn.one'), ('cn.two');
      alter table trial.plain enable row level security;
      alter table trial.guarded enable row level security;
      create policy scoped on trial.plain
        using (path <@ (select current_setting('app.scope')::ltree));
      create policy scoped on trial.guarded
        using (path <@ (select nullif(current_setting('app.scope'), '')::ltree));
      grant select on trial.plain, trial.guarded to ${ROLE};
    `)
  })

  afterAll(async () => {
    await client.query(`drop owned by ${ROLE}; drop role ${ROLE}`)
    await client.end()
    await database.drop()
  })

  async function rowsSeen(table: string, scope?: string): Promise<number> {
    await client.query('begin')
    try {
      await client.query(`set local role ${ROLE}`)
      if (scope !== undefined) {
        await client.query(`set local app.scope = '${scope}'`)
      }
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from trial.${table}`,
      )
      return rows[0]?.count ?? -1
    } finally {
      await client.query('commit')
    }
  }

  it('is refused while the connection is fresh', async () => {
    await expect(rowsSeen('guarded')).rejects.toThrow(/unrecognized configuration parameter/)
  })

  it('sees nothing once the connection was used, with the guarded policy', async () => {
    expect(await rowsSeen('guarded', 'cn.one')).toBe(1)
    expect(await rowsSeen('guarded')).toBe(0)
  })

  it('would see everything with the plain policy: the empty path is the root', async () => {
    expect(await rowsSeen('plain', 'cn.one')).toBe(1)
    expect(await rowsSeen('plain')).toBe(2)
  })

  it('is not cured by resetting the connection', async () => {
    await rowsSeen('plain', 'cn.one')
    await client.query('discard all')
    expect(await rowsSeen('plain')).toBe(2)
    expect(await rowsSeen('guarded')).toBe(0)
  })
})
