import { saveStaff } from '../../src/modules/schools/index.ts'
import {
  attachFile,
  writeRule,
} from '../../src/modules/schools/server/upkeep/written-rule.queries.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import type { Work } from '../../src/platform/database/work.ts'
import { systemBinding } from '../../src/platform/ports/actor.ts'
import type { County } from '../county.ts'
import { type MakeRows, type PlaceKey, places, type Samples } from './sample.ts'

const monday = '2026-11-23'
const wgs84 = { lon: 102.5, lat: 24.9, system: 'wgs84', source: 'survey', accuracyM: null }

/** Enters through the product what the routes point to. */
const post = async (c: County, place: PlaceKey, path: string, body: object): Promise<string> => {
  const id = newId(c.clock.now())
  const client = c.as('countyCommander', { at: places[place].county })
  const reply = await client.post(path, { id, ...body })
  if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`)
  return id
}

const renewLink: MakeRows = async (c, place) => {
  const { station, school } = places[place]
  const officer = c.ids.people[station]?.find(({ dutyRole }) => dutyRole === 'police')
  const path = `/api/schools/${c.ids.schools[school].id}/officers`
  const link = { personId: officer?.id, kind: 'leader', startsOn: '2026-09-01' }
  return { linkId: await post(c, place, path, link), officerId: officer?.id ?? '' }
}

const renewDay: MakeRows = async (c, place) => {
  days += 1
  const day = new Date(Date.parse('2027-02-01') + days * 86_400_000).toISOString().slice(0, 10)
  const entry = { day, kind: 'special', name: '开放日', source: '教育局通知' }
  return { calendarDayId: await post(c, place, '/api/schools/calendar/days', entry) }
}
let days = 0

const renewTerm: MakeRows = async (c, place) => {
  terms += 1
  const year = 2030 + terms
  const term = { name: '误登学期', startsOn: `${year}-02-20`, endsOn: `${year}-07-10` }
  return { termId: await post(c, place, '/api/schools/terms', term) }
}
let terms = 0

const renewStaff: MakeRows = async (c, place) => {
  const { school } = places[place]
  const guard = c.ids.people[school]?.find(({ dutyRole }) => dutyRole === 'guard')
  const staffId = newId(c.clock.now())
  const entry = { id: staffId, schoolId: c.ids.schools[school].id, personId: guard?.id ?? '' }
  await c.product.ground.database.inWork(systemBinding, (work) =>
    saveStaff(work, [{ ...entry, kind: 'guard', source: 'own', startsOn: '2026-09-01' }]),
  )
  return { staffId, staffPersonId: entry.personId }
}

async function writePaper(c: County, work: Work, place: PlaceKey): Promise<void> {
  const area = c.ids.areas[places[place].school]
  const home = { countyId: area.countyId, areaPath: area.path }
  const school = { ...home, id: c.ids.schools[places[place].school].id }
  const ruleId = await writeRule(work, school, {
    kind: 'duty',
    adoptedOn: '2026-09-01',
    expiresOn: null,
  })
  const bytes = Buffer.from('%PDF-1.7 rules')
  const file = { ...home, id: newId(work.now), bytes, name: '值班制度.pdf', rowClass: 'joint' }
  const claim = { ...file, purpose: 'schools.writtenRule' }
  await c.product.ground.files.put(work, claim, ['application/pdf'])
  await attachFile(work, area.countyId, ruleId, file.id)
}

const room = { kind: 'booth', name: '岗亭', position: wgs84, activeFrom: '2026-01-01' }
const contact = { at: '2026-11-20T10:00:00+08:00', way: 'visit', summary: '走访' }
const roomEntry = { at: '2026-11-23T06:30:00+08:00', kind: 'opened' }
const gear = { gear: 'whistle', movement: 'in', quantity: 2, onDay: '2026-09-01' }

/** A county's calendar: until when it is known, and a day that differs. */
async function knowCalendar(c: County, place: PlaceKey): Promise<void> {
  const { county } = places[place]
  const client = c.as('countyCommander', { at: county })
  await client.put('/api/schools/calendar/horizon', {
    areaId: c.ids.areas[county].id,
    knownUntil: '2027-07-10',
    source: '校历',
  })
  const day = { day: '2026-11-25', kind: 'special', name: '开放日', source: '教育局通知' }
  await post(c, place, '/api/schools/calendar/days', day)
}

export const schoolsRows: MakeRows = async (c, place, rows) => {
  const { school } = places[place]
  const { id: schoolId, gateId } = c.ids.schools[school]
  const stationAreaId = c.ids.areas[places[place].station].id
  const term = { name: '2026年秋季学期', startsOn: '2026-09-01', endsOn: '2027-01-20' }
  const isFirstOfCounty = place !== 'A2'
  await c.product.ground.database.inWork(systemBinding, (work) => writePaper(c, work, place))
  await post(c, place, `/api/schools/${schoolId}/contacts`, contact)
  await post(c, place, `/api/schools/${schoolId}/gear/entries`, gear)
  const roomId = await post(c, place, '/api/schools/police-rooms', {
    ...room,
    areaId: stationAreaId,
  })
  await post(c, place, `/api/schools/police-rooms/${roomId}/entries`, roomEntry)
  if (isFirstOfCounty) await knowCalendar(c, place)
  return {
    schoolId,
    gateId,
    roomId,
    campusId: await post(c, place, `/api/schools/${schoolId}/campuses`, {
      name: '东校区',
      address: '',
    }),
    termId: isFirstOfCounty ? await post(c, place, '/api/schools/terms', term) : '',
    ...(await renewLink(c, place, rows)),
    ...(await renewDay(c, place, rows)),
    ...(await renewStaff(c, place, rows)),
  }
}

const school = { lies: 'school' } as const
const ofStation = { lies: 'station' } as const
const version = () => ({ version: 1 })
const week = 'firstDay=2026-11-23&lastDay=2026-11-29'
const bells = (_: unknown, id: () => string) => [
  {
    id: id(),
    gateId: null,
    gradeBand: '',
    weekdays: [1, 2, 3, 4, 5],
    arrival: '08:00',
    dismissal: '16:30',
    startsOn: '2026-09-01',
    endsOn: null,
  },
]
const paper = { ...school, params: { kind: 'ruleKind' }, renew: async () => ({ ruleKind: 'duty' }) }

export const schoolsSamples: Samples = {
  'GET /api/schools': { lies: 'list' },
  'GET /api/schools/export': { lies: 'list' },
  'GET /api/schools/map': { lies: 'list' },
  'GET /api/schools/facets': { lies: 'list' },
  'GET /api/schools/:schoolId': school,
  'POST /api/schools': {
    lies: 'station',
    body: ({ stationAreaId }, id) => {
      const place = { id: id(), withinAreaId: stationAreaId }
      return { ...place, name: '新办小学', kind: 'primary' }
    },
  },
  'PATCH /api/schools/:schoolId': { ...school, body: () => ({ version: 1, town: '城关镇' }) },
  'POST /api/schools/:schoolId/state': {
    ...school,
    body: () => ({ version: 1, state: 'operating' }),
  },
  'POST /api/schools/:schoolId/move': {
    ...school,
    body: ({ stationAreaId }) => ({ version: 1, withinAreaId: stationAreaId }),
  },
  'GET /api/schools/:schoolId/history': school,

  'GET /api/schools/:schoolId/campuses': school,
  'POST /api/schools/:schoolId/campuses': {
    ...school,
    body: (_, id) => ({ id: id(), name: '西校区', address: '' }),
  },
  'PATCH /api/schools/campuses/:campusId': {
    ...school,
    body: () => ({ version: 1, name: '东区' }),
  },
  'GET /api/schools/:schoolId/gates': school,
  'POST /api/schools/:schoolId/gates': { ...school, body: (_, id) => ({ id: id(), name: id() }) },
  'PATCH /api/schools/gates/:gateId': { ...school, body: () => ({ version: 1, use: 'both' }) },
  'POST /api/schools/gates/:gateId/renew-key': { ...school, body: version },
  'GET /api/schools/gates/:gateId/codes': school,

  'GET /api/schools/:schoolId/bells': school,
  'PUT /api/schools/:schoolId/bells': {
    ...school,
    body: (rows, id) => ({ version: 0, bells: bells(rows, id) }),
  },
  'GET /api/schools/:schoolId/bell-times': { ...school, query: week },
  'POST /api/schools/:schoolId/bells/preview': {
    ...school,
    body: (rows, id) => ({
      firstDay: monday,
      lastDay: '2026-11-29',
      bells: bells(rows, id),
    }),
  },

  'GET /api/schools/calendar': { lies: 'list', query: week },
  'POST /api/schools/calendar/days': {
    ...school,
    body: ({ schoolAreaId }, id) => {
      const entry = { id: id(), areaId: schoolAreaId, day: '2027-01-08', kind: 'exam' }
      return { ...entry, name: '期末考试', source: '学校通知' }
    },
  },
  'PATCH /api/schools/calendar/days/:calendarDayId': {
    lies: 'county',
    body: () => ({ version: 1, name: '开放周' }),
  },
  'DELETE /api/schools/calendar/days/:calendarDayId': {
    lies: 'county',
    query: 'version=1',
    renew: renewDay,
  },
  'PUT /api/schools/calendar/horizon': {
    ...school,
    body: ({ schoolAreaId }) => ({
      areaId: schoolAreaId,
      knownUntil: '2027-07-10',
      source: '校历',
    }),
  },
  'GET /api/schools/terms': { lies: 'list' },
  'POST /api/schools/terms': {
    ...school,
    body: ({ schoolAreaId }, id) => {
      const days = { startsOn: '2027-02-22', endsOn: '2027-07-09' }
      return { id: id(), areaId: schoolAreaId, name: '春季学期', ...days }
    },
  },
  'PATCH /api/schools/terms/:termId': {
    lies: 'county',
    body: () => ({ version: 1, name: '秋季学期' }),
  },
  'DELETE /api/schools/terms/:termId': {
    lies: 'county',
    query: 'version=1',
    renew: renewTerm,
  },

  'GET /api/schools/:schoolId/officers': school,
  'POST /api/schools/:schoolId/officers': {
    ...school,
    body: ({ officerId }, id) => ({
      id: id(),
      personId: officerId,
      kind: 'leader',
      startsOn: '2026-09-01',
    }),
  },
  'PATCH /api/schools/officers/:linkId': {
    ...school,
    body: () => ({ version: 1, noticePhone: '19900000002' }),
  },
  'POST /api/schools/officers/:linkId/approve': { ...school, body: version, renew: renewLink },
  'POST /api/schools/officers/:linkId/end': {
    ...school,
    body: () => ({ version: 1, endsOn: monday }),
    renew: renewLink,
  },
  'GET /api/schools/:schoolId/gate-notice': school,
  'GET /api/schools/:schoolId/posted-notice/:proof': {
    lies: 'public',
    params: { proof: 'schoolId' },
  },
  'GET /api/schools/terms/:termId/pairings': { lies: 'county', inherited: true },
  'POST /api/schools/terms/:termId/pairings/approve': { lies: 'county' },
  'GET /api/schools/:schoolId/contacts': school,
  'POST /api/schools/:schoolId/contacts': {
    ...school,
    body: (_, id) => ({ id: id(), ...contact }),
  },

  'GET /api/schools/police-rooms': { lies: 'list' },
  'GET /api/schools/:schoolId/police-rooms': school,
  'POST /api/schools/police-rooms': {
    ...ofStation,
    body: ({ stationAreaId }, id) => ({ id: id(), areaId: stationAreaId, ...room }),
  },
  'GET /api/schools/police-rooms/:roomId': ofStation,
  'PATCH /api/schools/police-rooms/:roomId': {
    ...ofStation,
    body: () => ({ version: 1, name: '东门岗亭' }),
  },
  'GET /api/schools/police-rooms/:roomId/entries': ofStation,
  'POST /api/schools/police-rooms/:roomId/entries': {
    ...ofStation,
    body: (_, id) => ({ id: id(), ...roomEntry }),
  },

  'GET /api/schools/:schoolId/staff': school,
  'POST /api/schools/:schoolId/staff': {
    ...school,
    body: ({ staffPersonId }, id) => ({
      id: id(),
      personId: staffPersonId,
      kind: 'team',
      startsOn: '2026-09-01',
    }),
  },
  'GET /api/schools/staff/expiring': { lies: 'list', query: 'withinDays=366' },
  'PATCH /api/schools/staff/:staffId': {
    ...school,
    body: () => ({ version: 1, fullTime: false }),
  },
  'POST /api/schools/staff/:staffId/end': {
    ...school,
    body: () => ({ version: 1, endsOn: monday, endReason: 'left' }),
    renew: renewStaff,
  },

  'GET /api/schools/:schoolId/written-rules': school,
  'PUT /api/schools/:schoolId/written-rules/:kind': {
    ...paper,
    body: () => ({ version: 2, adoptedOn: '2026-10-01', expiresOn: null }),
  },
  'POST /api/schools/:schoolId/written-rules/:kind/file': {
    ...paper,
    query: (rows) => `version=1&fileId=${rows['schoolId']}`,
  },
  'GET /api/schools/:schoolId/written-rules/:kind/file': paper,
  'GET /api/schools/:schoolId/gear': school,
  'GET /api/schools/:schoolId/gear/entries': school,
  'POST /api/schools/:schoolId/gear/entries': {
    ...school,
    body: (_, id) => ({ id: id(), ...gear }),
  },
}
