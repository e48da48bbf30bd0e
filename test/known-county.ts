import { newId } from '../src/platform/database/new-id.ts'
import type { Client, County } from './county.ts'
import { at, checkIn, type GatePost, gatePost, monday, shiftOf, sweep } from './duty.ts'

// A county of which every figure is known, because each record was entered here and by hand: two
// schools, of which one has everything, and one Monday at its gate. Nothing is random.

/** From before two monthly reports were due to the Monday. */
export const knownPeriod = `firstDay=2026-10-20&lastDay=${monday}`

export async function enterKnownRecords(world: County): Promise<void> {
  await enterRegister(world)
  const post = await gatePost(world, 'schoolA1', { mustAttendLevel: 'county', sanjian: true })
  // Monthly reports are owed from when a post was entered.
  await world.sql(`update duty.post set known_from = '2026-09-01'`)
  await playMonday(world, post)
  await writeReports(world)
  await world.deliverFacts()
  await sweep(world, 'statistics.refresh')
  await sweep(world, 'statistics.rollup')
}

const commanderOf = (world: County): Client => world.as('countyCommander', { at: 'countyA' })

/** Enters a record with an id of its own, or changes one. */
async function enter(world: County, path: string, body: object, by = commanderOf(world)) {
  const id = newId(world.clock.now())
  const reply = await by.post(path, { id, ...body })
  if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

async function enterRegister(world: County): Promise<void> {
  const commander = commanderOf(world)
  const { id, lon, lat } = world.ids.schools.schoolA1
  const path = `/api/schools/${id}`
  const patch = async (school: string, fields: object) => {
    const reply = await commander.patch(`/api/schools/${school}`, { version: 1, ...fields })
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  }
  await patch(id, { ownership: 'public', boarding: true, tags: ['试点'] })
  await patch(world.ids.schools.schoolA2.id, { ownership: 'private' })
  const officer = world.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
  const link = { personId: officer?.id, kind: 'linked', startsOn: '2026-09-01' }
  const proposed = await enter(world, `${path}/officers`, link)
  await enter(world, `/api/schools/officers/${proposed.id}/approve`, { version: proposed.version })
  await enterUniversity(world, { lon, lat })
  await enterRooms(world, { lon, lat })
  await enterStaff(world)
  // Two sets of the seven pieces that a guard is given.
  const pieces = ['helmet', 'shield', 'stabVest', 'cutGloves', 'baton', 'torch', 'spray']
  for (const gear of pieces) {
    const entry = { gear, movement: 'in', quantity: 2, onDay: '2026-11-20' }
    await enter(world, `${path}/gear/entries`, entry)
  }
}

/** It stands in the register with a post, and is neither a school nor a kindergarten. */
async function enterUniversity(world: County, position: Position): Promise<void> {
  const fields = { name: '安和学院', kind: 'university', ownership: 'public', boarding: true }
  const withinAreaId = world.ids.areas.stationA1.id
  const { id } = await enter(world, '/api/schools', { withinAreaId, tags: ['试点'], ...fields })
  const gate = { name: '正门', position: { ...position, ...measured } }
  const { id: gateId } = await enter(world, `/api/schools/${id}/gates`, gate)
  await enter(world, '/api/duty/posts', { gateId, name: '护学岗', activeFrom: '2026-09-01' })
  await addStaff(world, id, { kind: 'dormManager', startsOn: '2026-09-01' })
}

/** Somebody new at a school. */
function addStaff(world: County, schoolId: string, fields: object) {
  const person = { personId: newId(world.clock.now()), newPersonName: '沈青禾' }
  return enter(world, `/api/schools/${schoolId}/staff`, { ...person, ...fields })
}

const measured = { system: 'wgs84', source: 'survey', accuracyM: null }
interface Position {
  readonly lon: number
  readonly lat: number
}

/** One on the campus, at the gate, and one in the street, five kilometres off. */
async function enterRooms(world: County, gate: Position): Promise<void> {
  const path = '/api/schools/police-rooms'
  const room = { name: '警务室', activeFrom: '2026-01-01' }
  const schoolId = world.ids.schools.schoolA1.id
  const campus = { ...room, kind: 'campus', schoolId, position: { ...gate, ...measured } }
  await enter(world, path, campus)
  const far = { lon: gate.lon, lat: gate.lat + 0.045, ...measured }
  const areaId = world.ids.areas.stationA1.id
  await enter(world, path, { ...room, kind: 'street', areaId, position: far })
}

/**
 * Two guards of a company came in the period, one left; the school's own was there before. One of
 * those who came has a place at the second school too, and the own guard gave his up there.
 */
async function enterStaff(world: County): Promise<void> {
  const { schoolA1, schoolA2 } = world.ids.schools
  const add = (fields: object) => addStaff(world, schoolA1.id, fields)
  const addPlace = ({ person: { personId } }: Place, fields: object) =>
    enter(world, `/api/schools/${schoolA2.id}/staff`, { personId, ...fields })
  const leave = ({ id, version }: Place) => {
    const end = { version, endsOn: '2026-11-21', endReason: 'left' }
    return enter(world, `/api/schools/staff/${id}/end`, end)
  }
  const company = { kind: 'guard', source: 'company' }
  await add({ ...company, startsOn: '2026-11-20' })
  const both = await add({ ...company, startsOn: '2026-11-20' })
  await addPlace(both, { ...company, startsOn: '2026-11-21' })
  const own = { kind: 'guard', source: 'own', startsOn: '2026-09-01' }
  await leave(await addPlace(await add(own), own))
  await leave(await add({ ...company, startsOn: '2026-09-01' }))
  for (const kind of ['dormManager', 'dormManager', 'team']) {
    await add({ kind, startsOn: '2026-09-01' })
  }
  // One cadre of two schools is one person.
  const cadre = await add({ kind: 'cadre', startsOn: '2026-09-01' })
  await addPlace(cadre, { kind: 'cadre', startsOn: '2026-10-01' })
}

interface Place {
  readonly id: string
  readonly version: number
  readonly person: { readonly personId: string }
}

/** The arrival is unmanned for five minutes; to the dismissal nobody comes. */
async function playMonday(world: County, post: GatePost): Promise<void> {
  const shiftId = await shiftOf(world, post, 'arrival')
  await shiftOf(world, post, 'dismissal')
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  await assign(world, shiftId, officer)
  const pass = async (time: string) => {
    world.clock.set(at(time))
    await sweep(world, 'duty.watch')
  }
  await pass('07:45')
  await pass('07:50')
  for (const client of [officer, world.as('auxiliary', { at: 'stationA1' }), ...atSchool(world)]) {
    const { status, body } = await checkIn(client, shiftId, { at: at('07:50'), gate: post })
    if (status !== 200) throw new Error(`${client.role}: ${JSON.stringify(body)}`)
  }
  const guest = { kind: 'guest', id: newId(at('07:50')), shiftId, at: at('07:50').toISOString() }
  await tell(world, 'check-ins', '07:50', guest)
  await pass('07:52')
  await confirmSights(world, shiftId)
  await pass('08:05')
  await tellEvents(world, post)
  await pass('08:14')
  await checkIn(officer, shiftId, { at: at('08:14'), gate: post, direction: 'out' })
  for (const time of ['08:50', '16:15', '16:31', '17:30']) await pass(time)
}

const atSchool = (world: County): Client[] =>
  (['schoolCadre', 'guard', 'dutyTeacher', 'volunteer'] as const).map((role) =>
    world.as(role, { at: 'schoolA1' }),
  )

async function assign(world: County, shiftId: string, { personId }: Client): Promise<void> {
  const commander = commanderOf(world)
  const path = `/api/duty/assignments/${newId(world.clock.now())}`
  const put = await commander.put(path, { shiftId, personId, role: 'police' })
  if (put.status !== 200) throw new Error(JSON.stringify(put.body))
  await enter(world, `/api/duty/weeks/${monday}/publish`, { revision: 0, mustAttendSeen: true })
}

async function confirmSights(world: County, shiftId: string): Promise<void> {
  const cadre = world.as('schoolCadre', { at: 'schoolA1' })
  const confirmed = ['police', 'car', 'light']
  const reply = await cadre.put(`/api/duty/shifts/${shiftId}/sanjian`, { confirmed })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
}

/** A record of the station's officer, as the phone sends it. */
function tell(world: County, what: string, time: string, record: object): Promise<unknown> {
  const officer = world.as('stationOfficer', { at: 'stationA1' })
  const body = { deviceNow: at(time).toISOString(), record }
  return enter(world, `/api/duty/${what}`, body, officer)
}

/** Six events, of which four ask for something to be done; one of these waits still. */
async function tellEvents(world: County, post: GatePost): Promise<void> {
  const happened = { postId: post.id, at: at('08:05').toISOString() }
  const events = [
    { event: 'request', heads: 3, result: 'following' },
    { event: 'help' },
    { event: 'check', heads: 2, legalGround: 'localRule' },
    { event: 'incident', note: '门口纠纷' },
    { event: 'deed' },
    { event: 'patrol' },
  ]
  for (const event of events) {
    const record = { kind: 'event', id: newId(at('08:05')), ...happened, ...event }
    await tell(world, 'events', '08:05', record)
  }
  const { body } = await commanderOf(world).get('/api/duty/incidents')
  await enter(world, `/api/duty/incidents/${body.rows[0].id}/close`, { outcome: '已调解' })
  const deployments = [
    { task: 'patrol', policeHeads: 3, auxiliaryHeads: 2, massHeads: 4, vehicles: 2 },
    { task: 'inspection', policeHeads: 2 },
  ]
  for (const sent of deployments) {
    const record = { kind: 'deployment', id: newId(at('08:05')), onDay: monday, ...sent }
    await tell(world, 'deployments', '08:05', { ...record, at: at('08:05').toISOString() })
  }
}

/** A monthly report too late, the one before it never begun, and a brief with its correction. */
async function writeReports(world: County): Promise<void> {
  const commander = commanderOf(world)
  const path = '/api/statistics/reports'
  await enter(world, path, { kind: 'monthlyDuty', day: '2026-11-20' })
  const brief = { kind: 'dailyBrief', day: '2026-11-22' }
  const sign = async ({ id, version, document }: Draft, sequence: number) => {
    const documentNumber = `安公治日报〔2026〕${sequence}号`
    const numbered = { version, document: { ...document, documentNumber } }
    const { body } = await commander.patch(`${path}/${id}`, numbered)
    await world.stepUp(commander)
    await enter(world, `${path}/${id}/sign`, { version: body.version })
  }
  const first = await enter(world, path, brief)
  await sign(first, 1)
  await sign(await enter(world, path, { ...brief, correctsId: first.id }), 2)
  world.clock.set(at('17:31'))
}

interface Draft {
  readonly id: string
  readonly version: number
  readonly document: object
}
