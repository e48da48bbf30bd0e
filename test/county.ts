import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as PgClient } from 'pg'
import { expect } from 'vitest'
import { createProduct, type Product } from '../src/app/product.ts'
import type { Role } from '../src/modules/identity/contract/role.ts'
import { sessionCookie } from '../src/modules/identity/contract/session.ts'
import { saveStepUp } from '../src/modules/identity/server/session/session.queries.ts'
import { sessionsOf } from '../src/modules/identity/server/session/session-cache.ts'
import { ManualClock } from '../src/platform/clock/clock.ts'
import { createLogger } from '../src/platform/observability/logger.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { createFilledDatabase, createTestDatabase, type TestDatabase } from './database.ts'
import { buildWorld, type Seat, type World } from './world.ts'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** The reply is the refusal with this stable code (and the status that belongs to it). */
    toBeRefused(this: Matchers<R, T>, code: string): R
  }
}

export interface Reply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
  readonly body: any
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
}

/** One account in one role, talking to the product as its browser would. */
export interface Client extends Partial<Omit<Seat, 'token'>> {
  readonly token: string | null
  get(path: string): Promise<Reply>
  post(path: string, body?: unknown): Promise<Reply>
  put(path: string, body?: unknown): Promise<Reply>
  patch(path: string, body?: unknown): Promise<Reply>
  delete(path: string, body?: unknown): Promise<Reply>
}

export interface County {
  readonly product: Product
  readonly clock: ManualClock
  readonly ids: World['ids']
  /** Superuser's URL, for what a test must see past row protection. */
  readonly databaseUrl: string
  /** The account of a role at its natural place of county A, or at (or inside) another area. */
  as(role: Role, options?: { at?: keyof World['ids']['areas'] }): Client
  readonly anonymous: Client
  /** At the county's own server, or at another of it. */
  withToken(token: string, server?: Product): Client
  /** The client that a reply with a session cookie makes. */
  withCookieOf(reply: Reply): Client
  /** Gives a session the minutes after a fresh password, without typing it; takes them by 0. */
  stepUp(client: Client, minutes?: number): Promise<Client>
  /** Reads or arranges past row protection, as the database's owner. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Another server of the same database and data folder; it ends with the county. */
  another(config?: Partial<Product['ground']['config']>): Promise<Product>
  /** Listens on a free port for what needs a real connection (streams); gives the address. */
  listen(): Promise<string>
  /** Delivers all announced facts that are due, until none is left. */
  deliverFacts(): Promise<void>
  close(): Promise<void>
}

/** Monday 23 November 2026, 07:00 in China: a school day, an hour before most bells. */
export const mondayMorning = new Date('2026-11-23T07:00:00+08:00')

/**
 * Two sibling counties in a city of their own, entered through the product: stations, schools with
 * gates and bells, people of each part at a gate, and an account of every role wherever the role
 * has its place. Time stands until the test moves it; nothing runs in the background.
 */
export async function county(options: { at?: Date; publicUrl?: string } = {}): Promise<County> {
  const at = options.at ?? mondayMorning
  const test = await databaseAt(at)
  const world = test.filled
  const { product, clock, dataFolder } = await productOn(test.url, at, options)
  const others: Product[] = []
  return {
    product,
    clock,
    ids: world.ids,
    databaseUrl: test.url,
    as: (role, { at } = {}) => clientOf(product, seatOf(world, role, at)),
    anonymous: clientOf(product, null),
    withToken: (token, server = product) => clientOf(server, { token }),
    withCookieOf(reply) {
      const cookie = String(reply.headers['set-cookie'] ?? '')
      const token = new RegExp(`^${sessionCookie}=([^;]+)`).exec(cookie)?.[1]
      if (!token) throw new Error(`No session in the reply: ${JSON.stringify(reply.body)}`)
      return clientOf(product, { token })
    },
    async stepUp(client, minutes = 5) {
      const { sessionId } = client
      if (!sessionId) throw new Error('Only an account of the world can step up.')
      const until = new Date(clock.now().getTime() + minutes * 60_000)
      await product.ground.database.inWork(systemBinding, (work) =>
        saveStepUp(work, sessionId, { until, byCode: false }),
      )
      sessionsOf(product.ground).forget(sessionId)
      return client
    },
    sql: (text, values) => runSql(test.url, text, values),
    async another(config) {
      const other = await createProduct({
        config: { ...product.ground.config, ...config },
        databaseUrl: test.url,
        clock,
        logger: loggerOfTests(),
        background: false,
      })
      others.push(other)
      return other
    },
    async listen() {
      return product.http.listen({ port: 0, host: '127.0.0.1' })
    },
    async deliverFacts() {
      await product.facts.settle()
    },
    async close() {
      for (const one of [...others, product]) await one.close()
      await test.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function productOn(
  databaseUrl: string,
  at: Date,
  { publicUrl }: { readonly publicUrl?: string } = {},
) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'anyuan-county-'))
  const clock = new ManualClock(at)
  const product = await createProduct({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      trustProxy: false,
      logLevel: 'silent',
      ...(publicUrl ? { publicUrl } : {}),
    },
    databaseUrl,
    clock,
    logger: loggerOfTests(),
    background: false,
  })
  return { product, clock, dataFolder }
}

const loggerOfTests = () => createLogger(process.env.TEST_LOG === 'error' ? 'error' : 'silent')

/** The world of Monday morning is entered once in a run; an earlier one has to be made. */
async function databaseAt(at: Date): Promise<TestDatabase & { filled: World }> {
  if (at >= mondayMorning) return createFilledDatabase((url) => fillWithWorld(url, mondayMorning))
  const empty = await createTestDatabase()
  return { ...empty, filled: await fillWithWorld(empty.url, at) }
}

async function fillWithWorld(databaseUrl: string, at: Date): Promise<World> {
  const { product, dataFolder } = await productOn(databaseUrl, at)
  try {
    return await product.ground.database.inWork(systemBinding, buildWorld)
  } finally {
    await product.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

function seatOf(world: World, role: Role, at: string | undefined): Seat {
  const areas: Record<string, { path: string }> = world.ids.areas
  const path = areas[at ?? 'cityA']?.path ?? ''
  const seat = world.seats.find(
    (one) => one.role === role && (one.areaPath === path || one.areaPath.startsWith(`${path}.`)),
  )
  if (!seat) throw new Error(`No account of ${role} at ${at ?? 'its place'}.`)
  return seat
}

async function runSql(url: string, text: string, values: unknown[] = []) {
  const client = new PgClient({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } finally {
    await client.end()
  }
}

type Holder = Partial<Omit<Seat, 'token'>> & { readonly token: string }

function clientOf(product: Product, seat: Holder | null): Client {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ) => {
    const reply = await product.http.inject({
      method,
      url: path,
      headers: seat ? { cookie: `${sessionCookie}=${seat.token}` } : {},
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(reply.headers['content-type'] ?? '').includes('json')
    return {
      status: reply.statusCode,
      body: isJson ? reply.json() : reply.rawPayload,
      headers: reply.headers as Reply['headers'],
    }
  }
  return {
    ...(seat ?? {}),
    token: seat?.token ?? null,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body ?? {}),
    put: (path, body) => send('PUT', path, body ?? {}),
    patch: (path, body) => send('PATCH', path, body ?? {}),
    delete: (path, body) => send('DELETE', path, body),
  }
}

expect.extend({
  toBeRefused(reply: Reply, code: string) {
    const known =
      reply.status >= 400 && reply.body?.code === code && reply.body?.status === reply.status
    // The sentence is for people: no blank left open, no name of code in it.
    const pass = known && !/[{}]|[a-z][A-Z]/.test(reply.body?.detail)
    return {
      pass,
      message: () =>
        `expected a refusal ${code}, got ${reply.status} ${JSON.stringify(reply.body)}`,
    }
  },
})
