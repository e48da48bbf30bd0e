import { join } from 'node:path'
import type { Logger } from 'pino'
import { auditChain } from '../modules/identity/index.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/config.ts'
import type { Said } from '../platform/contract/said.ts'
import { databaseIdentity, migrateToLatest, UnfitDatabase } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import {
  acquireInstanceLock,
  type JoinedPostgres,
  joinEmbeddedPostgres,
} from '../platform/embedded-postgres/index.ts'
import { systemBinding } from '../platform/ports/actor.ts'
import { accountLines } from './demo/account-lines.ts'
import { readDemoState } from './demo/demo-accounts.ts'
import { type Demo, prepareDemo } from './demo/demonstration.ts'
import { clearHalfBuilt } from './demo/half-built.ts'
import { mountPages } from './pages.ts'
import { createProduct } from './product.ts'
import type { ServerFlags } from './server-flags.ts'
import { openWaitingRoom, type WaitingRoom } from './waiting-room.ts'

export interface ServerOptions {
  readonly config: Config
  readonly flags: ServerFlags
  readonly clock: Clock
  readonly logger: Logger
  /** Lines for the person who started it. */
  readonly say: (line: string) => void
}

export interface Served {
  /** False when it was stopped before it answered, or refused. */
  readonly served: boolean
  /** The server or command that has the database already. */
  readonly heldBy?: string
}

/** Runs the product in this process until it is asked to stop; then leaves nothing behind. */
export async function runServer(options: ServerOptions): Promise<Served> {
  const { config } = options
  const stopping = stopSignal()
  const embedded = config.databaseUrl ? null : await startDatabase(options, stopping)
  try {
    return await runOn(config.databaseUrl ?? embedded?.url ?? '', options, stopping)
  } finally {
    await embedded?.leave()
  }
}

async function runOn(
  databaseUrl: string,
  options: ServerOptions,
  stopping: AbortController,
): Promise<Served> {
  const { config, say } = options
  const lock = await acquireInstanceLock(databaseUrl, {
    address: `http://127.0.0.1:${config.port} pid ${process.pid}`,
    onLost: ({ message }) => {
      console.error(`Lost the database (${message}); the server ends, to be started again.`)
      process.exitCode = 1
      stopping.abort()
    },
  })
  if ('heldBy' in lock) {
    console.error(`Anyuan is already running on this data folder: ${lock.heldBy}`)
    process.exitCode = 3
    return { served: false, heldBy: lock.heldBy }
  }
  try {
    await migrateToLatest(databaseUrl)
    const place = { dataFolder: config.dataFolder, databaseUrl }
    await clearHalfBuilt(place, options.clock, say)
    if (stopping.signal.aborted) return { served: false }
    return { served: await serve(options, databaseUrl, stopping.signal) }
  } finally {
    await lock.release()
  }
}

/** Gives whether it answered before it was stopped. */
async function serve(
  options: ServerOptions,
  databaseUrl: string,
  stopped: AbortSignal,
): Promise<boolean> {
  const { config } = options
  const room = (await wantsDemo(options, databaseUrl))
    ? await openWaitingRoom(config, options.clock).catch(explained(config))
    : null
  try {
    const demo = room && (await preparedDemo(options, databaseUrl, { stopped, room }))
    if (stopped.aborted) return false
    return await answer(options, databaseUrl, { stopped, room, demo })
  } finally {
    await room?.close()
  }
}

interface Opened {
  readonly stopped: AbortSignal
  readonly room: WaitingRoom | null
  readonly demo: Demo | null
}

async function answer(
  options: ServerOptions,
  databaseUrl: string,
  { stopped, room, demo }: Opened,
): Promise<true> {
  const { config, logger, say } = options
  const product = await createProduct({
    config,
    databaseUrl,
    clock: demo?.clock ?? options.clock,
    wallClock: options.clock,
    logger,
    background: true,
    ...(demo ? { demonstration: toldOf(demo, options.flags) } : {}),
  })
  try {
    await mountPages(product.http)
    // As late as can be: whoever waits is to find the product, not a closed door.
    await room?.close()
    await product.http.listen({ port: config.port, host: config.host }).catch(explained(config))
    const address = `http://127.0.0.1:${portOf(product.http.server.address())}`
    const running = await demo?.start(product, address)
    say(`Anyuan answers at ${address}`)
    if (demo) say(accountLines(demo.state.accounts).join('\n'))
    await untilAborted(stopped)
    say('Stopping: finishing what is under way …')
    await running?.stop()
    return true
  } finally {
    await product.close()
  }
}

/** Nothing can listen where the server was told to; the message says what to change. */
export class UnfitAddress extends Error {}

const explained =
  ({ port, host }: Config) =>
  (error: NodeJS.ErrnoException): never => {
    const other = `give another port with PORT, such as PORT=${port + 1}.`
    if (error.code === 'EADDRINUSE') {
      throw new UnfitAddress(`Port ${port} is taken: end the program that has it, or ${other}`)
    }
    throw new UnfitAddress(`Cannot listen at port ${port} of ${host} (${error.message}): ${other}`)
  }

const toldOf = ({ played }: Demo, { pace }: ServerFlags) => ({
  beginsAt: played.beginsAt.toISOString(),
  reason: played.reason,
  pace,
})

/**
 * Whether the data folder's demonstration is played: not where the operator's own records are.
 *
 * @throws UnfitDatabase where it lies in another database.
 */
async function wantsDemo(options: ServerOptions, databaseUrl: string): Promise<boolean> {
  const { config, flags } = options
  // Nobody's own database is filled with invented people unless they say so.
  if (config.databaseUrl ? !flags.demoAsked : flags.demoRefused) return false
  const known = await readDemoState(config.dataFolder)
  if (known?.database && known.database !== (await databaseIdentity(databaseUrl))) {
    throw new UnfitDatabase(
      'The demo county of this data folder lies in another database. Give ANYUAN_DATA a folder of ' +
        'its own for this one, or start without the demo (--no-demo).',
    )
  }
  return known !== null || (await isEmpty(options, databaseUrl))
}

/** Null where it was stopped before it was ready. */
async function preparedDemo(
  options: ServerOptions,
  databaseUrl: string,
  { stopped, room }: { readonly stopped: AbortSignal; readonly room: WaitingRoom },
): Promise<Demo | null> {
  const { config, logger, clock: realClock, flags } = options
  const say = (step: Said) => {
    room.say(step)
    options.say(step.en)
  }
  try {
    return await prepareDemo({ config, databaseUrl, logger, realClock, say, stopped, ...flags })
  } catch (error) {
    if (stopped.aborted) return null
    throw error
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

function startDatabase(
  { config, say }: ServerOptions,
  stopping: AbortController,
): Promise<JoinedPostgres> {
  return joinEmbeddedPostgres({
    dataFolder: join(config.dataFolder, 'database'),
    log: say,
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
