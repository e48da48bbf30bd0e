import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

/** An arbitrary pair that nothing else in the database may use for an advisory lock. */
const LOCK_KEYS = [0x616e79, 0x7561]
const APPLICATION_NAME_BYTES_MAX = 63
const ATTEMPTS = 10
const PAUSE_MS = 100

export interface InstanceLock {
  release: () => Promise<void>
}

export interface InstanceLockOptions {
  /** Where this server answers, such as `http://127.0.0.1:8080 pid 4711`; others are told it. */
  address: string
  /** Held beside others that share it, and beside nobody who does not: what commands take. */
  shared?: boolean
  /** Called when the connection that holds the lock broke: stop writing at once. */
  onLost?: (error: Error) => void
}

async function holder(client: Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string; pid: number }>(
    `select activity.application_name, activity.pid
     from pg_locks locks join pg_stat_activity activity using (pid)
     where locks.locktype = 'advisory' and locks.granted and locks.classid = $1
       and locks.objid = $2 and locks.objsubid = 2
       and locks.database = (select oid from pg_database where datname = current_database())`,
    LOCK_KEYS,
  )
  return rows[0]?.application_name || 'another server'
}

/**
 * Takes the lock that only one server of a database holds, or several commands share. Its holders
 * alone migrate, and may stop the database; a server listens. The lock ends with its connection, so
 * a killed server frees it.
 *
 * @returns `release`, or `heldBy` with the address of the server that has the lock.
 */
export async function acquireInstanceLock(
  url: string,
  options: InstanceLockOptions,
): Promise<InstanceLock | { heldBy: string }> {
  const client = new Client({
    connectionString: url,
    application_name: options.address.slice(0, APPLICATION_NAME_BYTES_MAX),
    keepAlive: true,
  })
  let released = false
  client.on('error', (error) => {
    if (!released) {
      options.onLost?.(error)
    }
  })
  await client.connect()
  // A server that was just killed may still be seen for a moment.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock${options.shared ? '_shared' : ''}($1, $2) as taken`,
      LOCK_KEYS,
    )
    if (rows[0]?.taken) {
      return {
        release: async () => {
          released = true
          await client.end()
        },
      }
    }
    await delay(PAUSE_MS)
  }
  const heldBy = await holder(client)
  released = true
  await client.end()
  return { heldBy }
}
