import { Client as PgClient } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const swaps = '/api/duty/swaps'
const [tuesday, wednesday, nextMonday] = ['2026-11-24', '2026-11-25', '2026-11-30']
const team = [{ role: 'police', heads: 2, must: true }]

let world: County
let commander: Client
let officer: Client
let other: Client
/** A gate of station A1 and one of station A2. */
let [near, far]: GatePost[] = []
beforeEach(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  officer = world.as('stationOfficer', { at: 'stationA1' })
  other = world.as('stationOfficer', { at: 'stationA2' })
  near = await gatePost(world, 'schoolA1', { team })
  far = await gatePost(world, 'schoolA2', { team })
})
afterEach(() => world.close())

const id = () => newId(world.clock.now())
const idOf = (client: Client): string => client.personId ?? ''
/** Another officer of a station, who holds no account that leads it. */
const mateOf = (station: 'stationA1' | 'stationA2', index: 1 | 2): string =>
  world.ids.people[station]?.filter(({ dutyRole }) => dutyRole === 'police')[index]?.id ?? ''

type When = readonly [post: GatePost | undefined, half: 'arrival' | 'dismissal', day: string]

async function assign(personId: string, [post, half, day]: When): Promise<string> {
  if (!post) throw new Error('No post.')
  const assignmentId = id()
  const shiftId = await shiftOf(world, post, half, day)
  const place = { shiftId, personId, role: 'police' }
  const reply = await commander.put(`/api/duty/assignments/${assignmentId}`, place)
  expect([reply.status, reply.body.detail]).toEqual([200, undefined])
  return assignmentId
}

const publish = async (week = '2026-11-23') => {
  const reply = await commander.post(`/api/duty/weeks/${week}/publish`, { revision: 0 })
  expect([reply.status, reply.body.detail]).toEqual([200, undefined])
}

const propose = (client: Client, wish: object, swapId = id()) =>
  client.post(swaps, { id: swapId, ...wish })
const agree = (client: Client, swapId: string) =>
  client.post(`${swaps}/${swapId}/answer`, { answer: 'agreed' })
const decide = (client: Client, swapId: string, decision = 'approved') =>
  client.post(`${swaps}/${swapId}/decision`, { decision })

const peopleFor = async (assignmentId: string): Promise<Json[]> =>
  (await officer.get(`${swaps}/people?assignmentId=${assignmentId}`)).body.rows
const exchangesWith = async (assignmentId: string, personId: string): Promise<string[]> => {
  const path = `${swaps}/exchanges?assignmentId=${assignmentId}&personId=${personId}`
  return (await officer.get(path)).body.rows.map((one: Json) => one.assignmentId)
}

it('offers each of two officers at two gates of one half-day the place of the other', async () => {
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  const theirs = await assign(idOf(other), [far, 'arrival', tuesday])
  const draft = await assign(mateOf('stationA2', 1), [far, 'dismissal', tuesday])
  await publish()
  // Told to nobody yet: a draft is not theirs to give.
  const untold = await assign(mateOf('stationA1', 1), [far, 'arrival', tuesday])

  const people = await peopleFor(mine)
  const found = (personId: string) => people.find((one) => one.personId === personId)
  expect(found(idOf(other))).toMatchObject({ onlyInExchange: true, conflicts: ['otherStation'] })
  expect(found(mateOf('stationA2', 1))).toMatchObject({ onlyInExchange: false })
  expect(found(mateOf('stationA1', 1))).toBeUndefined()
  expect(found(idOf(officer))).toBeUndefined()
  expect(await exchangesWith(mine, idOf(other))).toEqual([theirs])
  expect(await exchangesWith(mine, mateOf('stationA2', 1))).toEqual([draft])
  expect(await exchangesWith(mine, mateOf('stationA1', 1))).not.toContain(untold)

  const wish = { assignmentId: mine, otherPersonId: idOf(other) }
  expect(await propose(officer, wish)).toBeRefused('duty.swapUnfit')
  const { body } = await propose(officer, { ...wish, otherAssignmentId: theirs })
  await agree(other, body.id)
  expect((await decide(commander, body.id)).body.state).toBe('approved')
})

it('offers of a full week only what makes room in that week', async () => {
  await world.sql('update identity.person set max_duties_per_week = 1')
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  const theirs = await assign(idOf(other), [far, 'dismissal', wednesday])
  const nextWeek = await assign(idOf(other), [far, 'arrival', nextMonday])
  await publish()
  await publish(nextMonday)
  const people = await peopleFor(mine)
  expect(people.find((one) => one.personId === idOf(other))).toMatchObject({ onlyInExchange: true })
  expect(await exchangesWith(mine, idOf(other))).toEqual([theirs])
  const wish = { assignmentId: mine, otherPersonId: idOf(other), otherAssignmentId: nextWeek }
  expect(await propose(officer, wish)).toBeRefused('duty.swapUnfit')
})

it('ends what others were asked about a place that has changed hands', async () => {
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  const theirs = await assign(idOf(other), [far, 'dismissal', wednesday])
  await publish()
  const third = mateOf('stationA2', 1)
  const { body: dead } = await propose(other, { assignmentId: theirs, otherPersonId: third })
  const wish = { assignmentId: mine, otherPersonId: idOf(other), otherAssignmentId: theirs }
  const { body } = await propose(officer, wish)
  await agree(other, body.id)
  await decide(commander, body.id)
  // What the new holders ask before everybody has heard is theirs and stays.
  const { body: fresh } = await propose(other, { assignmentId: mine, otherPersonId: third })
  await world.deliverFacts()
  const states = await world.sql('select id, state from duty.swap where id = any ($1)', [
    [dead.id, fresh.id],
  ])
  expect(states).toContainEqual({ id: dead.id, state: 'expired' })
  expect(states).toContainEqual({ id: fresh.id, state: 'asked' })
  const told = await world.sql(
    `select person_id from duty.notice
     where subject_id = $1 and kind = 'swapDecided' and detail ->> 'state' = 'expired'`,
    [dead.id],
  )
  expect(told.map((one) => one['person_id']).sort()).toEqual([idOf(other), third].sort())
  const again = await propose(officer, { assignmentId: theirs, otherPersonId: third })
  expect(again.body).toMatchObject({ state: 'asked' })
})

it('goes to who commands both stations when the school of a place moves', async () => {
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  await publish()
  const { body } = await propose(officer, {
    assignmentId: mine,
    otherPersonId: mateOf('stationA1', 1),
  })
  await world.sql(`update duty.swap set state = 'agreed' where id = $1`, [body.id])
  const school = `/api/schools/${world.ids.schools.schoolA1.id}`
  const { version } = (await commander.get(school)).body
  const moved = { version, withinAreaId: world.ids.areas.stationA2.id }
  expect((await commander.post(`${school}/move`, moved)).status).toBe(200)
  await world.deliverFacts()

  // Half of it lies elsewhere now: neither station has it, and neither list fails.
  for (const station of [officer, other]) {
    expect((await station.get(swaps)).body).toMatchObject({ rows: [], total: 0 })
    const effect = await station.get(`${swaps}/${body.id}/effect`)
    expect(effect).toBeRefused('request.notFound')
  }
  const told = await world.sql(
    `select person_id from duty.notice where subject_id = $1 and detail ->> 'raised' = 'true'`,
    [body.id],
  )
  const both = [idOf(officer), mateOf('stationA1', 1)]
  expect(told.map((one) => one['person_id']).sort()).toEqual(both.sort())
  const waiting = (await commander.get(`${swaps}?state=agreed`)).body
  expect(waiting.rows).toMatchObject([{ id: body.id }])
  expect((await decide(commander, body.id)).body.state).toBe('approved')

  // A row whose place lies outside is left out, however it came to be there.
  await world.sql('update duty.swap set area_path = $2::text::ltree where id = $1', [
    body.id,
    world.ids.areas.stationA1.path,
  ])
  expect((await officer.get(swaps)).body.rows).toEqual([])
  expect(await officer.get(`${swaps}/${body.id}/effect`)).toBeRefused('request.notFound')
})

it('is asked for once, however often and at once it is sent', async () => {
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  await publish()
  const [first, second] = [mateOf('stationA1', 1), mateOf('stationA1', 2)]
  const wish = { assignmentId: mine, otherPersonId: first }
  const same = id()
  const replies = await Promise.all([
    propose(officer, wish, same),
    propose(officer, wish, same),
    propose(officer, { ...wish, otherPersonId: second }),
  ])
  const open = await world.sql('select id from duty.swap where assignment_id = $1', [mine])
  expect(open).toHaveLength(1)
  const refused = replies.filter(({ status }) => status !== 200)
  for (const reply of refused) expect(reply).toBeRefused('duty.swapOpen')
  expect(refused).toHaveLength(open[0]?.['id'] === same ? 1 : 2)
})

it('is looked at without waiting for whoever changes the plan', async () => {
  const mine = await assign(idOf(officer), [near, 'arrival', tuesday])
  const theirs = await assign(idOf(other), [far, 'dismissal', wednesday])
  await publish()
  const wish = { assignmentId: mine, otherPersonId: idOf(other), otherAssignmentId: theirs }
  const { body } = await propose(officer, wish)
  await agree(other, body.id)
  const planner = new PgClient({ connectionString: world.databaseUrl })
  await planner.connect()
  try {
    await planner.query('begin')
    await planner.query('select from duty.assignment for update')
    await planner.query('select from duty.swap for update')
    expect(await peopleFor(mine)).not.toEqual([])
    expect(await exchangesWith(mine, idOf(other))).toEqual([theirs])
    const effect = await commander.get(`${swaps}/${body.id}/effect`)
    expect(effect.body.rows).toMatchObject([{ personId: idOf(other) }, { personId: idOf(officer) }])
  } finally {
    await planner.end()
  }
})
