import { newId } from '../../src/platform/database/new-id.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { Client, County } from '../county.ts'
import { at, monday, sweep } from '../duty.ts'
import { type MakeRows, type PlaceKey, places } from './sample.ts'

const commanderOf = (c: County, place: PlaceKey): Client =>
  c.as('countyCommander', { at: places[place].county })

async function sent(
  client: Client,
  method: 'post' | 'put',
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const reply = await client[method](path, body)
  if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

const policeOf = (c: County, place: PlaceKey, index: number): string =>
  c.ids.people[places[place].station]?.filter(({ dutyRole }) => dutyRole === 'police')[index]?.id ??
  ''

export async function addGate(c: County, place: PlaceKey): Promise<string> {
  const { id: schoolId, lon, lat } = c.ids.schools[places[place].school]
  const gateId = newId(c.clock.now())
  gates += 1
  await sent(commanderOf(c, place), 'post', `/api/schools/${schoolId}/gates`, {
    id: gateId,
    name: `${gates}号门`,
    position: { lon, lat, system: 'wgs84', source: 'survey', accuracyM: null },
  })
  return gateId
}
let gates = 0

/** A gate of its own for each post: one gate holds one post at a time. */
async function addPost(c: County, place: PlaceKey): Promise<string> {
  const id = newId(c.clock.now())
  const gateId = await addGate(c, place)
  const post = { id, gateId, name: '护学岗', activeFrom: '2026-09-01' }
  await sent(commanderOf(c, place), 'post', '/api/duty/posts', post)
  return id
}

async function shiftOf(c: County, place: PlaceKey, postId: string, half: string): Promise<Board> {
  const reply = await commanderOf(c, place).get(`/api/duty/board?day=${monday}&half=${half}`)
  const row = reply.body.rows.find((one: { postId: string }) => one.postId === postId)
  if (!row) throw new Error(`No shift of ${postId}: ${JSON.stringify(reply.body).slice(0, 300)}`)
  return row
}
interface Board {
  readonly shiftId: string
  readonly gap: { readonly id: string } | null
}

export const renewHeadcount: MakeRows = async (c, place, { postId }) => {
  const headcountChangeId = newId(c.clock.now())
  const path = `/api/duty/posts/${postId}/headcount-changes`
  await sent(commanderOf(c, place), 'post', path, headcountChange(headcountChangeId))
  return { headcountChangeId }
}

export const headcountChange = (id: string) => ({
  id,
  startsOn: '2026-12-07',
  endsOn: '2026-12-07',
  role: 'guard',
  delta: 1,
  reason: 'weather',
})

export const renewGap: MakeRows = async (c, place) => {
  const postId = await addPost(c, place)
  await sweep(c, 'duty.watch')
  const { gap, shiftId } = await shiftOf(c, place, postId, 'arrival')
  return { gapId: gap?.id ?? '', gapShiftId: shiftId }
}

export const renewHelp: MakeRows = async (c, place, rows) => {
  // Who is asked already is not asked again.
  await c.sql(
    `update duty.help_request set state = 'withdrawn' where state = 'asked' and county_id = $1`,
    [c.ids.areas[places[place].county].id],
  )
  const { gapId = '', gapShiftId = '' } = await renewGap(c, place, rows)
  const helpRequestId = newId(c.clock.now())
  await sent(commanderOf(c, place), 'post', `/api/duty/gaps/${gapId}/requests`, {
    id: helpRequestId,
    personId: policeOf(c, place, 2),
    autoNext: false,
  })
  return { gapId, gapShiftId, helpRequestId }
}

export const renewAssignment: MakeRows = async (c, place) => {
  const postId = await addPost(c, place)
  const { shiftId } = await shiftOf(c, place, postId, 'dismissal')
  const assignmentId = newId(c.clock.now())
  return { assignmentId, openShiftId: shiftId }
}

export const renewPlanned: MakeRows = async (c, place, rows) => {
  const made = await renewAssignment(c, place, rows)
  const { assignmentId: id = '', openShiftId: shiftId = '' } = made
  await addAssignment(c, place, { id, shiftId, state: 'planned' })
  return made
}

export const renewLeave: MakeRows = async (c, place) => {
  const leaveId = newId(c.clock.now())
  const cadre = c.as('schoolCadre', { at: places[place].school })
  const guards = c.ids.people[places[place].school]?.filter(({ dutyRole }) => dutyRole === 'guard')
  await sent(cadre, 'post', '/api/duty/leaves', {
    id: leaveId,
    personId: guards?.[1]?.id,
    startsAt: '2026-12-01T06:00:00+08:00',
    endsAt: '2026-12-01T18:00:00+08:00',
  })
  await c.sql(`update duty.leave set state = 'requested' where id = $1`, [leaveId])
  return { leaveId, leavePersonId: guards?.[1]?.id ?? '' }
}

/** Two of a station's police, neither of them a seat, have agreed to swap a place ahead. */
export const renewSwap: MakeRows = async (c, place, rows) => {
  const { openShiftId } = await renewAssignment(c, place, rows)
  const [personId, swapPersonId] = [policeOf(c, place, 1), policeOf(c, place, 2)]
  const [swapId, swapAssignmentId] = [newId(c.clock.now()), newId(c.clock.now())]
  await c.sql(
    `insert into duty.assignment (county_id, id, area_path, shift_id, person_id, role, state,
       made_by, made_at, told_at)
     select county_id, $2, area_path, id, $3, 'police', 'published', $3, $4, $4
     from duty.shift where id = $1`,
    [openShiftId, swapAssignmentId, personId, c.clock.now()],
  )
  await c.sql(
    `insert into duty.swap (county_id, id, area_path, person_id, assignment_id, other_person_id,
       role, state, asked_at, expires_at)
     select s.county_id, $2, a.path, $3, $4, $5, 'police', 'agreed', $6, s.starts_at
     from duty.shift s join identity.area a on a.id = s.station_area_id where s.id = $1`,
    [openShiftId, swapId, personId, swapAssignmentId, swapPersonId, c.clock.now()],
  )
  return { swapId, swapAssignmentId, swapPersonId }
}

export const renewClaim: MakeRows = async (c, place, rows) => {
  const { openShiftId = '' } = await renewAssignment(c, place, rows)
  return { claimId: newId(c.clock.now()), openShiftId }
}

async function addAssignment(
  c: County,
  place: PlaceKey,
  made: { id: string; shiftId: string; state: 'planned' | 'published' },
): Promise<void> {
  await c.sql(
    `insert into duty.assignment (county_id, id, area_path, shift_id, person_id, role, state,
       made_by, made_at)
     select county_id, $2, area_path, id, $3, 'police', $5, $3, $4
     from duty.shift where id = $1`,
    [made.shiftId, made.id, policeOf(c, place, 1), c.clock.now(), made.state],
  )
}

/** Calls a post where somebody is on duty. */
const makeRollCall: MakeRows = async (c, place, { shiftId = '' }) => {
  await addAssignment(c, place, { id: newId(c.clock.now()), shiftId, state: 'published' })
  const rollCallId = newId(c.clock.now())
  const supervisor = c.as('supervisor', { at: places[place].county })
  await sent(supervisor, 'post', '/api/duty/roll-calls', {
    id: rollCallId,
    posts: { choice: 'chosen', shiftIds: [shiftId] },
  })
  return { rollCallId }
}

export const eventOf = (id: string, { postId }: { postId?: string }, event = 'help') => ({
  kind: 'event',
  id,
  postId,
  event,
  note: event === 'incident' ? '门口纠纷' : '',
  at: at('07:44').toISOString(),
})

export const deviceNow = at('07:45').toISOString()

export const renewEvent: MakeRows = async (c, place, rows) => {
  const eventId = newId(c.clock.now())
  const officer = c.as('stationOfficer', { at: places[place].station })
  const record = eventOf(eventId, rows, 'incident')
  await sent(officer, 'post', '/api/duty/events', { deviceNow, record })
  const [incident] = await c.sql('select id from duty.incident where post_event_id = $1', [eventId])
  return { eventId, incidentId: String(incident?.id) }
}

/** It waits for its result. */
export const renewFollowedEvent: MakeRows = async (c, place, rows) => {
  const followedEventId = newId(c.clock.now())
  const officer = c.as('stationOfficer', { at: places[place].station })
  const record = { ...eventOf(followedEventId, rows, 'request'), result: 'following' }
  await sent(officer, 'post', '/api/duty/events', { deviceNow, record })
  return { followedEventId }
}

/** Of a colleague: only who wrote it may take it back. */
const makeOthers: MakeRows = async (c, place, rows) => {
  const { eventId = '' } = await renewEvent(c, place, rows)
  const { deploymentId = '' } = await renewDeployment(c, place, rows)
  const author = policeOf(c, place, 1)
  await c.sql('update duty.post_event set person_id = $2 where id = $1', [eventId, author])
  await c.sql('update duty.deployment set person_id = $2 where id = $1', [deploymentId, author])
  return { othersEventId: eventId, othersDeploymentId: deploymentId }
}

export const deploymentOf = (id: string) => ({
  kind: 'deployment',
  id,
  task: 'patrol',
  onDay: monday,
  policeHeads: 2,
  at: at('07:44').toISOString(),
})

const renewDeployment: MakeRows = async (c, place) => {
  const deploymentId = newId(c.clock.now())
  const officer = c.as('stationOfficer', { at: places[place].station })
  const record = deploymentOf(deploymentId)
  await sent(officer, 'post', '/api/duty/deployments', { deviceNow, record })
  return { deploymentId }
}

export const patrolOf = (id: string, postId: string | undefined) => ({
  id,
  postId,
  startsAt: at('07:30').toISOString(),
  endsAt: at('08:30').toISOString(),
  places: ['校门周边 200 米'],
})

export const renewPatrol: MakeRows = async (c, place, { postId }) => {
  const patrolId = newId(c.clock.now())
  await sent(commanderOf(c, place), 'post', '/api/duty/patrols', patrolOf(patrolId, postId))
  return { patrolId }
}

export const patrolReportOf = (id: string, patrolId: string | undefined) => ({
  kind: 'patrolReport',
  id,
  patrolId,
  at: at('07:44').toISOString(),
})

/** A task and its report. */
const makePatrol: MakeRows = async (c, place, rows) => {
  const { patrolId = '' } = await renewPatrol(c, place, rows)
  const officer = c.as('stationOfficer', { at: places[place].station })
  const record = patrolReportOf(newId(c.clock.now()), patrolId)
  await sent(officer, 'post', '/api/duty/patrol-reports', { deviceNow, record })
  return { patrolId }
}

export const checkInOf = (id: string, shiftId: string | undefined) => ({
  kind: 'checkIn',
  id,
  shiftId,
  direction: 'in',
  at: at('07:44').toISOString(),
  method: 'reason',
  reason: '手机没电',
})

/** A registration without proof, which waits for a leader. */
export const renewCheckIn: MakeRows = async (c, place) => {
  const postId = await addPost(c, place)
  const { shiftId } = await shiftOf(c, place, postId, 'arrival')
  const checkInId = newId(c.clock.now())
  const guard = c.as('guard', { at: places[place].school })
  const record = checkInOf(checkInId, shiftId)
  await sent(guard, 'post', '/api/duty/check-ins', { deviceNow, record })
  return { checkInId, checkInShiftId: shiftId }
}

/** A check-in that waits, with its picture. */
const makePhoto: MakeRows = async (c, place, rows) => {
  const { checkInId } = await renewCheckIn(c, place, rows)
  const photoFileId = newId(c.clock.now())
  const bytes = Buffer.from('ffd8ffe000104a46494600010100', 'hex')
  const { countyId, path: areaPath } = c.ids.areas[places[place].school]
  const { database, files } = c.product.ground
  const stored = await database.inWork(systemBinding, (work) =>
    files.put(
      work,
      {
        id: photoFileId,
        bytes,
        name: 'p.jpg',
        purpose: 'duty.checkIn',
        countyId,
        areaPath,
        rowClass: 'joint',
      },
      ['image/jpeg'],
    ),
  )
  await c.sql(
    `update duty.check_in set photo_file_id = $2, photo_sha256 = decode($3, 'hex') where id = $1`,
    [checkInId, photoFileId, stored.sha256],
  )
  return { photoFileId }
}

/** One place of each county sets what holds in all of it, and publishes its week. */
async function settleCounty(c: County, place: PlaceKey): Promise<void> {
  if (place === 'A2') return
  const commander = commanderOf(c, place)
  const path = `/api/duty/settings/${c.ids.areas[places[place].county].id}`
  const { setting } = (await commander.get(path)).body
  await sent(commander, 'put', path, { ...setting, arrivalLeadMin: 25 })
  await renewPlanned(c, place, {})
  await sent(commander, 'post', `/api/duty/weeks/${monday}/publish`, { revision: 0 })
}

/** Somebody with a position, and somebody who walked up. */
async function comeToPost(c: County, place: PlaceKey, shiftId: string): Promise<void> {
  const { lon, lat } = c.ids.schools[places[place].school]
  const position = { lon, lat: lat + 0.005, accuracyM: 8, provider: 'gps' }
  const id = newId(c.clock.now())
  const own = { ...checkInOf(id, shiftId), method: 'position', position }
  const guest = { kind: 'guest', id: newId(c.clock.now()), shiftId, label: '热心群众', at: own.at }
  const guard = c.as('guard', { at: places[place].school })
  for (const record of [own, guest]) {
    await sent(guard, 'post', '/api/duty/check-ins', { deviceNow, record })
  }
}

export const dutyRows: MakeRows = async (c, place, given) => {
  c.clock.set(at('07:45'))
  await settleCounty(c, place)
  const postId = await addPost(c, place)
  const { shiftId } = await shiftOf(c, place, postId, 'arrival')
  await comeToPost(c, place, shiftId)
  const rows = { ...given, postId, shiftId }
  return {
    postId,
    shiftId,
    ...(await renewHeadcount(c, place, rows)),
    ...(await renewHelp(c, place, rows)),
    ...(await renewPlanned(c, place, rows)),
    ...(await renewLeave(c, place, rows)),
    ...(await renewSwap(c, place, rows)),
    ...(await makeRollCall(c, place, rows)),
    ...(await renewEvent(c, place, rows)),
    ...(await renewFollowedEvent(c, place, rows)),
    ...(await makeOthers(c, place, rows)),
    ...(await makePatrol(c, place, rows)),
    ...(await renewCheckIn(c, place, rows)),
    ...(await makePhoto(c, place, rows)),
    claimId: newId(c.clock.now()),
    day: monday,
  }
}
