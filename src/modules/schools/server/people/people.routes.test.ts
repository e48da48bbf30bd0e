import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { personCards } from '../person-card.queries.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const at = (rest: string) => `/api/schools/${c.ids.schools.schoolA1.id}${rest}`
const people = (area: 'stationA1' | 'stationA2' | 'schoolA1', role: string) =>
  (c.ids.people[area] ?? []).filter(({ dutyRole }) => dutyRole === role)

describe('the linked officer', () => {
  it('is proposed by the station, approved by the county and shown on the notice', async () => {
    const [first, second] = people('stationA1', 'police')
    const officer = c.as('stationOfficer')
    const proposal = {
      id: id(),
      personId: first?.id,
      kind: 'linked',
      startsOn: '2026-09-01',
      noticePhone: '19900001234',
    }
    const proposed = await officer.post(at('/officers'), proposal)
    expect(proposed.body).toMatchObject({ state: 'proposed', person: { name: first?.name } })
    expect((await officer.post(at('/officers'), proposal)).body).toEqual(proposed.body)
    expect((await c.as('schoolCadre').get(at('/gate-notice'))).body.officers).toEqual([])
    const path = `/api/schools/officers/${proposal.id}`
    const commander = c.as('countyCommander')
    const approved = await commander.post(`${path}/approve`, { version: 1 })
    expect(approved.body).toMatchObject({ state: 'approved', approvedBy: commander.personId })
    expect(await commander.post(`${path}/approve`, { version: 2 })).toBeRefused('schools.linkStep')
    // The school's own people see the officer by name, although the station is outside their scope.
    const notice = (await c.as('schoolCadre').get(at('/gate-notice'))).body
    expect(notice).toMatchObject({
      schoolName: '安和县第一小学',
      stationName: '城关派出所',
      asOf: '2026-11-23',
      officers: [{ kind: 'linked', noticePhone: '19900001234', name: first?.name }],
    })
    // Its code opens the same for everybody, and only what is printed.
    const { schoolId, proof, ...printed } = notice
    const posted = await c.anonymous.get(at(`/posted-notice/${proof}`))
    expect([posted.status, posted.body]).toEqual([200, printed])
    expect(JSON.stringify(posted.body)).not.toContain(first?.id)
    for (const elsewhere of ['schoolA2', 'schoolC1'] as const) {
      const scanned = await c
        .as('schoolCadre', { at: elsewhere })
        .get(at(`/posted-notice/${proof}`))
      expect([scanned.status, scanned.body]).toEqual([200, printed])
    }
    const other = `/api/schools/${c.ids.schools.schoolA2.id}/posted-notice/${proof}`
    for (const path of [other, at('/posted-notice/AAAAAAAAAAAAAAAA'), at('/posted-notice/x')]) {
      expect(await c.anonymous.get(path)).toBeRefused('request.notFound')
    }
    expect((await commander.get('/api/schools?hasOfficer=true')).body.total).toBe(1)

    const next = { id: id(), personId: second?.id, kind: 'linked', startsOn: '2026-11-23' }
    await officer.post(at('/officers'), { ...next, noticePhone: '19900005678' })
    await commander.post(`/api/schools/officers/${next.id}/approve`, { version: 1 })
    const links = (await officer.get(at('/officers'))).body
    const former = links.find((link: { id: string }) => link.id === proposal.id)
    expect(former).toMatchObject({ state: 'ended', endsOn: '2026-11-22', noticePhone: null })
    const ending = await officer.post(`/api/schools/officers/${next.id}/end`, {
      version: 2,
      endsOn: '2026-11-23',
    })
    expect(ending.body).toMatchObject({ state: 'approved', noticePhone: '19900005678' })
  })

  it('whose last day is over is closed by the sweep, and the published number erased', async () => {
    const sweep = c.product.sweeps.get('schools.close-links')
    expect(await sweep?.()).toBe(0)
    const today = c.clock.now()
    c.clock.advance(24 * 3_600_000)
    expect([await sweep?.(), await sweep?.()]).toEqual([1, 0])
    c.clock.set(today)
    const links = (await c.as('stationOfficer').get(at('/officers'))).body
    const ended = links.find((link: { endsOn: string }) => link.endsOn === '2026-11-23')
    expect(ended).toMatchObject({ state: 'ended', noticePhone: null })
    const history = (await c.as('schoolCadre').get(at('/history?subjectKind=linkedOfficer'))).body
    expect(JSON.stringify(history)).not.toMatch(/1990000(1234|5678)/)
    expect(history.rows[0]).toMatchObject({ change: 'ended', person: null })
  })

  it('is police or auxiliary, and known in the county', async () => {
    const officer = c.as('countyCommander')
    const propose = (personId: string | undefined) =>
      officer.post(at('/officers'), { id: id(), personId, kind: 'leader', startsOn: '2026-09-01' })
    expect(await propose(people('schoolA1', 'guard')[0]?.id)).toBeRefused('schools.notPolice')
    expect(await propose(id())).toBeRefused('schools.personUnknown')
  })

  it('ends with a day, or a proposal is withdrawn', async () => {
    const officer = c.as('stationOfficer')
    const link = {
      id: id(),
      personId: people('stationA1', 'auxiliary')[0]?.id,
      kind: 'leader',
      startsOn: '2026-11-01',
    }
    await officer.post(at('/officers'), link)
    const path = `/api/schools/officers/${link.id}`
    const withdrawn = await officer.post(`${path}/end`, { version: 1, endsOn: '2026-11-23' })
    expect(withdrawn.body.state).toBe('ended')
    expect(await officer.post(`${path}/end`, { version: 2, endsOn: '2026-11-23' })).toBeRefused(
      'schools.linkStep',
    )
    expect(await officer.patch(path, { version: 2, noticePhone: null })).toBeRefused(
      'schools.linkStep',
    )
  })
})

describe('names of people who act at schools', () => {
  it('are shown inside the scope of the school and nowhere else', async () => {
    const officer = people('stationA1', 'police')[0]?.id ?? ''
    const cardsIn = (scope: string) =>
      c.product.ground.database.inWork({ ...systemBinding, scope }, (work) =>
        personCards(work, [officer]),
      )
    const { schoolA1, schoolA2, countyB } = c.ids.areas
    expect((await cardsIn(schoolA1.path)).get(officer)?.name).toBe(
      people('stationA1', 'police')[0]?.name,
    )
    expect((await cardsIn(schoolA2.path)).size).toBe(0)
    expect((await cardsIn(countyB.path)).size).toBe(0)
  })
})

describe('the pairing list of a term', () => {
  it.each([
    ['a county', 'countyA', 'stationA2', '2026-09-01', '2027-01-20'],
    ['its city', 'cityA', 'stationA1', '2027-02-20', '2027-07-10'],
  ] as const)('of %s is approved as a whole', async (_, home, station, startsOn, endsOn) => {
    const termId = id()
    const { countyId, path: areaPath } = c.ids.areas[home]
    await c.sql(
      `insert into schools.term (county_id, area_path, id, name, starts_on, ends_on)
       values ($1, $2, $3, $4, $5, $6)`,
      [countyId, areaPath, termId, '2026年秋季学期', startsOn, endsOn],
    )
    const commander = c.as('countyCommander')
    const schools = [c.ids.schools.schoolA1.id, c.ids.schools.schoolA2.id]
    for (const [index, schoolId] of schools.entries()) {
      const personId = people(station, 'police')[index]?.id
      const pairing = { id: id(), personId, kind: 'paired', termId, startsOn: '2026-09-01' }
      const made = await commander.post(`/api/schools/${schoolId}/officers`, pairing)
      expect([made.status, made.body.detail, made.body.code]).toEqual([200, undefined, undefined])
    }
    const path = `/api/schools/terms/${termId}/pairings`
    const page = (await commander.get(`${path}?limit=1&state=proposed`)).body
    expect(page).toMatchObject({
      total: 2,
      rows: [{ state: 'proposed', termName: '2026年秋季学期' }],
    })
    const rest = (await commander.get(`${path}?limit=1&state=proposed&after=${page.next}`)).body
    expect(rest.rows).toHaveLength(1)
    expect(rest.rows[0].id).not.toBe(page.rows[0].id)
    expect((await commander.post(`${path}/approve`)).body).toEqual({ approved: 2 })
    expect((await commander.post(`${path}/approve`)).body).toEqual({ approved: 0 })
    expect((await commander.get(`${path}?state=approved`)).body.total).toBe(2)
    const other = await c.as('countyCommander', { at: 'countyB' }).get(path)
    if (home === 'countyA') expect(other).toBeRefused('request.notFound')
    else expect(other.body).toMatchObject({ total: 0, rows: [] })
  })
})

describe('the contact log', () => {
  it('keeps who came when, newest first, and nothing of tomorrow', async () => {
    const officer = c.as('stationOfficer')
    const enter = (time: string, more: object = {}) =>
      officer.post(at('/contacts'), { id: id(), at: time, way: 'visit', summary: '走访', ...more })
    const first = await enter('2026-11-20T10:00:00+08:00')
    await enter('2026-11-22T10:00:00+08:00', { way: 'call', summary: '电话' })
    expect(await enter('2026-11-24T10:00:00+08:00')).toBeRefused('schools.inFuture')
    const again = await enter('2026-11-20T10:00:00+08:00', { id: first.body.id })
    expect(again.body).toEqual(first.body)
    const changed = await enter('2026-11-20T10:00:00+08:00', { id: first.body.id, way: 'call' })
    expect(changed).toBeRefused('request.conflict')
    const { body } = await c.as('schoolCadre').get(at('/contacts'))
    expect(body.total).toBe(2)
    expect(body.rows.map((row: { way: string }) => row.way)).toEqual(['call', 'visit'])
    expect(body.rows[0].person.personId).toBe(officer.personId)
    expect(body.rows[0].person.name).not.toBe('')
  })
})

describe('staff', () => {
  it('are entered with a new or a known person, and leave with a reason', async () => {
    const cadre = c.as('schoolCadre')
    const guard = {
      id: id(),
      personId: id(),
      newPersonName: '许安平',
      kind: 'guard',
      source: 'company',
      certificateNo: '保安530000001',
      certificateExpiresOn: '2026-12-20',
      startsOn: '2026-09-01',
    }
    const first = await cadre.post(at('/staff'), guard)
    expect(first.body).toMatchObject({ person: { name: '许安平' }, version: 1 })
    expect((await cadre.post(at('/staff'), guard)).body).toEqual(first.body)
    const known = people('schoolA1', 'staff')[0]
    const teacher = { id: id(), personId: known?.id, kind: 'dutyTeacher', startsOn: '2026-09-01' }
    expect((await cadre.post(at('/staff'), teacher)).body.person.name).toBe(known?.name)
    const twice = await cadre.post(at('/staff'), { ...teacher, id: id() })
    expect(twice).toBeRefused('schools.alreadyEntered')
    const stranger = { ...teacher, id: id(), personId: people('stationA2', 'police')[0]?.id }
    expect(await cadre.post(at('/staff'), stranger)).toBeRefused('schools.personUnknown')

    const expiring = (await c.as('educationOfficer').get('/api/schools/staff/expiring')).body
    expect(expiring).toMatchObject({ total: 1, rows: [{ id: guard.id }] })
    const none = await cadre.get('/api/schools/staff/expiring?withinDays=10')
    expect(none.body.total).toBe(0)
    const listed = (
      await c.as('countyCommander').get(`/api/schools?text=${encodeURIComponent('第一小学')}`)
    ).body
    expect(listed.rows[0].guards).toBe(1)

    const path = `/api/schools/staff/${guard.id}`
    const end = { version: 1, endsOn: '2026-11-20', endReason: 'dismissed' }
    c.clock.advance(1000)
    const ended = await cadre.post(`${path}/end`, end)
    expect(ended.body).toMatchObject({ endReason: 'dismissed', certificateNo: null })
    expect(await cadre.patch(path, { version: 2, fullTime: false })).toBeRefused(
      'schools.alreadyEnded',
    )
    expect((await cadre.get(at('/staff'))).body).toHaveLength(1)
    expect((await cadre.get(at('/staff?past=true'))).body).toHaveLength(2)
    const history = (await cadre.get(at('/history?subjectKind=staff'))).body
    expect(JSON.stringify(history)).not.toContain('保安530000001')
    expect(history.rows[0]).toMatchObject({ change: 'ended', after: { endReason: 'dismissed' } })
  })
})
