import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { testPassword } from '../../../../../test/world.ts'

describe('sessions', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  it('tells who acts, where and with which permissions', async () => {
    const officer = c.as('stationOfficer')
    const { status, body } = await officer.get('/api/identity/me')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      role: 'stationOfficer',
      person: { id: officer.personId },
      area: { name: '城关派出所', level: 'station' },
      county: { id: c.ids.areas.countyA.id, name: '安和县' },
    })
    expect(body.permissions).toContain('identity.person.read')
  })

  it('refuses who has no session', async () => {
    expect(await c.anonymous.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })

  it('opens a session for the right password only', async () => {
    const guard = c.as('guard', { at: 'schoolA1' })
    const wrong = await c.anonymous.post('/api/identity/sign-in', {
      loginName: guard.loginName,
      password: `${testPassword}!`,
    })
    expect(wrong).toBeRefused('identity.signInFailed')
    const right = await c.anonymous.post('/api/identity/sign-in', {
      loginName: guard.loginName,
      password: testPassword,
    })
    expect(right.status).toBe(200)
    expect(String(right.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/)
  })

  it('gives each role its own place', async () => {
    const here = c.as('schoolCadre', { at: 'schoolB2' })
    const { body } = await here.get('/api/identity/me')
    expect(body.area.id).toBe(c.ids.areas.schoolB2.id)
    expect(body.county.id).toBe(c.ids.areas.countyB.id)
  })
})
