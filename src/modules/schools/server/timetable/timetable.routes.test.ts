import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { bellTimesBetween } from '../../index.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const school = () => c.ids.schools.schoolA1.id

const bell = (fields: object = {}) => ({
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

const timesOf = async (firstDay: string, lastDay: string, schoolId = school()) => {
  const path = `/api/schools/${schoolId}/bell-times?firstDay=${firstDay}&lastDay=${lastDay}`
  const { body } = await c.as('countyCommander').get(path)
  return body.map((row: Record<string, unknown>) => [
    row['day'],
    row['arrival'] ?? null,
    row['dismissal'] ?? null,
    row['reason'],
  ])
}

describe('bell rules', () => {
  it('are replaced as a whole, previewed before, and lost updates are refused', async () => {
    const path = `/api/schools/${school()}/bells`
    const cadre = c.as('schoolCadre')
    const before = (await cadre.get(path)).body
    expect(before).toMatchObject({ version: 0, bells: [{ arrival: '08:00' }] })
    const bells = [
      bell(),
      bell({ weekdays: [5, 5], arrival: null, dismissal: '15:00', endsOn: '2027-01-20' }),
    ]
    const range = { firstDay: '2026-11-23', lastDay: '2026-11-29' }
    const preview = (await cadre.post(`${path}/preview`, { ...range, bells })).body
    expect(preview.gateDays).toBe(7)
    expect(preview.changes).toHaveLength(1)
    expect(preview.changes[0]).toMatchObject({
      before: { day: '2026-11-27', dismissal: '16:30' },
      after: { day: '2026-11-27', dismissal: '15:00' },
    })
    expect((await cadre.get(path)).body).toEqual(before)
    const saved = await cadre.put(path, { version: 0, bells })
    expect(saved.body.version).toBe(1)
    expect(saved.body.bells).toHaveLength(2)
    const other = await cadre.put(path, { version: 0, bells: [] })
    expect(other).toBeRefused('request.stale')
    const repeat = await cadre.put(path, { version: 1, bells })
    expect(repeat.body.version).toBe(1)
    expect(await timesOf('2026-11-26', '2026-11-28')).toEqual([
      ['2026-11-26', '08:00', '16:30', 'timetable'],
      ['2026-11-27', '08:00', '15:00', 'timetable'],
      ['2026-11-28', null, null, 'noBell'],
    ])
  })

  it('refuse gates of another school and times out of order', async () => {
    const path = `/api/schools/${school()}/bells`
    const put = (fields: object) =>
      c.as('schoolCadre').put(path, { version: 1, bells: [bell(fields)] })
    expect(await put({ gateId: c.ids.schools.schoolA2.gateId })).toBeRefused(
      'schools.gateOfOtherSchool',
    )
    expect(await put({ arrival: '17:00' })).toBeRefused('request.invalid')
    expect(await put({ arrival: null, dismissal: null })).toBeRefused('request.invalid')
    expect(await put({ endsOn: '2026-08-31' })).toBeRefused('request.invalid')
  })
})

describe('the calendar', () => {
  it('carries national holidays and says until when it is known', async () => {
    const path = '/api/schools/calendar?firstDay=2026-09-30&lastDay=2026-10-12'
    const { body } = await c.as('schoolCadre').get(path)
    expect(body.horizon).toMatchObject({ knownUntil: '2026-12-31', source: 'chinese-days' })
    expect(body.days.map((day: { day: string; kind: string }) => `${day.day} ${day.kind}`)).toEqual(
      [
        ...['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day} holiday`),
        '2026-10-10 makeUp',
      ],
    )
    expect(await timesOf('2026-12-31', '2027-01-01', c.ids.schools.schoolA2.id)).toEqual([
      ['2026-12-31', '08:00', '16:30', 'timetable'],
      ['2027-01-01', null, null, 'beyondCalendar'],
    ])
  })

  it('is overridden by the county, and the county by one school', async () => {
    const other = c.ids.schools.schoolA2.id
    const education = c.as('educationOfficer')
    const post = (body: object) =>
      education.post('/api/schools/calendar/days', { id: id(), ...body })
    const named = { source: '教育局通知' }
    const makeUp = { day: '2026-11-28', kind: 'makeUp', followsWeekday: 5, name: '补课', ...named }
    const county1 = await post(makeUp)
    expect(county1.body).toMatchObject({ areaName: '安和县', version: 1 })
    expect(await post(makeUp)).toBeRefused('schools.dayTaken')
    const again = { ...makeUp, id: county1.body.id }
    expect((await education.post('/api/schools/calendar/days', again)).body).toEqual(county1.body)
    expect(await timesOf('2026-11-28', '2026-11-28')).toEqual([
      ['2026-11-28', '08:00', '15:00', 'makeUp'],
    ])
    // The cadre's own area is the school: nothing to choose.
    const own = await c.as('schoolCadre').post('/api/schools/calendar/days', {
      id: id(),
      day: '2026-11-28',
      kind: 'holiday',
      name: '校庆放假',
      source: '学校通知',
    })
    expect(own.body.areaName).toBe('安和县第一小学')
    expect(await timesOf('2026-11-28', '2026-11-28')).toEqual([
      ['2026-11-28', null, null, 'holiday'],
    ])
    expect(await timesOf('2026-11-28', '2026-11-28', other)).toEqual([
      ['2026-11-28', '08:00', '16:30', 'makeUp'],
    ])
    const removed = await c
      .as('schoolCadre')
      .delete(`/api/schools/calendar/days/${own.body.id}?version=1`)
    expect(removed.status).toBe(204)
    expect(await timesOf('2026-11-28', '2026-11-28')).toEqual([
      ['2026-11-28', '08:00', '15:00', 'makeUp'],
    ])
    // Taken back on the page: under its old number it is the same day again.
    const { id: dayId, day, kind, name, source } = own.body
    const entered = await c
      .as('schoolCadre')
      .post('/api/schools/calendar/days', { id: dayId, day, kind, name, source })
    expect(entered.body).toEqual(own.body)
    await c.as('schoolCadre').delete(`/api/schools/calendar/days/${dayId}?version=1`)
    // A school sees the county's entry but cannot change it.
    const path = `/api/schools/calendar/days/${county1.body.id}`
    const reply = await c.as('schoolCadre').patch(path, { version: 1, name: '改' })
    expect(reply).toBeRefused('request.notFound')
    expect((await education.patch(path, { version: 1, name: '改' })).body.version).toBe(2)
    expect(await education.patch(path, { version: 1, name: '再改' })).toBeRefused('request.stale')
  })

  it('is known further when the county says so, and terms give the vacations', async () => {
    const education = c.as('educationOfficer')
    const horizon = { knownUntil: '2027-07-31', source: '2026-2027学年校历' }
    const said = await education.put('/api/schools/calendar/horizon', horizon)
    expect(said.body).toMatchObject(horizon)
    expect((await timesOf('2027-01-04', '2027-01-04'))[0]?.[3]).toBe('timetable')
    const term = (name: string, startsOn: string, endsOn: string) =>
      education.post('/api/schools/terms', { id: id(), name, startsOn, endsOn })
    expect((await term('秋季学期', '2026-09-01', '2027-01-20')).status).toBe(200)
    expect((await timesOf('2027-01-25', '2027-01-25'))[0]?.[3]).toBe('beyondCalendar')
    const spring = await term('春季学期', '2027-02-22', '2027-07-09')
    expect(spring.body).toMatchObject({ areaName: '安和县', version: 1 })
    expect(await term('重叠', '2027-07-01', '2027-08-01')).toBeRefused('schools.termsOverlap')
    expect((await timesOf('2027-01-25', '2027-01-25'))[0]?.[3]).toBe('vacation')
    const path = `/api/schools/terms/${spring.body.id}`
    const wrong = await education.patch(path, { version: 1, endsOn: '2027-01-01' })
    expect(wrong).toBeRefused('schools.endsBeforeStart')
    const terms = (await c.as('schoolCadre').get('/api/schools/terms')).body
    expect(terms.map((one: { name: string }) => one.name)).toEqual(['春季学期', '秋季学期'])
    expect(
      (await c.as('countyCommander', { at: 'countyB' }).get('/api/schools/terms')).body,
    ).toEqual([])
  })
})

describe('bell times for the planner', () => {
  it('come for every gate in scope, or for the schools that are asked', async () => {
    const range = { firstDay: '2026-11-23', lastDay: '2026-11-24' }
    const ask = (schoolIds?: string[]) =>
      c.product.ground.database.inWork(
        { ...systemBinding, scope: c.ids.areas.cityA.path },
        (work) => bellTimesBetween(work, { ...range, ...(schoolIds ? { schoolIds } : {}) }),
      )
    expect(await ask()).toHaveLength(8)
    const own = await ask([c.ids.schools.schoolB1.id])
    expect(own).toHaveLength(2)
    expect(own[0]).toEqual({
      schoolId: c.ids.schools.schoolB1.id,
      gateId: c.ids.schools.schoolB1.gateId,
      day: '2026-11-23',
      arrival: '08:00',
      dismissal: '16:30',
      arrivals: ['08:00'],
      dismissals: ['16:30'],
      reason: 'timetable',
    })
  })

  it('follow the facts: each change is announced once', async () => {
    const [row] = await c.product.ground.database.inWork(systemBinding, (work) =>
      work.query<{ facts: number }>(
        `select count(*) as facts from platform.outbox where topic = 'schools.timetable-changed'`,
      ),
    )
    // 1 set of bells, 6 writes of days, 1 horizon, 2 terms.
    expect(row?.facts).toBe(10)
  })
})

describe('a term', () => {
  const terms = (role: 'educationOfficer' | 'schoolCadre') =>
    c
      .as(role)
      .get('/api/schools/terms')
      .then(({ body }) => body as Record<string, unknown>[])

  it('that was entered by mistake is taken back and may be entered again', async () => {
    const education = await c.stepUp(c.as('educationOfficer'))
    await c.stepUp(c.as('schoolCadre'))
    const entry = { id: id(), name: '秋季学棋', startsOn: '2027-08-30', endsOn: '2028-01-20' }
    const made = await education.post('/api/schools/terms', entry)
    expect(made.body).toMatchObject({ isOwn: true, areaId: c.ids.areas.countyA.id })
    expect((await timesOf('2027-07-20', '2027-07-20'))[0]?.[3]).toBe('vacation')
    // A school sees the county's term and cannot change it.
    const path = `/api/schools/terms/${entry.id}`
    const seen = (await terms('schoolCadre')).find((term) => term['id'] === entry.id)
    expect(seen).toMatchObject({ isOwn: false, areaName: '安和县' })
    expect(await c.as('schoolCadre').delete(`${path}?version=1`)).toBeRefused('request.notFound')
    expect(await education.delete(`${path}?version=2`)).toBeRefused('request.stale')
    expect((await education.delete(`${path}?version=1`)).status).toBe(204)
    expect(await education.delete(`${path}?version=1`)).toBeRefused('request.notFound')
    expect((await timesOf('2027-07-20', '2027-07-20'))[0]?.[3]).toBe('beyondCalendar')
    const [told] = await c.sql(
      `select before, after from schools.change_entry where subject_id = $1 and change = 'removed'`,
      [entry.id],
    )
    expect(told).toMatchObject({ before: { name: '秋季学棋' }, after: null })
    const again = { ...entry, areaId: made.body.areaId }
    expect((await education.post('/api/schools/terms', again)).body).toEqual(made.body)
  })

  it('that a pairing list names stays', async () => {
    const spring = (await terms('educationOfficer')).find(({ name }) => name === '春季学期')
    const officer = c.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')
    const pairing = { id: id(), kind: 'paired', termId: spring?.['id'], personId: officer?.id }
    const path = `/api/schools/${school()}/officers`
    await c.as('countyCommander').post(path, { ...pairing, startsOn: '2027-02-22' })
    const address = `/api/schools/terms/${spring?.['id']}?version=${spring?.['version']}`
    const education = await c.stepUp(c.as('educationOfficer'))
    const refused = await education.delete(address)
    expect(refused).toBeRefused('schools.termInUse')
    expect(refused.body.params).toEqual({ name: '春季学期', count: 1 })
  })
})
