import chineseDays from 'chinese-days'
import type { Logger } from 'pino'
import { openDeviceSession } from '../../modules/identity/index.ts'
import { type Clock, ManualClock } from '../../platform/clock/clock.ts'
import { addDays, instantOf, localDay, localTime, weekStart } from '../../platform/clock/zoned.ts'
import type { Config } from '../../platform/config/config.ts'
import type { Said } from '../../platform/contract/said.ts'
import { countForPlanner, databaseIdentity } from '../../platform/database/migrate.ts'
import { systemBinding } from '../../platform/ports/actor.ts'
import { createProduct, type Product } from '../product.ts'
import { demoDays, demoSteps } from '../waiting-room.catalogue.ts'
import { buildAccounts, buildCounty, enrolPhones, renewPhones } from './build-county.ts'
import { type CountyPlan, planCounty, demoSeed as seed } from './county-plan.ts'
import { type DemoState, readDemoState, writeDemoState } from './demo-accounts.ts'
import { type DemoDay, demoClock, demoDayOf } from './demo-clock.ts'
import { demoDatesOf } from './demo-dates.ts'
import { furnishCounty } from './furnish-county.ts'
import { beginBuilding, endBuilding, flushBuilt, withoutFlush } from './half-built.ts'
import { intoServer, overNetwork, PhoneClient } from './phone-client.ts'
import { type RehearsalOptions, rehearse } from './rehearsal.ts'
import { Simulator } from './simulator.ts'

const monthDays = 31
const renewAfterDays = 20

export interface DemoOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly logger: Logger
  /** The time of the world, from which the demonstration takes its day. */
  readonly realClock: Clock
  readonly pace: number
  readonly simulation: boolean
  readonly say: (step: Said) => void
  /** Ends the making between two steps; the next start begins it anew. */
  readonly stopped: AbortSignal
  /** A smaller county with a shorter past, where a whole one would take too long. */
  readonly sample?: { readonly plan: CountyPlan; readonly historyDays: number }
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
  const { realClock, simulation } = options
  const known = await claimed(config.dataFolder)
  const resumeAfter = known && playedUntil(known)
  const played = demoDayOf(realClock.now(), (day) => chineseDays.isWorkday(day), resumeAfter)
  const goesOn = known && (simulation ? await catchUp(options, known, played.beginsAt) : known)
  const state = goesOn ?? (await makeDemo(options, played.beginsAt))
  const clock = demoClock(realClock, played.beginsAt, options.pace)
  say(sentenceOf(played))
  return {
    clock,
    played,
    state,
    start: (product, address) => {
      const since = options.realClock.now().toISOString()
      const now = clock.now().toISOString()
      const playing = { ...preparing, clock: { since, beginsAt: now, pace: options.pace } }
      return run(options, { ...state, playing }, product, address)
    },
  }
}

const preparing = { pid: process.pid, clock: null }

/** What is known of the demonstration, told to others as being prepared by this server. */
async function claimed(dataFolder: string): Promise<DemoState | null> {
  const known = await readDemoState(dataFolder)
  if (!known) return null
  const state = { ...known, playing: preparing }
  await writeDemoState(dataFolder, state)
  return state
}

/** Its phones were opened where the making ended. */
const playedUntil = (state: DemoState): Date => new Date(state.playedUntil ?? state.phonesOpenedAt)

const sentenceOf = ({ beginsAt, reason }: DemoDay): Said =>
  demoDays[reason ?? 'today'](`${localDay(beginsAt)} ${localTime(beginsAt)}`)

/** Builds the county as it was a month ago and lets its weeks pass up to the beginning. */
async function makeDemo(options: DemoOptions, beginsAt: Date): Promise<DemoState> {
  const { dataFolder } = options.config
  const { plan, historyDays } = countyOf(options)
  const firstDay = addDays(localDay(beginsAt), -historyDays)
  const from = instantOf(firstDay, '06:00')
  const place = { dataFolder, databaseUrl: options.databaseUrl }
  const database = await databaseIdentity(place.databaseUrl)
  await beginBuilding(place)
  const state = await inPast(unflushed(options), from, async (product, clock, step) => {
    step(demoSteps.areas)
    const dates = demoDatesOf(firstDay)
    await buildCounty(product.ground, plan, seed, dates)
    const accounts = await buildAccounts(product.ground, plan, seed)
    const phones = await enrolPhones(product.ground, plan, seed, dates)
    const firstWeek = weekStart(addDays(firstDay, 6))
    await asCommander(product, clock, accounts, async (hand) => {
      const { client, commanderToken: token } = hand
      await furnishCounty({ client, token, say: step }, plan, seed, dates)
      const stage = { ...hand, product, clock, step, phones, plan }
      const played = async () => {}
      await rehearse(
        { ...rehearsalOn(options, stage), played },
        { firstWeek, from, until: beginsAt },
      )
    })
    return {
      seed,
      database,
      builtAt: options.realClock.now().toISOString(),
      playedUntil: null,
      playing: preparing,
      accounts,
      phonesOpenedAt: clock.now().toISOString(),
      phones: await renewPhones(product.ground, phones),
    }
  })
  await flushBuilt(place)
  await writeDemoState(dataFolder, state)
  await endBuilding(place)
  return state
}

/** Only on the own database: what stands before another may take no options. */
const unflushed = (options: DemoOptions): DemoOptions =>
  options.config.databaseUrl
    ? options
    : { ...options, databaseUrl: withoutFlush(options.databaseUrl) }

const countyOf = ({ sample }: DemoOptions) =>
  sample ?? { plan: planCounty(seed), historyDays: monthDays }

/** Less than this is no time in which anybody would have come and gone. */
const missedMinMs = 30 * 60_000

/** Plays what the county would have done while nobody ran it, of the last month at most. */
async function catchUp(options: DemoOptions, known: DemoState, beginsAt: Date): Promise<DemoState> {
  const { dataFolder } = options.config
  const monthAgo = instantOf(addDays(localDay(beginsAt), -monthDays), '06:00')
  const from = new Date(Math.max(playedUntil(known).getTime(), monthAgo.getTime()))
  if (beginsAt.getTime() - from.getTime() < missedMinMs) return known
  return inPast(options, from, async (product, clock, step) => {
    const phones = await renewPhones(product.ground, known.phones)
    const { plan } = countyOf(options)
    const firstWeek = weekStart(localDay(from))
    const played = (until: Date) =>
      writeDemoState(dataFolder, { ...known, playedUntil: until.toISOString() })
    // A day that has begun is played to its end: the next start goes on after the last whole one.
    const watch = async () => void (await lookAtGates(product))
    await asCommander(product, clock, known.accounts, (hand) => {
      const stage = { ...hand, product, clock, step, phones, plan }
      return rehearse(
        { ...rehearsalOn(options, stage), watch, played },
        { firstWeek, from, until: beginsAt },
      )
    })
    const state: DemoState = {
      ...known,
      phones: await renewPhones(product.ground, phones),
      phonesOpenedAt: clock.now().toISOString(),
      playedUntil: beginsAt.toISOString(),
    }
    await writeDemoState(dataFolder, state)
    return state
  })
}

interface Stage extends Pick<RehearsalOptions, 'client' | 'clock' | 'commanderToken' | 'phones'> {
  readonly product: Product
  readonly plan: CountyPlan
  readonly step: (step: Said) => void
}

const rehearsalOn = (
  { databaseUrl, stopped }: DemoOptions,
  { product, step, ...stage }: Stage,
): Omit<RehearsalOptions, 'played'> => ({
  ...stage,
  say: step,
  watch: async () => {
    stopped.throwIfAborted()
    await lookAtGates(product)
    // What it announced is told while the next step is played.
    product.facts.wake()
  },
  sweep: () => sweepAll(product),
  countForPlanner: () => countForPlanner(databaseUrl),
})

function lookAtGates({ sweeps }: Product): Promise<number> {
  const look = sweeps.get('duty.watch')
  if (!look) throw new Error('Nothing looks at the gates.')
  return look()
}

/** A product whose clock stands in the past and is moved by what is played on it. */
async function inPast(
  { config, databaseUrl, logger, realClock, say, stopped }: DemoOptions,
  from: Date,
  play: (product: Product, clock: ManualClock, step: Stage['step']) => Promise<DemoState>,
): Promise<DemoState> {
  const clock = new ManualClock(from)
  const product = await createProduct({
    config,
    databaseUrl,
    clock,
    wallClock: realClock,
    logger,
    background: false,
  })
  const step = (next: Said) => {
    stopped.throwIfAborted()
    say(next)
  }
  try {
    return await play(product, clock, step)
  } finally {
    await product.close()
  }
}

/** A session of the county's commander, for what the demonstration itself has to enter. */
function openCommander({ ground }: Product, accounts: DemoState['accounts']) {
  const commander = accounts.find(({ loginName }) => loginName === 'commander')
  if (!commander) throw new Error('The demo county has no commander.')
  return ground.database.inWork(systemBinding, (work) =>
    openDeviceSession(work, commander.id, 'set-up'),
  )
}

/** What the demonstration itself enters, by a session that ends with it. */
async function asCommander(
  product: Product,
  clock: Clock,
  accounts: DemoState['accounts'],
  enter: (hand: Pick<Stage, 'client' | 'commanderToken'>) => Promise<void>,
): Promise<void> {
  const { id, token } = await openCommander(product, accounts)
  const client = new PhoneClient(intoServer(product.http), clock)
  await enter({ client, commanderToken: token })
  await client.delete({ token }, `/api/identity/sessions/${id}`)
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
  const commander = await openCommander(product, state.accounts)
  const commanderToken = commander.token
  const simulator = new Simulator({ client, commanderToken, phones: kept.phones, clock, logger })
  if (options.simulation) simulator.start()
  const remember = () => keep({ playedUntil: clock.now().toISOString() })
  await remember()
  const timer = setInterval(() => void remember(), 60_000)
  return {
    async stop() {
      clearInterval(timer)
      await simulator.stop()
      await client.delete(commander, `/api/identity/sessions/${commander.id}`)
      await keep({ playing: null })
      await remember()
    },
  }
}
