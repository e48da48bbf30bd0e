import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { LinkedOfficer } from '../../contract/linked-officer.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())
const id = () => newId(c.clock.now())
const officersOf = (school: { id: string }) => `/api/schools/${school.id}/officers`
const officers = () => officersOf(c.ids.schools.schoolA1)
const police = () => c.ids.people.stationA1?.find(({ dutyRole }) => dutyRole === 'police')?.id

const propose = async (fields: object, at = officers()) => {
  const link = { id: id(), personId: police(), kind: 'linked', ...fields }
  return (await c.as('countyCommander').post(at, link)).body as LinkedOfficer
}

const step = ({ id: linkId, version }: LinkedOfficer, to: 'approve' | 'end', fields: object = {}) =>
  c.as('countyCommander').post(`/api/schools/officers/${linkId}/${to}`, { version, ...fields })

const approve = async (fields: object, at = officers()) => {
  c.clock.advance(1000)
  const link = await propose(fields, at)
  expect((await step(link, 'approve')).status).toBe(200)
  return link.id
}

const standing = async (at = officers(), county: 'countyA' | 'countyB' = 'countyA') => {
  const links = (await c.as('countyCommander', { at: county }).get(at)).body as LinkedOfficer[]
  const byId = new Map(links.map((link) => [link.id, link]))
  return (linkId: string) => {
    const link = byId.get(linkId)
    return link && [link.state, link.startsOn, link.endsOn]
  }
}

it('one school has one officer on a day, whoever is approved after whom', async () => {
  const first = await approve({ startsOn: '2026-09-01', noticePhone: '19900001234' })
  const second = await approve({ startsOn: '2026-12-01', noticePhone: '19900005678' })
  const between = await approve({ startsOn: '2026-11-25' })
  const of = await standing()
  expect(of(first)).toEqual(['approved', '2026-09-01', '2026-11-24'])
  // It would have begun within the time of the one approved last: it never begins.
  expect(of(second)).toEqual(['ended', '2026-12-01', '2026-11-30'])
  expect(of(between)).toEqual(['approved', '2026-11-25', null])

  const sameDay = await approve({ startsOn: '2026-11-25' })
  const after = await standing()
  expect(after(between)).toEqual(['ended', '2026-11-25', '2026-11-24'])
  expect(after(sameDay)).toEqual(['approved', '2026-11-25', null])
  // What was known before stays known: the first until the end of November, the second at all.
  const was = await c.sql(
    `select was from schools.past_row where row_id = any ($1) and was ->> 'state' = 'approved'
     order by known_until`,
    [[first, second]],
  )
  expect(was.map(({ was: link }) => (link as { ends_on: string | null }).ends_on)).toEqual(
    expect.arrayContaining([null, '2026-11-30']),
  )
  const history = await c.as('schoolCadre').get(`${officers().replace('officers', 'history')}`)
  expect(JSON.stringify(history.body)).not.toContain('19900005678')
})

it('a stand-in for some days leaves who comes after alone', async () => {
  const coming = await approve({ startsOn: '2027-03-01' })
  const standIn = await approve({ startsOn: '2026-12-10', endsOn: '2026-12-20' })
  const of = await standing()
  expect(of(coming)).toEqual(['approved', '2027-03-01', null])
  expect(of(standIn)).toEqual(['approved', '2026-12-10', '2026-12-20'])
})

it('a proposal that is withdrawn held the school on no day', async () => {
  const link = await propose({ startsOn: '2026-11-01' })
  const path = `/api/schools/officers/${link.id}/end`
  const ended = await c.as('countyCommander').post(path, { version: 1, endsOn: '2026-11-23' })
  expect(ended.body).toMatchObject({ state: 'ended', endsOn: '2026-10-31' })
})

it('an approval that comes late takes no day from who served meanwhile', async () => {
  const at = officersOf(c.ids.schools.schoolA2)
  const late = await propose({ startsOn: '2026-09-01' }, at)
  const over = await propose({ startsOn: '2026-10-05', endsOn: '2026-10-20' }, at)
  const serving = await approve({ startsOn: '2026-10-01', noticePhone: '19900009012' }, at)
  c.clock.advance(1000)
  expect(await step(over, 'approve')).toBeRefused('schools.tenureServed')
  expect((await step(late, 'approve')).body).toMatchObject({ startsOn: '2026-11-23', version: 2 })
  const of = await standing(at)
  expect(of(serving)).toEqual(['ended', '2026-10-01', '2026-11-22'])
  expect(of(late.id)).toEqual(['approved', '2026-11-23', null])
  expect(of(over.id)).toEqual(['proposed', '2026-10-05', '2026-10-20'])
  const { rows } = (await c.as('countyCommander').get(at.replace('officers', 'history'))).body
  const told = rows.filter(({ subjectId }: { subjectId: string }) => subjectId === late.id)
  expect(told[0]).toMatchObject({
    change: 'approved',
    before: { state: 'proposed', startsOn: '2026-09-01' },
    after: { state: 'approved', startsOn: '2026-11-23' },
  })
  // A report that was signed before still knows the one who served without an end.
  const was = await c.sql(
    `select was ->> 'ends_on' as ends_on from schools.past_row
     where row_id = $1 and was ->> 'state' = 'approved'`,
    [serving],
  )
  expect(was).toEqual([{ ends_on: null }])
})

it('an approved link that has not begun is withdrawn by ending it, and may be entered again', async () => {
  const at = officersOf(c.ids.schools.schoolA2)
  const coming = { startsOn: '2027-03-01', noticePhone: '19900003456' }
  const link = (await step(await propose(coming, at), 'approve')).body as LinkedOfficer
  const ended = await step(link, 'end', { endsOn: '2026-11-23' })
  expect(ended.body).toMatchObject({ state: 'ended', endsOn: '2027-02-28', noticePhone: null })
  const again = await approve(coming, at)
  expect((await standing(at))(again)).toEqual(['approved', '2027-03-01', null])

  const begun = await propose({ kind: 'leader', startsOn: '2026-11-20' }, at)
  const serving = (await step(begun, 'approve')).body as LinkedOfficer
  const early = await step(serving, 'end', { endsOn: '2026-11-19' })
  expect(early).toBeRefused('schools.endsBeforeStart')
})

it('a pairing ends with its term unless told, and none begins after it', async () => {
  const term = { id: id(), name: '秋季学期', startsOn: '2026-09-01', endsOn: '2026-11-30' }
  await c.as('educationOfficer').post('/api/schools/terms', term)
  const paired = { kind: 'paired', termId: term.id, startsOn: '2026-11-02' }
  const link = await propose(paired)
  expect(link).toMatchObject({ endsOn: '2026-11-30', termName: '秋季学期' })
  const again = { id: link.id, personId: police(), ...paired }
  expect((await c.as('countyCommander').post(officers(), again)).body).toEqual(link)
  expect(await propose({ ...paired, endsOn: '2026-11-15' })).toMatchObject({ endsOn: '2026-11-15' })
  expect(await propose({ ...paired, kind: 'leader' })).toMatchObject({ endsOn: null })
  const late = { id: id(), personId: police(), ...paired, startsOn: '2026-12-01' }
  expect(await c.as('countyCommander').post(officers(), late)).toBeRefused(
    'schools.endsBeforeStart',
  )
  const { body } = await c
    .as('countyCommander')
    .post(`/api/schools/terms/${term.id}/pairings/approve`)
  expect(body).toEqual({ approved: 2 })
  const today = c.clock.now()
  c.clock.advance(9 * 86_400_000)
  await c.product.sweeps.get('schools.close-links')?.()
  c.clock.set(today)
  const [over] = await c.sql('select state from schools.linked_officer where id = $1', [link.id])
  expect(over).toEqual({ state: 'ended' })
})

it('a link only ends earlier: for longer it is proposed anew and approved', async () => {
  const serving = await approve({ startsOn: '2027-04-01' })
  const next = await approve({ startsOn: '2027-07-01' })
  const path = `/api/schools/officers/${serving}/end`
  for (const role of ['stationOfficer', 'countyCommander'] as const) {
    const prolonged = await c.as(role).post(path, { version: 3, endsOn: '2027-12-31' })
    expect(prolonged).toBeRefused('schools.linkProlonged')
  }
  const earlier = await c.as('stationOfficer').post(path, { version: 3, endsOn: '2027-06-15' })
  expect(earlier.body).toMatchObject({ state: 'approved', endsOn: '2027-06-15' })
  expect((await standing())(next)).toEqual(['approved', '2027-07-01', null])
})

it('pairings end with their term, also when its days are corrected', async () => {
  const term = { id: id(), name: '春季学期', startsOn: '2027-02-20', endsOn: '2027-07-10' }
  // A term of the city stands above the counties whose schools are paired.
  const city = c.as('educationOfficer', { at: 'countyB' })
  await c.sql(
    `update identity.role_assignment g set area_id = a.id, area_path = a.path,
       county_id = a.county_id
     from identity.area a where a.id = $1 and g.account_id = $2`,
    [c.ids.areas.cityA.id, city.accountId],
  )
  expect((await city.post('/api/schools/terms', term)).body.areaId).toBe(c.ids.areas.cityA.id)
  const paired = { kind: 'paired', termId: term.id, startsOn: '2027-02-22' }
  const [lasting, told, last, withdrawn] = [
    await propose(paired),
    await propose({ ...paired, endsOn: '2027-05-31' }),
    await propose({ ...paired, startsOn: '2027-07-05', noticePhone: '19900001234' }),
    await propose(paired),
  ]
  await step(withdrawn, 'end', { endsOn: '2027-02-22' })
  const leader = await propose({ ...paired, kind: 'leader', endsOn: term.endsOn })
  const commanderB = c.as('countyCommander', { at: 'countyB' })
  const other = officersOf(c.ids.schools.schoolB1)
  const personId = c.ids.people.stationB1?.find(({ dutyRole }) => dutyRole === 'police')?.id
  const elsewhere = await commanderB.post(other, { id: id(), personId, ...paired })
  expect(elsewhere.status).toBe(200)
  await c.as('countyCommander').post(`/api/schools/terms/${term.id}/pairings/approve`)
  c.clock.advance(1000)

  const change = (version: number, fields: object) =>
    city.patch(`/api/schools/terms/${term.id}`, { version, ...fields })
  // What would be over at once, or never begin, could not be brought back by the old day.
  const ending = await change(1, { endsOn: '2027-07-01' })
  expect(ending).toBeRefused('schools.termEndsPairings')
  expect(ending.body.params).toMatchObject({ count: 1 })
  expect((await change(1, { endsOn: '2027-07-06' })).status).toBe(200)
  const of = await standing()
  expect(of(lasting.id)).toEqual(['approved', '2027-02-22', '2027-07-06'])
  expect(of(told.id)).toEqual(['approved', '2027-02-22', '2027-05-31'])
  expect(of(last.id)).toEqual(['approved', '2027-07-05', '2027-07-06'])
  expect(of(withdrawn.id)).toEqual(['ended', '2027-02-22', '2027-02-21'])
  expect(of(leader.id)).toEqual(['proposed', '2027-02-22', '2027-07-10'])
  const [inOther] = (await commanderB.get(other)).body
  expect(inOther).toMatchObject({ state: 'proposed', endsOn: '2027-07-06' })
  const was = await c.sql(
    `select was ->> 'ends_on' as ends_on from schools.past_row
     where row_id = $1 and was ->> 'state' = 'approved'`,
    [lasting.id],
  )
  expect(was).toEqual([{ ends_on: '2027-07-10' }])
  const { rows } = (await c.as('countyCommander').get(officers().replace('officers', 'history')))
    .body
  const [moved] = rows.filter(({ subjectId }: { subjectId: string }) => subjectId === lasting.id)
  expect(moved).toMatchObject({
    change: 'updated',
    before: { endsOn: '2027-07-10' },
    after: { endsOn: '2027-07-06' },
  })

  expect((await change(2, { name: '第二学期', endsOn: '2027-07-16' })).status).toBe(200)
  expect((await standing())(lasting.id)).toEqual(['approved', '2027-02-22', '2027-07-16'])
  const all = (await c.as('countyCommander').get(officers())).body as LinkedOfficer[]
  await step(all.find(({ id }) => id === last.id) ?? last, 'end', { endsOn: '2027-07-04' })
  expect((await change(3, { endsOn: '2027-05-15' })).status).toBe(200)
  expect((await standing())(lasting.id)).toEqual(['approved', '2027-02-22', '2027-05-15'])
  expect((await change(4, { endsOn: '2027-07-16' })).status).toBe(200)
  expect((await standing())(lasting.id)).toEqual(['approved', '2027-02-22', '2027-07-16'])
  expect((await standing())(told.id)).toEqual(['approved', '2027-02-22', '2027-05-31'])
  const tooLong = { id: id(), personId: police(), ...paired, endsOn: '2027-07-17' }
  expect(await c.as('countyCommander').post(officers(), tooLong)).toBeRefused(
    'schools.endsAfterTerm',
  )
})

it('who has left, or whose school is closed, is on no notice and soon linked no longer', async () => {
  const { schoolB1, schoolB2 } = c.ids.schools
  const commander = c.as('countyCommander', { at: 'countyB' })
  const link = async (school: { id: string }, person: { id: string } | undefined, more: object) => {
    const body = { id: id(), personId: person?.id, kind: 'linked', startsOn: '2026-09-01', ...more }
    const phone = { noticePhone: '19900001234' }
    await commander.post(officersOf(school), { ...body, ...phone })
    const approval = await commander.post(`/api/schools/officers/${body.id}/approve`, {
      version: 1,
    })
    expect(approval.status).toBe(200)
    return body.id
  }
  const [leaving, staying] = (c.ids.people.stationB1 ?? []).filter(
    ({ dutyRole }) => dutyRole === 'police',
  )
  const held = await link(schoolB1, leaving, {})
  const leader = await link(schoolB1, staying, { kind: 'leader' })
  const coming = await link(schoolB1, leaving, { kind: 'leader', startsOn: '2027-01-01' })
  const closing = await link(schoolB2, staying, { endsOn: '2027-01-20' })
  const waiting = { id: id(), personId: leaving?.id, kind: 'linked', startsOn: '2027-03-01' }
  expect((await commander.post(officersOf(schoolB1), waiting)).status).toBe(200)
  c.clock.advance(1000)

  const person = `/api/identity/people/${leaving?.id}`
  const { version } = (await commander.get(person)).body
  expect((await commander.patch(person, { version, active: false })).status).toBe(200)
  await c.stepUp(commander)
  const state = `/api/schools/${schoolB2.id}/state`
  expect((await commander.post(state, { version: 1, state: 'merged' })).status).toBe(200)

  const late = await commander.post(`/api/schools/officers/${waiting.id}/approve`, { version: 1 })
  expect(late).toBeRefused('schools.linkPastHope')

  const named = async (school: 'schoolB1' | 'schoolB2') => {
    const at = `/api/schools/${c.ids.schools[school].id}`
    const printed = (await c.as('schoolCadre', { at: school }).get(`${at}/gate-notice`)).body
    const posted = (await c.anonymous.get(`${at}/posted-notice/${printed.proof}`)).body
    expect(posted.officers).toEqual(printed.officers)
    return printed.officers.map(({ name }: { name: string }) => name)
  }
  expect(await named('schoolB1')).toEqual([staying?.name])
  expect(await named('schoolB2')).toEqual([])

  const sweep = c.product.sweeps.get('schools.close-links')
  expect([await sweep?.(), await sweep?.()]).toEqual([3, 0])
  const of = await standing(officersOf(schoolB1), 'countyB')
  const ofClosed = await standing(officersOf(schoolB2), 'countyB')
  expect(of(held)).toEqual(['ended', '2026-09-01', '2026-11-23'])
  expect(of(coming)).toEqual(['ended', '2027-01-01', '2026-12-31'])
  expect(of(leader)).toEqual(['approved', '2026-09-01', null])
  expect(ofClosed(closing)).toEqual(['ended', '2026-09-01', '2026-11-23'])
  const kept = await c.sql(
    'select from schools.linked_officer where id = any ($1) and notice_phone is not null',
    [[held, coming, closing]],
  )
  expect(kept).toEqual([])
})
