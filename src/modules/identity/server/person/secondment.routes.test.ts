import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'

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

  it('can be shortened', async () => {
    const bureau = c.as('cityBureau')
    const { body } = await bureau.get(path)
    const open = body.rows.find((row: { endsOn: string | null }) => row.endsOn === null)
    const ended = await bureau.patch(`${path}/${open.id}`, { endsOn: '2026-12-01' })
    expect(ended.body.endsOn).toBe('2026-12-01')
    const early = await bureau.patch(`${path}/${open.id}`, { endsOn: '2026-11-01' })
    expect(early).toBeRefused('request.violated')
  })
})
