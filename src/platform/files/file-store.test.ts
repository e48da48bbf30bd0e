import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../test/county.ts'
import { upload } from '../../../test/uploads.ts'
import { newId } from '../database/new-id.ts'

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
