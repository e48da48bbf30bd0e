import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { acquireInstanceLock } from './single-instance.ts'

const FIRST = { address: 'http://127.0.0.1:8080 pid 4711' }
const SECOND = { address: 'http://127.0.0.1:8081 pid 4712' }

describe('the lock of the only server', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })

  afterAll(async () => {
    await database.drop()
  })

  it('is refused to the second server, who learns where the first answers', async () => {
    const first = await acquireInstanceLock(database.url, FIRST)
    expect(await acquireInstanceLock(database.url, SECOND)).toEqual({ heldBy: FIRST.address })
    if (!('release' in first)) throw new Error('The first server did not get the lock.')
    await first.release()

    const second = await acquireInstanceLock(database.url, SECOND)
    if (!('release' in second)) throw new Error('The lock was not freed.')
    await second.release()
  })

  it('is shared by those that ask so, and by nobody else meanwhile', async () => {
    const shared = { address: 'command pid 4713', shared: true }
    const [one, two] = [
      await acquireInstanceLock(database.url, shared),
      await acquireInstanceLock(database.url, shared),
    ]
    if (!('release' in one && 'release' in two)) throw new Error('It was not shared.')
    await one.release()
    expect(await acquireInstanceLock(database.url, FIRST)).toEqual({ heldBy: shared.address })
    await two.release()
    const alone = await acquireInstanceLock(database.url, FIRST)
    if (!('release' in alone)) throw new Error('The lock was not freed.')
    expect(await acquireInstanceLock(database.url, shared)).toEqual({ heldBy: FIRST.address })
    await alone.release()
  })

  it('tells its holder when the connection broke, and is free again', async () => {
    const lost = Promise.withResolvers<Error>()
    await acquireInstanceLock(database.url, { ...FIRST, onLost: lost.resolve })
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [FIRST.address],
    )
    expect((await lost.promise).message).toMatch(/terminat/i)
    await client.end()

    const next = await acquireInstanceLock(database.url, SECOND)
    if (!('release' in next)) throw new Error('The lock was not freed.')
    await next.release()
  })
})
