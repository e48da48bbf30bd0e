import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './supervisor.ts'

/** Beside the pair of the instance lock. */
const USE_KEYS = [0x616e79, 0x7562]
const ATTEMPTS = 10
const PAUSE_MS = 100

export interface JoinedPostgres {
  /** Connects the superuser to the database. */
  url: string
  /** Stops the server unless somebody else still uses it. */
  leave: () => Promise<void>
}

/**
 * Starts the PostgreSQL of a data folder, or joins those who use it. Each holds a lock in it that
 * all may share; whoever leaves and then has it alone stops the server. A killed user's lock ends
 * with its connection.
 *
 * @throws Error as `startEmbeddedPostgres` does.
 */
export async function joinEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<JoinedPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await join(options)
    } catch (error) {
      if (attempt === ATTEMPTS || !isEnding(error)) {
        throw error
      }
      await delay(PAUSE_MS)
    }
  }
}

async function join(options: EmbeddedPostgresOptions): Promise<JoinedPostgres> {
  const server = await startEmbeddedPostgres(options)
  const client = new Client({ connectionString: server.url, application_name: 'anyuan use' })
  // Its end is noticed when we leave.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('select pg_advisory_lock_shared($1, $2)', USE_KEYS)
  const leave = async () => {
    // Who has lost the connection can ask nobody: the server is gone, or ends.
    if (await isLast(client).catch(() => true)) {
      // The lock is held meanwhile: whoever comes now waits, and then starts the server anew.
      await server.stop()
    }
    await client.end()
  }
  return { url: server.url, leave }
}

async function isLast(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1, $2)', USE_KEYS)
  const { rows } = await client.query<{ last: boolean }>(
    'select pg_try_advisory_lock($1, $2) as last',
    USE_KEYS,
  )
  return rows[0]?.last === true
}

/** True when the last user is stopping the server at this moment. */
function isEnding(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const codes = ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET']
  return codes.includes(code) || /Connection terminated|not queryable/.test(message)
}
