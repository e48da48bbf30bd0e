import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../database/database.ts'
import type { Subscriptions } from '../facts/dispatcher.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Route } from '../http/route.ts'
import type { Sweep } from '../jobs/sweeper.ts'
import type { LiveHub } from '../realtime/hub.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Permission → the roles that hold it. Declared by the module that asks for it. */
export type Permissions = Readonly<Record<string, readonly string[]>>

/** What the ground gives to every module. */
export interface Ground {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  /** The world's time, which authenticator apps go by even while a demonstration plays its own. */
  readonly wallClock: Clock
  readonly logger: Logger
  readonly hub: LiveHub
  readonly secrets: Secrets
  readonly files: FileStore
}

/** A module's table of contents. */
export interface Module {
  readonly name: string
  readonly permissions: Permissions
  routes(ground: Ground): Route[]
  subscriptions?(ground: Ground): Subscriptions
  sweeps?(ground: Ground): Sweep[]
  /** Ends what the module runs by itself (shared commits); called before the database closes. */
  close?(): Promise<void>
}
