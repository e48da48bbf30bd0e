import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { makeRunFolder } from './run-folder.ts'

export interface ThrowAwayPostgres {
  /** Superuser's URL of a database of this server. */
  url: string
  stop: () => Promise<void>
}

/** Starts a PostgreSQL of its own in a temporary folder; stopping it removes the folder. */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  const folder = await makeRunFolder()
  const server = await startEmbeddedPostgres({
    dataFolder: folder.path,
    log: () => undefined,
    durable: false,
    database: 'postgres',
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await folder.remove()
    },
  }
}
