import { join } from 'node:path'
import type { Config } from '../platform/config/config.ts'
import { migrateToLatest, UnfitDatabase } from '../platform/database/migrate.ts'
import { acquireInstanceLock, joinEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { refuseHalfBuilt } from './demo/half-built.ts'

export interface OpenedDatabase {
  readonly url: string
  /** The server beside it; null where there is none. */
  readonly heldBy: string | null
  close(): Promise<void>
}

export interface Opening {
  readonly config: Config
  readonly say: (line: string) => void
  /** Refused beside a server or another command, which would go on with what is replaced. */
  readonly alone?: boolean
}

const command = 'command pid '

/**
 * The database for one command: the operator's, or the embedded one, which is started where nobody
 * uses it and stopped by whoever leaves last.
 *
 * @throws UnfitDatabase when the command may not be run on it now.
 */
export async function openDatabaseFor({ config, say, alone }: Opening): Promise<OpenedDatabase> {
  const embedded = config.databaseUrl
    ? null
    : await joinEmbeddedPostgres({ dataFolder: join(config.dataFolder, 'database'), log: say })
  const url = config.databaseUrl ?? embedded?.url ?? ''
  try {
    const { release, heldBy } = await enter({ config, say, alone: alone === true }, url)
    const close = async () => {
      await release()
      await embedded?.leave()
    }
    return { url, heldBy, close }
  } catch (error) {
    await embedded?.leave()
    throw error
  }
}

async function enter({ config, alone }: Opening, url: string) {
  // Neither a server nor a restore begins while a command runs.
  const lock = await acquireInstanceLock(url, {
    address: `${command}${process.pid}`,
    shared: !alone,
  })
  const release = 'release' in lock ? lock.release : async () => undefined
  try {
    if ('heldBy' in lock && (alone || lock.heldBy.startsWith(command))) {
      throw new UnfitDatabase(`In use by ${lock.heldBy}: stop that first, then run this again.`)
    }
    await refuseHalfBuilt({ dataFolder: config.dataFolder, databaseUrl: url })
    // A server's schema is as it runs.
    if (!('heldBy' in lock)) await migrateToLatest(url)
    return { release, heldBy: 'heldBy' in lock ? lock.heldBy : null }
  } catch (error) {
    await release()
    throw error
  }
}
