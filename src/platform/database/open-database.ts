import pg from 'pg'
import type { Binding } from '../ports/actor.ts'
import type { Database, Lane, Listener } from './database.ts'
import { openPool, type Pool } from './pool.ts'
import { problemOfPostgres } from './problem-of-postgres.ts'
import { BoundWork, type Work, type WorkSettings } from './work.ts'

export interface DatabaseOptions extends WorkSettings {
  readonly url: string
  /** Of the ordinary lane. */
  readonly connectionsMax: number
}

const retries = 3
/** Few: each alarm, call for help or look at a session is a matter of milliseconds. */
const urgentConnectionsMax = 4

const sessionSettings = [
  'statement_timeout=60000',
  'idle_in_transaction_session_timeout=60000',
  // Short statements: compiling one took longer (6 ms) than running it.
  'jit=off',
]

export function openDatabase(options: DatabaseOptions): Database {
  const open = (max: number, name: string) =>
    openPool({
      connectionString: options.url,
      max,
      idleTimeoutMillis: 60_000,
      connectionTimeoutMillis: 10_000,
      application_name: name,
      options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
      types: typeParsers,
      // What needs no answer before the commit goes to the server in one round trip with it.
      pipeline: true,
    })
  const lanes: Record<Lane, Pool> = {
    ordinary: open(options.connectionsMax, 'anyuan'),
    urgent: open(urgentConnectionsMax, 'anyuan urgent'),
  }
  const pools = Object.values(lanes).map(({ pool }) => pool)
  const sumOf = (count: (pool: pg.Pool) => number) =>
    pools.reduce((sum, pool) => sum + count(pool), 0)

  const attempt = async <T>(
    lane: Lane,
    binding: Binding,
    run: (work: Work) => Promise<T>,
  ): Promise<T> => {
    const client = await lanes[lane].pool.connect()
    let broken = false
    try {
      const now = options.clock.now()
      await client.query(bindStatement(binding, now))
      const work = new BoundWork(client, binding, now, options)
      const result = await run(work)
      await work.commit()
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    async inWork(binding, run, lane = 'ordinary') {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(lane, binding, run)
        } catch (error) {
          if (tries < retries && isTransient(error)) continue
          throw problemOfPostgres(error)
        }
      }
    },
    listen: (channels, on) => listen(options.url, channels, on),
    async ping() {
      await lanes.urgent.pool.query('select 1')
    },
    stats: () => ({
      total: sumOf(({ totalCount }) => totalCount),
      idle: sumOf(({ idleCount }) => idleCount),
      waiting: sumOf(({ waitingCount }) => waitingCount),
    }),
    async close() {
      await Promise.all(Object.values(lanes).map((lane) => lane.close()))
    },
  }
}

/**
 * Opens the transaction and binds it in one round trip. SET LOCAL takes no parameters, so the
 * values are validated and written as literals (and Citus passes on only this literal form).
 */
function bindStatement(binding: Binding, now: Date): string {
  if (!/^[a-z0-9_]+(\.[a-z0-9_]+)*$/.test(binding.scope)) throw new Error('Scope is no area path.')
  if (binding.personId && !/^[0-9a-f-]{36}$/.test(binding.personId)) throw new Error('Bad person.')
  if (!binding.classes.every((name) => /^[a-z]+$/.test(name))) throw new Error('Bad row class.')
  return [
    'begin',
    'set local role anyuan_app',
    `set local app.scope = '${binding.scope}'`,
    `set local app.classes = '${binding.classes.join(',')}'`,
    `set local app.person = '${binding.personId ?? ''}'`,
    `set local app.now = '${now.toISOString()}'`,
  ].join('; ')
}

/** Deadlocks and serialization failures: the same work may simply be done again. */
function isTransient(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === '40P01' || code === '40001'
}

async function listen(url: string, channels: readonly string[], on: Listener) {
  const client = new pg.Client({ connectionString: url, application_name: 'anyuan listen' })
  let closing = false
  client.on('notification', (notice) => on.message(notice.channel, notice.payload ?? ''))
  client.on('error', () => undefined)
  client.on('end', () => {
    if (!closing) on.lost()
  })
  await client.connect()
  for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
  return async () => {
    closing = true
    await client.end()
  }
}

const int8 = 20
const date = 1082

/** Counts fit a double; a calendar day stays text, because it has no instant. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8) return (value: string) => Number(value)
    if (oid === date) return (value: string) => value
    return pg.types.getTypeParser(oid, format as 'text')
  },
}
