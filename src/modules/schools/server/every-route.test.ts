import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client, County, Reply } from '../../../../test/county.ts'
import { county } from '../../../../test/county.ts'
import { newId } from '../../../platform/database/new-id.ts'
import type { Role } from '../../identity/contract/role.ts'
import { schoolsModule } from '../module.ts'

let c: County
const made: Record<string, string> = {}
const id = () => newId(c.clock.now())
const school = () => c.ids.schools.schoolA1.id
const gate = () => c.ids.schools.schoolA1.gateId
const station = () => c.ids.areas.stationA1.id

interface Sample {
  /** A role that may, whose scope holds the sample. */
  readonly may: Role
  readonly mayNot: Role
  readonly path: () => string
  readonly body?: () => unknown
  /** A path or a body that the contract refuses; unknown path parts unless told. */
  readonly broken?: { readonly path?: () => string; readonly body?: unknown }
  /** Lists: nothing of the other county comes back, instead of 404. */
  readonly isList?: true
  /** Only after a fresh password or code. */
  readonly asksAgain?: true
}

const atSchool = (rest: string) => () => `/api/schools/${school()}${rest}`
const brokenSchool = (rest: string) => ({ path: () => `/api/schools/none${rest}` })
const wgs84 = { lon: 102.501, lat: 24.901, system: 'wgs84', source: 'map', accuracyM: null }
const multipart = { broken: { path: () => `/api/schools/${school()}/written-rules/duty/file` } }

/** In the order in which the samples build on each other. */
const samples: Record<string, Sample> = {
  'GET /api/schools': {
    may: 'guard',
    mayNot: 'volunteer',
    path: () => '/api/schools',
    broken: { path: () => '/api/schools?limit=0' },
    isList: true,
  },
  'GET /api/schools/export': {
    may: 'stationOfficer',
    mayNot: 'schoolCadre',
    path: () => '/api/schools/export',
    broken: { path: () => '/api/schools/export?kind=castle' },
    isList: true,
    asksAgain: true,
  },
  'GET /api/schools/map': {
    may: 'auxiliary',
    mayNot: 'volunteer',
    path: () => '/api/schools/map',
    broken: { path: () => '/api/schools/map?state=burning' },
    isList: true,
  },
  'GET /api/schools/facets': {
    may: 'supervisor',
    mayNot: 'auditAdministrator',
    path: () => '/api/schools/facets',
    isList: true,
  },
  'GET /api/schools/attributions': {
    may: 'cityBureau',
    mayNot: 'volunteer',
    path: () => '/api/schools/attributions',
    isList: true,
  },
  'GET /api/schools/:schoolId': {
    may: 'legalVicePrincipal',
    mayNot: 'securityAdministrator',
    path: atSchool(''),
    broken: brokenSchool(''),
  },
  'POST /api/schools': {
    may: 'countyCommander',
    mayNot: 'stationOfficer',
    path: () => '/api/schools',
    body: () => ({ id: id(), withinAreaId: station(), name: '城北小学', kind: 'primary' }),
    broken: { body: { name: '' } },
  },
  'PATCH /api/schools/:schoolId': {
    may: 'systemAdministrator',
    mayNot: 'schoolCadre',
    path: atSchool(''),
    body: () => ({ version: 1, town: '城关镇' }),
    broken: { body: { version: 1, enrolment: -1 } },
  },
  'POST /api/schools/:schoolId/state': {
    may: 'countyCommander',
    mayNot: 'educationOfficer',
    path: atSchool('/state'),
    body: () => ({ version: 2, state: 'suspended' }),
    broken: { body: { version: 2, state: 'burning' } },
  },
  'POST /api/schools/:schoolId/move': {
    may: 'countyCommander',
    mayNot: 'stationOfficer',
    path: atSchool('/move'),
    body: () => ({ version: 3, withinAreaId: c.ids.areas.stationA1.id }),
    broken: { body: { version: 3 } },
  },
  'GET /api/schools/:schoolId/history': {
    may: 'schoolCadre',
    mayNot: 'guard',
    path: atSchool('/history'),
    broken: { path: atSchool('/history?limit=9999') },
  },
  'POST /api/schools/:schoolId/campuses': {
    may: 'stationOfficer',
    mayNot: 'guard',
    path: atSchool('/campuses'),
    body: () => {
      made['campus'] = id()
      return { id: made['campus'], name: '东校区', address: '东门街1号' }
    },
    broken: { body: { name: '' } },
  },
  'GET /api/schools/:schoolId/campuses': {
    may: 'dutyTeacher',
    mayNot: 'volunteer',
    path: atSchool('/campuses'),
    broken: brokenSchool('/campuses'),
  },
  'PATCH /api/schools/campuses/:campusId': {
    may: 'countyCommander',
    mayNot: 'schoolCadre',
    path: () => `/api/schools/campuses/${made['campus']}`,
    body: () => ({ version: 1, name: '东校区(新)' }),
    broken: { body: { name: 'x' } },
  },
  'POST /api/schools/:schoolId/gates': {
    may: 'stationOfficer',
    mayNot: 'schoolCadre',
    path: atSchool('/gates'),
    body: () => {
      made['gate'] = id()
      return { id: made['gate'], name: '东门', campusId: made['campus'], position: wgs84 }
    },
    broken: { body: { name: '东门', position: { ...wgs84, lat: 91 } } },
  },
  'GET /api/schools/:schoolId/gates': {
    may: 'guard',
    mayNot: 'volunteer',
    path: atSchool('/gates'),
    broken: brokenSchool('/gates'),
  },
  'PATCH /api/schools/gates/:gateId': {
    may: 'systemAdministrator',
    mayNot: 'guard',
    path: () => `/api/schools/gates/${made['gate']}`,
    body: () => ({ version: 1, opened: false }),
    broken: { body: { version: 1, use: 'window' } },
  },
  'POST /api/schools/gates/:gateId/renew-key': {
    may: 'stationOfficer',
    mayNot: 'guard',
    path: () => `/api/schools/gates/${made['gate']}/renew-key`,
    body: () => ({ version: 2 }),
    broken: { body: {} },
  },
  'GET /api/schools/gates/:gateId/codes': {
    may: 'guard',
    mayNot: 'countyCommander',
    path: () => `/api/schools/gates/${gate()}/codes`,
    broken: { path: () => '/api/schools/gates/none/codes' },
  },
  'GET /api/schools/:schoolId/bells': {
    may: 'auxiliary',
    mayNot: 'volunteer',
    path: atSchool('/bells'),
    broken: brokenSchool('/bells'),
  },
  'PUT /api/schools/:schoolId/bells': {
    may: 'schoolCadre',
    mayNot: 'guard',
    path: atSchool('/bells'),
    body: () => ({ version: 0, bells: [bell({ arrival: '07:50' })] }),
    broken: { body: { version: 0, bells: [{ arrival: '25:00' }] } },
  },
  'POST /api/schools/:schoolId/bells/preview': {
    may: 'educationOfficer',
    mayNot: 'stationOfficer',
    path: atSchool('/bells/preview'),
    body: () => ({ firstDay: '2026-11-23', lastDay: '2026-11-27', bells: [] }),
    broken: { body: { firstDay: 'monday', lastDay: '2026-11-27', bells: [] } },
  },
  'GET /api/schools/:schoolId/bell-times': {
    may: 'dutyTeacher',
    mayNot: 'volunteer',
    path: atSchool('/bell-times?firstDay=2026-11-23&lastDay=2026-11-29'),
    broken: { path: atSchool('/bell-times?firstDay=2026-11-23&lastDay=2027-11-29') },
  },
  'POST /api/schools/calendar/days': {
    may: 'educationOfficer',
    mayNot: 'stationOfficer',
    path: () => '/api/schools/calendar/days',
    body: () => {
      made['day'] = id()
      return { id: made['day'], day: '2026-12-04', kind: 'special', name: '开放日', source: '通知' }
    },
    broken: { body: { day: '2026-12-04', kind: 'party' } },
    isList: true,
  },
  'GET /api/schools/calendar': {
    may: 'guard',
    mayNot: 'volunteer',
    path: () => '/api/schools/calendar?firstDay=2026-11-01&lastDay=2026-12-31',
    broken: { path: () => '/api/schools/calendar?firstDay=2026-11-01' },
    isList: true,
  },
  'PATCH /api/schools/calendar/days/:calendarDayId': {
    may: 'countyCommander',
    mayNot: 'guard',
    path: () => `/api/schools/calendar/days/${made['day']}`,
    body: () => ({ version: 1, kind: 'exam' }),
    broken: { body: { version: 1, followsWeekday: 8 } },
  },
  'DELETE /api/schools/calendar/days/:calendarDayId': {
    may: 'systemAdministrator',
    mayNot: 'dutyTeacher',
    path: () => `/api/schools/calendar/days/${made['day']}?version=2`,
    broken: { path: () => `/api/schools/calendar/days/${made['day']}` },
  },
  'PUT /api/schools/calendar/horizon': {
    may: 'educationOfficer',
    mayNot: 'supervisor',
    path: () => '/api/schools/calendar/horizon',
    body: () => ({ knownUntil: '2027-07-10', source: '教育局校历' }),
    broken: { body: { knownUntil: 'soon', source: 'x' } },
    isList: true,
  },
  'POST /api/schools/terms': {
    may: 'educationOfficer',
    mayNot: 'stationOfficer',
    path: () => '/api/schools/terms',
    body: () => {
      made['term'] = id()
      const days = { startsOn: '2026-09-01', endsOn: '2027-01-20' }
      return { id: made['term'], name: '2026年秋季学期', ...days }
    },
    broken: { body: { name: 'x', startsOn: '2027-09-01', endsOn: '2027-01-20' } },
    isList: true,
  },
  'GET /api/schools/terms': {
    may: 'schoolCadre',
    mayNot: 'volunteer',
    path: () => '/api/schools/terms',
    isList: true,
  },
  'PATCH /api/schools/terms/:termId': {
    may: 'countyCommander',
    mayNot: 'auxiliary',
    path: () => `/api/schools/terms/${made['term']}`,
    body: () => ({ version: 1, endsOn: '2027-01-22' }),
    broken: { body: { version: 0 } },
  },
  'POST /api/schools/:schoolId/officers': {
    may: 'stationOfficer',
    mayNot: 'schoolCadre',
    path: atSchool('/officers'),
    body: () => {
      made['link'] = id()
      const personId = policeOf('stationA1')
      return { id: made['link'], personId, kind: 'linked', startsOn: '2026-09-01' }
    },
    broken: { body: { kind: 'paired' } },
  },
  'GET /api/schools/:schoolId/officers': {
    may: 'schoolCadre',
    mayNot: 'volunteer',
    path: atSchool('/officers'),
    broken: brokenSchool('/officers'),
  },
  'PATCH /api/schools/officers/:linkId': {
    may: 'stationOfficer',
    mayNot: 'schoolCadre',
    path: () => `/api/schools/officers/${made['link']}`,
    body: () => ({ version: 1, noticePhone: '19900001234' }),
    broken: { body: { version: 1, noticePhone: 'call me' } },
  },
  'POST /api/schools/officers/:linkId/approve': {
    may: 'countyCommander',
    mayNot: 'stationOfficer',
    path: () => `/api/schools/officers/${made['link']}/approve`,
    body: () => ({ version: 2 }),
    broken: { body: {} },
  },
  'GET /api/schools/:schoolId/gate-notice': {
    may: 'schoolCadre',
    mayNot: 'volunteer',
    path: atSchool('/gate-notice'),
    broken: brokenSchool('/gate-notice'),
  },
  'POST /api/schools/officers/:linkId/end': {
    may: 'stationOfficer',
    mayNot: 'guard',
    path: () => `/api/schools/officers/${made['link']}/end`,
    body: () => ({ version: 3, endsOn: '2026-11-22' }),
    broken: { body: { version: 3 } },
  },
  'GET /api/schools/terms/:termId/pairings': {
    may: 'cityBureau',
    mayNot: 'volunteer',
    path: () => `/api/schools/terms/${made['term']}/pairings`,
    broken: { path: () => '/api/schools/terms/none/pairings' },
  },
  'POST /api/schools/terms/:termId/pairings/approve': {
    may: 'countyCommander',
    mayNot: 'stationOfficer',
    path: () => `/api/schools/terms/${made['term']}/pairings/approve`,
    broken: { path: () => '/api/schools/terms/none/pairings/approve' },
  },
  'POST /api/schools/:schoolId/contacts': {
    may: 'auxiliary',
    mayNot: 'schoolCadre',
    path: atSchool('/contacts'),
    body: () => ({
      id: id(),
      at: '2026-11-22T10:00:00+08:00',
      way: 'visit',
      summary: '走访,核对门卫值班',
    }),
    broken: { body: { way: 'telepathy' } },
  },
  'GET /api/schools/:schoolId/contacts': {
    may: 'schoolCadre',
    mayNot: 'volunteer',
    path: atSchool('/contacts'),
    broken: { path: atSchool('/contacts?limit=x') },
  },
  'POST /api/schools/police-rooms': {
    may: 'stationOfficer',
    mayNot: 'schoolCadre',
    path: () => '/api/schools/police-rooms',
    body: () => {
      made['room'] = id()
      const room = { id: made['room'], kind: 'booth', name: '东门岗亭', position: wgs84 }
      return { ...room, areaId: station(), opens: '07:00', activeFrom: '2026-01-01' }
    },
    broken: { body: { kind: 'campus', name: 'x', position: wgs84, activeFrom: '2026-01-01' } },
  },
  'GET /api/schools/police-rooms': {
    may: 'cityBureau',
    mayNot: 'volunteer',
    path: () => '/api/schools/police-rooms',
    broken: { path: () => '/api/schools/police-rooms?kind=tent' },
    isList: true,
  },
  'GET /api/schools/:schoolId/police-rooms': {
    may: 'stationOfficer',
    mayNot: 'volunteer',
    path: atSchool('/police-rooms'),
    broken: brokenSchool('/police-rooms'),
  },
  'GET /api/schools/police-rooms/:roomId': {
    may: 'stationOfficer',
    mayNot: 'volunteer',
    path: () => `/api/schools/police-rooms/${made['room']}`,
    broken: { path: () => '/api/schools/police-rooms/none' },
  },
  'PATCH /api/schools/police-rooms/:roomId': {
    may: 'stationOfficer',
    mayNot: 'auxiliary',
    path: () => `/api/schools/police-rooms/${made['room']}`,
    body: () => ({ version: 1, closes: '18:00' }),
    broken: { body: { version: 1, opens: '7am' } },
  },
  'POST /api/schools/police-rooms/:roomId/entries': {
    may: 'auxiliary',
    mayNot: 'supervisor',
    path: () => `/api/schools/police-rooms/${made['room']}/entries`,
    body: () => ({ id: id(), at: '2026-11-23T06:50:00+08:00', kind: 'opened' }),
    broken: { body: { at: 'now' } },
  },
  'GET /api/schools/police-rooms/:roomId/entries': {
    may: 'stationOfficer',
    mayNot: 'volunteer',
    path: () => `/api/schools/police-rooms/${made['room']}/entries`,
    broken: { path: () => '/api/schools/police-rooms/none/entries' },
  },
  'POST /api/schools/:schoolId/staff': {
    may: 'schoolCadre',
    mayNot: 'guard',
    path: atSchool('/staff'),
    body: () => {
      made['staff'] = id()
      const person = { personId: id(), newPersonName: '沈青禾' }
      const guard = { kind: 'guard', source: 'own', certificateExpiresOn: '2026-12-31' }
      return { id: made['staff'], ...person, ...guard, startsOn: '2026-09-01' }
    },
    broken: { body: { kind: 'guard', startsOn: '2026-09-01' } },
  },
  'GET /api/schools/:schoolId/staff': {
    may: 'stationOfficer',
    mayNot: 'guard',
    path: atSchool('/staff'),
    broken: { path: atSchool('/staff?kind=king') },
  },
  'GET /api/schools/staff/expiring': {
    may: 'educationOfficer',
    mayNot: 'auxiliary',
    path: () => '/api/schools/staff/expiring',
    broken: { path: () => '/api/schools/staff/expiring?withinDays=-1' },
    isList: true,
  },
  'PATCH /api/schools/staff/:staffId': {
    may: 'countyCommander',
    mayNot: 'stationOfficer',
    path: () => `/api/schools/staff/${made['staff']}`,
    body: () => ({ version: 1, fullTime: false }),
    broken: { body: { version: 1, startsOn: 'today' } },
  },
  'POST /api/schools/staff/:staffId/end': {
    may: 'schoolCadre',
    mayNot: 'dutyTeacher',
    path: () => `/api/schools/staff/${made['staff']}/end`,
    body: () => ({ version: 2, endsOn: '2026-11-20', endReason: 'left' }),
    broken: { body: { version: 2, endsOn: '2026-11-20', endReason: 'magic' } },
  },
  'GET /api/schools/:schoolId/written-rules': {
    may: 'legalVicePrincipal',
    mayNot: 'volunteer',
    path: atSchool('/written-rules'),
    broken: brokenSchool('/written-rules'),
  },
  'PUT /api/schools/:schoolId/written-rules/:kind': {
    may: 'schoolCadre',
    mayNot: 'stationOfficer',
    path: atSchool('/written-rules/duty'),
    body: () => ({ version: 0, adoptedOn: '2025-09-01', expiresOn: '2027-08-31' }),
    broken: { path: atSchool('/written-rules/poetry') },
  },
  'POST /api/schools/:schoolId/written-rules/:kind/file': {
    may: 'schoolCadre',
    mayNot: 'stationOfficer',
    path: () => `/api/schools/${school()}/written-rules/duty/file?version=1&fileId=${id()}`,
    ...multipart,
  },
  'GET /api/schools/:schoolId/written-rules/:kind/file': {
    may: 'guard',
    mayNot: 'volunteer',
    path: atSchool('/written-rules/duty/file'),
    broken: { path: atSchool('/written-rules/poetry/file') },
  },
  'POST /api/schools/:schoolId/gear/entries': {
    may: 'schoolCadre',
    mayNot: 'stationOfficer',
    path: atSchool('/gear/entries'),
    body: () => ({ id: id(), gear: 'shield', movement: 'in', quantity: 4, onDay: '2026-09-01' }),
    broken: { body: { gear: 'cannon' } },
  },
  'GET /api/schools/:schoolId/gear': {
    may: 'educationOfficer',
    mayNot: 'volunteer',
    path: atSchool('/gear'),
    broken: brokenSchool('/gear'),
  },
  'GET /api/schools/:schoolId/gear/entries': {
    may: 'cityBureau',
    mayNot: 'volunteer',
    path: atSchool('/gear/entries'),
    broken: { path: atSchool('/gear/entries?gear=cannon') },
  },
}

const bell = (fields: object) => ({
  id: id(),
  gateId: null,
  gradeBand: '',
  weekdays: [1, 2, 3, 4, 5],
  arrival: '08:00',
  dismissal: '16:30',
  startsOn: '2026-09-01',
  endsOn: null,
  ...fields,
})

const policeOf = (station: 'stationA1' | 'stationA2') =>
  c.ids.people[station]?.find(({ dutyRole }) => dutyRole === 'police')?.id

beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

function send(client: Client, key: string, path: string, body: unknown): Promise<Reply> {
  const [method] = key.split(' ')
  if (method === 'GET') return client.get(path)
  if (method === 'DELETE') return client.delete(path)
  if (method === 'PUT') return client.put(path, body)
  return method === 'PATCH' ? client.patch(path, body) : client.post(path, body)
}

/** What the other county's identifiers are: none of them may come back to this one. */
function idsOfCountyA(): string[] {
  const { schoolA1, schoolA2 } = c.ids.schools
  const own = [schoolA1, schoolA2].flatMap((one) => [one.id, one.gateId])
  return [...own, ...Object.values(made)]
}

describe('every address of the register', () => {
  it('has a sample', () => {
    const routes = schoolsModule.routes(c.product.ground)
    const keys = routes
      .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
      .filter((key) => !key.includes('/import'))
    expect([...keys].sort()).toEqual(Object.keys(samples).sort())
  })

  for (const [key, sample] of Object.entries(samples)) {
    it(`${key}: 401, 403, 400, another county's 404, and done`, async () => {
      const { may, mayNot, path, broken = {}, isList, asksAgain } = sample
      const body = sample.body?.()
      expect(await send(c.anonymous, key, path(), body)).toBeRefused('request.notSignedIn')
      expect(await send(c.as(mayNot), key, path(), body)).toBeRefused('request.forbidden')
      const foreign = c.as(may, { at: may === 'cityBureau' ? 'cityB' : 'countyB' })
      if (asksAgain) {
        expect(await send(c.as(may), key, path(), body)).toBeRefused('request.stepUpNeeded')
        await Promise.all([c.as(may), foreign].map((client) => c.stepUp(client)))
      }
      if (broken.path || broken.body) {
        const reply = await send(c.as(may), key, (broken.path ?? path)(), broken.body ?? body)
        expect(reply).toBeRefused('request.invalid')
      }
      if (!isList) expect(await send(foreign, key, path(), body)).toBeRefused('request.notFound')
      else if (key.startsWith('GET')) {
        const { status, body: seen } = await send(foreign, key, path(), body)
        expect(status).toBe(200)
        expect(idsOfCountyA().filter((one) => JSON.stringify(seen).includes(one))).toEqual([])
      }
      if (key.endsWith('/file')) return
      const reply = await send(c.as(may), key, path(), body)
      expect([reply.status, reply.body]).toEqual([key.startsWith('DELETE') ? 204 : 200, reply.body])
    })
  }
})
