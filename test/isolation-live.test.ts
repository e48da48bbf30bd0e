import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roleNames, roles } from '../src/modules/identity/contract/role.ts'
import { systemBinding } from '../src/platform/ports/actor.ts'
import { type County, county } from './county.ts'
import { openStream, type Stream } from './stream.ts'
import { type AreaKey, areaKeys } from './world.ts'

let c: County
let address: string
beforeAll(async () => {
  c = await county()
  address = await c.listen()
})
afterAll(() => c.close())

const touch = (areaPath: string, rowClass: string, key: string) =>
  c.product.ground.database.inWork(systemBinding, async (work) => {
    work.touch({ topic: 'test.place', areaPath, rowClass, keys: [key] })
  })

/** Everything told before the country is told, which reaches every stream of the class. */
async function heard(stream: Stream): Promise<string[]> {
  const events = await stream.until(({ data }) => keysOf(data).includes('last'))
  return events.flatMap(({ event, data }) => (event === 'change' ? keysOf(data) : []))
}

const keysOf = (data: Record<string, unknown>) => (data['keys'] as string[] | undefined) ?? []

describe('live streams', { retry: 0 }, () => {
  it('tell each role of its own places, of those above, and of no other', async () => {
    const seats = roleNames.map((role) => c.as(role))
    const streams = await Promise.all(seats.map(({ token }) => openStream(address, token)))
    await Promise.all(streams.map((stream) => stream.until(({ event }) => event === 'beat')))
    for (const key of areaKeys) {
      for (const rowClass of ['joint', 'police', 'education', 'school', 'vault']) {
        await touch(c.ids.areas[key].path, rowClass, `${key} ${rowClass}`)
      }
    }
    await touch('cn', 'joint', 'last')
    for (const [index, seat] of seats.entries()) {
      const told = await heard(streams[index] as Stream)
      const expected = areaKeys.flatMap((key) => toldOf(seat.areaPath ?? '', seat.role, key))
      expect([seat.role, told.sort()]).toEqual([seat.role, [...expected, 'last'].sort()])
    }
    for (const stream of streams) stream.close()
  })

  const toldOf = (scope: string, role: Role | undefined, key: AreaKey): string[] => {
    const { path } = c.ids.areas[key]
    const related = `${path}.`.startsWith(`${scope}.`) || `${scope}.`.startsWith(`${path}.`)
    if (!related || !role) return []
    return roles[role].classes.map((rowClass) => `${key} ${rowClass}`)
  }

  it('tell a person of their own key from anywhere, and no other key with it', async () => {
    const guard = c.as('guard', { at: 'schoolA1' })
    const inScope = c.as('countyCommander', { at: 'countyB' })
    const keys = ['person:a-colleague', `person:${guard.personId}`, 'a row']
    const streams = await Promise.all(
      [guard, inScope].map(({ token }) => openStream(address, token)),
    )
    await Promise.all(streams.map((stream) => stream.until(({ event }) => event === 'beat')))
    await c.product.ground.database.inWork(systemBinding, async (work) => {
      const areaPath = c.ids.areas.countyB.path
      work.touch({ topic: 'test.person', areaPath, rowClass: 'joint', keys })
    })
    await touch('cn', 'joint', 'last')
    expect(await Promise.all(streams.map(heard))).toEqual([
      [`person:${guard.personId}`, 'last'],
      [...keys, 'last'],
    ])
    for (const stream of streams) stream.close()
  })

  it('carry addresses of changes and nothing of their content', async () => {
    const commander = c.as('countyCommander')
    const stream = await openStream(address, commander.token)
    await stream.until(({ event }) => event === 'beat')
    await commander.post('/api/identity/people', {
      id: '0199aaaa-0000-7000-8000-000000000001',
      agencyId: c.ids.agencies.stationA1,
      name: '褚云',
      dutyRole: 'police',
      contact: { workPhone: '19900000001', legalBasis: '岗位职责' },
    })
    await touch('cn', 'joint', 'last')
    const events = await stream.until(({ data }) => keysOf(data).includes('last'))
    expect(JSON.stringify(events)).toContain('0199aaaa-0000-7000-8000-000000000001')
    expect(JSON.stringify(events)).not.toMatch(/褚云|19900000001/)
    stream.close()
  })

  it('are refused without a session', async () => {
    expect((await openStream(address, null)).status).toBe(401)
  })
})

describe('a session that ends', { retry: 0 }, () => {
  const opened = async (role: Role, at: AreaKey) => {
    const client = c.as(role, { at })
    const stream = await openStream(address, client.token)
    await stream.until(({ event }) => event === 'beat')
    return { client, stream }
  }
  const isEnd = ({ event }: { event: string }) => event === 'end'

  it('takes its open stream along: sign-out, locked account, role taken back', async () => {
    const signedOut = await opened('guard', 'schoolA1')
    await signedOut.client.post('/api/identity/sign-out')
    expect((await signedOut.stream.until(isEnd)).some(isEnd)).toBe(true)

    const locked = await opened('guard', 'schoolA2')
    const admin = c.as('systemAdministrator')
    const path = `/api/identity/accounts/${locked.client.accountId}`
    await admin.patch(path, { version: 1, state: 'locked' })
    expect((await locked.stream.until(isEnd)).some(isEnd)).toBe(true)

    const taken = await opened('dutyTeacher', 'schoolA1')
    const { body } = await taken.client.get('/api/identity/me')
    const security = await c.stepUp(c.as('securityAdministrator'))
    await security.delete(`/api/identity/roles/${body.roleAssignmentId}`)
    expect((await taken.stream.until(isEnd)).some(isEnd)).toBe(true)
  })

  it('takes it along when its time has run out', async () => {
    const { stream } = await opened('volunteer', 'schoolA1')
    const started = c.clock.now()
    c.clock.advance(13 * 3_600_000)
    await c.product.sweeps.get('identity.expire-sessions')?.()
    c.clock.set(started)
    expect((await stream.until(isEnd)).some(isEnd)).toBe(true)
  })

  it('is over in every other process of the product too', async () => {
    const other = await c.another()
    const elsewhere = await other.http.listen({ port: 0, host: '127.0.0.1' })
    const client = c.withCookieOf(
      await c.anonymous.post('/api/identity/sign-in', {
        loginName: c.as('schoolCadre', { at: 'schoolB1' }).loginName,
        password: 'correct horse battery',
      }),
    )
    const stream = await openStream(elsewhere, client.token)
    await stream.until(({ event }) => event === 'beat')
    await client.post('/api/identity/sign-out')
    expect((await stream.until(isEnd)).some(isEnd)).toBe(true)
    const reply = await fetch(`${elsewhere}/api/identity/me`, {
      headers: { authorization: `Bearer ${client.token}` },
    })
    expect(reply.status).toBe(401)
  })
})
