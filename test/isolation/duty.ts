import { newId } from '../../src/platform/database/new-id.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { Client, County } from '../county.ts'
import { at, monday, sweep } from '../duty.ts'
import { type MakeRows, type PlaceKey, places, type Samples } from './sample.ts'

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

async function addGate(c: County, place: PlaceKey): Promise<string> {
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

const renewHeadcount: MakeRows = async (c, place, { postId }) => {
  const headcountChangeId = newId(c.clock.now())
  const path = `/api/duty/posts/${postId}/headcount-changes`
  await sent(commanderOf(c, place), 'post', path, headcountChange(headcountChangeId))
  return { headcountChangeId }
}

const headcountChange = (id: string) => ({
  id,
  startsOn: '2026-12-07',
  endsOn: '2026-12-07',
  role: 'guard',
  delta: 1,
  reason: 'weather',
})

const renewGap: MakeRows = async (c, place) => {
  const postId = await addPost(c, place)
  await sweep(c, 'duty.watch')
  const { gap, shiftId } = await shiftOf(c, place, postId, 'arrival')
  return { gapId: gap?.id ?? '', gapShiftId: shiftId }
}

const renewHelp: MakeRows = async (c, place, rows) => {
  // Who is asked already is not asked again.
  await c.sql(`update duty.help_request set state = 'withdrawn' where state = 'asked'`)
  const { gapId = '', gapShiftId = '' } = await renewGap(c, place, rows)
  const helpRequestId = newId(c.clock.now())
  await sent(commanderOf(c, place), 'post', `/api/duty/gaps/${gapId}/requests`, {
    id: helpRequestId,
    personId: policeOf(c, place, 2),
    autoNext: false,
  })
  return { gapId, gapShiftId, helpRequestId }
}

const renewAssignment: MakeRows = async (c, place) => {
  const postId = await addPost(c, place)
  const { shiftId } = await shiftOf(c, place, postId, 'dismissal')
  const assignmentId = newId(c.clock.now())
  return { assignmentId, openShiftId: shiftId }
}

const renewPlanned: MakeRows = async (c, place, rows) => {
  const made = await renewAssignment(c, place, rows)
  const { assignmentId: id = '', openShiftId: shiftId = '' } = made
  await addAssignment(c, place, { id, shiftId, state: 'planned' })
  return made
}

const renewLeave: MakeRows = async (c, place) => {
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

const renewClaim: MakeRows = async (c, place, rows) => {
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

const eventOf = (id: string, { postId }: { postId?: string }, event = 'help') => ({
  kind: 'event',
  id,
  postId,
  event,
  note: event === 'incident' ? '门口纠纷' : '',
  at: at('07:44').toISOString(),
})

const deviceNow = at('07:45').toISOString()

const renewEvent: MakeRows = async (c, place, rows) => {
  const eventId = newId(c.clock.now())
  const officer = c.as('stationOfficer', { at: places[place].station })
  const record = eventOf(eventId, rows, 'incident')
  await sent(officer, 'post', '/api/duty/events', { deviceNow, record })
  const [incident] = await c.sql('select id from duty.incident where post_event_id = $1', [eventId])
  return { eventId, incidentId: String(incident?.id) }
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

const deploymentOf = (id: string) => ({
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

const checkInOf = (id: string, shiftId: string | undefined) => ({
  kind: 'checkIn',
  id,
  shiftId,
  direction: 'in',
  at: at('07:44').toISOString(),
  method: 'reason',
  reason: '手机没电',
})

/** A registration without proof, which waits for a leader. */
const renewCheckIn: MakeRows = async (c, place) => {
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

export const dutyRows: MakeRows = async (c, place, given) => {
  c.clock.set(at('07:45'))
  const postId = await addPost(c, place)
  const { shiftId } = await shiftOf(c, place, postId, 'arrival')
  const rows = { ...given, postId, shiftId }
  return {
    postId,
    shiftId,
    ...(await renewHeadcount(c, place, rows)),
    ...(await renewHelp(c, place, rows)),
    ...(await renewPlanned(c, place, rows)),
    ...(await renewLeave(c, place, rows)),
    ...(await makeRollCall(c, place, rows)),
    ...(await renewEvent(c, place, rows)),
    ...(await makeOthers(c, place, rows)),
    ...(await renewCheckIn(c, place, rows)),
    ...(await makePhoto(c, place, rows)),
    claimId: newId(c.clock.now()),
    day: monday,
  }
}

const setting = {
  arrivalLeadMin: 20,
  arrivalLagMin: 15,
  dismissalLeadMin: 15,
  dismissalLagMin: 30,
  gapWatchMin: 15,
  helpAnswerS: 60,
  helpAutoNext: true,
  positionKeepDays: 30,
  maxDutiesPerWeek: 10,
  travelKmh: 30,
  detourFactor: 1.3,
  volunteerClaimsPerTermMax: null,
}

const post = { lies: 'school', params: { id: 'postId' } } as const
const gap = { lies: 'school', params: { id: 'gapId' } } as const
const week = { lies: 'list' } as const

export const dutySamples: Samples = {
  'GET /api/duty/settings/:areaId': {
    lies: 'county',
    inherited: true,
    params: { areaId: 'countyAreaId' },
  },
  'GET /api/duty/posts': { lies: 'list' },
  'GET /api/duty/posts/:id': post,
  'GET /api/duty/posts/:id/headcount-changes': post,
  'GET /api/duty/board': { lies: 'list', query: `day=${monday}&half=arrival` },
  'GET /api/duty/board/rows': { lies: 'list', query: ({ shiftId }) => `shiftIds=${shiftId}` },
  'GET /api/duty/shifts/:id/people': { lies: 'school', params: { id: 'shiftId' } },
  'GET /api/duty/gaps': { lies: 'list' },
  'GET /api/duty/gaps/:id/proposals': gap,
  'GET /api/duty/gaps/:id/requests': gap,
  'GET /api/duty/mine': { lies: 'list' },
  'GET /api/duty/check-ins/pending': { lies: 'list' },
  'GET /api/duty/events': { lies: 'list' },
  'GET /api/duty/incidents': { lies: 'list' },
  'GET /api/duty/deployments': { lies: 'list' },
  'GET /api/duty/leaves': { lies: 'list' },
  'GET /api/duty/leaves/effect': {
    lies: 'list',
    query: 'startsAt=2026-12-01T00:00:00Z&endsAt=2026-12-02T00:00:00Z',
  },
  'GET /api/duty/open-slots': { lies: 'list' },
  'GET /api/duty/roll-calls': { lies: 'list' },
  'GET /api/duty/roll-calls/:id': {
    lies: 'county',
    inherited: true,
    params: { id: 'rollCallId' },
  },
  'GET /api/duty/weeks/:day': week,
  'GET /api/duty/weeks/:day/people': week,
  'GET /api/duty/weeks/:day/publication': week,
  'GET /api/duty/forecast': { lies: 'list' },
  'GET /api/duty/shifts/:id/candidates': {
    lies: 'school',
    params: { id: 'shiftId' },
    query: 'role=police',
  },
  'GET /api/duty/photos/:id': {
    lies: 'school',
    params: { id: 'photoFileId' },
  },

  'PUT /api/duty/settings/:areaId': {
    lies: 'county',
    params: { areaId: 'countyAreaId' },
    body: () => setting,
  },
  'POST /api/duty/posts': {
    lies: 'school',
    body: ({ freeGateId }, id) => ({
      id: id(),
      gateId: freeGateId,
      name: '护学岗',
      activeFrom: '2027-09-01',
    }),
    renew: async (c, place) => ({ freeGateId: await addGate(c, place) }),
  },
  'PUT /api/duty/posts/:id': {
    ...post,
    body: () => ({
      version: 1,
      name: '护学岗',
      radiusM: 60,
      mustAttendLevel: null,
      sanjian: true,
      kit: ['radio'],
      activeFrom: '2026-09-01',
      activeUntil: null,
      team: [{ role: 'police', heads: 1, must: true }],
    }),
  },
  'POST /api/duty/posts/:id/headcount-changes': { ...post, body: (_, id) => headcountChange(id()) },
  'POST /api/duty/headcount-changes/:id/withdraw': {
    lies: 'school',
    params: { id: 'headcountChangeId' },
    renew: renewHeadcount,
  },
  'POST /api/duty/shifts/materialise': {
    lies: 'list',
    body: () => ({ firstDay: monday, lastDay: monday }),
  },
  'PUT /api/duty/shifts/:id/sanjian': {
    lies: 'school',
    params: { id: 'shiftId' },
    body: () => ({ confirmed: ['police'] }),
  },

  'POST /api/duty/check-ins': {
    lies: 'school',
    body: ({ shiftId }, id) => ({ deviceNow, record: checkInOf(id(), shiftId) }),
  },
  'POST /api/duty/check-ins/batch': {
    lies: 'list',
    body: ({ shiftId }, id) => ({ deviceNow, records: [checkInOf(id(), shiftId)] }),
  },
  'POST /api/duty/check-ins/:id/decision': {
    lies: 'school',
    params: { id: 'checkInId' },
    body: () => ({ decision: 'approved' }),
    renew: renewCheckIn,
  },
  'POST /api/duty/photos': { lies: 'list', mayAnswer: ['request.malformed', 'request.invalid'] },
  'POST /api/duty/events': {
    lies: 'school',
    body: (rows, id) => ({ deviceNow, record: eventOf(id(), rows) }),
  },
  'POST /api/duty/events/:id/withdraw': {
    lies: 'another',
    params: { id: 'othersEventId' },
  },
  'POST /api/duty/incidents/:id/close': {
    lies: 'school',
    params: { id: 'incidentId' },
    body: () => ({ outcome: '已调解' }),
    renew: renewEvent,
  },
  'POST /api/duty/deployments': {
    lies: 'list',
    body: (_, id) => ({ deviceNow, record: deploymentOf(id()) }),
  },
  'POST /api/duty/deployments/:id/withdraw': {
    lies: 'another',
    params: { id: 'othersDeploymentId' },
  },

  'POST /api/duty/gaps/:id/requests': {
    ...gap,
    body: (_, id) => ({ id: id(), autoNext: false }),
    renew: renewGap,
  },
  'POST /api/duty/help-requests/:id/answer': {
    lies: 'another',
    params: { id: 'helpRequestId' },
    body: () => ({ answer: 'declined' }),
  },
  'POST /api/duty/help-requests/:id/withdraw': {
    lies: 'school',
    params: { id: 'helpRequestId' },
    renew: renewHelp,
  },

  'PUT /api/duty/assignments/:id': {
    lies: 'school',
    params: { id: 'assignmentId' },
    body: ({ openShiftId, personId }) => ({ shiftId: openShiftId, personId, role: 'police' }),
    renew: renewAssignment,
  },
  'DELETE /api/duty/assignments/:id': {
    lies: 'school',
    params: { id: 'assignmentId' },
    renew: renewPlanned,
  },
  'POST /api/duty/weeks/:day/copy-last': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/fill': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/discard': { ...week, body: () => ({}) },
  'POST /api/duty/weeks/:day/publish': { ...week, body: () => ({ revision: 0 }) },

  'POST /api/duty/mine/receipts': {
    lies: 'list',
    body: ({ assignmentId }) => ({ assignmentIds: [assignmentId] }),
  },
  'POST /api/duty/leaves': {
    lies: 'list',
    body: (_, id) => ({
      id: id(),
      startsAt: '2026-12-03T06:00:00+08:00',
      endsAt: '2026-12-03T18:00:00+08:00',
    }),
  },
  'POST /api/duty/leaves/:id/decision': {
    lies: 'school',
    params: { id: 'leaveId' },
    body: () => ({ decision: 'refused' }),
    renew: renewLeave,
  },
  'POST /api/duty/leaves/:id/withdraw': { lies: 'another', params: { id: 'leaveId' } },

  'PUT /api/duty/claims/:id': {
    lies: 'school',
    params: { id: 'claimId' },
    body: ({ openShiftId }) => ({ shiftId: openShiftId }),
    renew: renewClaim,
  },
  'DELETE /api/duty/claims/:id': { lies: 'another', params: { id: 'claimId' } },

  'POST /api/duty/roll-calls': {
    lies: 'school',
    body: ({ shiftId }, id) => ({ id: id(), posts: { choice: 'chosen', shiftIds: [shiftId] } }),
    // Posts out of sight are as those where nobody is.
    hiddenAs: 'duty.nobodyOnPost',
  },
  'POST /api/duty/roll-calls/:id/answer': { lies: 'another', params: { id: 'rollCallId' } },
}
