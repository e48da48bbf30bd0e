/**
 * Phones that were away: every record five times, out of order, up to thirty days late. One record
 * each must be there, and the same state at every post whatever the order was. A build that does
 * not know repeats must be found out. `--small` is a quick look with few phones.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Plugin } from 'esbuild'
import { instantOf } from '../src/platform/clock/zoned.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { buildCity, type City, type CitySize } from '../test/load/city.ts'
import { clockFrom, inProduct, newInstallation, offsetTo } from '../test/load/installation.ts'
import { KeepAlive } from '../test/load/keep-alive.ts'
import { type CityPhone, enrolAgain } from '../test/load/phones.ts'
import { loadAverage } from '../test/load/processes.ts'
import { buildServer } from '../test/load/program-build.ts'
import { databaseUrlOf, freePort, startServer } from '../test/load/server-process.ts'
import { storingRepeats } from './build/not-idempotent.ts'
import { finalStates } from './check/final-states.ts'
import { type Delivery, type PostStory, storyOf } from './phones/late-records.ts'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } })
const day = '2026-11-23'
const daysLate = 30
const dayMs = 86_400_000
const connectionsMax = 64
const triesMax = 20
const retryMs = 100
const seed = 20_261_123
const say = (line: string) => console.error(line)
const small = { counties: 1, stations: 2, schools: 10 }
const scale: { product: Place; control: Place } = values.small
  ? { product: small, control: small }
  : { product: { counties: 2, stations: 10, schools: 46 }, control: small }
type Place = Omit<CitySize, 'lastDay'>

const product = await trial([], scale.product)
const control = await trial([storingRepeats()], scale.control)
const controlRed = control.duplicated > 0
console.log(
  JSON.stringify({
    faults: 'offline',
    ...product,
    control_red: controlRed,
    control: { phones: control.phones, duplicated: control.duplicated, states: control.states },
    small: values.small,
    load: loadAverage(),
  }),
)
const { lost, duplicated, states, refused, phones } = product
const good = lost === 0 && duplicated === 0 && states === 1 && refused === 0
if (!good || !controlRed || (phones < 10_000 && !values.small)) process.exitCode = 1

async function trial(plugins: readonly Plugin[], place: Place) {
  const installation = await newInstallation('offline')
  const build = await buildServer(plugins)
  const { dataFolder } = installation
  try {
    // A quarter of an hour after the last bell: the shift goes on, everybody has come and gone.
    const soon = new Date(`${day}T08:17:00+08:00`)
    const before = new Date(`${day}T07:00:00+08:00`)
    const city = await inProduct(installation, clockFrom(offsetTo(before)), (made) =>
      buildCity(made, { ...place, lastDay: day }),
    )
    say(`${city.phones.length} phones at ${city.schools.length} posts`)
    const stories = storiesOf(city)
    const started = performance.now()
    const start = { program: build.program, dataFolder, port: await freePort() }
    const tally: Tally = { sent: 0, refused: 0 }
    const first = await startServer({ ...start, clockOffsetMs: offsetTo(soon) })
    await deliverAll(stories, { when: 'soon', port: start.port, now: offsetTo(soon) }, tally)
    await first.stop()
    const late = new Date(soon.getTime() + daysLate * dayMs)
    const second = await startServer({ ...start, clockOffsetMs: offsetTo(late) })
    const databaseUrl = await databaseUrlOf(dataFolder)
    // A session ends after thirty days; the phone keeps its records and is enrolled again.
    const tokens = await inProduct({ dataFolder, databaseUrl }, clockFrom(offsetTo(late)), (made) =>
      made.ground.database.inWork(systemBinding, (work) => enrolAgain(work, city.phones)),
    )
    const way = { when: 'late', port: start.port, now: offsetTo(late), tokens } as const
    await deliverAll(stories, way, tally)
    const seconds = Math.round((performance.now() - started) / 1000)
    const final = await finalStates(databaseUrl, stories.flatMap(slotsOf))
    await second.stop()
    const records = stories.reduce((sum, story) => sum + story.records.length, 0)
    const counts = { phones: city.phones.length, posts: stories.length, records }
    const verdict = { ...counts, ...tally, ...final, days_late: daysLate, seconds }
    say(JSON.stringify(verdict))
    return verdict
  } finally {
    await installation.remove()
    await build.remove()
  }
}

function storiesOf(city: City): PostStory[] {
  const teams = new Map<string, CityPhone[]>()
  for (const phone of city.phones) {
    teams.set(phone.schoolId, [...(teams.get(phone.schoolId) ?? []), phone])
  }
  return city.schools.map((school, index) =>
    storyOf(school, teams.get(school.id) ?? [], instantOf(day, school.arrival), seed + index),
  )
}

function slotsOf({ postId, phones, records }: PostStory) {
  const perPhone = (records.length - 1) / phones.length
  return records.map(({ id, kind }, index) => ({
    id,
    table: kind === 'event' ? ('post_event' as const) : ('check_in' as const),
    postId,
    // The police come first and have one record more.
    slot: Math.max(0, Math.floor((index - 1) / perPhone)),
  }))
}

interface Way {
  readonly when: Delivery['when']
  readonly port: number
  /** Offset of the server's clock. */
  readonly now: number
  /** New tokens by person, where the enrolment has run out. */
  readonly tokens?: ReadonlyMap<string, string>
}

interface Tally {
  sent: number
  refused: number
}

/** Posts at the same time, each post's requests one after the other in its own order. */
async function deliverAll(stories: readonly PostStory[], way: Way, tally: Tally): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: connectionsMax }, async () => {
      const connection = new KeepAlive(way.port)
      for (let story = stories[next++]; story; story = stories[next++]) {
        for (const delivery of story.deliveries) {
          if (delivery.when === way.when) await deliver(connection, delivery, way, tally)
        }
      }
      connection.close()
    }),
  )
}

async function deliver(
  connection: KeepAlive,
  { phone, skewMs, records }: Delivery,
  way: Way,
  tally: Tally,
): Promise<void> {
  const token = way.tokens?.get(phone.personId) ?? phone.token
  let left = [...records]
  for (let tries = 0; left.length > 0 && tries < triesMax; tries += 1) {
    if (tries > 0) await delay(retryMs)
    const deviceNow = new Date(Date.now() + way.now + skewMs).toISOString()
    const body = JSON.stringify({ deviceNow, records: left })
    const reply = await connection.post('/api/duty/check-ins/batch', token, body)
    if (reply.status >= 400) throw new Error(`Refused: ${reply.status} ${reply.body}`)
    const { receipts } = JSON.parse(reply.body) as { receipts: { outcome: string }[] }
    if (tries === 0) tally.sent += left.length
    const again = left.filter((_, index) => receipts[index]?.outcome === 'retry')
    const known = receipts.filter(({ outcome }) =>
      ['stored', 'duplicate', 'retry'].includes(outcome),
    )
    if (known.length < receipts.length) say(`refused: ${reply.body.slice(0, 400)}`)
    tally.refused += receipts.length - known.length
    left = again
  }
}
