import { afterAll, beforeAll, expect, it } from 'vitest'
import { recompute, reportOr404 } from '../src/modules/statistics/server/report/report.actions.ts'
import { saltedDigest } from '../src/platform/database/content-hash.ts'
import { newId } from '../src/platform/database/new-id.ts'
import { remarkKeepDays } from '../src/platform/erasure/remark.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { type Client, type County, county } from './county.ts'
import { at, type GatePost, gatePost, monday, shiftOf, sweep } from './duty.ts'
import { tablesHolding, verifiedTrail } from './traces.ts'

// What people write in their own words lies beside the records and has a last day
// (docs/decisions/0002-erasure-beside-the-fact.md).

let c: County
let post: GatePost
let shift: string
let officer: Client
let commander: Client
beforeAll(async () => {
  c = await county()
  post = await gatePost(c, 'schoolA1')
  shift = await shiftOf(c, post, 'arrival')
  officer = c.as('stationOfficer', { at: 'stationA1' })
  commander = c.as('countyCommander', { at: 'countyA' })
  c.clock.set(at('07:45'))
})
afterAll(() => c.close())

const dayMs = 86_400_000
const writtenAt = at('07:44').toISOString()
const id = () => newId(c.clock.now())

async function done(reply: ReturnType<Client['post']>): Promise<void> {
  const { status, body } = await reply
  expect([status, body.code]).toEqual([200, undefined])
}

const send = (client: Client, path: string, record: object) =>
  done(client.post(`/api/duty/${path}`, { deviceNow: writtenAt, record }))

const event = (fields: object) =>
  send(officer, 'events', { kind: 'event', postId: post.id, at: writtenAt, ...fields })

async function closeIncident(outcome: string): Promise<void> {
  const eventId = id()
  await event({ id: eventId, event: 'incident' })
  const [incident] = await c.sql('select id from duty.incident where post_event_id = $1', [eventId])
  await done(officer.post(`/api/duty/incidents/${incident?.id}/close`, { outcome }))
}

const givePatrol = async (patrolId: string, note: string) => {
  const task = { id: patrolId, postId: post.id, places: ['校门周边'], note }
  const hours = { startsAt: at('07:30').toISOString(), endsAt: at('08:30').toISOString() }
  await done(commander.post('/api/duty/patrols', { ...task, ...hours }))
}

async function reportPatrol(note: string): Promise<void> {
  const patrolId = id()
  await givePatrol(patrolId, '')
  const record = { kind: 'patrolReport', id: id(), patrolId, at: writtenAt, note }
  await send(officer, 'patrol-reports', record)
}

async function logInRoom(note: string): Promise<void> {
  const room = { id: id(), areaId: c.ids.areas.stationA1.id, kind: 'street', name: '警务室' }
  const position = { lon: post.lon, lat: post.lat, system: 'wgs84', source: 'survey' }
  const opened = { position: { ...position, accuracyM: null }, activeFrom: '2026-01-01' }
  await done(commander.post('/api/schools/police-rooms', { ...room, ...opened }))
  const entry = { id: id(), at: writtenAt, kind: 'visitor', note }
  await done(officer.post(`/api/schools/police-rooms/${room.id}/entries`, entry))
}

async function second(reason: string): Promise<void> {
  const bureau = await c.stepUp(c.as('cityBureau'))
  await done(
    bureau.post('/api/identity/secondments', {
      id: id(),
      personId: c.ids.people.stationB1?.[1]?.id,
      homeCountyId: c.ids.areas.countyB.id,
      agencyId: c.ids.agencies.stationA1,
      startsOn: monday,
      reason,
    }),
  )
}

/** How each text comes in, by its column. Each names somebody, so that any trace can be found. */
const writes: Record<string, (text: string) => Promise<void>> = {
  'check_in.reason': (reason) => {
    const record = { kind: 'checkIn', id: id(), shiftId: shift, direction: 'in', at: writtenAt }
    const guard = c.as('guard', { at: 'schoolA1' })
    return send(guard, 'check-ins', { ...record, method: 'reason', reason })
  },
  'post_event.note': (note) => event({ id: id(), event: 'help', note }),
  'incident.summary': (note) => event({ id: id(), event: 'incident', note }),
  'incident.outcome': closeIncident,
  'deployment.note': (note) => {
    const record = { kind: 'deployment', id: id(), task: 'patrol', onDay: monday, vehicles: 1 }
    return send(officer, 'deployments', { ...record, at: writtenAt, note })
  },
  'patrol.note': (note) => givePatrol(id(), note),
  'patrol_report.note': reportPatrol,
  'headcount_change.note': (note) => {
    const change = { id: id(), startsOn: '2026-12-07', endsOn: '2026-12-07', role: 'guard' }
    const path = `/api/duty/posts/${post.id}/headcount-changes`
    return done(commander.post(path, { ...change, delta: 1, reason: 'weather', note }))
  },
  'contact_entry.summary': (summary) => {
    const path = `/api/schools/${c.ids.schools.schoolA1.id}/contacts`
    return done(officer.post(path, { id: id(), at: writtenAt, way: 'visit', summary }))
  },
  'police_room_entry.note': logInRoom,
  'gear_entry.note': (note) => {
    const path = `/api/schools/${c.ids.schools.schoolA1.id}/gear/entries`
    const entry = { id: id(), gear: 'spray', movement: 'in', quantity: 1, onDay: monday, note }
    return done(c.as('schoolCadre', { at: 'schoolA1' }).post(path, entry))
  },
  'secondment.reason': second,
}
const columns = Object.keys(writes)
const textOf = (column: string) => `据${column}记载张某某在场`

/** Where each text is read, as the people of the county read it. */
const readings: readonly (() => Promise<unknown>)[] = [
  async () => (await commander.get('/api/duty/check-ins/pending')).body.rows,
  async () => (await commander.get('/api/duty/events')).body.rows,
  async () => (await commander.get('/api/duty/incidents')).body.rows,
  async () => (await commander.get('/api/duty/deployments')).body.rows,
  async () => (await commander.get('/api/duty/patrols')).body.rows,
  async () => (await commander.get(`/api/duty/posts/${post.id}/headcount-changes`)).body.rows,
  async () => (await commander.get(`/api/schools/${c.ids.schools.schoolA1.id}/contacts`)).body.rows,
  async () => {
    const [room] = (await commander.get('/api/schools/police-rooms')).body.rows
    return (await commander.get(`/api/schools/police-rooms/${room.id}/entries`)).body.rows
  },
  async () =>
    (await commander.get(`/api/schools/${c.ids.schools.schoolA1.id}/gear/entries`)).body.rows,
  async () => (await commander.get('/api/identity/secondments')).body.rows,
]

const remarks = () =>
  c.sql(`select r.subject_id, r.field, r.text, r.salt, e.digests ->> r.field as digest
    from platform.remark r left join identity.audit_entry e
      on e.digests ? r.field and e.subject_kind <> 'county' and (e.subject_id = r.subject_id
        or e.detail ->> 'secondmentId' = r.subject_id::text)`)

it('keeps each text beside its record, where its readers find it', async () => {
  for (const [column, write] of Object.entries(writes)) await write(textOf(column))
  const read = JSON.stringify(await Promise.all(readings.map((one) => one())))
  expect(columns.filter((column) => !read.includes(textOf(column)))).toEqual([])
  const kept = await remarks()
  expect(kept.map(({ text }) => text).sort()).toEqual(columns.map(textOf).sort())
})

it('proves by a salted digest in the trail which text it was', async () => {
  for (const { text, salt, digest } of await remarks()) {
    expect([text, digest]).toEqual([text, saltedDigest(salt as Buffer, text)])
  }
})

it('takes a repeat for a repeat, whatever its words', async () => {
  const record = { kind: 'event', id: id(), postId: post.id, event: 'help', at: writtenAt }
  const body = (note: string) => ({ deviceNow: writtenAt, record: { ...record, note } })
  await officer.post('/api/duty/events', body(textOf('post_event.note')))
  const again = await officer.post('/api/duty/events', body('换了说法'))
  expect(again.body.outcome).toBe('duplicate')
})

it('keeps nothing of a text whose last day is over when it arrives', async () => {
  const late = new Date(at('07:44').getTime() - (remarkKeepDays + 1) * dayMs).toISOString()
  const eventId = id()
  await event({ id: eventId, event: 'help', at: late, note: '迟到的话' })
  const { rows } = (await commander.get('/api/duty/events')).body
  const stored = rows.find((row: { id: string }) => row.id === eventId)
  expect(stored).toMatchObject({ event: 'help', note: '' })
})

it('erases all of them on their last day; the chain verifies and reports recompute', async () => {
  c.clock.set(at('17:30'))
  const reportId = id()
  const brief = { id: reportId, kind: 'dailyBrief', day: monday }
  await done(commander.post('/api/statistics/reports', brief))
  const before = (await remarks()).length
  const started = c.clock.now()
  for (const [days, left] of [
    [31, before],
    [366, 0],
  ] as const) {
    c.clock.set(new Date(started.getTime() + days * dayMs))
    for (const name of c.product.sweeps.keys()) await sweep(c, name)
    expect([days, (await remarks()).length]).toEqual([days, left])
    expect(await verifiedTrail(c)).toMatchObject({ intact: true, broken: [] })
    const figures = await c.product.ground.database.inWork(systemBinding, async (work) =>
      recompute(work, await reportOr404(work, reportId)),
    )
    expect(figures.length).toBeGreaterThan(40)
    expect(figures.filter(({ same }) => !same)).toEqual([])
  }
})

it('leaves no trace of the words in any table, and their records where they were', async () => {
  expect(await tablesHolding(c, '张某某')).toEqual([])
  const [kept] = await c.sql(`select (select count(*)::int from duty.incident) as incidents,
    (select count(*)::int from schools.contact_entry) as contacts`)
  expect(kept).toEqual({ incidents: 2, contacts: 1 })
})
