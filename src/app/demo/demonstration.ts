import chineseDays from 'chinese-days'
import type { Logger } from 'pino'
import { openDeviceSession } from '../../modules/identity/index.ts'
import { type Clock, ManualClock, systemClock } from '../../platform/clock/clock.ts'
import { addDays, instantOf, localDay, localTime } from '../../platform/clock/zoned.ts'
import type { Config } from '../../platform/config/config.ts'
import { countForPlanner } from '../../platform/database/migrate.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { createProduct, type Product } from '../product.ts'
import { buildAccounts, buildCounty, enrolPhones, renewPhones } from './build-county.ts'
import { planCounty } from './county-plan.ts'
import {
  type DemoState,
  markBuilding,
  readDemoState,
  unmarkBuilding,
  writeDemoState,
} from './demo-accounts.ts'
import { type DemoDay, demoClock, demoDayOf } from './demo-clock.ts'
import { demoDatesOf } from './demo-dates.ts'
import { furnishCounty } from './furnish-county.ts'
import { intoServer, overNetwork, PhoneClient } from './phone-client.ts'
import { rehearse } from './rehearsal.ts'
import { Simulator } from './simulator.ts'

const seed = 20_261_121
const historyDays = 31
const renewAfterDays = 20

export interface DemoOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly logger: Logger
  readonly pace: number
  readonly simulation: boolean
  readonly say: (line: string) => void
  /** Ends the making between two steps; the next start begins it anew. */
  readonly stopped: AbortSignal
}

/** A demonstration that is ready to run on the product made with its clock. */
export interface Demo {
  readonly clock: Clock
  readonly played: DemoDay
  readonly state: DemoState
  start(product: Product, address: string): Promise<{ stop(): Promise<void> }>
}

/** Goes on with the demonstration of a data folder, or makes it there first. */
export async function prepareDemo(options: DemoOptions): Promise<Demo> {
  const { config, say } = options
  const known = await readDemoState(config.dataFolder)
  const resumeAfter = known?.playedUntil ? new Date(known.playedUntil) : null
  const played = demoDayOf(systemClock.now(), (day) => chineseDays.isWorkday(day), resumeAfter)
  const state = known ?? (await makeDemo(options, played.beginsAt))
  const clock = demoClock(systemClock, played.beginsAt, options.pace)
  say(sentenceOf(played))
  return {
    clock,
    played,
    state,
    start: (product, address) => run(options, state, product, address),
  }
}

function sentenceOf({ beginsAt, reason }: DemoDay): string {
  const at = `${localDay(beginsAt)} ${localTime(beginsAt)}`
  if (reason === 'notASchoolDay') return `Today is no school day: the demonstration plays ${at}.`
  if (reason === 'outsideHours') return `No gate is busy now: the demonstration plays ${at}.`
  return 'The demonstration plays today as it is.'
}

/** Builds the county as it was a month ago and lets its weeks pass up to the beginning. */
async function makeDemo(options: DemoOptions, beginsAt: Date): Promise<DemoState> {
  const { config, databaseUrl, logger, say, stopped } = options
  const firstDay = addDays(localDay(beginsAt), -historyDays)
  const clock = new ManualClock(instantOf(firstDay, '06:00'))
  await markBuilding(config.dataFolder)
  const product = await createProduct({ config, databaseUrl, clock, logger, background: false })
  const step = (line: string) => {
    stopped.throwIfAborted()
    say(line)
  }
  try {
    const plan = planCounty(seed)
    step('demo county: areas, schools and people')
    const dates = demoDatesOf(firstDay)
    await buildCounty(product.ground, plan, seed, dates)
    const accounts = await buildAccounts(product.ground, plan, seed)
    const phones = await enrolPhones(product.ground, plan, seed, dates)
    const commander = accounts.find(({ loginName }) => loginName === 'commander')
    if (!commander) throw new Error('The demo county has no commander.')
    const setUp = await product.ground.database.inWork(systemBinding, (work) =>
      openDeviceSession(work, commander.id, 'set-up'),
    )
    const client = new PhoneClient(intoServer(product.http), clock)
    await furnishCounty({ client, token: setUp.token, say: step }, plan, seed, dates)
    const rehearsal = {
      client,
      clock,
      commanderToken: setUp.token,
      phones,
      plan,
      watch: async () => {
        stopped.throwIfAborted()
        await product.sweeps.get('duty.watch')?.()
      },
      sweep: () => sweepAll(product),
      countForPlanner: () => countForPlanner(databaseUrl),
      say: step,
    }
    await rehearse(rehearsal, firstDay, beginsAt)
    await client.delete({ token: setUp.token }, `/api/identity/sessions/${setUp.id}`)
    const state: DemoState = {
      seed,
      builtAt: systemClock.now().toISOString(),
      playedUntil: null,
      accounts,
      phonesOpenedAt: clock.now().toISOString(),
      phones: await renewPhones(product.ground, phones),
    }
    await writeDemoState(config.dataFolder, state)
    await unmarkBuilding(config.dataFolder)
    return state
  } finally {
    await product.close()
  }
}

/** Whatever time has made due at the product's present instant, and the facts of it. */
async function sweepAll(product: Product): Promise<void> {
  for (const run of product.sweeps.values()) while ((await run()) > 0);
  await product.facts.settle()
}

async function run(options: DemoOptions, state: DemoState, product: Product, address: string) {
  const { clock } = product.ground
  const { dataFolder } = options.config
  let kept = state
  const keep = async (change: Partial<DemoState>) => {
    kept = { ...kept, ...change }
    await writeDemoState(dataFolder, kept)
  }
  const ageMs = clock.now().getTime() - new Date(state.phonesOpenedAt).getTime()
  if (ageMs > renewAfterDays * 86_400_000) {
    const phones = await renewPhones(product.ground, state.phones)
    await keep({ phones, phonesOpenedAt: clock.now().toISOString() })
  }
  const client = new PhoneClient(overNetwork(address), clock)
  const { logger } = options
  const simulator = new Simulator({ client, phones: kept.phones, clock, logger })
  if (options.simulation) simulator.start()
  const remember = () => keep({ playedUntil: clock.now().toISOString() })
  const timer = setInterval(() => void remember(), 60_000)
  return {
    async stop() {
      clearInterval(timer)
      await simulator.stop()
      await remember()
    },
  }
}
