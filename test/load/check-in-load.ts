/** The load client, a process of its own: its CPU is not the product's. Told by messages. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CityFile, checkInOf } from './check-in-body.ts'
import { KeepAlive } from './keep-alive.ts'
import type { LoadDone, LoadOrder } from './load-order.ts'
import { percentile } from './percentile.ts'

const path = '/api/duty/check-ins'
let city: CityFile = { phones: [], schools: [] }
let next = 0
let runs = 0

process.on('message', (order: LoadOrder) => {
  void run(order).then((done) => process.send?.(done))
})

process.on('disconnect', () => process.exit())

async function run(order: LoadOrder): Promise<LoadDone> {
  if (city.phones.length === 0) city = JSON.parse(readFileSync(order.cityFile, 'utf8'))
  next = 0
  return order.kind === 'closed' ? closedLoop(order) : openLoop(order)
}

interface Tally {
  /** Ids of the records. */
  readonly sent: string[]
  readonly acknowledged: string[]
  readonly refused: Map<string, number>
  readonly latenciesMs: number[]
}

const newTally = (): Tally => ({
  sent: [],
  acknowledged: [],
  refused: new Map(),
  latenciesMs: [],
})

async function send(connection: KeepAlive, order: LoadOrder, tally: Tally, dueMs: number) {
  const schools = schoolsById()
  const phone = city.phones[next % order.phones]
  next += 1
  const school = phone && schools.get(phone.schoolId)
  if (!phone || !school) throw new Error('The city has no such phone.')
  const now = new Date(Date.now() + order.clockOffsetMs)
  const { id, token, record } = checkInOf(phone, school, now)
  tally.sent.push(id)
  const body = JSON.stringify({ deviceNow: now.toISOString(), record })
  const reply = await connection.post(path, token, body).catch((error: Error) => error)
  tally.latenciesMs.push(performance.now() - dueMs)
  if (!(reply instanceof Error) && reply.status === 200) {
    tally.acknowledged.push(id)
    return
  }
  const why = reply instanceof Error ? reply.message : `${reply.status} ${reply.body.slice(0, 200)}`
  tally.refused.set(why, (tally.refused.get(why) ?? 0) + 1)
}

let byId: Map<string, CityFile['schools'][number]> | null = null
function schoolsById() {
  byId ??= new Map(city.schools.map((school) => [school.id, school]))
  return byId
}

/** So many connections, each sending as soon as it is answered. */
async function closedLoop(order: LoadOrder): Promise<LoadDone> {
  const tally = newTally()
  const started = performance.now()
  const endsMs = started + order.seconds * 1000
  const connections = Array.from({ length: order.connections }, () => new KeepAlive(order.port))
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < endsMs) await send(connection, order, tally, performance.now())
      connection.close()
    }),
  )
  return done(order, tally, (performance.now() - started) / 1000)
}

/**
 * Arrivals at random instants whatever the server does; a latency counts from the instant at which
 * its phone wanted to send, so that waiting for a free connection is not left out.
 */
async function openLoop(order: LoadOrder): Promise<LoadDone> {
  const tally = newTally()
  const random = Array.from({ length: order.arrivals }, () => Math.random() * order.seconds * 1000)
  const due = random.sort((a, b) => a - b)
  const started = performance.now()
  const free: KeepAlive[] = []
  const all: KeepAlive[] = []
  const underWay: Promise<void>[] = []
  for (let at = 0; at < due.length; ) {
    const elapsed = performance.now() - started
    for (; at < due.length && (due[at] ?? 0) <= elapsed; ) {
      const connection = free.pop() ?? opened()
      if (!connection) break
      underWay.push(
        send(connection, order, tally, started + (due[at] ?? 0)).then(() => {
          free.push(connection)
        }),
      )
      at += 1
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(underWay)
  for (const connection of all) connection.close()
  return done(order, tally, (performance.now() - started) / 1000)

  function opened(): KeepAlive | undefined {
    if (all.length >= order.connections) return undefined
    const connection = new KeepAlive(order.port)
    all.push(connection)
    return connection
  }
}

/** The ids are written when nothing is measured any more. */
function done({ folder }: LoadOrder, tally: Tally, seconds: number): LoadDone {
  const { sent, acknowledged, latenciesMs } = tally
  for (const [name, ids] of Object.entries({ sent, acknowledged })) {
    writeFileSync(join(folder, `${name}-${runs}.log`), ids.map((id) => `${id}\n`).join(''))
  }
  runs += 1
  return {
    acknowledged: acknowledged.length,
    seconds,
    refused: Object.fromEntries(tally.refused),
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    maxMs: percentile(latenciesMs, 1),
  }
}
