import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { FileStore } from '../files/file-store.ts'
import { systemBinding } from '../ports/actor.ts'
import { restoreBackup, verifyBackup, writeBackup } from './backup.ts'

let source: County
let empty: TestDatabase
let target: Database
let folder: string
let path: string

const masterKey = Buffer.alloc(32, 7)
const pixel = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489',
  'hex',
)

beforeAll(async () => {
  source = await county()
  folder = await mkdtemp(join(tmpdir(), 'anyuan-backup-'))
  path = join(folder, 'county.gz')
  const { ground } = source.product
  await ground.database.inWork({ ...systemBinding, personId: null }, (work) =>
    ground.files.put(
      work,
      {
        id: '01890000-0000-7000-8000-000000000001',
        bytes: pixel,
        name: 'gate.png',
        purpose: 'test',
        countyId: source.ids.areas.countyA.countyId,
        areaPath: source.ids.areas.countyA.path,
        rowClass: 'joint',
      },
      ['image/png'],
    ),
  )
  empty = await createTestDatabase()
  target = openDatabase({
    url: empty.url,
    connectionsMax: 2,
    clock: source.clock,
    auditTrail: { append: async () => undefined },
    namedStatements: true,
  })
})

afterAll(async () => {
  await target.close()
  await empty.drop()
  await source.close()
  await rm(folder, { recursive: true })
})

/** Rows and content of each table, as the superuser sees them. */
async function digests(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('platform', 'identity', 'schools', 'duty', 'statistics')`,
  )
  const result: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
       from ${name} t`,
    )
    result[name] = rows[0]?.digest ?? ''
  }
  await client.end()
  return result
}

test('a backup holds every row and file, and restores to the same content', async () => {
  const { ground } = source.product
  const written = await writeBackup({ ...ground, masterKey }, path)
  expect(written.rows).toBeGreaterThan(50)
  expect(written.files).toBe(1)
  const files = new FileStore(join(folder, 'restored'))
  let key: Uint8Array | null = null
  const read = await restoreBackup(path, {
    database: target,
    files,
    keepMasterKey: async (restored) => {
      key = restored
    },
  })
  expect(read).toEqual(written)
  expect(key).toEqual(masterKey)
  expect(await digests(empty.url)).toEqual(await digests(source.databaseUrl))
  const bytes = await target.inWork(systemBinding, async (work) => {
    const countyId = source.ids.areas.countyA.countyId
    const stored = await files.find(work, countyId, '01890000-0000-7000-8000-000000000001')
    if (!stored) throw new Error('The claim was not restored.')
    return files.read(stored)
  })
  expect(Buffer.from(bytes)).toEqual(pixel)
})

test('a filled database is not written over', async () => {
  const again = restoreBackup(path, {
    database: target,
    files: new FileStore(join(folder, 'again')),
    keepMasterKey: async () => undefined,
  })
  await expect(again).rejects.toThrow('not empty')
})

test('a damaged or cut-off backup is named before anything is written', async () => {
  const whole = await readFile(path)
  const cut = join(folder, 'cut.gz')
  await writeFile(cut, whole.subarray(0, whole.length - 200))
  await expect(verifyBackup(cut)).rejects.toThrow()
})
