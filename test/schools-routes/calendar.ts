import { id, made, type RouteSamples } from './sample.ts'

/** The calendar and its terms. */
export const calendarRoutes: RouteSamples = {
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
}
