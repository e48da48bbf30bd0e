import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../test/county.ts'
import { openStream } from '../../test/stream.ts'
import { dutyFacts } from '../modules/duty/events.ts'
import { systemBinding } from '../platform/ports/actor.ts'

let world: County
let address: string
beforeAll(async () => {
  world = await county()
  address = await world.listen()
})
afterAll(() => world.close())

const metrics = async (): Promise<string> => {
  const { status, body, headers } = await world.anonymous.get('/metrics')
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4'])
  return body.toString()
}

/** The number of one line of the text. */
const lineOf = (text: string, name: string, ...labels: string[]): number | undefined => {
  const line = text
    .split('\n')
    .find((one) => one.startsWith(name) && labels.every((label) => one.includes(label)))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

const requests = 'http_server_request_duration_seconds_count'

it('counts requests by route and outcome, streams and connections', async () => {
  const commander = world.as('countyCommander')
  const path = `/api/schools/${world.ids.schools.schoolA1.id}`
  for (let nth = 0; nth < 3; nth += 1) await commander.get(path)
  await world.anonymous.get(path)
  const stream = await openStream(address, commander.token)
  await stream.until(({ event }) => event === 'beat')
  const text = await metrics()
  stream.close()
  const route = 'http_route="/api/schools/:schoolId"'
  const status = (code: number) => `http_response_status_code="${code}"`
  expect(lineOf(text, requests, route, status(200))).toBe(3)
  expect(lineOf(text, requests, route, status(401))).toBe(1)
  expect(lineOf(text, 'anyuan_live_streams')).toBe(1)
  expect(lineOf(text, 'db_client_connections', 'state=')).toBeGreaterThan(0)
  expect(lineOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
})

it('counts facts that nobody could deliver', async () => {
  const parked = async () => lineOf(await metrics(), 'anyuan_parked_facts')
  expect(await parked()).toBe(0)
  const started = world.clock.now()
  const { countyId, path: areaPath } = world.ids.areas.countyA
  const payload = { kind: 'unmanned', gapId: 'none' }
  await world.product.ground.database.inWork(systemBinding, async (work) =>
    work.announce({ topic: dutyFacts.gapOpened, countyId, areaPath, payload }),
  )
  await world.deliverFacts()
  expect(await parked()).toBe(0)
  // Tried again and again over a few hours, then no more.
  for (let tries = 1; tries < 12; tries += 1) {
    world.clock.advance(3_600_000)
    await world.deliverFacts()
  }
  expect(await parked()).toBe(1)
  world.clock.set(started)
})

it('names nobody: no id, name, address, session or words that were searched for', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const person = world.ids.people.stationA1?.[0]
  await commander.get(`/api/identity/people/${person?.id}`)
  await commander.get(`/api/identity/people?search=${encodeURIComponent(person?.name ?? '')}`)
  await commander.get(`/api/nowhere/${person?.id}/19900000001`)
  const credentials = { loginName: commander.loginName, password: 'not the right one' }
  await world.anonymous.post('/api/identity/sign-in', credentials)
  const text = await metrics()
  expect(text).toContain('/api/identity/people/:id')
  expect(lineOf(text, requests, 'http_route="none"')).toBeGreaterThan(0)
  const { loginName, token, sessionId } = commander
  const told = [person?.id, person?.name, loginName, token, sessionId]
  expect(told.filter((one) => !one || text.includes(one))).toEqual([])
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|127\.0\.0\.1|1990000|\p{Script=Han}/u)
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name))
  expect([...labels].filter((name) => !knownLabels.has(name ?? ''))).toEqual([])
})

/** Of requests and the pool, and what the runtime tells of itself. */
const knownLabels = new Set([
  'http_route',
  'http_request_method',
  'http_response_status_code',
  'le',
  'state',
  'type',
  'kind',
  'space',
  'version',
  'major',
  'minor',
  'patch',
])

it.each([
  ['127.0.0.1', undefined, 200],
  ['::1', undefined, 200],
  ['::ffff:127.0.0.1', undefined, 200],
  ['192.0.2.9', undefined, 403],
  ['2001:db8::9', undefined, 403],
  ['127.0.0.1', '192.0.2.9', 403],
])('is for the machine itself: %s for %s gets %i', async (remoteAddress, spokenFor, status) => {
  const headers = spokenFor === undefined ? {} : { 'x-forwarded-for': spokenFor }
  const reply = await world.product.http.inject({ url: '/metrics', remoteAddress, headers })
  expect(reply.statusCode).toBe(status)
})
