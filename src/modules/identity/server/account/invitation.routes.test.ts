import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Role } from '../../contract/role.ts'

const path = '/api/identity/invitations'

describe('invitations', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  const invite = async (more: object = {}) =>
    (await c.stepUp(c.as('schoolCadre'))).post(path, {
      id: newId(c.clock.now()),
      role: 'volunteer',
      areaId: c.ids.areas.schoolA1.id,
      ...more,
    })
  const accept = (token: string, more: object = {}) =>
    c.anonymous.post(`${path}/accept`, { token, deviceName: 'phone', ...more })

  it('let a volunteer join with a name and nothing else, for 30 days, once', async () => {
    const { body } = await invite()
    expect(body.path).toBe(`/m/join#${body.token}`)
    const look = await c.anonymous.post(`${path}/look`, { token: body.token })
    expect(look.body).toMatchObject({ role: 'volunteer', areaName: '安和县第一小学' })
    expect(await accept(body.token)).toBeRefused('identity.nameNeeded')
    const joined = await accept(body.token, { name: '林小满' })
    expect(joined.status).toBe(200)
    expect(String(joined.headers['set-cookie'])).toMatch(/Expires=.*HttpOnly/)
    const me = await c.withCookieOf(joined).get('/api/identity/me')
    expect(me.body).toMatchObject({
      role: 'volunteer',
      person: { name: '林小满' },
      deviceBound: true,
      area: { id: c.ids.areas.schoolA1.id },
    })
    expect(await accept(body.token, { name: '林小满' })).toBeRefused('identity.linkUnusable')
  })

  it('of two who open one link at the same time let one in', async () => {
    const { body } = await invite()
    const both = await Promise.all([
      accept(body.token, { name: '甲一' }),
      accept(body.token, { name: '乙二' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  })

  it('bring somebody on the list onto the own account, on a second phone too', async () => {
    const person = c.ids.people.schoolA1?.find((one) => one.dutyRole === 'guard' && !isSeat(one.id))
    const asGuard = { role: 'guard', personId: person?.id }
    const first = c.withCookieOf(await accept((await invite(asGuard)).body.token))
    const second = c.withCookieOf(await accept((await invite(asGuard)).body.token))
    const [one, two] = [await first.get('/api/identity/me'), await second.get('/api/identity/me')]
    expect(one.body.person.id).toBe(person?.id)
    expect(two.body.accountId).toBe(one.body.accountId)
  })

  const isSeat = (personId: string) => c.as('guard').personId === personId

  it('bring somebody back whose account was closed, onto a new one', async () => {
    const volunteers = c.ids.people.schoolA1?.filter((one) => one.dutyRole === 'volunteer') ?? []
    const personId = volunteers.at(-1)?.id
    const joined = async () => c.withCookieOf(await accept((await invite({ personId })).body.token))
    const first = await joined()
    const { accountId } = (await first.get('/api/identity/me')).body
    const admin = await c.stepUp(c.as('systemAdministrator'))
    const account = `/api/identity/accounts/${accountId}`
    const closed = await admin.patch(account, { version: 1, state: 'closed' })
    expect(closed.body).toMatchObject({ state: 'closed', roles: [] })
    expect(await first.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    const again = (await (await joined()).get('/api/identity/me')).body
    expect(again).toMatchObject({ role: 'volunteer', person: { id: personId } })
    expect(again.accountId).not.toBe(accountId)
  })

  it('open no role that is given later and not by a link', async () => {
    const phone = c.withCookieOf(await accept((await invite()).body.token, { name: '林小满' }))
    const { accountId } = (await phone.get('/api/identity/me')).body
    const security = await c.stepUp(c.as('securityAdministrator'))
    const give = (role: Role) =>
      security.post(`/api/identity/accounts/${accountId}/roles`, {
        id: newId(c.clock.now()),
        role,
        areaId: c.ids.areas.schoolA1.id,
        startsOn: '2026-12-01',
      })
    expect((await give('dutyTeacher')).status).toBe(200)
    expect((await phone.get('/api/identity/me')).status).toBe(200)
    expect((await give('schoolCadre')).status).toBe(200)
    expect(await phone.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })

  it('do not open an account that can do more than the inviter may give', async () => {
    const cadre = c.as('schoolCadre')
    const { body } = await invite({ role: 'guard', personId: cadre.personId })
    expect(await accept(body.token)).toBeRefused('identity.invitedHasOtherRoles')
  })

  it('are for guards, teachers and volunteers at schools of the scope only', async () => {
    expect(await invite({ role: 'schoolCadre' })).toBeRefused('request.invalid')
    const { id } = c.ids.areas.countyA
    expect(await invite({ areaId: id })).toBeRefused('identity.roleNotHere')
    const outside = c.ids.areas.schoolA2.id
    expect(await invite({ areaId: outside })).toBeRefused('request.notFound')
    const stranger = c.ids.people.schoolB1?.[0]?.id
    expect(await invite({ personId: stranger })).toBeRefused('request.notFound')
  })

  it('end when withdrawn and when their hours are over, and are listed', async () => {
    const withdrawn = (await invite()).body
    const cadre = c.as('schoolCadre')
    expect((await cadre.delete(`${path}/${withdrawn.id}`)).status).toBe(204)
    expect(await accept(withdrawn.token, { name: '甲' })).toBeRefused('identity.linkUnusable')
    const old = (await invite({ hours: 1 })).body
    c.clock.advance(3_600_000)
    expect(await accept(old.token, { name: '甲' })).toBeRefused('identity.linkUnusable')
    const { body } = await cadre.get(path)
    const states = new Map(
      body.rows.map((row: { id: string; state: string }) => [row.id, row.state]),
    )
    expect(states.get(withdrawn.id)).toBe('withdrawn')
    expect(states.get(old.id)).toBe('expired')
    expect(JSON.stringify(body)).not.toContain(old.token)
  })

  it('can be sent a second time without a second link', async () => {
    const id = newId(c.clock.now())
    expect((await invite({ id })).status).toBe(200)
    expect(await invite({ id })).toBeRefused('request.duplicate')
  })
})
