import { Secret } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { totpCodeAt } from '../sign-in/totp.ts'

const signInPath = '/api/identity/sign-in'
const hourMs = 3_600_000

describe('sessions', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  const signIn = (loginName: string | undefined, more: object = {}) =>
    c.anonymous.post(signInPath, { loginName, password: testPassword, ...more })

  it('tells who acts, where and with which permissions', async () => {
    const officer = c.as('stationOfficer')
    const { status, body } = await officer.get('/api/identity/me')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      role: 'stationOfficer',
      person: { id: officer.personId },
      area: { name: '城关派出所', level: 'station' },
      county: { id: c.ids.areas.countyA.id, name: '安和县' },
      choices: [{ role: 'stationOfficer', areaName: '城关派出所' }],
    })
    expect(body.permissions).toContain('identity.person.read')
  })

  it('refuses who has no session, and a token that nobody was given', async () => {
    expect(await c.anonymous.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    const made = c.withToken('x'.repeat(43))
    expect(await made.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })

  it('opens a session for the right password, by cookie or as bearer', async () => {
    const guard = c.as('guard', { at: 'schoolA1' })
    const { status, headers } = await signIn(guard.loginName?.toUpperCase())
    expect(status).toBe(200)
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/^anyuan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const token = cookie.slice('anyuan_session='.length).split(';')[0] ?? ''
    const asBearer = await c.product.http.inject({
      url: '/api/identity/me',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(asBearer.json().loginName).toBe(guard.loginName)
  })

  it('keeps the token to itself', async () => {
    const guard = c.as('guard', { at: 'schoolB1' })
    const { headers } = await signIn(guard.loginName)
    const token = String(headers['set-cookie']).slice('anyuan_session='.length).split(';')[0] ?? ''
    const rows = await c.sql('select s::text as row from identity.session s')
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(({ row }) => String(row).includes(token))).toEqual([])
  })

  it('ends a console session after 12 hours without use, a bound phone after 30 days', async () => {
    const teacher = c.as('dutyTeacher', { at: 'schoolA2' })
    const console = c.withCookieOf(await signIn(teacher.loginName))
    const phone = c.withCookieOf(await signIn(teacher.loginName, { deviceBound: true }))
    const started = c.clock.now()
    try {
      c.clock.advance(11 * hourMs)
      expect((await console.get('/api/identity/me')).status).toBe(200)
      c.clock.advance(11 * hourMs)
      expect((await console.get('/api/identity/me')).status).toBe(200)
      c.clock.advance(12 * hourMs + 1)
      expect(await console.get('/api/identity/me')).toBeRefused('request.notSignedIn')
      expect((await phone.get('/api/identity/me')).status).toBe(200)
      c.clock.advance(30 * 24 * hourMs)
      expect(await phone.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    } finally {
      c.clock.set(started)
    }
  })

  it('keeps the cookie of a phone that is used, for the days that are configured', async () => {
    const { loginName } = c.as('dutyTeacher', { at: 'schoolA2' })
    const product = await c.another({ deviceSessionDays: 7 })
    const call = (method: 'GET' | 'POST', url: string, payload?: object, cookie = '') =>
      product.http.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })
    const daysOf = (header: unknown) => {
      const until = /Expires=([^;]+)/.exec(String(header))?.[1] ?? ''
      return (Date.parse(until) - c.clock.now().getTime()) / (24 * hourMs)
    }
    const started = c.clock.now()
    try {
      const asked = { loginName, password: testPassword, deviceBound: true }
      const { headers } = await call('POST', signInPath, asked)
      const cookie = String(headers['set-cookie']).split(';')[0]
      expect(daysOf(headers['set-cookie'])).toBe(7)
      c.clock.advance(6 * 24 * hourMs)
      const used = await call('GET', '/api/identity/me', undefined, cookie)
      expect(daysOf(used.headers['set-cookie'])).toBe(7)
      c.clock.advance(7 * 24 * hourMs)
      const late = await call('GET', '/api/identity/me', undefined, cookie)
      expect(late.statusCode).toBe(401)
    } finally {
      c.clock.set(started)
    }
  })

  it('binds no phone to a role that has none', async () => {
    const { loginName } = c.as('educationOfficer')
    const client = c.withCookieOf(await signIn(loginName, { deviceBound: true }))
    const { body } = await client.get('/api/identity/me')
    const hours = (Date.parse(body.expiresAt) - c.clock.now().getTime()) / hourMs
    expect([body.deviceBound, hours]).toEqual([false, 12])
  })

  it('unbinds a phone that turns to such a role', async () => {
    const { accountId, loginName } = c.as('schoolCadre', { at: 'schoolA2' })
    const security = await c.stepUp(c.as('securityAdministrator'))
    c.clock.advance(1_000)
    const given = await security.post(`/api/identity/accounts/${accountId}/roles`, {
      id: newId(c.clock.now()),
      role: 'educationOfficer',
      areaId: c.ids.areas.countyA.id,
    })
    const phone = c.withCookieOf(await signIn(loginName, { deviceBound: true }))
    expect((await phone.get('/api/identity/me')).body.deviceBound).toBe(true)
    await phone.post('/api/identity/switch-role', { roleAssignmentId: given.body.id })
    const { body } = await phone.get('/api/identity/me')
    const hours = (Date.parse(body.expiresAt) - c.clock.now().getTime()) / hourMs
    expect([body.role, body.deviceBound, hours]).toEqual(['educationOfficer', false, 12])
  })

  it('enters no role that asks for a code from a session that was opened without one', async () => {
    const { accountId, loginName } = c.as('schoolCadre', { at: 'schoolB1' })
    const security = await c.stepUp(c.as('securityAdministrator', { at: 'countyB' }))
    const started = c.clock.now()
    const given = await security.post(`/api/identity/accounts/${accountId}/roles`, {
      id: newId(started),
      role: 'stationOfficer',
      areaId: c.ids.areas.stationB1.id,
      startsOn: '2026-11-24',
    })
    expect(given.status).toBe(200)
    // Today no role asks for a code yet; tomorrow one does.
    const phone = c.withCookieOf(await signIn(loginName, { deviceBound: true }))
    try {
      c.clock.advance(24 * hourMs)
      const { body } = await phone.get('/api/identity/me')
      expect(body.choices.map(({ role }: { role: string }) => role)).toContain('stationOfficer')
      const roleAssignmentId = given.body.id
      const refused = await phone.post('/api/identity/switch-role', { roleAssignmentId })
      expect(refused).toBeRefused('identity.codeNeeded')
      expect((await phone.get('/api/identity/me')).body.role).toBe('schoolCadre')
    } finally {
      c.clock.set(started)
    }
  })

  it('signs out: the token is worth nothing afterwards', async () => {
    const client = c.withCookieOf(await signIn(c.as('guard', { at: 'schoolA2' }).loginName))
    expect((await client.post('/api/identity/sign-out')).status).toBe(204)
    expect(await client.get('/api/identity/me')).toBeRefused('request.notSignedIn')
  })

  it('lists the own sessions and ends one or all others at once', async () => {
    const { loginName } = c.as('volunteer', { at: 'schoolA1' })
    const first = c.withCookieOf(await signIn(loginName, { deviceName: 'first' }))
    const second = c.withCookieOf(await signIn(loginName, { deviceName: 'second' }))
    const third = c.withCookieOf(await signIn(loginName, { deviceName: 'third' }))
    const { body } = await first.get('/api/identity/sessions')
    const names = body.rows.map((row: { deviceName: string }) => row.deviceName).sort()
    expect(names).toEqual(['first', 'second', 'test', 'third'])
    const idOf = (name: string) =>
      body.rows.find((row: { deviceName: string }) => row.deviceName === name).id
    expect((await first.delete(`/api/identity/sessions/${idOf('second')}`)).status).toBe(204)
    expect(await second.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    const others = await first.post('/api/identity/sessions/end-others')
    expect(others.body).toEqual({ ended: 2 })
    expect(await third.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    expect((await first.get('/api/identity/me')).status).toBe(200)
  })

  it("does not end another person's session", async () => {
    const other = c.as('guard', { at: 'schoolA1' })
    const refused = await c
      .as('volunteer', { at: 'schoolA2' })
      .delete(`/api/identity/sessions/${other.sessionId}`)
    expect(refused).toBeRefused('request.notFound')
    expect((await other.get('/api/identity/me')).status).toBe(200)
  })

  it('chooses a new password: other sessions end, the old one opens nothing', async () => {
    const { loginName } = c.as('volunteer', { at: 'schoolB1' })
    const here = c.withCookieOf(await signIn(loginName))
    const there = c.withCookieOf(await signIn(loginName))
    const change = (current: string) =>
      here.post('/api/identity/password', { current, next: 'an entirely new one' })
    expect(await change('not the right one')).toBeRefused('identity.checkFailed')
    expect((await change(testPassword)).status).toBe(204)
    expect(await there.get('/api/identity/me')).toBeRefused('request.notSignedIn')
    expect((await here.get('/api/identity/me')).status).toBe(200)
    expect(await signIn(loginName)).toBeRefused('identity.signInFailed')
  })
})

describe('codes at sign-in', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  it('asks police and administrators for a code, once enrolled, each code once', async () => {
    const { loginName } = c.as('countyCommander')
    const attempt = (code?: string) =>
      c.anonymous.post(signInPath, { loginName, password: testPassword, ...(code ? { code } : {}) })
    expect(await attempt()).toBeRefused('identity.totpNotEnrolled')
    const enrolment = await c.anonymous.post('/api/identity/totp-enrolment', {
      loginName,
      password: testPassword,
    })
    expect(enrolment.body.otpauthUrl).toContain(enrolment.body.secret)
    const secret = Secret.fromBase32(enrolment.body.secret).bytes
    const code = totpCodeAt(secret, c.clock.now())
    expect((await attempt(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
    expect(await attempt(code)).toBeRefused('identity.signInFailed')
    expect(await attempt()).toBeRefused('identity.signInFailed')
    c.clock.advance(30_000)
    expect((await attempt(totpCodeAt(secret, c.clock.now()))).status).toBe(200)
    const again = await c.anonymous.post('/api/identity/totp-enrolment', {
      loginName,
      password: testPassword,
    })
    expect(again).toBeRefused('identity.totpAlreadyEnrolled')
  })

  it('keeps the secret sealed', async () => {
    const { loginName } = c.as('supervisor')
    const { body } = await c.anonymous.post('/api/identity/totp-enrolment', {
      loginName,
      password: testPassword,
    })
    const secret = Buffer.from(Secret.fromBase32(body.secret).bytes).toString('hex')
    const [row] = await c.sql(
      `select encode(totp_secret, 'hex') as sealed from identity.account where login_name = $1`,
      [loginName],
    )
    expect(String(row?.sealed)).not.toContain(secret)
  })
})

describe('waiting after failures', () => {
  let c: County
  beforeAll(async () => {
    c = await county()
  })
  afterAll(() => c.close())

  const fail = (loginName: string | undefined) =>
    c.anonymous.post(signInPath, { loginName, password: 'wrong' })

  it('treats a name without an account as one with an account', async () => {
    const { loginName } = c.as('guard')
    const replies = { known: [] as unknown[], unknown: [] as unknown[] }
    for (let n = 0; n < 6; n += 1) {
      replies.known.push((await fail(loginName)).body)
      replies.unknown.push((await fail('nobody-here')).body)
    }
    expect(replies.known).toEqual(replies.unknown)
    expect(replies.known.at(-1)).toMatchObject({
      code: 'identity.signInPaused',
      params: { waitS: 5 },
    })
  })

  it('lets the right password in after the wait, and forgets the failures', async () => {
    const { loginName } = c.as('guard')
    const right = () => c.anonymous.post(signInPath, { loginName, password: testPassword })
    expect(await right()).toBeRefused('identity.signInPaused')
    c.clock.advance(5_000)
    expect((await right()).status).toBe(200)
    expect(await fail(loginName)).toBeRefused('identity.signInFailed')
  })

  it('counts attempts at once, not only one after another', async () => {
    const { loginName } = c.as('dutyTeacher')
    const replies = await Promise.all(Array.from({ length: 12 }, () => fail(loginName)))
    const failed = replies.filter(({ body }) => body.code === 'identity.signInFailed')
    expect(failed.length).toBe(5)
  })

  it('pauses a source that tries many names', async () => {
    const digest = c.product.ground.secrets.digest('sign-in address', '127.0.0.1')
    await c.sql(
      `update identity.sign_in_source set failed_attempts = 28, locked_until = null
       where source_digest = $1`,
      [digest],
    )
    expect(await fail('somebody-1')).toBeRefused('identity.signInFailed')
    expect(await fail('somebody-2')).toBeRefused('identity.signInFailed')
    expect(await fail('somebody-3')).toBeRefused('identity.signInPaused')
  })

  it('stores no address and no name that was tried', async () => {
    const rows = await c.sql('select s::text as row from identity.sign_in_source s')
    expect(rows.length).toBeGreaterThan(3)
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|nobody-here/)
  })
})
