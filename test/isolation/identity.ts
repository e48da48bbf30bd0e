import { createAgency, createArea, secondPerson } from '../../src/modules/identity/index.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { County } from '../county.ts'
import { buildSeat } from '../world.ts'
import { type MakeRows, type PlaceKey, placeKeys, places, type Samples } from './sample.ts'

const contact = { workPhone: '19900000001', legalBasis: '岗位职责' }

async function addPerson(c: County, place: PlaceKey, at: 'station' | 'school'): Promise<string> {
  const id = newId(c.clock.now())
  const { county } = places[place]
  const reply = await c.as('countyCommander', { at: county }).post('/api/identity/people', {
    id,
    agencyId: c.ids.agencies[places[place][at]],
    name: '孔令安',
    dutyRole: at === 'station' ? 'police' : 'guard',
    contact,
  })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  return id
}

/** A guard with an account, a role and an open session, to be acted upon. */
const renewAccount: MakeRows = async (c, place) => {
  const personId = await addPerson(c, place, 'school')
  const area = c.ids.areas[places[place].school]
  const loginName = `target-${personId}`.slice(0, 40)
  const seat = await c.product.ground.database.inWork(systemBinding, (work) =>
    buildSeat(work, { role: 'guard', area, personId, loginName }),
  )
  const [held] = await c.sql('select id from identity.role_assignment where account_id = $1', [
    seat.accountId,
  ])
  const { accountId, sessionId } = seat
  return { accountId, sessionId, roleAssignmentId: String(held?.id), guardId: personId }
}

const renewInvitation: MakeRows = async (c, place) => {
  const invitationId = newId(c.clock.now())
  const cadre = await c.stepUp(c.as('schoolCadre', { at: places[place].school }))
  await cadre.post('/api/identity/invitations', {
    id: invitationId,
    role: 'volunteer',
    areaId: c.ids.areas[places[place].school].id,
  })
  return { invitationId }
}

const renewContact: MakeRows = async (c, place) => ({
  personId: await addPerson(c, place, 'station'),
})

/** Somebody of the city's other county, so that only the city sees both ends. */
async function addSecondment(c: County, place: PlaceKey): Promise<string> {
  const from = place === 'B1' ? 'A2' : 'B1'
  // One for each place: nobody may be lent twice.
  const lent = c.ids.people[places[from].station]?.[placeKeys.indexOf(place)]
  const personId = lent?.id ?? ''
  const id = newId(c.clock.now())
  const { ground } = c.product
  await ground.database.inWork(systemBinding, (work) =>
    secondPerson(work, ground, {
      id,
      personId,
      homeCountyId: c.ids.areas[places[from].county].id,
      agencyId: c.ids.agencies[places[place].station] ?? '',
      startsOn: '2026-11-23',
      reason: '支援',
    }),
  )
  return id
}

export const identityRows: MakeRows = async (c, place, rows) => {
  const { county, station, school } = places[place]
  return {
    countyAreaId: c.ids.areas[county].id,
    stationAreaId: c.ids.areas[station].id,
    schoolAreaId: c.ids.areas[school].id,
    agencyId: c.ids.agencies[station] ?? '',
    personId: await addPerson(c, place, 'station'),
    secondmentId: await addSecondment(c, place),
    ...(await renewAccount(c, place, rows)),
    ...(await renewInvitation(c, place, rows)),
  }
}

/** Hashing a password for each role would take longer than all other routes together. */
const pauseOwn: MakeRows = async (c, _place, { loginName = '' }) => {
  const { clock, secrets } = c.product.ground
  await c.sql(
    `insert into identity.sign_in_source values ($1, 9, $2, $3)
     on conflict (source_digest) do update set locked_until = excluded.locked_until`,
    [
      secrets.digest('sign-in name', loginName),
      clock.now(),
      new Date(clock.now().getTime() + 9_000),
    ],
  )
  return {}
}

/** A station and an agency that nothing refers to, to be taken out. */
const renewUnused: MakeRows = async (c, place) => {
  const { county, station } = places[place]
  const unusedAreaId = newId(c.clock.now())
  const unusedAgencyId = newId(c.clock.now())
  await c.product.ground.database.inWork(systemBinding, async (work) => {
    await createArea(work, {
      id: unusedAreaId,
      parentId: c.ids.areas[county].id,
      level: 'station',
      name: unusedAreaId,
    })
    await createAgency(work, {
      id: unusedAgencyId,
      areaId: c.ids.areas[station].id,
      kind: 'department',
      name: unusedAgencyId,
    })
  })
  return { unusedAreaId, unusedAgencyId }
}

const account = { lies: 'school', params: { id: 'accountId' } } as const
const person = { lies: 'station', params: { id: 'personId' } } as const

export const identitySamples: Samples = {
  'POST /api/identity/sign-in': { lies: 'public' },
  'POST /api/identity/totp-enrolment': { lies: 'public' },
  'POST /api/identity/activation': { lies: 'public' },
  'POST /api/identity/invitations/look': { lies: 'public' },
  'POST /api/identity/invitations/accept': { lies: 'public' },

  'POST /api/identity/sign-out': { lies: 'self' },
  'GET /api/identity/me': { lies: 'self' },
  'POST /api/identity/switch-role': {
    lies: 'self',
    body: ({ roleAssignmentId }) => ({ roleAssignmentId }),
  },
  'POST /api/identity/step-up': { lies: 'self', body: () => ({ code: '000000' }) },
  'POST /api/identity/password': {
    lies: 'self',
    renew: pauseOwn,
    body: () => ({ current: 'not the right one', next: 'an entirely new one' }),
  },
  'GET /api/identity/sessions': { lies: 'self' },
  'DELETE /api/identity/sessions/:id': { lies: 'self', params: { id: 'sessionId' } },
  'POST /api/identity/sessions/end-others': { lies: 'self' },

  'GET /api/identity/accounts': { lies: 'list' },
  'GET /api/identity/accounts/:id': account,
  'POST /api/identity/accounts': {
    lies: 'station',
    body: ({ personId }, id) => ({ id: id(), personId, loginName: `p-${personId}`.slice(0, 40) }),
    renew: renewContact,
  },
  'PATCH /api/identity/accounts/:id': {
    ...account,
    body: () => ({ version: 1, state: 'locked' }),
  },
  'POST /api/identity/accounts/:id/activation': account,
  'POST /api/identity/accounts/:id/totp-reset': account,
  'GET /api/identity/accounts/:id/sessions': account,
  'DELETE /api/identity/accounts/:id/sessions': account,
  'POST /api/identity/accounts/:id/roles': {
    ...account,
    body: ({ schoolAreaId, roleGiven = 'dutyTeacher' }, id) => ({
      id: id(),
      role: roleGiven,
      areaId: schoolAreaId,
    }),
  },
  'DELETE /api/identity/roles/:id': {
    lies: 'school',
    params: { id: 'roleAssignmentId' },
    renew: renewAccount,
  },

  'POST /api/identity/invitations': {
    lies: 'school',
    body: ({ schoolAreaId }, id) => ({ id: id(), role: 'guard', areaId: schoolAreaId }),
  },
  'GET /api/identity/invitations': { lies: 'list' },
  'DELETE /api/identity/invitations/:id': {
    lies: 'school',
    params: { id: 'invitationId' },
    renew: renewInvitation,
  },

  'GET /api/identity/areas': { lies: 'list' },
  'GET /api/identity/areas/:id': {
    lies: 'station',
    inherited: true,
    params: { id: 'stationAreaId' },
  },
  'POST /api/identity/areas': {
    lies: 'station',
    body: ({ stationAreaId }, id) => ({
      id: id(),
      parentId: stationAreaId,
      level: 'school',
      name: `新学校 ${id()}`,
    }),
  },
  'PATCH /api/identity/areas/:id': {
    lies: 'station',
    params: { id: 'stationAreaId' },
    body: () => ({ version: 1, nameEn: 'Station' }),
  },

  'DELETE /api/identity/areas/:id': {
    lies: 'county',
    params: { id: 'unusedAreaId' },
    renew: renewUnused,
  },
  'GET /api/identity/territory': { lies: 'list' },

  'GET /api/identity/people': { lies: 'list', names: ['homeCountyId'] },
  'GET /api/identity/people/:id': person,
  'POST /api/identity/people': {
    lies: 'station',
    body: ({ agencyId }, id) => ({ id: id(), agencyId, name: '施禾', dutyRole: 'auxiliary' }),
  },
  'PATCH /api/identity/people/:id': { ...person, body: () => ({ version: 1, badge: 'A-1' }) },
  'GET /api/identity/agencies': { lies: 'list' },
  'POST /api/identity/agencies': {
    lies: 'station',
    body: ({ stationAreaId }, id) => ({
      id: id(),
      areaId: stationAreaId,
      kind: 'guardCompany',
      name: `保安服务公司 ${id()}`,
    }),
  },
  'PATCH /api/identity/agencies/:id': {
    lies: 'station',
    params: { id: 'agencyId' },
    body: () => ({ version: 1, code: '1' }),
  },
  'DELETE /api/identity/agencies/:id': {
    lies: 'station',
    params: { id: 'unusedAgencyId' },
    renew: renewUnused,
  },
  'GET /api/identity/people/:id/contact': person,
  'PUT /api/identity/people/:id/contact': { ...person, body: () => contact },
  'DELETE /api/identity/people/:id/contact': { ...person, renew: renewContact },

  'GET /api/identity/secondments': { lies: 'list', names: ['homeCountyId', 'homeAgencyName'] },
  'POST /api/identity/secondments': {
    lies: 'station',
    body: ({ personId, agencyId, countyAreaId }, id) => ({
      id: id(),
      personId,
      homeCountyId: countyAreaId,
      agencyId,
      startsOn: '2026-11-23',
      reason: '支援',
    }),
  },
  'PATCH /api/identity/secondments/:id': {
    lies: 'station',
    params: { id: 'secondmentId' },
    body: () => ({ endsOn: '2026-12-01' }),
  },

  'GET /api/identity/audit': { lies: 'list', tellsOtherwise: 'reading it is an entry of its own' },
  'POST /api/identity/audit/verification': { lies: 'list' },
}
