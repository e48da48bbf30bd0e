import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { auditChain, createSessions, onSessionNotice } from '../modules/identity/index.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/config.ts'
import type { Demonstration } from '../platform/contract/about.ts'
import type { Database } from '../platform/database/database.ts'
import { urgently } from '../platform/database/lane.ts'
import { databaseIdentity } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import { FactDispatcher, joinSubscriptions } from '../platform/facts/dispatcher.ts'
import { FileStore } from '../platform/files/file-store.ts'
import { unclaimedFilesSweep } from '../platform/files/unclaimed-files.job.ts'
import { mapRoutes } from '../platform/geo/map.routes.ts'
import { readMapSource } from '../platform/geo/map-source.ts'
import type { Route } from '../platform/http/route.ts'
import { createHttp } from '../platform/http/server.ts'
import { Sweeper } from '../platform/jobs/sweeper.ts'
import { createMetrics } from '../platform/observability/metrics.ts'
import type { Ground, Module } from '../platform/ports/module.ts'
import { LiveHub } from '../platform/realtime/hub.ts'
import { streamRoutes } from '../platform/realtime/stream.routes.ts'
import { openSecrets } from '../platform/secrets/secrets.ts'
import { modules } from './modules.ts'
import { operationsRoutes } from './operations.routes.ts'

export interface ProductOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly clock: Clock
  /** Given where `clock` is not the world's time. */
  readonly wallClock?: Clock
  readonly logger: Logger
  /** Sweeps and fact delivery in this process; off in tests that call them by hand. */
  readonly background: boolean
  /** Set while a demonstration plays its own time. */
  readonly demonstration?: Demonstration
}

/** The running product: everything between the database and the address it listens on. */
export interface Product {
  readonly http: FastifyInstance
  readonly ground: Ground
  readonly facts: FactDispatcher
  readonly routes: readonly Route[]
  readonly sweeps: ReadonlyMap<string, () => Promise<number>>
  close(): Promise<void>
}

export async function createProduct(options: ProductOptions): Promise<Product> {
  const { clock, logger } = options
  // Read first: an error in the operator's file must leave no connection open.
  const mapSource = await readMapSource(options.config.mapFile)
  const database = openProductDatabase(options)
  const hub = new LiveHub()
  const ground: Ground = {
    config: options.config,
    database,
    clock,
    wallClock: options.wallClock ?? clock,
    logger,
    hub,
    secrets: await openSecrets(options.config.dataFolder),
    files: await openFiles(options),
  }
  const subscriptions = modules.map((module) => module.subscriptions?.(ground) ?? {})
  const subscribed = joinSubscriptions(subscriptions)
  const facts = new FactDispatcher(urgently(database), subscribed, clock, logger)
  const sessions = createSessions(ground, permissionsByRole(modules))
  await hub.start(database, async (channel, payload) => {
    if (channel === 'facts' && options.background) facts.heed(payload)
    if (channel === 'sessions') await onSessionNotice(sessions, hub, payload)
  })
  const metrics = createMetrics(database, hub, facts)
  const moduleRoutes = modules.flatMap((module) => module.routes(ground))
  const routes = [
    ...operationsRoutes(ground, metrics, () => routes, options.demonstration ?? null),
    ...streamRoutes(hub, clock),
    ...mapRoutes(mapSource),
    ...moduleRoutes,
  ] as readonly Route[]
  const http = await createHttp({
    database,
    sessions,
    routes,
    clock,
    logger,
    trustProxy: options.config.trustProxy,
    liveId: () => hub.idOf(),
  })
  metrics.watch(http)
  const ofModules = modules.flatMap((module) => module.sweeps?.(ground) ?? [])
  const sweeps = [unclaimedFilesSweep(ground), ...ofModules]
  const sweeper = new Sweeper(sweeps, logger)
  if (options.background) {
    facts.start()
    sweeper.start()
  }
  return {
    http,
    ground,
    facts,
    routes,
    sweeps: new Map(sweeps.map((sweep) => [sweep.name, () => sweep.run()])),
    async close() {
      await hub.close()
      await http.close()
      await sweeper.stop()
      await facts.stop()
      for (const module of modules) await module.close?.()
      await database.close()
    },
  }
}

async function openFiles({ config, databaseUrl, clock, wallClock }: ProductOptions) {
  const folder = join(config.dataFolder, 'files')
  const now = (wallClock ?? clock).now()
  return FileStore.open(folder, await databaseIdentity(databaseUrl), now)
}

function openProductDatabase({ databaseUrl, clock }: ProductOptions): Database {
  return openDatabase({
    url: databaseUrl,
    connectionsMax: 20,
    clock,
    auditTrail: auditChain,
    namedStatements: true,
  })
}

function permissionsByRole(all: readonly Module[]): Map<string, ReadonlySet<string>> {
  const byRole = new Map<string, Set<string>>()
  for (const module of all) {
    for (const [permission, roles] of Object.entries(module.permissions)) {
      for (const role of roles) byRole.set(role, (byRole.get(role) ?? new Set()).add(permission))
    }
  }
  return byRole
}
