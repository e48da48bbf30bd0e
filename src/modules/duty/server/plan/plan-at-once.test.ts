import { Client as PgClient } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, type County, county, type Reply } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

const week = '/api/duty/weeks/2026-11-23'
const team = [{ role: 'police', heads: 1, must: true }]

let world: County
let commander: Client
let officer: string
/** The gate of the other station; one officer is there for the gates of both. */
let far: GatePost
beforeEach(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  await gatePost(world, 'schoolA1', { team })
  far = await gatePost(world, 'schoolA2', { team })
  officer = world.ids.people.stationA1?.[1]?.id ?? ''
  await onlyHe('countyA')
})
afterEach(() => world.close())

const onlyHe = (area: 'countyA' | 'countyB') =>
  world.sql(
    `update identity.person set active = false
     where county_id = $1 and duty_role = 'police' and id <> $2`,
    [world.ids.areas[area].id, officer],
  )

const fillOf = (station: 'stationA1' | 'stationA2') =>
  commander.post(`${week}/fill`, { stationAreaId: world.ids.areas[station].id })

const assign = async (client: Client, post: GatePost, day: string) =>
  client.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
    shiftId: await shiftOf(world, post, 'arrival', day),
    personId: officer,
    role: 'police',
  })

/** Shifts of one person that lie in the same hours. */
const doubles = () =>
  world.sql(
    `select a.person_id from duty.assignment a
     join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
     where a.state <> 'withdrawn'
     group by a.person_id, s.day, s.half having count(*) > 1`,
  )
const placed = async () =>
  (await world.sql(`select from duty.assignment where state <> 'withdrawn'`)).length

/** Lets whoever plans the county wait in the order in which they come, until it is released. */
async function holdPlan() {
  const client = new PgClient({ connectionString: world.databaseUrl })
  await client.connect()
  const key = `duty county ${world.ids.areas.countyA.id}`
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [key])
  return {
    async queueHas(length: number) {
      const waiting = `select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`
      while ((await client.query(waiting)).rowCount !== length);
    },
    release: () => client.end(),
  }
}

const isDone = ({ status }: Reply) => status === 200

it('books nobody twice when two fill at once', async () => {
  const replies = await Promise.all([fillOf('stationA1'), fillOf('stationA2')])
  expect(replies.every(isDone)).toBe(true)
  expect(await doubles()).toEqual([])
  expect(await placed()).toBe(10)
})

it('fills each place once when two fill the same at once', async () => {
  await world.sql('update identity.person set active = true')
  const replies = await Promise.all([fillOf('stationA1'), fillOf('stationA1')])
  expect(replies.every(isDone)).toBe(true)
  expect(await placed()).toBe(10)
})

it('books nobody twice when one fills between the places that another gives by hand', async () => {
  const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']
  const [before, after] = [days.slice(0, 2), days.slice(2)]
  const plan = await holdPlan()
  const early = before.map((day) => assign(commander, far, day))
  await plan.queueHas(2)
  const fill = fillOf('stationA1')
  await plan.queueHas(3)
  const late = after.map((day) => assign(commander, far, day))
  await plan.queueHas(5)
  await plan.release()
  expect((await Promise.all(early)).every(isDone)).toBe(true)
  expect((await fill).body).toMatchObject({ made: 8 })
  for (const reply of await Promise.all(late)) {
    expect(reply).toBeRefused('duty.hardConflict')
    expect(reply.body.params.conflicts).toContain('overlap')
  }
  expect(await doubles()).toEqual([])
  expect(await placed()).toBe(10)
})

it('books nobody twice when two counties plan somebody lent at once', async () => {
  const home = world.as('countyCommander', { at: 'countyB' })
  const there = await gatePost(world, 'schoolB1', { team })
  officer = world.ids.people.stationB1?.[1]?.id ?? ''
  const bureau = await world.stepUp(world.as('cityBureau'))
  const seconded = await bureau.post('/api/identity/secondments', {
    id: newId(world.clock.now()),
    personId: officer,
    homeCountyId: world.ids.areas.countyB.id,
    agencyId: world.ids.agencies.stationA1,
    startsOn: '2026-11-23',
    reason: '高考安保支援',
  })
  expect(seconded.status).toBe(200)
  await onlyHe('countyA')
  await onlyHe('countyB')
  const replies = await Promise.all([
    fillOf('stationA1'),
    home.post(`${week}/fill`),
    assign(home, there, '2026-11-24'),
  ])
  const [here, atHome, byHand] = replies
  expect([here, atHome].every((reply) => reply && isDone(reply))).toBe(true)
  // First of the three, after the host's fill, or after their own county's.
  expect([undefined, 'duty.hardConflict', 'request.duplicate']).toContain(byHand?.body.code)
  expect(await doubles()).toEqual([])
  expect(await placed()).toBe(10)
})
