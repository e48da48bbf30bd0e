import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { identitySweeps } from '../sweeps.ts'

let c: County
beforeAll(async () => {
  c = await county()
  await c.stepUp(c.as('cityBureau'))
})
afterAll(() => c.close())

const path = '/api/identity/secondments'

const secondment = (more: object = {}) => ({
  id: newId(c.clock.now()),
  personId: c.ids.people.stationB1?.[1]?.id,
  homeCountyId: c.ids.areas.countyB.id,
  agencyId: c.ids.agencies.stationA1,
  startsOn: '2026-11-23',
  reason: '高考安保支援',
  ...more,
})

describe('secondments', () => {
  it('let somebody of one county act in another, under the same id', async () => {
    const bureau = c.as('cityBureau')
    const wanted = secondment()
    const made = await bureau.post(path, wanted)
    expect(made.body).toMatchObject({
      personId: wanted.personId,
      homeCountyId: c.ids.areas.countyB.id,
      homeName: '永乐县',
      hostCountyId: c.ids.areas.countyA.id,
      hostName: '安和县',
      agencyName: '城关派出所',
    })
    expect((await bureau.post(path, wanted)).body).toEqual(made.body)
    for (const other of [{ endsOn: '2026-11-30' }, { agencyId: c.ids.agencies.countyA }]) {
      expect(await bureau.post(path, { ...wanted, ...other })).toBeRefused('request.conflict')
    }
    const officer = c.as('stationOfficer')
    const here = await officer.get(`/api/identity/people/${wanted.personId}`)
    expect(here.body).toMatchObject({
      countyId: c.ids.areas.countyA.id,
      homeCountyId: c.ids.areas.countyB.id,
      active: true,
    })
    const listed = await c.as('countyCommander').get(path)
    expect(listed.body.rows.map((row: { id: string }) => row.id)).toEqual([wanted.id])
    // Of the other county nothing is seen but the name of who lends.
    const seen = { homeName: null, homeAgencyName: '永乐派出所', hostName: '安和县' }
    expect(listed.body.rows[0]).toMatchObject(seen)
    const { database } = c.product.ground
    const asked = (scope: string) =>
      database.inWork({ ...systemBinding, scope }, (work) =>
        work.query('select identity.lending_agency($1) as name', [wanted.id]),
      )
    expect(await asked(c.ids.areas.countyA.path)).toEqual([{ name: '永乐派出所' }])
    expect(await asked(c.ids.areas.countyB.path)).toEqual([{ name: null }])
    expect((await c.as('countyCommander', { at: 'countyB' }).get(path)).body.rows).toEqual([])
  })

  it('are one at a time, and only for people from elsewhere', async () => {
    const bureau = c.as('cityBureau')
    expect(await bureau.post(path, secondment())).toBeRefused('identity.secondmentOpen')
    const atHome = secondment({ agencyId: c.ids.agencies.stationB2 })
    expect(await bureau.post(path, atHome)).toBeRefused('identity.secondmentHome')
  })

  it('need somebody who sees both ends', async () => {
    const wanted = secondment({ personId: c.ids.people.stationB1?.[2]?.id })
    const otherCity = await c.stepUp(c.as('cityBureau', { at: 'cityB' }))
    expect(await otherCity.post(path, wanted)).toBeRefused('request.notFound')
    expect(await c.as('countyCommander').post(path, wanted)).toBeRefused('request.forbidden')
  })

  it('end by themselves after the last day', async () => {
    const bureau = c.as('cityBureau')
    const wanted = secondment({ personId: c.ids.people.stationB2?.[1]?.id, endsOn: '2026-11-27' })
    await bureau.post(path, wanted)
    const { body } = await c.as('stationOfficer').get(`/api/identity/people/${wanted.personId}`)
    const started = c.clock.now()
    const sweep = c.product.sweeps.get('identity.end-secondments')
    c.clock.set(new Date('2026-11-27T20:00:00+08:00'))
    expect(await sweep?.()).toBe(0)
    c.clock.set(new Date('2026-11-28T01:00:00+08:00'))
    expect(await sweep?.()).toBe(1)
    expect(await sweep?.()).toBe(0)
    c.clock.set(started)
    const after = await c.as('stationOfficer').get(`/api/identity/people/${wanted.personId}`)
    expect([body.active, after.body.active]).toEqual([true, false])
  })

  it('are under the name that the person has at home', async () => {
    const personId = c.ids.people.stationB1?.[1]?.id
    const home = c.as('countyCommander', { at: 'countyB' })
    const { body } = await home.get(`/api/identity/people/${personId}`)
    await home.patch(`/api/identity/people/${personId}`, { version: body.version, name: '岳远山' })
    await c.deliverFacts()
    const here = await c.as('stationOfficer').get(`/api/identity/people/${personId}`)
    expect(here.body).toMatchObject({ name: '岳远山', initials: 'yys' })
  })

  it('take the roles of the county along when they end, on the day that is entered', async () => {
    const bureau = c.as('cityBureau')
    const { personId, accountId, loginName } = c.as('guard', { at: 'schoolB1' })
    const wanted = secondment({ personId, startsOn: '2026-11-16' })
    expect((await bureau.post(path, wanted)).status).toBe(200)
    const roleAssignmentId = newId(c.clock.now())
    await c.sql(
      `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
         area_id, starts_on, granted_by, granted_at)
       select a.county_id, $1, a.path, $2, $3, 'volunteer', a.id, '2026-11-16', $3, now()
       from identity.area a where a.id = $4`,
      [roleAssignmentId, accountId, personId, c.ids.areas.schoolA1.id],
    )
    const signIn = (more: object) =>
      c.anonymous.post('/api/identity/sign-in', { loginName, password: testPassword, ...more })
    const phone = c.withCookieOf(await signIn({ roleAssignmentId, deviceBound: true }))
    expect((await phone.get('/api/identity/me')).body.role).toBe('volunteer')
    await bureau.patch(`${path}/${wanted.id}`, { endsOn: '2026-11-22' })
    expect(await phone.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    const next = secondment({ personId, startsOn: '2026-12-01' })
    expect((await bureau.post(path, next)).status).toBe(200)
    const atHome = c.withCookieOf(await signIn({}))
    const { choices } = (await atHome.get('/api/identity/me')).body
    expect(choices.map(({ role }: { role: string }) => role)).toEqual(['guard'])
  })

  it('are looked for each minute', () => {
    const sweeps = identitySweeps(c.product.ground)
    const ending = sweeps.find(({ name }) => name === 'identity.end-secondments')
    expect(ending?.everyMs).toBe(60_000)
  })

  it('can be shortened, never prolonged', async () => {
    const bureau = c.as('cityBureau')
    const { body } = await bureau.get(path)
    const open = body.rows.find((row: { endsOn: string | null }) => row.endsOn === null)
    const ended = await bureau.patch(`${path}/${open.id}`, { endsOn: '2026-12-01' })
    expect(ended.body.endsOn).toBe('2026-12-01')
    const early = await bureau.patch(`${path}/${open.id}`, { endsOn: '2026-11-01' })
    expect(early).toBeRefused('request.violated')
    const later = await bureau.patch(`${path}/${open.id}`, { endsOn: '2026-12-02' })
    expect(later).toBeRefused('identity.secondmentProlonged')
  })
})
