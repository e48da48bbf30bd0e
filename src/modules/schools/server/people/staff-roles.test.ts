import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { upload } from '../../../../../test/uploads.ts'
import { xlsxOf } from '../../../../../test/workbooks.ts'
import { testPassword, testPasswordHash } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

const me = '/api/identity/me'
const id = () => newId(c.clock.now())
const teacher = () => c.as('dutyTeacher', { at: 'schoolA1' })

const signIn = (loginName: string | undefined) =>
  c.anonymous.post('/api/identity/sign-in', {
    loginName,
    password: testPassword,
    deviceBound: true,
  })
/** Consoles run out between the days of these stories. */
const cadre = async () =>
  c.withCookieOf(await signIn(c.as('schoolCadre', { at: 'schoolA1' }).loginName))

async function enter(kind: string): Promise<string> {
  const body = { id: id(), personId: teacher().personId, kind, source: 'own' }
  const path = `/api/schools/${c.ids.schools.schoolA1.id}/staff`
  const made = await (await cadre()).post(path, { ...body, startsOn: '2026-09-01' })
  expect(made.status).toBe(200)
  return body.id
}

async function end(staffId: string, endsOn: string) {
  const path = `/api/schools/staff/${staffId}/end`
  const ended = await (await cadre()).post(path, { version: 1, endsOn, endReason: 'left' })
  expect(ended.status).toBe(200)
}

/** What the account holds, as the security administrator sees it. */
async function roles(): Promise<{ role: string; endsOn: string | null; id: string }[]> {
  return (await c.as('securityAdministrator').get(`/api/identity/accounts/${teacher().accountId}`))
    .body.roles
}
const give = async (more: object) => {
  const security = await c.stepUp(c.as('securityAdministrator'))
  const areaId = c.ids.areas.schoolA1.id
  const body = { id: id(), role: 'dutyTeacher', areaId, ...more }
  return security.post(`/api/identity/accounts/${teacher().accountId}/roles`, body)
}

/** A table that lists the teacher, committed; gives the address of the import. */
async function broughtByTable(): Promise<string> {
  const commander = await c.stepUp(c.as('countyCommander'))
  const { name } = c.ids.people.schoolA1?.find((one) => one.id === teacher().personId) ?? {}
  const runId = id()
  const table = [
    ['姓名', '岗位', '单位'],
    [name, '值班教师', '安和县第一小学'],
  ]
  const bytes = await xlsxOf(['人员', (sheet) => sheet.addRows(table)])
  const to = `/api/schools/imports?id=${runId}&subject=people`
  await upload(c, commander, to, { name: '人员.xlsx', bytes })
  const run = `/api/schools/imports/${runId}`
  const { checkId, counts } = (await commander.get(`${run}?waitMs=20000`)).body
  expect(counts).toMatchObject({ rows: 1, new: 1, errors: 0 })
  expect((await commander.post(`${run}/commit`, { checkId })).body.state).toBe('committed')
  return run
}

async function undo(run: string) {
  const undone = await c.as('countyCommander').post(`${run}/undo`)
  expect(undone.body.state).toBe('undone')
}

const started = new Date('2026-11-23T07:00:00+08:00')
const on = (day: string) => c.clock.set(new Date(`${day}T07:30:00+08:00`))
const sweep = () => c.product.sweeps.get('identity.expire-sessions')?.()

let phone: Client
let place: string
beforeEach(async () => {
  c.clock.set(started)
  phone = c.withCookieOf(await signIn(teacher().loginName))
  place = await enter('dutyTeacher')
})
/** Each story begins with no place and with the role as the world gave it. */
afterEach(async () => {
  const { personId } = teacher()
  await c.sql('delete from schools.staff where person_id = $1', [personId])
  await c.sql(`delete from identity.role_assignment where person_id = $1 and role = 'guard'`, [
    personId,
  ])
  await c.sql('update identity.account set password_hash = $2 where person_id = $1', [
    personId,
    await testPasswordHash(),
  ])
  await c.sql(
    `update identity.role_assignment set ends_on = null, revoked_at = null, left_at = null,
       granted_until = null where person_id = $1`,
    [personId],
  )
})

describe('whose place ends on a day to come', () => {
  beforeEach(() => end(place, '2026-12-31'))

  it('goes on acting when an import brings another place', async () => {
    await broughtByTable()
    expect(await roles()).toMatchObject([{ role: 'dutyTeacher', endsOn: null }])
  })

  it('has that last day again when the import is undone', async () => {
    await undo(await broughtByTable())
    expect(await roles()).toMatchObject([{ role: 'dutyTeacher', endsOn: '2026-12-31' }])
  })

  it('keeps what was given since when the import is undone', async () => {
    expect((await give({ role: 'guard' })).status).toBe(200)
    await undo(await broughtByTable())
    const held = (await roles()).map(({ role, endsOn }) => [role, endsOn]).sort()
    expect(held).toEqual([
      ['dutyTeacher', '2026-12-31'],
      ['guard', null],
    ])
  })

  it('keeps the role when another place stays after the undo', async () => {
    const run = await broughtByTable()
    await enter('guard')
    await undo(run)
    expect(await roles()).toMatchObject([{ role: 'dutyTeacher', endsOn: null }])
  })

  it('keeps the last day of what was granted only until then', async () => {
    await c.sql(
      `update identity.role_assignment set granted_until = '2027-06-30' where person_id = $1`,
      [teacher().personId],
    )
    expect(await roles()).toMatchObject([{ endsOn: '2026-12-31' }])
    await enter('guard')
    expect(await roles()).toMatchObject([{ endsOn: '2027-06-30' }])
  })

  it('can be given the role for longer, and the phone stays signed in', async () => {
    const [held] = await roles()
    expect(await give({ endsOn: '2026-12-20' })).toBeRefused('identity.roleHeld')
    const prolonged = await give({ endsOn: '2027-01-31' })
    expect(prolonged.body).toMatchObject({ id: held?.id, endsOn: '2027-01-31' })
    const repeated = { id: id() }
    expect((await give(repeated)).body).toMatchObject({ id: held?.id, endsOn: null })
    expect((await give(repeated)).body).toMatchObject({ id: held?.id, endsOn: null })
    expect(await give({ ...repeated, endsOn: '2027-03-31' })).toBeRefused('identity.roleHeld')
    expect(await give({})).toBeRefused('identity.roleHeld')
  })

  it('can be invited again and then acts on', async () => {
    await c.sql('update identity.account set password_hash = null where id = $1', [
      teacher().accountId,
    ])
    const by = c.as('schoolCadre', { at: 'schoolA1' })
    const areaId = c.ids.areas.schoolA1.id
    const { personId } = teacher()
    const link = await (await c.stepUp(by)).post('/api/identity/invitations', {
      id: id(),
      role: 'dutyTeacher',
      areaId,
      personId,
    })
    const joined = await c.anonymous.post('/api/identity/invitations/accept', {
      token: link.body.token,
    })
    expect(joined.status).toBe(200)
    expect(await roles()).toMatchObject([{ role: 'dutyTeacher', endsOn: null }])
  })
})

describe('whose last place was ended today', () => {
  it.each(['2026-11-23', '2026-11-20'])('has the role back with the next one (%s)', async (day) => {
    await end(place, day)
    expect(await phone.get(me)).toBeRefused('request.notSignedIn')
    expect(await signIn(teacher().loginName)).toBeRefused('identity.noRole')
    await enter('guard')
    expect((await signIn(teacher().loginName)).status).toBe(200)
  })

  it('has it no longer when the import that brought the next one is undone', async () => {
    await end(place, '2026-11-23')
    const run = await broughtByTable()
    const again = c.withCookieOf(await signIn(teacher().loginName))
    await undo(run)
    expect(await again.get(me)).toBeRefused('request.notSignedIn')
    expect(await signIn(teacher().loginName)).toBeRefused('identity.noRole')
  })

  it('has it back only on that day', async () => {
    await end(place, '2026-11-23')
    on('2026-11-24')
    await enter('guard')
    expect(await signIn(teacher().loginName)).toBeRefused('identity.noRole')
  })

  it('does not have back what the security administrator took', async () => {
    const security = await c.stepUp(c.as('securityAdministrator'))
    await end(place, '2026-12-31')
    const [held] = await roles()
    expect((await security.delete(`/api/identity/roles/${held?.id}`)).status).toBe(204)
    await enter('guard')
    expect(await roles()).toEqual([])
  })
})

it('who was given a role long after the last place keeps it when an import is undone', async () => {
  await c.sql(
    `update schools.staff set starts_on = '2024-09-01', ends_on = '2025-06-30', end_reason = 'left'
     where id = $1`,
    [place],
  )
  await undo(await broughtByTable())
  expect(await roles()).toMatchObject([{ role: 'dutyTeacher', endsOn: null }])
  expect((await phone.get(me)).status).toBe(200)
})

// From here on consoles have run out.
describe('whose place ended with the year', () => {
  it('goes on acting when another place is entered before it', async () => {
    await end(place, '2026-12-31')
    on('2026-12-10')
    expect((await phone.get(me)).status).toBe(200)
    await enter('dormManager')
    on('2027-01-01')
    await sweep()
    expect((await phone.get(me)).body.role).toBe('dutyTeacher')
    expect((await signIn(teacher().loginName)).status).toBe(200)
  })
})
