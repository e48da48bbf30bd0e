import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import { openStream, type Stream, type StreamEvent } from '../../../test/stream.ts'
import { liveIdHeader } from '../contract/live-id.ts'
import { systemBinding } from '../ports/actor.ts'

let world: County
let address: string
beforeAll(async () => {
  world = await county()
  address = await world.listen()
})
afterAll(() => world.close())

const isBeat = ({ event }: StreamEvent) => event === 'beat'
const has = (key: string) => (one: StreamEvent) =>
  one.event === 'change' && (one.data['keys'] as string[]).includes(key)

const change = (area: 'countyA' | 'countyB', key: string) =>
  world.product.ground.database.inWork(systemBinding, async (work) => {
    const areaPath = world.ids.areas[area].path
    work.touch({ topic: 'test.place', areaPath, rowClass: 'joint', keys: [key] })
  })

const open = (lastId?: string): Promise<Stream> =>
  openStream(address, world.as('countyCommander').token, lastId)

/** Waits until the server has numbered a change: a stream that looks on has been told. */
async function heard(key: string, area: 'countyA' | 'countyB' = 'countyA'): Promise<StreamEvent> {
  const { token } = world.as('countyCommander', { at: area })
  const witness = await openStream(address, token)
  await witness.until(isBeat)
  await change(area, key)
  const told = (await witness.until(has(key))).find(has(key))
  witness.close()
  if (!told) throw new Error(`${key} was not told.`)
  return told
}

it('tells what was missed, in order and within the scope, to a stream that comes back', async () => {
  const { id: seen } = await heard('seen')
  await heard('missed 1')
  await heard('missed elsewhere', 'countyB')
  await heard('missed 2')
  const stream = await open(seen)
  const events = await stream.until(isBeat)
  stream.close()
  expect(events.map(({ event, data }) => [event, data['keys']])).toEqual([
    ['change', ['missed 1']],
    ['change', ['missed 2']],
    ['beat', undefined],
  ])
})

it('begins where the first reading of a page stood, so that nothing falls between', async () => {
  const commander = world.as('countyCommander')
  const { headers } = await commander.get('/api/identity/me')
  await heard('between')
  const after = encodeURIComponent(String(headers[liveIdHeader]))
  const stream = await openStream(address, commander.token, undefined, `?after=${after}`)
  expect((await stream.until(isBeat)).filter(has('between'))).toHaveLength(1)
  stream.close()
  const nobody = await fetch(`${address}/api/about`)
  expect(nobody.headers.get(liveIdHeader)).toBeNull()
})

it('resumes from a heartbeat as well', async () => {
  const first = await open()
  const beat = (await first.until(isBeat)).find(isBeat)
  first.close()
  await heard('after the beat')
  const stream = await open(beat?.id)
  const events = await stream.until(isBeat)
  stream.close()
  expect(events.filter(has('after the beat'))).toHaveLength(1)
})

it('tells nothing of the past to a stream that begins', async () => {
  await heard('before')
  const stream = await open()
  const events = await stream.until(isBeat)
  stream.close()
  expect(events.map(({ event }) => event)).toEqual(['beat'])
})

it.each([
  ['of another run of the server', (id: string) => id.replace(/^[^:]+/, '00000000')],
  ['that is none', () => 'x'],
])('asks for everything anew after an id %s, and goes on', async (_, made) => {
  const { id } = await heard('last')
  const stream = await open(made(id))
  const [resync, ...others] = await stream.until(isBeat)
  stream.close()
  expect([resync?.event, resync?.id, others.map(({ event }) => event)]).toEqual([
    'resync',
    id,
    ['beat'],
  ])
  const again = await open(resync?.id)
  expect((await again.until(isBeat)).map(({ event }) => event)).toEqual(['beat'])
  again.close()
})
