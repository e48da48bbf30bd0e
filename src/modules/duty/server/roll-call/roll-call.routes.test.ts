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

it('calls nobody who is on leave or has left, but whoever else of the post is there', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const post = await gatePost(world, 'schoolA2', {
    team: [{ role: 'police', heads: 1, must: true }],
  })
  world.clock.set(at('07:00'))
  const shift = await shiftOf(world, post, 'arrival')
  const officer = world.as('stationOfficer', { at: 'stationA2' })
  const planned = { shiftId: shift, personId: officer.personId, role: 'police' }
  await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, planned)
  const week = { revision: 0, mustAttendSeen: true }
  expect((await commander.post('/api/duty/weeks/2026-11-23/publish', week)).status).toBe(200)
  const cadre = world.as('schoolCadre', { at: 'schoolA2' })
  world.clock.set(at('07:50'))
  await checkIn(cadre, shift, { at: at('07:50'), gate: post })
  const people = async () => {
    const { body } = await commander.post('/api/duty/roll-calls', {
      id: newId(world.clock.now()),
      posts: { choice: 'chosen', shiftIds: [shift] },
    })
    return body.answers.map(({ personId }: { personId: string }) => personId)
  }
  expect(await people()).toEqual([officer.personId])
  const leave = await commander.post('/api/duty/leaves', {
    id: newId(at('07:50')),
    personId: officer.personId,
    startsAt: at('00:00').toISOString(),
    endsAt: at('23:59').toISOString(),
  })
  expect(leave.body.state).toBe('approved')
  expect(await people()).toEqual([cadre.personId])
  world.clock.set(at('07:55'))
  await checkIn(officer, shift, { at: at('07:55'), gate: post })
  expect(await people()).toEqual([officer.personId])
  world.clock.set(at('08:05'))
  await checkIn(officer, shift, { at: at('08:05'), gate: post, direction: 'out' })
  expect(await people()).toEqual([cadre.personId])
})
