import {
  atSchool,
  brokenSchool,
  id,
  made,
  type RouteSamples,
  school,
  station,
  wgs84,
} from './sample.ts'

/** Police rooms, written rules and gear. */
export const upkeepRoutes: RouteSamples = {
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
    broken: { path: () => `/api/schools/${school()}/written-rules/duty/file` },
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
