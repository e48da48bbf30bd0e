import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createProduct, type Product } from '../../src/app/product.ts'
import { type Clock, shiftedClock } from '../../src/platform/clock/clock.ts'
import { migrateToLatest } from '../../src/platform/database/migrate.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { createLogger } from '../../src/platform/observability/logger.ts'

/** A data folder of its own with a durable database, as `npm start` makes one. */
export interface Installation {
  readonly dataFolder: string
  /** Superuser's URL; a later start has another port. */
  readonly databaseUrl: string
  readonly stop: () => Promise<void>
  readonly remove: () => Promise<void>
}

export async function newInstallation(name: string): Promise<Installation> {
  const dataFolder = await mkdtemp(join(tmpdir(), `anyuan-${name}-${process.pid}-`))
  // Root hands PostgreSQL to another account, which must be able to pass.
  await chmod(dataFolder, 0o711)
  const database = await startEmbeddedPostgres({
    dataFolder: join(dataFolder, 'database'),
    log: () => undefined,
  })
  await migrateToLatest(database.url)
  return {
    dataFolder,
    databaseUrl: database.url,
    stop: database.stop,
    async remove() {
      await database.stop()
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The product in this process, to build with; nothing runs in the background. */
export async function inProduct<T>(
  { dataFolder, databaseUrl }: Pick<Installation, 'dataFolder' | 'databaseUrl'>,
  clock: Clock,
  run: (product: Product) => Promise<T>,
): Promise<T> {
  const product = await createProduct({
    config: { port: 0, host: '127.0.0.1', dataFolder, trustProxy: false, logLevel: 'silent' },
    databaseUrl,
    clock,
    logger: createLogger('silent'),
    background: false,
  })
  try {
    return await run(product)
  } finally {
    await product.close()
  }
}

/** Statistics as a database has them that has run for a while. */
export async function vacuum(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

/** How far the machine's clock must be moved so that it shows an instant now. */
export const offsetTo = (at: Date): number => at.getTime() - Date.now()

export const clockFrom = (offsetMs: number): Clock => shiftedClock(offsetMs)
