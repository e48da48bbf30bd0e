import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type JoinedPostgres, joinEmbeddedPostgres } from './last-user.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anyuan-last-user-'))
  await chmod(folder, 0o711)
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

const joined = () =>
  joinEmbeddedPostgres({ dataFolder: folder, log: () => undefined, durable: false })

const isRunning = async () => (await readdir(join(folder, 'pg'))).includes('postmaster.pid')

async function answers({ url }: JoinedPostgres): Promise<boolean> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select 1')
  await client.end()
  return rowCount === 1
}

it('the server is stopped by whoever leaves last, not by whoever started it', async () => {
  const starter = await joined()
  const other = await joined()
  await starter.leave()
  expect(await answers(other)).toBe(true)
  await other.leave()
  expect(await isRunning()).toBe(false)
})

it('of two who leave at once one stops it; who comes meanwhile has it running', async () => {
  const [one, other] = [await joined(), await joined()]
  const [next] = await Promise.all([joined(), one.leave(), other.leave()])
  expect(await answers(next)).toBe(true)
  await next.leave()
  expect(await isRunning()).toBe(false)
})
