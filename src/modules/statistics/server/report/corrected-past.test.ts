import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

let world: County
let commander: Client
let office: Client
let post: GatePost
beforeEach(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  office = world.as('stationOfficer', { at: 'stationA1' })
  post = await gatePost(world, 'schoolA1')
})
afterEach(() => world.close())

const id = () => newId(world.clock.now())
const school = () => `/api/schools/${world.ids.schools.schoolA1.id}`

async function write(method: 'post' | 'put' | 'patch', path: string, body: object, by = commander) {
  const reply = await by[method](path, body)
  expect([path, reply.status, reply.body?.detail]).toEqual([path, 200, undefined])
  return reply.body
}

const gear = ['helmet', 'shield', 'stabVest', 'cutGloves', 'baton', 'spray', 'fork'] as const

const enterGear = async (onDay: string) => {
  for (const piece of gear) {
    const entry = { id: id(), gear: piece, movement: 'in', quantity: 2, onDay }
    await write('post', `${school()}/gear/entries`, entry)
  }
}

/** A request that waits for its result. */
async function followUp(): Promise<string> {
  const now = world.clock.now().toISOString()
  const event = { kind: 'event', event: 'request', result: 'following' }
  const record = { id: id(), ...event, postId: post.id, at: now }
  await write('post', '/api/duty/events', { deviceNow: now, record }, office)
  return record.id
}

const startsOn = '2026-10-28'

/** A guard of a company and one of the school itself, a linked officer, a room at the gate. */
async function enterRegister() {
  const [guard, own, link, room] = [id(), id(), id(), id()]
  for (const [staffId, name, source] of [
    [guard, '沈青禾', 'company'],
    [own, '陆远山', 'own'],
  ]) {
    const person = { personId: id(), newPersonName: name }
    await write('post', `${school()}/staff`, {
      id: staffId,
      ...person,
      kind: 'guard',
      source,
      startsOn,
    })
  }
  const officer = world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  const linked = { id: link, personId: officer?.id, kind: 'linked', startsOn: '2026-09-01' }
  await write('post', `${school()}/officers`, linked, office)
  await write('post', `/api/schools/officers/${link}/approve`, { version: 1 })
  const { lon, lat } = world.ids.schools.schoolA1
  const position = { lon, lat, system: 'wgs84', source: 'survey', accuracyM: null }
  const campus = {
    kind: 'campus',
    schoolId: world.ids.schools.schoolA1.id,
    name: '门口警务室',
    position,
  }
  await write('post', '/api/schools/police-rooms', {
    id: room,
    ...campus,
    activeFrom: '2026-01-01',
  })
  await enterGear('2026-10-30')
  return { guard, own, link, room, position }
}

/** Everything of it is corrected backwards, into the period that was signed. */
async function correctPast({ guard, own, link, room, position }: Json) {
  await write('post', `/api/schools/staff/${guard}/end`, {
    version: 1,
    endsOn: '2026-11-02',
    endReason: 'left',
  })
  await write('patch', `/api/schools/staff/${own}`, { version: 1, startsOn: '2026-08-01' })
  await write(
    'post',
    `/api/schools/officers/${link}/end`,
    { version: 2, endsOn: '2026-10-31' },
    office,
  )
  const away = { ...position, lon: position.lon + 0.02 }
  await write('patch', `/api/schools/police-rooms/${room}`, { version: 1, position: away })
  await enterGear('2026-11-03')
  const { body: stored } = await commander.get(`/api/duty/posts/${post.id}`)
  const { id: _, ...fields } = stored
  await write('put', `/api/duty/posts/${post.id}`, { ...fields, activeUntil: '2026-11-10' })
  const { body: place } = await commander.get(school())
  const change = { version: place.version, boarding: !place.boarding, ownership: 'private' }
  await write('patch', school(), change)
}

const figuresOf = async (reportId: string) => {
  const { body } = await commander.get(`/api/statistics/reports/${reportId}/recomputation`)
  const moved = body.figures.filter(({ stored, present }: Json) => stored !== present)
  return {
    differing: body.figures.filter(({ same }: Json) => !same),
    moved: moved.map(({ key }: Json) => key).filter((key: string) => !key.includes('@')),
  }
}

it('a brief of the running day knows nothing of what was planned otherwise after it', async () => {
  world.clock.set(at('09:00', '2026-11-23'))
  const shift = await shiftOf(world, post, 'dismissal', '2026-11-23')
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  const assigned = { shiftId: shift, personId: officer.personId, role: 'police' }
  await write('put', `/api/duty/assignments/${id()}`, assigned)
  await write('post', '/api/duty/weeks/2026-11-23/publish', { revision: 0 })
  const event = await followUp()
  world.clock.set(at('10:00', '2026-11-23'))
  const brief = { id: id(), kind: 'dailyBrief', day: '2026-11-23' }
  await write('post', '/api/statistics/reports', brief)
  world.clock.set(at('11:00', '2026-11-23'))
  const closed = { id: id(), day: '2026-11-23', kind: 'holiday', name: '校庆', source: '学校通知' }
  await write('post', '/api/schools/calendar/days', closed)
  await write('post', `/api/duty/events/${event}/result`, { result: 'handedOver' })
  await world.deliverFacts()
  const { differing, moved } = await figuresOf(brief.id)
  expect(differing).toEqual([])
  expect(moved.sort()).toEqual(['deal_with_rate', 'duty_assigned_person_times', 'duty_shifts'])
})

it('a report recomputes as it was signed, however the past is corrected afterwards', async () => {
  const entered = await enterRegister()
  world.clock.set(at('17:00', '2026-11-23'))
  const report = { id: id(), kind: 'monthlyDuty', day: '2026-11-20' }
  const made = await write('post', '/api/statistics/reports', report)
  const document = { ...made.document, documentNumber: '安公治月报〔2026〕11号' }
  const edit = { version: made.version, document }
  const { version } = await write('patch', `/api/statistics/reports/${report.id}`, edit)
  await world.stepUp(commander)
  await write('post', `/api/statistics/reports/${report.id}/sign`, { version })
  world.clock.set(at('18:00', '2026-11-23'))
  await correctPast(entered)
  const { differing, moved } = await figuresOf(report.id)
  expect(differing).toEqual([])
  expect(moved.sort()).toEqual([
    'gear_added',
    'guard_post_coverage',
    'guard_post_schools',
    'guard_posts',
    'guard_station_rate_public',
    'guards_added',
    'guards_left',
    'guards_stationed',
    'guards_total',
    'linked_officer_coverage',
    'linked_officer_schools',
    'police_rooms_500m',
  ])
  await shownAsSigned(made, 'guards_total')
  await shownAsSigned(made, 'gear_added')
})

/** Beside a figure of the paper its parts by station stand as it was known then, too. */
async function shownAsSigned({ asOf, firstDay, lastDay, figures }: Json, key: string) {
  const stated = figures.find((figure: Json) => figure.key === key).value
  const sumsAt = async (known: object) => {
    const period = { firstDay, lastDay, by: 'station' }
    const query = new URLSearchParams({ indicators: key, ...period, ...known })
    const { body } = await commander.get(`/api/statistics/values?${query}`)
    const parts = body.groups.map(({ values }: Json) => values[0].value)
    return [body.values[0].value, parts.reduce((sum: number, one: number) => sum + one, 0)]
  }
  expect(await sumsAt({ known: asOf })).toEqual([stated, stated])
  const [now] = await sumsAt({})
  expect(now).not.toBe(stated)
}

it('a brief of the running day knows nothing of a swap that was approved after it', async () => {
  const day = '2026-11-23'
  world.clock.set(at('09:00', day))
  const shift = await shiftOf(world, post, 'dismissal', day)
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  const other = world.as('stationOfficer', { at: 'stationA2' })
  const assignmentId = id()
  const assigned = { shiftId: shift, personId: officer.personId, role: 'police' }
  await write('put', `/api/duty/assignments/${assignmentId}`, assigned)
  await write('post', '/api/duty/weeks/2026-11-23/publish', { revision: 0 })
  world.clock.set(at('10:00', day))
  const brief = { id: id(), kind: 'dailyBrief', day }
  await write('post', '/api/statistics/reports', brief)
  world.clock.set(at('11:00', day))
  const swapId = id()
  const wish = { id: swapId, assignmentId, otherPersonId: other.personId }
  await write('post', '/api/duty/swaps', wish, officer)
  await write('post', `/api/duty/swaps/${swapId}/answer`, { answer: 'agreed' }, other)
  await write('post', `/api/duty/swaps/${swapId}/decision`, { decision: 'approved' })
  await world.deliverFacts()
  const { body } = await commander.get(`/api/statistics/reports/${brief.id}/recomputation`)
  const planned = body.figures.find(({ key }: Json) => key === 'duty_assigned_person_times')
  expect(planned).toMatchObject({ stored: 1, same: true, present: 1 })
  expect(body.figures.filter(({ same }: Json) => !same)).toEqual([])
})

it('a signed brief knows nothing of what was sent for and raised before it and told after it', async () => {
  const day = '2026-11-23'
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  // At 16:00, where there is no signal.
  const told = at('16:00', day).toISOString()
  const incident = { kind: 'event', event: 'incident', id: id(), postId: post.id, note: '门口纠纷' }
  const deployment = { kind: 'deployment', id: id(), onDay: day, vehicles: 2, task: 'patrol' }
  const taken = { kind: 'event', event: 'incident', id: id(), postId: post.id, note: '误报' }
  const send = (path: string, record: object) => {
    const deviceNow = world.clock.now().toISOString()
    return write(
      'post',
      `/api/duty/${path}`,
      { deviceNow, record: { at: told, ...record } },
      officer,
    )
  }
  world.clock.set(at('18:00', day))
  await send('events', taken)
  const brief = { id: id(), kind: 'dailyBrief', day }
  await write('post', '/api/statistics/reports', brief)
  world.clock.set(new Date(at('18:00', day).getTime() + 1000))
  await write('post', `/api/duty/events/${taken.id}/withdraw`, {}, officer)
  world.clock.set(at('19:00', day))
  await send('events', incident)
  await send('deployments', deployment)
  const { differing, moved } = await figuresOf(brief.id)
  expect(differing).toEqual([])
  // One incident was taken back after the brief, the other told after it.
  expect(moved).toEqual(['vehicle_times'])
})
