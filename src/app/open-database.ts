import { join } from 'node:path'
import type { Config } from '../platform/config/config.ts'
import { migrateToLatest } from '../platform/database/migrate.ts'
import { acquireInstanceLock, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'

export interface OpenedDatabase {
  readonly url: string
  /** True when a server runs on this data folder: its database is used and left running. */
  readonly shared: boolean
  close(): Promise<void>
}

/**
 * The database for one command: the operator's, a running server's, or an embedded one that is
 * started for the command and stopped after it.
 */
export async function openDatabaseFor(
  config: Config,
  say: (line: string) => void,
): Promise<OpenedDatabase> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataFolder: join(config.dataFolder, 'database'), log: say })
  const url = config.databaseUrl ?? embedded?.url ?? ''
  const lock = await acquireInstanceLock(url, { address: `command pid ${process.pid}` })
  if ('heldBy' in lock) return { url, shared: true, async close() {} }
  const close = async () => {
    await lock.release()
    await embedded?.stop()
  }
  try {
    await migrateToLatest(url)
  } catch (error) {
    await close()
    throw error
  }
  return { url, shared: false, close }
}
