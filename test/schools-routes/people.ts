import { atSchool, brokenSchool, id, made, policeOf, type RouteSamples } from './sample.ts'

/** Officers, pairings, contacts and staff. */
export const peopleRoutes: RouteSamples = {
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
  // The term of the lists above: nothing is asked of it any more.
  'DELETE /api/schools/terms/:termId': {
    may: 'educationOfficer',
    mayNot: 'stationOfficer',
    asksAgain: true,
    path: () => `/api/schools/terms/${made['term']}?version=2`,
    broken: { path: () => `/api/schools/terms/${made['term']}` },
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
}
