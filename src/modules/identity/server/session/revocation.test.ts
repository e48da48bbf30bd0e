import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { openStream, type Stream } from '../../../../../test/stream.ts'
import { type SchoolKey, testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Role } from '../../contract/role.ts'

let c: County
let address: string
beforeAll(async () => {
  c = await county()
  address = await c.listen()
})
afterAll(() => c.close())

const id = () => newId(c.clock.now())
const me = '/api/identity/me'
const isEnd = ({ event }: { event: string }) => event === 'end'
const sweep = () => c.product.sweeps.get('identity.expire-sessions')?.()

/** What holds at another time, after the sweep of that time. */
async function at(time: string, check: () => Promise<void>): Promise<void> {
  const started = c.clock.now()
  try {
    c.clock.set(new Date(time))
    await sweep()
    await check()
  } finally {
    c.clock.set(started)
  }
}

const signIn = (loginName: string | undefined, more: object = {}) =>
  c.anonymous.post('/api/identity/sign-in', {
    loginName,
    password: testPassword,
    deviceBound: true,
    ...more,
  })

/** A phone that was signed in, with its stream open. */
async function phoneOf(seat: Client, more: object = {}) {
  const phone = c.withCookieOf(await signIn(seat.loginName, more))
  const stream = await openStream(address, phone.token)
  await stream.until(({ event }) => event === 'beat')
  return { phone, stream }
}

async function expectOut({ phone, stream }: { phone: Client; stream: Stream }) {
  expect((await stream.until(isEnd)).some(isEnd)).toBe(true)
  expect(await phone.get(me)).toBeRefused('request.notSignedIn')
}

const seat = (role: Role, school: SchoolKey) => c.as(role, { at: school })

describe('a password chosen by a link', () => {
  it('ends what was signed in with the old one', async () => {
    const { accountId, loginName } = seat('guard', 'schoolA2')
    const held = await phoneOf(seat('guard', 'schoolA2'))
    const admin = await c.stepUp(c.as('systemAdministrator'))
    const link = await admin.post(`/api/identity/accounts/${accountId}/activation`)
    const password = 'an entirely new one'
    await c.anonymous.post('/api/identity/activation', { token: link.body.token, password })
    await expectOut(held)
    expect((await signIn(loginName, { password })).status).toBe(200)
  })
})

describe('a stream that has ended', () => {
  it('is told nothing more: neither its end again nor a change', async () => {
    const held = await phoneOf(seat('volunteer', 'schoolB1'))
    const { sessionId } = (await held.phone.get(me)).body
    const { hub } = c.product.ground
    const { areaPath = '' } = seat('volunteer', 'schoolB1')
    hub.endSession(sessionId)
    hub.endSession(sessionId)
    hub.publish({ topic: 'test.place', areaPath, rowClass: 'joint', keys: ['one'] })
    const events = (await held.stream.until(() => false)).map(({ event }) => event)
    expect(events).toEqual(['end'])
  })
})

describe('somebody who leaves', () => {
  const change = async (by: Client, personId: string | undefined, active: boolean) => {
    const path = `/api/identity/people/${personId}`
    const { body } = await by.get(path)
    expect((await by.patch(path, { version: body.version, active })).status).toBe(200)
  }

  it('is out at once and cannot sign in, until back', async () => {
    const guard = seat('guard', 'schoolA1')
    const held = await phoneOf(guard)
    const cadre = seat('schoolCadre', 'schoolA1')
    await change(cadre, guard.personId, false)
    await expectOut(held)
    expect(await signIn(guard.loginName)).toBeRefused('identity.noRole')
    await change(await c.stepUp(cadre), guard.personId, true)
    expect(await held.phone.get(me)).toBeRefused('request.notSignedIn')
    expect((await signIn(guard.loginName)).status).toBe(200)
  })

  it('is out within the sweep where the role lies out of reach of who let them go', async () => {
    const teacher = seat('dutyTeacher', 'schoolA1')
    const roleId = id()
    await c.sql(
      `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
         area_id, starts_on, granted_by, granted_at)
       select a.county_id, $1, a.path, $2, $3, 'volunteer', a.id, '2026-11-01', $3, now()
       from identity.area a where a.id = $4`,
      [roleId, teacher.accountId, teacher.personId, c.ids.areas.schoolB1.id],
    )
    const held = await phoneOf(teacher, { roleAssignmentId: roleId })
    await change(seat('schoolCadre', 'schoolA1'), teacher.personId, false)
    await sweep()
    await expectOut(held)
  })
})

describe('a row of another county under the same id', () => {
  it('shuts nobody out, and opens no second account', async () => {
    const guard = seat('guard', 'schoolB2')
    const held = await phoneOf(guard)
    await c.sql(
      `insert into identity.person (county_id, id, area_path, agency_id, name, duty_role, active,
         left_on, created_at, updated_at)
       select g.county_id, $1, g.area_path, g.id, '某某', 'none', false, '2026-11-23', now(), now()
       from identity.agency g where g.id = $2`,
      [guard.personId, c.ids.agencies.stationA1],
    )
    await sweep()
    expect((await held.phone.get(me)).status).toBe(200)
    expect((await signIn(guard.loginName)).status).toBe(200)
    const account = { id: id(), personId: guard.personId, loginName: 'guard-again' }
    const second = await c.as('systemAdministrator').post('/api/identity/accounts', account)
    expect(second).toBeRefused('request.duplicate')
  })
})

// From here on consoles have run out.
describe('a role that is over by its day', () => {
  it('takes its sessions along with their streams, and no others', async () => {
    const volunteer = seat('volunteer', 'schoolA2')
    const security = await c.stepUp(c.as('securityAdministrator'))
    // The longest held role is acted in first.
    c.clock.advance(1_000)
    const given = await security.post(`/api/identity/accounts/${volunteer.accountId}/roles`, {
      id: id(),
      role: 'dutyTeacher',
      areaId: c.ids.areas.schoolA2.id,
      endsOn: '2026-11-23',
    })
    const asTeacher = await phoneOf(volunteer, { roleAssignmentId: given.body.id })
    const { phone } = await phoneOf(volunteer)
    await at('2026-11-23T23:59:00+08:00', async () => {
      expect((await asTeacher.phone.get(me)).body.role).toBe('dutyTeacher')
    })
    await at('2026-11-24T00:01:00+08:00', async () => {
      await expectOut(asTeacher)
      expect((await phone.get(me)).body.role).toBe('volunteer')
    })
  })
})

describe('somebody whose last place at a school ends', () => {
  let cadre: Client
  beforeAll(async () => {
    cadre = c.withCookieOf(await signIn(seat('schoolCadre', 'schoolB1').loginName))
  })

  const enter = async (personId: string | undefined, kind: string) => {
    const body = { id: id(), personId, kind, source: 'own', startsOn: '2026-09-01' }
    const path = `/api/schools/${c.ids.schools.schoolB1.id}/staff`
    expect((await cadre.post(path, body)).status).toBe(200)
    return body.id
  }
  const end = async (staffId: string, endsOn: string) => {
    const body = { version: 1, endsOn, endReason: 'dismissed' }
    const path = `/api/schools/staff/${staffId}/end`
    expect((await cadre.post(path, body)).status).toBe(200)
  }

  it('is out of the school at once', async () => {
    const guard = seat('guard', 'schoolB1')
    const held = await phoneOf(guard)
    const [first, last] = [
      await enter(guard.personId, 'guard'),
      await enter(guard.personId, 'team'),
    ]
    await end(first, '2026-11-23')
    expect((await held.phone.get(me)).status).toBe(200)
    await end(last, '2026-11-23')
    await expectOut(held)
    expect(await signIn(guard.loginName)).toBeRefused('identity.noRole')
  })

  it('keeps the own role: nobody takes that', async () => {
    const { personId } = seat('schoolCadre', 'schoolB1')
    await end(await enter(personId, 'cadre'), '2026-11-23')
    expect((await cadre.get(me)).status).toBe(200)
  })

  it('acts there to the end of a day that is still to come', async () => {
    const teacher = seat('dutyTeacher', 'schoolB1')
    const held = await phoneOf(teacher)
    await end(await enter(teacher.personId, 'dutyTeacher'), '2026-11-24')
    expect((await held.phone.get(me)).status).toBe(200)
    await at('2026-11-25T00:01:00+08:00', () => expectOut(held))
  })
})
