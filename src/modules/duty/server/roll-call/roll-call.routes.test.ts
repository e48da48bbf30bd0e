import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { buildSeat } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'

let world: County
let city: Client
let [first, second]: string[] = []
beforeAll(async () => {
  world = await county()
  const postA = await gatePost(world, 'schoolA1')
  const postB = await gatePost(world, 'schoolB1')
  first = await shiftOf(world, postA, 'arrival')
  second = await shiftOf(world, postB, 'arrival')
  world.clock.set(at('07:50'))
  for (const [station, shiftId, gate] of [
    ['stationA1', first, postA],
    ['stationB1', second, postB],
  ] as const) {
    const officer = world.as('stationOfficer', { at: station })
    await checkIn(officer, shiftId, { at: at('07:50'), gate })
  }
  city = await supervisorOf(world)
})
afterAll(() => world.close())

/** A supervisor of the city: sees both counties. */
async function supervisorOf({ product, ids, withToken }: County): Promise<Client> {
  const personId = ids.people.stationA2?.[1]?.id ?? ''
  const plan = { role: 'supervisor', area: ids.areas.cityA, personId, loginName: 'city' } as const
  const { token } = await product.ground.database.inWork(systemBinding, (work) =>
    buildSeat(work, plan),
  )
  return withToken(token)
}

const call = (...shiftIds: (string | undefined)[]) =>
  city.post('/api/duty/roll-calls', {
    id: newId(world.clock.now()),
    posts: { choice: 'chosen', shiftIds },
  })

it('from above is one county at a time: of chosen posts none is left out unsaid', async () => {
  const mixed = await call(first, second)
  expect(mixed).toBeRefused('duty.rollCallOneCounty')
  for (const shiftId of [first, second]) {
    const called = await call(shiftId)
    expect(called.body).toMatchObject({ called: 1, answers: [{ shiftId }] })
  }
  expect((await city.get('/api/duty/roll-calls')).body.total).toBe(2)
})
