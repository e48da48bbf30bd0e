import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

let world: County
let post: GatePost
let commander: Client
let officer: Client
let auxiliary: Client
beforeAll(async () => {
  world = await county()
  post = await gatePost(world, 'schoolA1')
  commander = world.as('countyCommander', { at: 'countyA' })
  officer = world.as('stationOfficer', { at: 'stationA1' })
  auxiliary = world.as('auxiliary', { at: 'stationA1' })
  world.clock.set(at('07:50'))
})
afterAll(() => world.close())

/** An event of somebody, followed up unless said otherwise. */
async function record(by: Client, event: string, fields: Json = {}): Promise<string> {
  const id = newId(world.clock.now())
  const now = world.clock.now().toISOString()
  const body = { kind: 'event', id, postId: post.id, event, result: 'following', at: now }
  const reply = await by.post('/api/duty/events', {
    deviceNow: now,
    record: { ...body, ...fields },
  })
  expect(reply.status).toBe(200)
  return id
}

const settle = (by: Client, id: string, result = 'handled') =>
  by.post(`/api/duty/events/${id}/result`, { result })
const settleOwn = (by: Client, id: string, result = 'handled') =>
  by.post(`/api/duty/mine/events/${id}/result`, { result })
const eventOf = async (id: string): Promise<Json> =>
  (await commander.get('/api/duty/events')).body.rows.find((row: Json) => row.id === id)
const nameOf = ({ personId }: Client): string | undefined =>
  Object.values(world.ids.people)
    .flat()
    .find(({ id }) => id === personId)?.name
const following = async (by = commander): Promise<string[]> =>
  (await by.get('/api/duty/events?result=following')).body.rows.map(({ id }: Json) => id)

it('its author says what became of it, once, and everybody sees who and when', async () => {
  const id = await record(auxiliary, 'request', { note: '走失儿童' })
  expect(await following()).toContain(id)
  const own = await auxiliary.get('/api/duty/mine/events')
  expect(own.body.rows).toMatchObject([{ id, event: 'request', note: '走失儿童' }])
  expect((await officer.get('/api/duty/mine/events')).body.rows).toEqual([])
  world.clock.set(at('08:20'))
  const settled = await settleOwn(auxiliary, id, 'handedOver')
  expect(settled.body).toEqual({ id, result: 'handedOver', at: at('08:20').toISOString() })
  world.clock.set(at('08:21'))
  expect((await settleOwn(auxiliary, id, 'handedOver')).body).toEqual(settled.body)
  expect(await settleOwn(auxiliary, id, 'cleared')).toBeRefused('duty.eventSettled')
  const [author] =
    world.ids.people.stationA1?.filter(({ id: one }) => one === auxiliary.personId) ?? []
  expect(await eventOf(id)).toMatchObject({
    result: 'following',
    personName: author?.name,
    settled: { result: 'handedOver', at: at('08:20').toISOString(), byName: author?.name },
  })
  expect(await following()).not.toContain(id)
  const handedOver = await commander.get('/api/duty/events?result=handedOver')
  expect(handedOver.body).toMatchObject({ total: 1, rows: [{ id }] })
  expect((await auxiliary.get('/api/duty/mine/events')).body.rows).toEqual([])
})

it('a leader there does it for a colleague; others find nothing', async () => {
  const id = await record(auxiliary, 'request')
  expect(await settleOwn(officer, id)).toBeRefused('request.notFound')
  expect(await settle(auxiliary, id)).toBeRefused('request.forbidden')
  expect(await settle(world.anonymous, id)).toBeRefused('request.notSignedIn')
  for (const foreign of [
    world.as('stationOfficer', { at: 'stationB1' }),
    world.as('countyCommander', { at: 'countyB' }),
  ]) {
    expect(await settle(foreign, id)).toBeRefused('request.notFound')
  }
  expect(await settle(officer, id, 'following')).toBeRefused('request.invalid')
  expect((await settle(officer, id)).status).toBe(200)
  expect((await eventOf(id)).settled.result).toBe('handled')
  const [entry] = await world.sql(
    `select detail, actor_person_id as by from identity.audit_entry
     where action = 'duty.event.settle' and subject_id = $1`,
    [id],
  )
  expect(entry).toEqual({ detail: { result: 'handled' }, by: officer.personId })
})

it('a leader corrects what was said of it, and nobody overwrites what they have not seen', async () => {
  world.clock.set(at('08:30'))
  const id = await record(auxiliary, 'request')
  await settleOwn(auxiliary, id, 'handled')
  world.clock.set(at('08:40'))
  expect(await settle(officer, id, 'handedOver')).toBeRefused('duty.eventSettled')
  const correct = (by: Client, result: string, replaces: string) =>
    by.post(`/api/duty/events/${id}/result`, { result, replaces })
  expect(await correct(officer, 'handedOver', 'cleared')).toBeRefused('duty.eventSettled')
  const corrected = await correct(officer, 'handedOver', 'handled')
  expect(corrected.body).toEqual({ id, result: 'handedOver', at: at('08:30').toISOString() })
  expect((await correct(officer, 'handedOver', 'handled')).body).toEqual(corrected.body)
  const [entry, ...more] = await world.sql(
    `select detail, actor_person_id as by from identity.audit_entry
     where action = 'duty.event.correct' and subject_id = $1`,
    [id],
  )
  expect(more).toEqual([])
  expect(entry).toEqual({
    detail: { result: 'handedOver', before: 'handled' },
    by: officer.personId,
  })
  // The first word keeps its author: the correction stands beside it.
  expect((await eventOf(id)).settled).toEqual({
    result: 'handedOver',
    at: at('08:30').toISOString(),
    byName: nameOf(auxiliary),
    corrected: { at: at('08:40').toISOString(), byName: nameOf(officer) },
  })
})

it('names a leader of the city who settled or corrected it, from whom the county has no row', async () => {
  const city = world.as('supervisor', { at: 'cityA' })
  const settled = await record(auxiliary, 'request')
  expect((await settle(city, settled, 'cleared')).status).toBe(200)
  const corrected = await record(auxiliary, 'request')
  await settleOwn(auxiliary, corrected, 'handled')
  const path = `/api/duty/events/${corrected}/result`
  await city.post(path, { result: 'cleared', replaces: 'handled' })
  const name = nameOf(city)
  expect(name).toBeTruthy()
  expect((await eventOf(settled)).settled).toMatchObject({ byName: name, corrected: null })
  expect((await eventOf(corrected)).settled).toMatchObject({
    byName: nameOf(auxiliary),
    corrected: { byName: name },
  })
})

it('the school settles what happened at its gate, but no check', async () => {
  const cadre = world.as('schoolCadre', { at: 'schoolA1' })
  const help = await record(auxiliary, 'request')
  const check = await record(auxiliary, 'check', { legalGround: 'policeLaw9' })
  expect((await settle(cadre, help)).status).toBe(200)
  expect(await settle(cadre, check)).toBeRefused('duty.checkByPolice')
  expect((await settle(officer, check, 'cleared')).status).toBe(200)
})

it('refuses what needs no result, and an incident is closed by its owner', async () => {
  const done = await record(officer, 'request', { result: 'handled' })
  expect(await settle(commander, done)).toBeRefused('duty.notFollowed')
  const withdrawn = await record(officer, 'request')
  await officer.post(`/api/duty/events/${withdrawn}/withdraw`)
  expect(await settle(commander, withdrawn)).toBeRefused('duty.notFollowed')
  expect(await following()).not.toContain(withdrawn)
  const incident = await record(officer, 'incident', { note: '门前纠纷' })
  expect(await settle(commander, incident)).toBeRefused('duty.closeIncident')
  const { incidentId } = await eventOf(incident)
  await officer.post(`/api/duty/incidents/${incidentId}/close`, { outcome: '已调解' })
  expect((await eventOf(incident)).settled).toMatchObject({ result: 'handled' })
  expect(await following()).not.toContain(incident)
})
