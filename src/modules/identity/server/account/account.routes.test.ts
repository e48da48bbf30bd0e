import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { buildSeat, testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Role } from '../../contract/role.ts'
import { createPerson } from '../person/person.actions.ts'
import { grantRole } from './role.actions.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const accountsPath = '/api/identity/accounts'

/** A person of station A1 without an account. */
const freePerson = (n: number) => c.ids.people.stationA1?.[n]?.id

async function openAccount(n: number, loginName: string) {
  const id = newId(c.clock.now())
  const body = { id, personId: freePerson(n), loginName }
  const reply = await c.as('systemAdministrator').post(accountsPath, body)
  return { id, body, reply }
}

describe('accounts', () => {
  it('are opened, activated by a link once, and signed in with', async () => {
    const admin = await c.stepUp(c.as('systemAdministrator'))
    const { id, body, reply } = await openAccount(1, 'officer-2')
    expect(reply.body).toMatchObject({ state: 'invited', hasPassword: false, roles: [] })
    expect((await admin.post(accountsPath, body)).body.id).toBe(id)
    const { reply: taken } = await openAccount(3, 'officer-2')
    expect(taken).toBeRefused('identity.loginNameTaken')
    expect(taken.body.detail).toContain('“officer-2”已有人使用')
    const link = await admin.post(`${accountsPath}/${id}/activation`)
    expect(link.body.path).toBe(`/activate#${link.body.token}`)
    const use = (password: string) =>
      c.anonymous.post('/api/identity/activation', { token: link.body.token, password })
    const short = await use('short')
    expect(short).toBeRefused('request.invalid')
    // The field is told in the language of the reply, which nobody asked to be English.
    expect(short.body.errors[0]).toMatchObject({ path: 'body.password' })
    expect(short.body.errors[0].message).toMatch(/^数值过小/)
    expect((await use('long enough for me')).body).toEqual({ loginName: 'officer-2' })
    expect(await use('long enough for me')).toBeRefused('identity.linkUnusable')
    const signIn = await c.anonymous.post('/api/identity/sign-in', {
      loginName: 'officer-2',
      password: 'long enough for me',
    })
    expect(signIn).toBeRefused('identity.noRole')
  })

  it('lets an older link end with a newer one, and each after three days', async () => {
    const admin = await c.stepUp(c.as('systemAdministrator'))
    const { id } = await openAccount(2, 'officer-3')
    const issue = async () => (await admin.post(`${accountsPath}/${id}/activation`)).body.token
    const older = await issue()
    const newer = await issue()
    const use = (token: string) =>
      c.anonymous.post('/api/identity/activation', { token, password: testPassword })
    expect(await use(older)).toBeRefused('identity.linkUnusable')
    const started = c.clock.now()
    c.clock.advance(72 * 3_600_000)
    expect(await use(newer)).toBeRefused('identity.linkUnusable')
    c.clock.set(started)
    expect((await use(newer)).status).toBe(200)
  })

  it('asks for a fresh check before a link is issued', async () => {
    const { accountId } = c.as('guard')
    const admin = c.as('systemAdministrator', { at: 'countyB' })
    const refused = await admin.post(`${accountsPath}/${accountId}/activation`)
    expect(refused).toBeRefused('request.stepUpNeeded')
  })

  it('that can do more than the administrator are opened by one of the larger area', async () => {
    const { accountId = '' } = c.as('educationOfficer')
    const path = `${accountsPath}/${accountId}`
    const system = await c.stepUp(c.as('systemAdministrator'))
    const security = await c.stepUp(c.as('securityAdministrator'))
    const early = await system.post(`${path}/activation`)
    const area = c.ids.areas.cityA
    const above = await c.product.ground.database.inWork(systemBinding, async (work) => {
      await grantRole(work, { accountId, role: 'educationOfficer', areaId: area.id })
      const agencyId = c.ids.agencies.cityA ?? ''
      const person = { id: newId(work.now), agencyId, name: '施禾', dutyRole: 'none' } as const
      const { id: personId } = await createPerson(work, person)
      return buildSeat(work, { role: 'systemAdministrator', area, personId, loginName: 'above' })
    })
    expect(await system.post(`${path}/activation`)).toBeRefused('identity.accountBeyond')
    expect(await security.post(`${path}/totp-reset`)).toBeRefused('identity.accountBeyond')
    const closing = async (one: string) => {
      const { version } = (await system.get(one)).body
      return system.patch(one, { version, state: 'closed' })
    }
    expect(await closing(path)).toBeRefused('identity.accountBeyond')
    const own = await closing(`${accountsPath}/${system.accountId}`)
    expect(own).toBeRefused('identity.ownRole')
    const chosen = { token: early.body.token, password: testPassword }
    const used = await c.anonymous.post('/api/identity/activation', chosen)
    expect(used).toBeRefused('identity.linkUnusable')
    const { token, sessionId } = above
    const city = await c.stepUp({ ...c.withToken(token), sessionId })
    expect((await city.post(`${path}/activation`)).status).toBe(200)
  })

  it('throws a locked account out at once, and lets it back in', async () => {
    const admin = c.as('systemAdministrator')
    const guard = c.as('guard', { at: 'schoolA2' })
    const path = `${accountsPath}/${guard.accountId}`
    const { body } = await admin.get(path)
    const locked = await admin.patch(path, { version: body.version, state: 'locked' })
    expect(locked.body.state).toBe('locked')
    expect(await guard.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    const stale = await admin.patch(path, { version: body.version, state: 'active' })
    expect(stale).toBeRefused('request.stale')
    const back = await admin.patch(path, { version: locked.body.version, state: 'active' })
    expect(back.body.state).toBe('active')
    const again = await admin.patch(path, { version: back.body.version, state: 'invited' })
    expect(again).toBeRefused('identity.accountMove')
    const closing = { version: back.body.version, state: 'closed' }
    await c.stepUp(admin, 0)
    expect(await admin.patch(path, closing)).toBeRefused('request.stepUpNeeded')
    await c.stepUp(admin)
    expect((await admin.patch(path, closing)).body.state).toBe('closed')
  })

  it('lists those inside the scope, by role, name or letters', async () => {
    const admin = c.as('systemAdministrator')
    const all = await admin.get(`${accountsPath}?limit=5`)
    expect(all.body.rows).toHaveLength(5)
    const rest = await admin.get(`${accountsPath}?limit=500&after=${all.body.next}`)
    expect(rest.body.rows.length + 5).toBe(all.body.total)
    const volunteers = await admin.get(`${accountsPath}?role=volunteer`)
    expect(volunteers.body.rows).toHaveLength(2)
    const byName = await admin.get(`${accountsPath}?search=stationofficer-stationa2`)
    expect(byName.body.rows).toHaveLength(1)
    const letters = byName.body.rows[0].personName
    const bySigns = await admin.get(`${accountsPath}?search=${encodeURIComponent(letters)}`)
    expect(bySigns.body.rows.length).toBeGreaterThan(0)
  })
})

describe('roles', () => {
  const give = async (accountId: string | undefined, role: Role, at: 'schoolA1' | 'countyA') => {
    const client = await c.stepUp(c.as('securityAdministrator'))
    return client.post(`${accountsPath}/${accountId}/roles`, {
      id: newId(c.clock.now()),
      role,
      areaId: c.ids.areas[at].id,
    })
  }

  it('are given after a fresh check, and can be acted in at once', async () => {
    const { accountId, loginName } = c.as('dutyTeacher')
    const plain = await c
      .as('securityAdministrator', { at: 'countyB' })
      .post(`${accountsPath}/${accountId}/roles`, {
        id: newId(c.clock.now()),
        role: 'guard',
        areaId: c.ids.areas.schoolB1.id,
      })
    expect(plain).toBeRefused('request.stepUpNeeded')
    // Later than the role that it stands beside: the longest held one is acted in first.
    c.clock.advance(1_000)
    const given = await give(accountId, 'schoolCadre', 'schoolA1')
    expect(given.body).toMatchObject({ role: 'schoolCadre', areaName: '安和县第一小学' })
    expect(await give(accountId, 'schoolCadre', 'schoolA1')).toBeRefused('identity.roleHeld')
    const signIn = await c.anonymous.post('/api/identity/sign-in', {
      loginName,
      password: testPassword,
    })
    const client = c.withCookieOf(signIn)
    const before = await client.get('/api/identity/me')
    expect(before.body.role).toBe('dutyTeacher')
    const { roleAssignmentId } = before.body.choices[1]
    expect((await client.post('/api/identity/switch-role', { roleAssignmentId })).status).toBe(204)
    expect((await client.get('/api/identity/me')).body.role).toBe('schoolCadre')
    const security = await c.stepUp(c.as('securityAdministrator'))
    expect((await security.delete(`/api/identity/roles/${roleAssignmentId}`)).status).toBe(204)
    expect(await client.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })

  it('that are to come begin no earlier without being taken first', async () => {
    const path = `${accountsPath}/${c.as('volunteer').accountId}/roles`
    const security = await c.stepUp(c.as('securityAdministrator'))
    const from = (startsOn: string, endsOn: string) =>
      security.post(path, {
        id: newId(c.clock.now()),
        role: 'guard',
        areaId: c.ids.areas.schoolA1.id,
        startsOn,
        endsOn,
      })
    const { id } = (await from('2027-03-01', '2027-06-30')).body
    expect(await from('2026-11-23', '2027-12-31')).toBeRefused('identity.roleComing')
    expect((await from('2027-05-01', '2027-07-31')).body).toMatchObject({
      id,
      endsOn: '2027-07-31',
    })
    expect((await security.delete(`/api/identity/roles/${id}`)).status).toBe(204)
    const early = await from('2026-11-23', '2027-12-31')
    expect(early.body).toMatchObject({ startsOn: '2026-11-23', endsOn: '2027-12-31' })
  })

  it('are given in the own county and below, never in the city above it', async () => {
    const security = await c.stepUp(c.as('securityAdministrator'))
    const { accountId } = c.as('stationOfficer')
    for (const role of ['cityBureau', 'supervisor', 'educationOfficer'] as const) {
      const path = `${accountsPath}/${accountId}/roles`
      const id = newId(c.clock.now())
      const above = await security.post(path, { id, role, areaId: c.ids.areas.cityA.id })
      expect([role, above.status]).toEqual([role, 404])
      expect(await c.sql(`select from identity.role_assignment where id = '${id}'`)).toEqual([])
    }
  })

  it('keep administrators apart, from one another and from the field', async () => {
    const fieldToOffice = await give(c.as('guard').accountId, 'auditAdministrator', 'countyA')
    expect(fieldToOffice).toBeRefused('identity.rolesClash')
    const second = await give(
      c.as('systemAdministrator').accountId,
      'auditAdministrator',
      'countyA',
    )
    expect(second).toBeRefused('identity.rolesClash')
    const officeToField = await give(c.as('auditAdministrator').accountId, 'guard', 'schoolA1')
    expect(officeToField).toBeRefused('identity.rolesClash')
  })

  it('sees clashes with roles that lie outside the own scope', async () => {
    const { accountId } = c.as('systemAdministrator')
    const elsewhere = await c.sql(
      `update identity.role_assignment set area_path = 'cn.elsewhere', county_id = gen_random_uuid()
       where account_id = $1 returning id`,
      [accountId],
    )
    expect(elsewhere).toHaveLength(1)
    const clash = await give(accountId, 'guard', 'schoolA1')
    expect(clash).toBeRefused('identity.rolesClash')
    const home = c.ids.areas.countyA
    await c.sql(
      'update identity.role_assignment set area_path = $2, county_id = $3 where account_id = $1',
      [accountId, home.path, home.countyId],
    )
  })

  it('cannot be given to oneself, nor taken from oneself', async () => {
    const own = c.as('securityAdministrator')
    const given = await give(own.accountId, 'securityAdministrator', 'countyA')
    expect(given).toBeRefused('identity.ownRole')
    const me = await own.get('/api/identity/me')
    const taken = await own.delete(`/api/identity/roles/${me.body.roleAssignmentId}`)
    expect(taken).toBeRefused('identity.ownRole')
  })

  it('fit the level of the area, and lie inside the scope of who gives', async () => {
    const { accountId } = c.as('guard')
    expect(await give(accountId, 'guard', 'countyA')).toBeRefused('identity.roleNotHere')
    const security = await c.stepUp(c.as('securityAdministrator'))
    const outside = await security.post(`${accountsPath}/${accountId}/roles`, {
      id: newId(c.clock.now()),
      role: 'guard',
      areaId: c.ids.areas.schoolB1.id,
    })
    expect(outside).toBeRefused('request.notFound')
  })

  it('of police end sessions that were opened without a code', async () => {
    const cadre = c.as('schoolCadre', { at: 'schoolA2' })
    const security = await c.stepUp(c.as('securityAdministrator'))
    const given = await security.post(`${accountsPath}/${cadre.accountId}/roles`, {
      id: newId(c.clock.now()),
      role: 'stationOfficer',
      areaId: c.ids.areas.stationA2.id,
    })
    expect(given.status).toBe(200)
    expect(await cadre.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })
})

describe('a lost authenticator', () => {
  it('is forgotten by the security administrator alone; sessions end', async () => {
    const officer = c.as('stationOfficer', { at: 'stationA2' })
    const path = `${accountsPath}/${officer.accountId}/totp-reset`
    const system = await c.stepUp(c.as('systemAdministrator'))
    expect(await system.post(path)).toBeRefused('request.forbidden')
    const security = await c.stepUp(c.as('securityAdministrator'))
    expect((await security.post(path)).status).toBe(204)
    expect(await officer.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })
})

describe('sessions of an account', () => {
  it('are listed and ended by the administrator', async () => {
    const volunteer = c.as('volunteer', { at: 'schoolA2' })
    const path = `${accountsPath}/${volunteer.accountId}/sessions`
    const admin = c.as('systemAdministrator')
    expect((await admin.get(path)).body.rows).toHaveLength(1)
    expect((await admin.delete(path)).body).toEqual({ ended: 1 })
    expect(await volunteer.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })
})
