import { expect, inject, it } from 'vitest'
import { openPool } from './pool.ts'

const connectionString = inject('databaseServerUrl')

it('a pool is closed when the last of its connections has ended', async () => {
  const { pool, close } = openPool({ connectionString, max: 4 })
  let ended = 0
  pool.on('connect', (client) => client.once('end', () => (ended += 1)))
  const clients = await Promise.all(Array.from({ length: 4 }, () => pool.connect()))
  for (const client of clients) client.release()
  await close()
  expect(ended).toBe(4)
})

it('a pool that was never used closes at once', async () => {
  const { close } = openPool({ connectionString })
  await close()
})

it('the loss of a connection between two statements is heard at the next one', async () => {
  const { pool, close } = openPool({ connectionString, max: 2 })
  const client = await pool.connect()
  const ended = new Promise((resolve) => client.once('end', resolve))
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await ended
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  await close()
})
