import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Account, accountForPostgres } from './account.ts'
import { type Binaries, findPackage, usableBinaries } from './binaries.ts'
import { ensureCluster, readPassword } from './cluster.ts'
import { reachableFolder } from './location.ts'
import {
  answers,
  disarmForeignPidFile,
  ensureDatabase,
  findPostmaster,
  type Postmaster,
} from './postmaster.ts'
import { isAlive, spawnAs, until } from './process.ts'
import { serverSettings } from './settings.ts'

export interface EmbeddedPostgresOptions {
  /** Folder of this installation's data; made when absent. */
  dataFolder: string
  /** Receives one line for each step worth telling. */
  log: (line: string) => void
  /** False for throw-away data: nothing is flushed to disk. Default true. */
  durable?: boolean
  /** Name of the database that `url` leads to; made when absent. Default `anyuan`. */
  database?: string
  /** Server settings beyond ours, such as `{ max_connections: '400' }`. */
  settings?: Readonly<Record<string, string>>
  /** Folders whose owner PostgreSQL may run as when we are root, best first. */
  preferredOwners?: readonly string[]
  /** Aborts the start; what was already started is stopped again. */
  signal?: AbortSignal
}

export interface EmbeddedPostgres {
  /** Connects the superuser to the database. */
  url: string
  port: number
  /** True when a server of a former, killed process was found alive and taken over. */
  adopted: boolean
  /** Fast shutdown; resolves when the server is gone. May be called more than once. */
  stop: () => Promise<void>
}

const START_ATTEMPTS = 3
const POLL_MS = 50
const READY_POLLS_MAX = (10 * 60_000) / POLL_MS
const FAST_STOP_POLLS_MAX = 20_000 / POLL_MS

interface Site {
  cluster: string
  folder: string
  binaries: Binaries
  account: Account | undefined
  urlOf: (port: number, database: string) => string
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') {
          resolve(address.port)
        } else {
          reject(new Error('No free port on 127.0.0.1.'))
        }
      })
    })
  })
}

async function prepare(options: EmbeddedPostgresOptions): Promise<Site> {
  const packaged = await findPackage()
  const preferred = [options.dataFolder, ...(options.preferredOwners ?? [packaged.folder])]
  const probe = await accountForPostgres(join(options.dataFolder, 'pg'), preferred)
  const folder = await reachableFolder(options.dataFolder, probe)
  const account = await accountForPostgres(join(folder, 'pg'), preferred)
  options.signal?.throwIfAborted()
  const binaries = await usableBinaries(packaged, account, folder)
  options.signal?.throwIfAborted()
  const cluster = await ensureCluster(folder, binaries, account, options.durable ?? true)
  options.signal?.throwIfAborted()
  const password = await readPassword(cluster)
  const urlOf = (port: number, database: string) =>
    `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  return { cluster, folder, binaries, account, urlOf }
}

/** Starts a postmaster; returns undefined when it ended before it answered. */
async function launch(
  site: Site,
  options: EmbeddedPostgresOptions,
): Promise<Postmaster | undefined> {
  await disarmForeignPidFile(site.cluster)
  const port = await freePort()
  const output = openSync(join(site.folder, 'postgres.log'), 'a', 0o600)
  const settings = serverSettings(port, options.durable ?? true, options.settings ?? {})
  const child = spawnAs(
    site.account,
    join(site.binaries.folder, 'bin', 'postgres'),
    ['-D', site.cluster, ...settings],
    { detached: true, output },
  )
  closeSync(output)
  child.unref()
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  const url = site.urlOf(port, 'postgres')
  const ready = await until(
    async () => ended || options.signal?.aborted === true || answers(url),
    READY_POLLS_MAX,
    POLL_MS,
  )
  if (ended || child.pid === undefined) {
    return undefined
  }
  if (!ready || options.signal?.aborted) {
    await shutDown(child.pid)
    options.signal?.throwIfAborted()
    throw new Error(`PostgreSQL did not answer; see ${join(site.folder, 'postgres.log')}.`)
  }
  return { pid: child.pid, port }
}

async function adopt(site: Site, signal?: AbortSignal): Promise<Postmaster | undefined> {
  let found = await findPostmaster(site.cluster, site.urlOf)
  const settled = await until(
    async () => {
      found = await findPostmaster(site.cluster, site.urlOf)
      return (
        !found ||
        signal?.aborted === true ||
        (found.port !== undefined && (await answers(site.urlOf(found.port, 'postgres'))))
      )
    },
    found ? READY_POLLS_MAX : 1,
    POLL_MS,
  )
  signal?.throwIfAborted()
  return settled && found?.pid !== undefined && found.port !== undefined
    ? { pid: found.pid, port: found.port }
    : undefined
}

async function shutDown(pid: number): Promise<void> {
  const send = (signal: 'SIGINT' | 'SIGQUIT') => {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error
      }
    }
  }
  const gone = () => !isAlive(pid)
  send('SIGINT')
  if (!(await until(gone, FAST_STOP_POLLS_MAX, POLL_MS))) {
    send('SIGQUIT')
    await until(gone, FAST_STOP_POLLS_MAX, POLL_MS)
  }
}

async function lastWords(site: Site): Promise<string> {
  const text = await readFile(join(site.folder, 'postgres.log'), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-5).join('\n')
}

async function adoptOrLaunch(site: Site, options: EmbeddedPostgresOptions) {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const adopted = await adopt(site, options.signal)
    if (adopted) {
      return { postmaster: adopted, adopted: true }
    }
    options.signal?.throwIfAborted()
    const launched = await launch(site, options)
    if (launched) {
      return { postmaster: launched, adopted: false }
    }
    // Another start may have been quicker, or the port was taken meanwhile.
    await delay(POLL_MS)
  }
  throw new Error(`PostgreSQL did not start in ${site.cluster}:\n${await lastWords(site)}`)
}

/**
 * Starts the PostgreSQL that comes with the product on 127.0.0.1, on a port of its own, or takes
 * over the one that a killed process left behind. Its process is detached, so that Ctrl-C reaches
 * it only through `stop`.
 *
 * The caller must hold the instance lock before he stops a server that was adopted: it may
 * belong to a live process.
 *
 * @throws Error telling what is missing, or PostgreSQL's own last words; the reason of `signal`
 * when it aborted.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const site = await prepare(options)
  const { postmaster, adopted } = await adoptOrLaunch(site, options)
  options.log(
    adopted
      ? `PostgreSQL taken over: pid ${postmaster.pid}, port ${postmaster.port}`
      : `PostgreSQL started: pid ${postmaster.pid}, port ${postmaster.port}`,
  )
  const database = options.database ?? 'anyuan'
  await ensureDatabase(site.urlOf(postmaster.port, 'postgres'), database)
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= shutDown(postmaster.pid)
    return stopping
  }
  if (options.signal?.aborted && !adopted) {
    await stop()
  }
  options.signal?.throwIfAborted()
  return { url: site.urlOf(postmaster.port, database), port: postmaster.port, adopted, stop }
}
