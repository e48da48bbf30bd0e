import {
  atSchool,
  brokenSchool,
  gate,
  id,
  made,
  type RouteSamples,
  station,
  wgs84,
} from './sample.ts'

const bell = (id: string) => ({
  id,
  gateId: null,
  gradeBand: '',
  weekdays: [1, 2, 3, 4, 5],
  arrival: '07:50',
  dismissal: '16:30',
  startsOn: '2026-09-01',
  endsOn: null,
})

/** Schools, campuses, gates and bells. */
export const registerRoutes: RouteSamples = {
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
    body: () => ({ version: 3, withinAreaId: station() }),
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
    body: () => ({ version: 0, bells: [bell(id())] }),
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
}
