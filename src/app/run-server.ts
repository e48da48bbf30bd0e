import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import { auditChain } from '../modules/identity/index.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/config.ts'
import { openDatabase } from '../platform/database/database.ts'
import { dropSchemas, migrateToLatest } from '../platform/database/migrate.ts'
import {
  acquireInstanceLock,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../platform/embedded-postgres/index.ts'
import { systemBinding } from '../platform/ports/actor.ts'
import { accountLines } from './demo/account-lines.ts'
import { isHalfBuilt, readDemoState, unmarkBuilding } from './demo/demo-accounts.ts'
import { type Demo, prepareDemo } from './demo/demonstration.ts'
import { mountPages } from './pages.ts'
import { createProduct } from './product.ts'

export interface ServerOptions {
  readonly config: Config
  /** `--no-demo`, `--demo` (with DATABASE_URL), `--no-simulation`, `--pace N`. */
  readonly argv: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
}

/** Runs the product in this process until it is asked to stop; then leaves nothing behind. */
export async function runServer(options: ServerOptions): Promise<void> {
  const { config } = options
  const stopping = stopSignal()
  const embedded = config.databaseUrl ? null : await startDatabase(config, stopping)
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  const lock = await acquireInstanceLock(databaseUrl, {
    address: `http://127.0.0.1:${config.port} pid ${process.pid}`,
    onLost: () => stopping.abort(),
  })
  if ('heldBy' in lock) {
    // The database belongs to the server that runs; it is not ours to stop.
    console.error(`Anyuan is already running on this data folder: ${lock.heldBy}`)
    process.exitCode = 3
    return
  }
  try {
    await clearHalfBuiltDemo(config.dataFolder, databaseUrl)
    await migrateToLatest(databaseUrl)
    if (!stopping.signal.aborted) await serve(options, databaseUrl, stopping.signal)
  } finally {
    await lock.release()
    await embedded?.stop()
  }
}

async function serve(options: ServerOptions, databaseUrl: string, stopped: AbortSignal) {
  const { config, logger } = options
  const demo = await demoOf(options, databaseUrl, stopped).catch((error: unknown) => {
    if (stopped.aborted) return null
    throw error
  })
  if (stopped.aborted) return
  const product = await createProduct({
    config,
    databaseUrl,
    clock: demo?.clock ?? options.clock,
    wallClock: options.clock,
    logger,
    background: true,
    ...(demo ? { demonstration: toldOf(demo, options.argv) } : {}),
  })
  await mountPages(product.http)
  await product.http.listen({ port: config.port, host: config.host })
  const address = `http://127.0.0.1:${portOf(product.http.server.address())}`
  const running = await demo?.start(product, address)
  console.log(`Anyuan answers at ${address}`)
  if (demo) console.log(accountLines(demo.state.accounts).join('\n'))
  await untilAborted(stopped)
  console.log('Stopping: finishing what is under way …')
  await running?.stop()
  await product.close()
}

/** A demonstration that was cut off while it was made is of no use: it begins anew. */
async function clearHalfBuiltDemo(dataFolder: string, databaseUrl: string): Promise<void> {
  if (!isHalfBuilt(dataFolder)) return
  console.log('The demo county was not finished last time; it is made anew.')
  await dropSchemas(databaseUrl)
  await unmarkBuilding(dataFolder)
}

const toldOf = ({ played }: Demo, argv: readonly string[]) => ({
  beginsAt: played.beginsAt.toISOString(),
  reason: played.reason,
  pace: flagsOf(argv).pace,
})

/** The demonstration of this data folder; none where the operator's own records are. */
async function demoOf(
  options: ServerOptions,
  databaseUrl: string,
  stopped: AbortSignal,
): Promise<Demo | null> {
  const { config, logger } = options
  const flags = flagsOf(options.argv)
  // Nobody's own database is filled with invented people unless they say so.
  if (config.databaseUrl ? !flags.demoAsked : flags.demoRefused) return null
  const known = await readDemoState(config.dataFolder)
  if (!known && !(await isEmpty(options, databaseUrl))) return null
  const say = (line: string) => console.log(line)
  return prepareDemo({ config, databaseUrl, logger, say, stopped, ...flags })
}

function flagsOf(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      demo: { type: 'boolean' },
      'no-demo': { type: 'boolean' },
      'no-simulation': { type: 'boolean' },
      pace: { type: 'string' },
    },
    strict: false,
  })
  const pace = Number(values.pace ?? 1)
  return {
    demoAsked: values.demo === true,
    demoRefused: values['no-demo'] === true,
    simulation: !values['no-simulation'],
    pace: pace > 0 && pace <= 600 ? pace : 1,
  }
}

async function isEmpty({ clock }: ServerOptions, url: string): Promise<boolean> {
  const settings = { clock, auditTrail: auditChain, namedStatements: false }
  const database = openDatabase({ url, connectionsMax: 1, ...settings })
  try {
    const rows = await database.inWork(systemBinding, (work) =>
      work.query('select from identity.published_area limit 1'),
    )
    return rows.length === 0
  } finally {
    await database.close()
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
