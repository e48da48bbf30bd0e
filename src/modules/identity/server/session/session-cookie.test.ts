import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { testPassword } from '../../../../../test/world.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const hourMs = 3_600_000

it('is set anew once a day, so that a late reply puts no former session back', async () => {
  const { loginName } = c.as('volunteer', { at: 'schoolA1' })
  const asked = { loginName, password: testPassword, deviceBound: true }
  let phone = c.withCookieOf(await c.anonymous.post('/api/identity/sign-in', asked))
  const cookieAfter = async (hours: number) => {
    c.clock.advance(hours * hourMs)
    const reply = await phone.get('/api/identity/me')
    expect(reply.status).toBe(200)
    return reply
  }
  expect((await cookieAfter(0)).headers['set-cookie']).toBeUndefined()
  expect((await cookieAfter(6)).headers['set-cookie']).toBeUndefined()
  const renewed = await cookieAfter(20)
  expect(String(renewed.headers['set-cookie'])).toMatch(/Expires=.*HttpOnly/)
  phone = c.withCookieOf(renewed)
  expect((await cookieAfter(1)).headers['set-cookie']).toBeUndefined()
})
