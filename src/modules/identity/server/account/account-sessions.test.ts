import { Client as PgClient } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { openStream, type Stream } from '../../../../../test/stream.ts'
import { buildSeat, testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { createPerson } from '../person/person.actions.ts'
import { sessionsOf } from '../session/session-cache.ts'

let c: County
let address: string
beforeAll(async () => {
  c = await county()
  address = await c.listen()
})
afterAll(() => c.close())

const me = '/api/identity/me'
const isEnd = ({ event }: { event: string }) => event === 'end'
const teacher = () => c.as('dutyTeacher', { at: 'schoolA1' })
const accountPath = () => `/api/identity/accounts/${teacher().accountId}`

interface Phone {
  readonly phone: Client
  readonly stream: Stream
}

/** The teacher's phone, signed in where a role of the teacher's is, with its stream open. */
async function phoneAs(roleAssignmentId: string | undefined): Promise<Phone> {
  const phone = c.withCookieOf(
    await c.anonymous.post('/api/identity/sign-in', {
      loginName: teacher().loginName,
      password: testPassword,
      deviceBound: true,
      roleAssignmentId,
    }),
  )
  const stream = await openStream(address, phone.token)
  await stream.until(({ event }) => event === 'beat')
  return { phone, stream }
}

async function expectOut({ phone, stream }: Phone) {
  expect((await stream.until(isEnd)).some(isEnd)).toBe(true)
  expect(await phone.get(me)).toBeRefused('request.notSignedIn')
}

describe('a phone that acts in another county than its account', () => {
  const roleId = newId(new Date())
  beforeAll(async () => {
    const { accountId, personId } = teacher()
    await c.sql(
      `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
         area_id, starts_on, granted_by, granted_at)
       select a.county_id, $1, a.path, $2, $3, 'volunteer', a.id, '2026-11-01', $3, now()
       from identity.area a where a.id = $4`,
      [roleId, accountId, personId, c.ids.areas.schoolB1.id],
    )
  })
  let lost: Phone
  beforeEach(async () => {
    lost = await phoneAs(roleId)
    expect((await lost.phone.get(me)).body.area.name).toBe('永乐县实验小学')
  })

  it('is out when the administrator at home ends all sessions', async () => {
    const { body } = await c.as('systemAdministrator').delete(`${accountPath()}/sessions`)
    expect(body.ended).toBeGreaterThan(0)
    await expectOut(lost)
    const elsewhere = c.as('systemAdministrator', { at: 'countyB' })
    expect(await elsewhere.delete(`${accountPath()}/sessions`)).toBeRefused('request.notFound')
  })

  it('is out when the account is locked, and stays out when it is unlocked', async () => {
    const admin = c.as('systemAdministrator')
    const move = async (state: string) => {
      const { version } = (await admin.get(accountPath())).body
      return (await admin.patch(accountPath(), { version, state })).body.state
    }
    expect(await move('locked')).toBe('locked')
    await expectOut(lost)
    expect(await move('active')).toBe('active')
    expect(await lost.phone.get(me)).toBeRefused('request.notSignedIn')
  })

  it('is out when the authenticator is reset by who is above both', async () => {
    const above = await c.product.ground.database.inWork(systemBinding, async (work) => {
      const agencyId = c.ids.agencies.cityA ?? ''
      const person = { id: newId(work.now), agencyId, name: '施禾', dutyRole: 'none' } as const
      const { id: personId } = await createPerson(work, person)
      const seat = { role: 'securityAdministrator', area: c.ids.areas.cityA } as const
      return buildSeat(work, { ...seat, personId, loginName: 'above' })
    })
    const { token, sessionId } = above
    const security = await c.stepUp({ ...c.withToken(token), sessionId })
    expect((await security.post(`${accountPath()}/totp-reset`)).status).toBe(204)
    await expectOut(lost)
  })

  it('is out within the sweep when the account is out of use', async () => {
    const { accountId } = teacher()
    const saved = `update identity.account set state = $2 where id = $1`
    await c.sql(saved, [accountId, 'locked'])
    await c.product.sweeps.get('identity.expire-sessions')?.()
    await expectOut(lost)
    await c.sql(saved, [accountId, 'active'])
  })

  it('is out when a role is given that asks for a code', async () => {
    const security = await c.stepUp(c.as('securityAdministrator'))
    const given = await security.post(`${accountPath()}/roles`, {
      id: newId(c.clock.now()),
      role: 'stationOfficer',
      areaId: c.ids.areas.stationA1.id,
    })
    expect(given.status).toBe(200)
    await expectOut(lost)
    await security.delete(`/api/identity/roles/${given.body.id}`)
  })
})

describe('a session that ends while it is looked up', () => {
  it('opens no stream', async () => {
    const { phone, stream } = await phoneAs(undefined)
    stream.close()
    const { sessionId } = (await phone.get(me)).body
    // Due to be noted as used: the look-up waits for whoever is about to end the session.
    c.clock.advance(6 * 60_000)
    const other = new PgClient({ connectionString: c.databaseUrl })
    await other.connect()
    try {
      await other.query('begin')
      await other.query(`update identity.session set revoked_at = now() where id = $1`, [sessionId])
      const opening = openStream(address, phone.token)
      await expect
        .poll(() => c.sql(`select from pg_locks where not granted`), { timeout: 5_000 })
        .toHaveLength(1)
      sessionsOf(c.product.ground).end(sessionId)
      await other.query('commit')
      const opened = await opening
      opened.close()
      expect(opened.status).toBe(401)
    } finally {
      await other.end()
    }
  })
})
