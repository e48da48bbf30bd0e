import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/config.ts'
import { migrateToLatest } from '../platform/database/migrate.ts'
import {
  acquireInstanceLock,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../platform/embedded-postgres/index.ts'
import { mountPages } from './pages.ts'
import { prepareCounty } from './prepare-county.ts'
import { createProduct } from './product.ts'

export interface ServerOptions {
  readonly config: Config
  /** `--no-demo`, `--no-simulation`. */
  readonly argv: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
}

/** Runs the product in this process until it is asked to stop; then leaves nothing behind. */
export async function runServer({ config, argv, clock, logger }: ServerOptions): Promise<void> {
  const stopping = stopSignal()
  const embedded = config.databaseUrl ? null : await startDatabase(config, stopping)
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  const address = `http://127.0.0.1:${config.port}`
  const lock = await acquireInstanceLock(databaseUrl, {
    address: `${address} pid ${process.pid}`,
    onLost: () => stopping.abort(),
  })
  if ('heldBy' in lock) {
    // The database belongs to the server that runs; it is not ours to stop.
    console.error(`Anyuan is already running on this data folder: ${lock.heldBy}`)
    process.exitCode = 3
    return
  }
  try {
    await migrateToLatest(databaseUrl)
    const product = await createProduct({ config, databaseUrl, clock, logger, background: true })
    await mountPages(product.http)
    await product.http.listen({ port: config.port, host: config.host })
    const address = `http://127.0.0.1:${portOf(product.http.server.address())}`
    console.log(`Anyuan answers at ${address}`)
    const county = await prepareCounty(product, { argv, address })
    await untilAborted(stopping.signal)
    console.log('Stopping: finishing what is under way …')
    await county.stop()
    await product.close()
  } finally {
    await lock.release()
    await embedded?.stop()
  }
}

function startDatabase(config: Config, stopping: AbortController): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataFolder: join(config.dataFolder, 'database'),
    log: (line) => console.log(line),
    signal: stopping.signal,
  })
}

/** Installed before the database is started; pressing Ctrl-C again changes nothing. */
function stopSignal(): AbortController {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopping.abort())
  }
  // The launcher is gone: nobody is left to ask for a stop.
  process.on('disconnect', () => stopping.abort())
  return stopping
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

const portOf = (address: unknown): number => (address as { port: number }).port
