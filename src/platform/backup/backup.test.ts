import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { FileStore, type StoredFile } from '../files/file-store.ts'
import { systemBinding } from '../ports/actor.ts'
import { restoreBackup, verifyBackup, writeBackup } from './backup.ts'
import { readTables } from './catalog.ts'

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
  await putPixel()
  empty = await createTestDatabase()
  target = open(empty.url)
})

/** One file of county A. */
function putPixel(): Promise<StoredFile> {
  const { database, files } = source.product.ground
  const { countyId, path: areaPath } = source.ids.areas.countyA
  const [id, purpose] = ['01890000-0000-7000-8000-000000000001', 'test']
  // Both separators are plain characters in JSON, and ends of a line to others.
  const name = 'gate\u2028\u2029.png'
  const file = { id, bytes: pixel, name, purpose, countyId, areaPath, rowClass: 'joint' }
  return database.inWork(systemBinding, (work) => files.put(work, file, ['image/png']))
}

const open = (url: string): Database =>
  openDatabase({
    url,
    connectionsMax: 2,
    clock: source.clock,
    auditTrail: { append: () => Promise.reject(new Error('Nothing is audited here.')) },
    namedStatements: true,
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
  const files = await filesIn('restored')
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

const filesIn = (name: string) => FileStore.open(join(folder, name), name, source.clock.now())

test('rows that refer to others of their table are known by their column', async () => {
  const tables = await target.inWork(systemBinding, readTables)
  const columns = tables.flatMap(({ name, selfReference: column }) =>
    column ? [`${name}.${column}`] : [],
  )
  expect(columns.sort()).toEqual(['identity.area.parent_id', 'statistics.report.corrects_id'])
})

test('a filled database is not written over', async () => {
  const again = restoreBackup(path, {
    database: target,
    files: await filesIn('again'),
    keepMasterKey: async () => undefined,
  })
  await expect(again).rejects.toThrow('not empty')
})

test('files that take longer than an idle transaction may are waited for', async () => {
  const { files } = source.product.ground
  const other = await createTestDatabase()
  const impatient = [source.databaseUrl, other.url].map((url) =>
    open(`${url}?options=-c%20idle_in_transaction_session_timeout%3D400`),
  )
  const [from, to] = impatient as [Database, Database]
  const slow = () => source.sql('select pg_sleep(1)')
  const slowPath = join(folder, 'slow.gz')
  const kept: string[] = []
  try {
    const read = async (file: StoredFile) => slow().then(() => files.read(file))
    const written = await writeBackup({ database: from, files: { read }, masterKey }, slowPath)
    const restored = await restoreBackup(slowPath, {
      database: to,
      files: { keep: async (sha256) => slow().then(() => void kept.push(sha256)) },
      keepMasterKey: async () => undefined,
    })
    expect(restored).toEqual(written)
    expect(kept).toHaveLength(1)
  } finally {
    for (const database of impatient) await database.close()
    await other.drop()
  }
})

test('a file that is erased meanwhile is left out, and said', async () => {
  const { database, files } = source.product.ground
  const { countyId } = source.ids.areas.countyA
  const erasing = async (file: StoredFile) => {
    const released = await database.inWork(systemBinding, (work) =>
      files.release(work, countyId, file.id),
    )
    await files.removeUnclaimed(database, released)
    return files.read(file)
  }
  const erasedPath = join(folder, 'erased.gz')
  const written = await writeBackup({ database, files: { read: erasing }, masterKey }, erasedPath)
  expect(written).toMatchObject({ files: 0, erasedFiles: 1 })
  const other = await createTestDatabase()
  const into = open(other.url)
  try {
    const keepMasterKey = async () => undefined
    expect(await restoreBackup(erasedPath, { database: into, files, keepMasterKey })).toEqual(
      written,
    )
  } finally {
    await into.close()
    await other.drop()
  }
})

test('bytes that are lost, though claimed, are an error and no smaller backup', async () => {
  const { database } = source.product.ground
  const file = await putPixel()
  const files = await filesIn('without')
  const lost = writeBackup({ database, files, masterKey }, join(folder, 'lost.gz'))
  await expect(lost).rejects.toThrow(file.sha256)
})

test('a damaged or cut-off backup is named, and so is a file that is none or is not there', async () => {
  const whole = await readFile(path)
  const text = gunzipSync(whole).toString()
  const cut = join(folder, 'cut.gz')
  const damaged = [
    whole.subarray(0, whole.length - 200),
    gzipSync(text.slice(0, text.lastIndexOf('{'))),
    gzipSync(text.replace('gate', 'goat')),
    Buffer.from('no backup'),
  ]
  for (const bytes of damaged) {
    await writeFile(cut, bytes)
    await expect(verifyBackup(cut)).rejects.toThrow('damaged or was cut off')
  }
  await expect(verifyBackup(join(folder, 'mistyped.gz'))).rejects.toThrow('ENOENT')
})

test('nothing stays of a backup that turns out to be damaged while it is restored', async () => {
  const damaged = join(folder, 'damaged.gz')
  const text = gunzipSync(await readFile(path)).toString()
  await writeFile(damaged, gzipSync(text.replace('gate', 'goat')))
  const other = await createTestDatabase()
  const into = open(other.url)
  const emptyOne = await digests(other.url)
  try {
    const files = await filesIn('damaged')
    const restored = restoreBackup(damaged, {
      database: into,
      files,
      keepMasterKey: async () => undefined,
    })
    await expect(restored).rejects.toThrow('damaged')
    expect(await digests(other.url)).toEqual(emptyOne)
  } finally {
    await into.close()
    await other.drop()
  }
})
