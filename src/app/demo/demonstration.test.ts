import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { readConfig } from '../../platform/config/config.ts'
import { databaseIdentity } from '../../platform/database/migrate.ts'
import { createLogger } from '../../platform/observability/logger.ts'
import { createProduct, type Product } from '../product.ts'
import { behaviourOf, type PlayedShift } from './behaviour.ts'
import { type CountyPlan, planCounty } from './county-plan.ts'
import { halfBuiltDatabase, readDemoState, writeDemoState } from './demo-accounts.ts'
import { type Demo, type DemoOptions, prepareDemo } from './demonstration.ts'

// A few schools of the county with a week of past, made and run as `npm start` does.

vi.setConfig({ testTimeout: 240_000 })

let database: TestDatabase
let dataFolder: string
beforeAll(async () => {
  database = await createTestDatabase()
  dataFolder = await mkdtemp(join(tmpdir(), 'anyuan-demo-'))
})
afterAll(async () => {
  await database.drop()
  await rm(dataFolder, { recursive: true, force: true })
})

/** A clock that goes on from an instant. */
function goingOnFrom(instant: string): Clock {
  const aheadMs = new Date(instant).getTime() - Date.now()
  return { now: () => new Date(Date.now() + aheadMs) }
}

/** Some manned schools of the first station, primary schools among them. */
function smallCounty(): CountyPlan {
  const plan = planCounty(7)
  const manned = plan.schools.filter(({ station, gates }) => station === 0 && gates[0]?.postId)
  const [primary = [], others = []] = [true, false].map((wanted) =>
    manned.filter(({ kind }) => (kind === 'primary') === wanted),
  )
  const schools = [...primary, ...others].slice(0, 5)
  return { ...plan, stations: plan.stations.slice(0, 1), schools }
}

const optionsAt = (instant: string, more: Partial<DemoOptions> = {}): DemoOptions => ({
  config: readConfig({ ANYUAN_DATA: dataFolder }),
  databaseUrl: database.url,
  logger: createLogger('silent'),
  realClock: goingOnFrom(instant),
  pace: 1,
  simulation: true,
  say: () => {},
  stopped: new AbortController().signal,
  sample: { plan: smallCounty(), historyDays: 9 },
  ...more,
})

async function rows(statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const checkInsByDay = async (): Promise<Record<string, number>> => {
  const counted = await rows(`
    select s.day::text as day, count(*)::integer as count
    from duty.check_in c join duty.shift s on s.id = c.shift_id
    where c.direction = 'in' group by 1`)
  return Object.fromEntries(counted.map(({ day, count }) => [day, count]))
}

it('leaves a mark that names its database when the making is cut off', async () => {
  const stopped = AbortSignal.abort(new Error('cut off'))
  const making = prepareDemo(optionsAt('2027-01-05T07:20:00+08:00', { stopped }))
  await expect(making).rejects.toThrow('cut off')
  expect(await halfBuiltDatabase(dataFolder)).toBe(await databaseIdentity(database.url))
})

it('is made across New Year, past the last day that the national calendar knows', async () => {
  const demo = await prepareDemo(optionsAt('2027-01-05T07:20:00+08:00'))
  expect(demo.played).toMatchObject({ reason: null })
  expect(await halfBuiltDatabase(dataFolder)).toBeNull()
  // What lay in the folder before this database came is not its own, however old its past.
  const ledger = await readFile(join(dataFolder, 'files', 'DATABASES'), 'utf8')
  expect(ledger).toMatch(/ 2027-01-04T23:2/)
  const days = await checkInsByDay()
  expect(Object.keys(days)).toEqual(
    expect.arrayContaining(['2026-12-31', '2027-01-04', '2027-01-05']),
  )
  expect(Math.min(...Object.values(days))).toBeGreaterThan(5)
})

it('plays what it missed when it is started again after a week', async () => {
  const before = await checkInsByDay()
  await prepareDemo(optionsAt('2027-01-12T07:20:00+08:00'))
  const days = await checkInsByDay()
  const missed = ['2027-01-06', '2027-01-07', '2027-01-08', '2027-01-11']
  expect(Object.keys(days)).toEqual(expect.arrayContaining(missed))
  expect(days['2027-01-04']).toBe(before['2027-01-04'])
  const [gaps] = await rows(`
    select count(*) filter (where exists (select from duty.check_in c where c.shift_id = s.id)) as manned,
      count(*) as shifts
    from duty.shift s where s.day between '2027-01-06' and '2027-01-11' and s.state <> 'cancelled'`)
  expect(Number(gaps?.['manned']) / Number(gaps?.['shifts'])).toBeGreaterThan(0.9)
})

it('stores nothing twice when days are played again after a kill', async () => {
  const stored = async () =>
    rows(`select (select count(*) from duty.check_in where method <> 'automatic') as presences,
      (select count(*) from duty.post_event) as events,
      (select count(*) from duty.patrol) as patrols,
      (select count(*) from duty.patrol_report) as reports,
      (select count(*) from duty.roll_call) as calls,
      (select count(*) from duty.deployment) as deployments,
      (select count(*) from duty.leave) as leaves,
      (select count(*) from statistics.report) as briefs`)
  const before = await stored()
  const known = await readDemoState(dataFolder)
  if (!known) throw new Error('The demonstration keeps no state.')
  // As it is when the server was killed before it could say how far it came.
  await writeDemoState(dataFolder, { ...known, playedUntil: '2027-01-06T00:00:00.000Z' })
  await prepareDemo(optionsAt('2027-01-12T07:20:00+08:00'))
  expect(await stored()).toEqual(before)
})

it('goes back in time for no restart', async () => {
  const before = await checkInsByDay()
  const { played } = await prepareDemo(optionsAt('2027-01-12T06:00:00+08:00'))
  expect(played.beginsAt.getTime()).toBeGreaterThanOrEqual(Date.parse('2027-01-12T07:20:00+08:00'))
  expect(await checkInsByDay()).toEqual(before)
})

/** The demonstration as it runs behind the address of its product. */
async function running(options: DemoOptions): Promise<{ demo: Demo; stop(): Promise<void> }> {
  const demo = await prepareDemo(options)
  const { config, databaseUrl, logger } = options
  const product: Product = await createProduct({
    config,
    databaseUrl,
    clock: demo.clock,
    logger,
    background: true,
  })
  const address = await product.http.listen({ port: 0, host: '127.0.0.1' })
  const run = await demo.start(product, address)
  return {
    demo,
    async stop() {
      await run.stop()
      await product.close()
    },
  }
}

/** How much the people of the plan are going to have happen to them on a morning. */
async function eventsAhead(day: string): Promise<number> {
  const planned = await rows(`
    select a.person_id as "personId", a.role, s.id as "shiftId", s.post_id as "postId",
      s.day::text as day, s.half, s.bell_at as "bellAt", s.starts_at as "startsAt",
      s.ends_at as "endsAt", g.lon, g.lat
    from duty.assignment a
    join duty.shift s on s.id = a.shift_id
    join duty.post p on p.id = s.post_id
    join schools.gate g on g.id = p.gate_id
    where s.day = '${day}' and s.half = 'arrival' and a.state = 'published'`)
  const shifts = planned.map((one) => ({ ...one, kit: [] }) as unknown as PlayedShift)
  return shifts.filter((shift, at) => behaviourOf(shift, `${planned[at]?.['personId']}`).event)
    .length
}

it('plays a morning through the public API: people come, a gate waits, something happens', async () => {
  // Who stands where is drawn with the ids: a morning may pass without anything.
  const day = (await eventsAhead('2027-01-13')) > 0 ? '2027-01-13' : '2027-01-14'
  const eventsMin = Math.min(1, await eventsAhead(day))
  // A gate waits for minutes: at this pace they are seconds, which a busy machine watches too.
  const run = await running(optionsAt(`${day}T07:20:00+08:00`, { pace: 60 }))
  const morning = `day = '${day}' and half = 'arrival'`
  const counts = async () => {
    const [found] = await rows(`select
      (select count(*) from duty.check_in c join duty.shift s on s.id = c.shift_id where ${morning}) as came,
      (select count(*) from duty.gap g join duty.shift s on s.id = g.shift_id where ${morning}) as gaps,
      (select count(*) from duty.post_event e join duty.shift s on s.id = e.shift_id where ${morning}) as events`)
    return Object.values(found ?? {}).map(Number)
  }
  await expect
    .poll(counts, { timeout: 75_000 })
    .toSatisfy(([came = 0, gaps = 0, events = 0]: number[]) =>
      Boolean(came > 0 && gaps > 0 && events >= eventsMin),
    )
  await run.stop()
}, 90_000)

it('plans the week that begins while it runs, and plays nothing when it is asked not to', async () => {
  const quiet = await running(optionsAt('2027-01-15T07:20:00+08:00', { simulation: false }))
  const before = await checkInsByDay()
  await quiet.stop()
  expect(await checkInsByDay()).toEqual(before)
  const run = await running(optionsAt('2027-01-17T19:58:00+08:00', { pace: 3600 }))
  const told = async () =>
    (await rows(`select from duty.week_plan where week_starts_on = '2027-01-18' and revision > 0`))
      .length
  await expect.poll(told, { timeout: 30_000 }).toBe(1)
  await run.stop()
})
