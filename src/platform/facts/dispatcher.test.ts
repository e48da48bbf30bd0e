import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type County, county } from '../../../test/county.ts'
import type { Fact } from '../database/work.ts'
import { createLogger } from '../observability/logger.ts'
import { systemBinding } from '../ports/actor.ts'
import { FactDispatcher, joinSubscriptions } from './dispatcher.ts'

let world: County
let heard: (string | string[])[] = []
let broken: string | null = null

beforeAll(async () => {
  world = await county()
})
afterAll(() => world.close())
afterEach(() => {
  heard = []
  broken = null
})

const alone = async (_: unknown, { payload }: { payload: Record<string, unknown> }) => {
  heard.push(String(payload['name']))
}
const together = async (
  _: unknown,
  facts: readonly { readonly payload: Record<string, unknown> }[],
) => {
  const names = facts.map(({ payload }) => String(payload['name']))
  if (broken && names.includes(broken)) throw new Error('cannot be told')
  heard.push(names)
}

const dispatcher = () => {
  const { database } = world.product.ground
  const subscriptions = joinSubscriptions([
    { 'test.stale': { together }, 'test.alarm': alone, 'test.mixed': { together } },
    { 'test.mixed': alone },
  ])
  return new FactDispatcher(database, subscriptions, world.clock, createLogger('silent'))
}

const deliver = () => dispatcher().settle()

const announce = (...facts: readonly (readonly [topic: string, name: string, urgent?: true])[]) =>
  world.product.ground.database.inWork(systemBinding, async (work) => {
    const { countyId, path: areaPath } = world.ids.areas.countyA
    for (const [topic, name, urgent] of facts) {
      const fact: Fact = { topic, countyId, areaPath, payload: { name } }
      work.announce(urgent ? { ...fact, urgent } : fact)
    }
  })

it('tells of an alarm before whatever else waits', async () => {
  await announce(['test.stale', 'a'], ['test.mixed', 'b'], ['test.alarm', 'gap', true])
  await deliver()
  expect(heard).toEqual(['gap', ['a'], ['b'], 'b'])
})

it('tells at once what only makes something stale, and each to who hears them alone', async () => {
  await announce(['test.stale', 'a'], ['test.mixed', 'b'], ['test.stale', 'c'], ['test.mixed', 'd'])
  await deliver()
  expect(heard).toEqual([['a', 'c'], ['b'], 'b', ['d'], 'd'])
})

it('tries one by one again what could not be told together', async () => {
  broken = 'b'
  await announce(['test.stale', 'a'], ['test.stale', 'b'], ['test.stale', 'c'])
  await deliver()
  expect(heard).toEqual([])
  world.clock.advance(1_000)
  await deliver()
  expect(heard).toEqual([['a'], ['c']])
  broken = null
  world.clock.advance(60_000)
  await deliver()
  expect(heard).toEqual([['a'], ['c'], ['b']])
})

it('lets what is told together wait a moment for company, and nothing beside what is not', async () => {
  const facts = dispatcher()
  await announce(['test.stale', 'a'])
  facts.heed('test.stale')
  await announce(['test.stale', 'b'])
  facts.heed('test.stale')
  await vi.waitFor(() => expect(heard).toEqual([['a', 'b']]))
  await announce(['test.stale', 'c'], ['test.alarm', 'gap', true])
  facts.heed('test.stale test.alarm')
  await facts.stop()
  expect(heard).toEqual([['a', 'b'], 'gap', ['c']])
})
