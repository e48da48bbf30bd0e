import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../test/county.ts'
import { sweep } from '../../../test/duty.ts'
import { upload } from '../../../test/uploads.ts'
import { newId } from '../database/new-id.ts'
import type { Work } from '../database/work.ts'
import { systemBinding } from '../ports/actor.ts'

const mebibyte = 1024 * 1024
const bytes = Buffer.from('校名,类别\n新校,小学\n')

let world: County
let commander: Client
beforeAll(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
})
afterAll(() => world.close())

/** Hands in a table, which is kept as a file. */
const send = (client: Client) => {
  const path = `/api/schools/imports?id=${newId(world.clock.now())}&subject=schools`
  return upload(world, client, path, { name: 'a.csv', bytes })
}

/** As if the person had 25 files more, which make up this size with those that were sent. */
async function useUp(client: Client, size: number): Promise<void> {
  await world.sql(`delete from platform.file where uploaded_by = $1 and name = 'more'`, [
    client.personId,
  ])
  await world.sql(
    `insert into platform.file (county_id, id, area_path, class, sha256, media_type, size_bytes,
       name, purpose, uploaded_by, uploaded_at)
     select county_id, overlay(gen_random_uuid()::text placing '7' from 15)::uuid, area_path, class, sha256, media_type,
       case when nth < 25 then $2::bigint else $3::bigint - 24 * $2::bigint - sent end, 'more', purpose, uploaded_by,
       uploaded_at
     from generate_series(1, 25) nth, lateral (select f.*, sum(size_bytes) over () as sent
       from platform.file f where uploaded_by = $1 limit 1) f`,
    [client.personId, 20 * mebibyte, size],
  )
}

const filesOf = async (client: Client) => {
  const text =
    'select count(*)::integer as files from platform.file where uploaded_by = $1 and name <> $2'
  const [stored] = await world.sql(text, [client.personId, 'more'])
  return stored?.['files']
}

it('takes 500 MB of a person in 24 hours, and not one byte more', async () => {
  expect((await send(commander)).status).toBe(200)
  await useUp(commander, 500 * mebibyte - bytes.length)
  expect((await send(commander)).status).toBe(200)
  await useUp(commander, 500 * mebibyte - bytes.length + 1)
  const refused = await send(commander)
  expect(refused).toBeRefused('file.quota')
  expect([refused.status, refused.body.params]).toEqual([413, { limitMb: 500 }])
  expect(await filesOf(commander)).toBe(2)
})

it('counts each person apart', async () => {
  const colleague = world.as('systemAdministrator', { at: 'countyA' })
  expect((await send(colleague)).status).toBe(200)
  expect(await send(commander)).toBeRefused('file.quota')
})

it('takes files again a day later', async () => {
  await passHours(23)
  expect(await send(commander)).toBeRefused('file.quota')
  await passHours(1.01)
  expect((await send(commander)).status).toBe(200)
})

it('keeps bytes that somebody claims while another gives them up', async () => {
  const { database, files } = world.product.ground
  const { countyId, path: areaPath } = world.ids.areas.countyA
  const content = Buffer.from('claimed twice\n')
  const claim = (work: Work) => {
    const [id, name, purpose] = [newId(work.now), 'a.txt', 'test']
    const file = { id, name, purpose, bytes: content, countyId, areaPath, rowClass: 'joint' }
    return files.put(work, file, ['text/plain'])
  }
  const first = await database.inWork(systemBinding, claim)
  const claimed = Promise.withResolvers<void>()
  const mayCommit = Promise.withResolvers<void>()
  const second = database.inWork(systemBinding, async (work) => {
    const stored = await claim(work)
    claimed.resolve()
    await mayCommit.promise
    return stored
  })
  await claimed.promise
  const released = await database.inWork(systemBinding, (work) =>
    files.release(work, countyId, first.id),
  )
  const removal = files.removeUnclaimed(database, released)
  await waitsForLock()
  mayCommit.resolve()
  const stored = await second
  await removal
  expect(Buffer.from(await files.read(stored))).toEqual(content)
  const last = await database.inWork(systemBinding, (work) =>
    files.release(work, countyId, stored.id),
  )
  await files.removeUnclaimed(database, last)
  await expect(files.read(stored)).rejects.toThrow('ENOENT')
})

/** A file of text in county A, under an id of its own unless one is given. */
const put = (work: Work, content: Buffer, id = newId(work.now)) => {
  const { countyId, path: areaPath } = world.ids.areas.countyA
  const file = { id, bytes: content, name: 'a.txt', purpose: 'test', rowClass: 'joint' }
  return world.product.ground.files.put(work, { ...file, countyId, areaPath }, ['text/plain'])
}
const folderOf = () => join(world.product.ground.config.dataFolder, 'files')
const pathOf = (content: Buffer): string => {
  const hash = createHash('sha256').update(content).digest('hex')
  return join(folderOf(), hash.slice(0, 2), hash)
}
/** Bytes on disk without a claim, since this moment. */
const leave = async (content: Buffer, path = pathOf(content)): Promise<string> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  await age(path)
  return path
}
const age = (path: string) => utimes(path, world.clock.now(), world.clock.now())

it('writes nothing of what it refuses', async () => {
  const { database } = world.product.ground
  const stored = await database.inWork(systemBinding, (work) => put(work, Buffer.from('taken\n')))
  const other = Buffer.from('not taken\n')
  const again = database.inWork(systemBinding, (work) => put(work, other, stored.id))
  await expect(again).rejects.toThrow('file.otherContent')
  expect(existsSync(pathOf(other))).toBe(false)
})

it('removes once a day what nothing claims, and lets a claim of the moment go first', async () => {
  const { database, files } = world.product.ground
  const kept = Buffer.from('kept\n')
  await database.inWork(systemBinding, (work) => put(work, kept))
  await age(pathOf(kept))
  const stray = await leave(Buffer.from('stray\n'))
  const cutOff = await leave(kept, `${pathOf(kept)}.${crypto.randomUUID()}`)
  const foreign = await leave(kept, join(dirname(pathOf(kept)), 'notes.txt'))
  const content = Buffer.from('claimed meanwhile\n')
  await leave(content)
  world.clock.advance(2 * 3_600_000)
  const young = await leave(Buffer.from('young\n'))

  const claimed = Promise.withResolvers<void>()
  const mayCommit = Promise.withResolvers<void>()
  const claim = database.inWork(systemBinding, async (work) => {
    const stored = await put(work, content)
    claimed.resolve()
    await mayCommit.promise
    return stored
  })
  await claimed.promise
  const swept = sweep(world, 'platform.unclaimed-files')
  await waitsForLock()
  mayCommit.resolve()
  const stored = await claim
  await swept
  expect(Buffer.from(await files.read(stored))).toEqual(content)
  expect([stray, cutOff].map(existsSync)).toEqual([false, false])
  expect([pathOf(kept), foreign, young].map(existsSync)).toEqual([true, true, true])
})

it('removes nothing where another database has kept files, or from before it was said', async () => {
  const ledger = join(folderOf(), 'DATABASES')
  const own = await readFile(ledger, 'utf8')
  const stray = await leave(Buffer.from('whose?\n'))
  world.clock.advance(2 * 3_600_000)
  await writeFile(ledger, `${own}elsewhere/1 2026-11-23T00:00:00.000Z\n`)
  await sweep(world, 'platform.unclaimed-files')
  expect(existsSync(stray)).toBe(true)
  await writeFile(ledger, own.replace(/ .*/, ` ${world.clock.now().toISOString()}`))
  await sweep(world, 'platform.unclaimed-files')
  expect(existsSync(stray)).toBe(true)
  await writeFile(ledger, own)
  await sweep(world, 'platform.unclaimed-files')
  expect(existsSync(stray)).toBe(false)
})

/** Comes back when somebody in this database waits for what another has locked. */
async function waitsForLock(): Promise<void> {
  const text = `select 1 from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`
  while ((await world.sql(text)).length === 0);
}

/** The session is kept open: it would have run out. */
async function passHours(hours: number): Promise<void> {
  world.clock.advance(hours * 3_600_000)
  const now = world.clock.now()
  await world.sql('update identity.session set expires_at = $2, last_seen_at = $3 where id = $1', [
    commander.sessionId,
    new Date(now.getTime() + 3_600_000),
    now,
  ])
}
