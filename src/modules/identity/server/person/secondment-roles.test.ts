import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { testPassword } from '../../../../../test/world.ts'
import { newId } from '../../../../platform/database/new-id.ts'

const path = '/api/identity/secondments'
const me = '/api/identity/me'

let c: County
let guest: Client
beforeEach(async () => {
  c = await county()
  guest = c.as('guard', { at: 'schoolB1' })
  // Consoles run out between the days of these stories.
  await c.sql(`update identity.session set expires_at = '2027-06-30'`)
})
afterEach(() => c.close())

const signIn = async (more: object = {}) => {
  const { loginName } = guest
  const body = { loginName, password: testPassword, ...more }
  return c.withCookieOf(await c.anonymous.post('/api/identity/sign-in', body))
}
/** Roles that the guest can choose from, signed in anew. */
const choices = async (): Promise<string[]> =>
  (await (await signIn()).get(me)).body.choices.map(({ role }: { role: string }) => role)

/** Who sees both counties. */
const bureau = () => c.stepUp(c.as('cityBureau'))

type Station = 'stationA1' | 'stationA2'

const ask = async (startsOn: string, endsOn: string | null, at: Station = 'stationA1') =>
  (await bureau()).post(path, {
    id: newId(c.clock.now()),
    personId: guest.personId,
    homeCountyId: c.ids.areas.countyB.id,
    agencyId: c.ids.agencies[at],
    startsOn,
    endsOn,
    reason: '高考安保支援',
  })

async function second(startsOn: string, endsOn: string | null, at?: Station): Promise<string> {
  const made = await ask(startsOn, endsOn, at)
  expect(made.status).toBe(200)
  return made.body.id
}

const end = async (id: string, endsOn: string) =>
  (await bureau()).patch(`${path}/${id}`, { endsOn })

const guestThere = async () =>
  (await c.as('countyCommander').get(`/api/identity/people/${guest.personId}`)).body

/** A role of the guest at a school of the host county, and a phone that acts in it. */
async function actThere(): Promise<Client> {
  const roleAssignmentId = newId(c.clock.now())
  await c.sql(
    `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
       area_id, starts_on, granted_by, granted_at)
     select a.county_id, $1, a.path, $2, $3, 'volunteer', a.id, '2026-11-16', $3, now()
     from identity.area a where a.id = $4`,
    [roleAssignmentId, guest.accountId, guest.personId, c.ids.areas.schoolA1.id],
  )
  const phone = await signIn({ roleAssignmentId, deviceBound: true })
  expect((await phone.get(me)).body.role).toBe('volunteer')
  return phone
}

const on = (day: string) => c.clock.set(new Date(`${day}T07:30:00+08:00`))
const sweep = () => c.product.sweeps.get('identity.end-secondments')?.()

/** The host county lets the guest go by its own list of people. */
async function letGo(): Promise<void> {
  const host = c.as('countyCommander')
  const { body } = await host.get(`/api/identity/people/${guest.personId}`)
  const change = { version: body.version, active: false }
  const gone = await host.patch(`/api/identity/people/${guest.personId}`, change)
  expect(gone.body.active).toBe(false)
}

describe('a guest whose next secondment is entered early', () => {
  it('acts there no longer once the first is over, and the next begins without a role', async () => {
    await second('2026-11-23', '2026-12-20')
    const phone = await actThere()
    await second('2027-03-01', null)
    on('2026-12-20')
    expect(await sweep()).toBe(0)
    expect((await phone.get(me)).body.role).toBe('volunteer')
    on('2026-12-21')
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    expect(await phone.get(me)).toBeRefused('request.notSignedIn')
    on('2027-03-01')
    expect(await choices()).toEqual(['guard'])
  })

  it('acts there no longer when the first is ended into the past', async () => {
    const first = await second('2026-11-16', '2026-12-20')
    const phone = await actThere()
    await second('2027-03-01', null)
    await (await bureau()).patch(`${path}/${first}`, { endsOn: '2026-11-20' })
    expect(await phone.get(me)).toBeRefused('request.notSignedIn')
    expect(await choices()).toEqual(['guard'])
  })

  it('goes on acting when the next one follows at once', async () => {
    await second('2026-11-23', '2026-12-10')
    const phone = await actThere()
    await second('2026-12-11', null)
    on('2026-12-11')
    await sweep()
    expect((await phone.get(me)).body.role).toBe('volunteer')
  })
})

describe('a guest whose next secondment is to another station', () => {
  const place = () => c.product.sweeps.get('identity.place-guests')?.()

  it('moves there when it begins, once, and each says its own station', async () => {
    await second('2026-11-23', '2026-12-10')
    await second('2026-12-11', null, 'stationA2')
    expect((await guestThere()).agencyName).toBe('城关派出所')
    const { rows } = (await c.as('countyCommander').get(path)).body
    const named = rows.map(({ agencyName }: { agencyName: string }) => agencyName).sort()
    expect(named).toEqual(['城关派出所', '河西派出所'])
    on('2026-12-10')
    expect(await place()).toBe(0)
    on('2026-12-11')
    expect([await place(), await place()]).toEqual([1, 0])
    const { agencyName, areaName, version } = await guestThere()
    expect([agencyName, areaName]).toEqual(['河西派出所', '河西派出所'])
    const back = { version, agencyId: c.ids.agencies.stationA1 }
    const moved = await c
      .as('countyCommander')
      .patch(`/api/identity/people/${guest.personId}`, back)
    expect([moved.body.agencyName, await place()]).toEqual(['城关派出所', 0])
  })

  it('is there for planning as soon as nothing comes before it', async () => {
    await second('2027-03-01', null, 'stationA2')
    expect((await guestThere()).agencyName).toBe('河西派出所')
    const before = await second('2026-12-01', '2026-12-20')
    expect((await guestThere()).agencyName).toBe('城关派出所')
    expect((await end(before, '2026-11-30')).status).toBe(200)
    expect((await guestThere()).agencyName).toBe('河西派出所')
  })
})

describe('a secondment that was entered by mistake', () => {
  it('is withdrawn before its first day, and the guest is not to come any more', async () => {
    const mistaken = await second('2027-03-01', null)
    expect(await end(mistaken, '2027-02-27')).toBeRefused('request.violated')
    expect((await end(mistaken, '2027-02-28')).body.endsOn).toBe('2027-02-28')
    expect((await guestThere()).active).toBe(false)
    await second('2027-02-20', '2027-03-31')
    expect((await guestThere()).active).toBe(true)
  })

  it('is not entered withdrawn, and not withdrawn once it has begun', async () => {
    expect(await ask('2026-12-01', '2026-11-30')).toBeRefused('request.violated')
    expect(await end(await second('2026-11-23', null), '2026-11-22')).toBeRefused(
      'request.violated',
    )
  })

  it('keeps only those away that share a day with it', async () => {
    await second('2027-03-01', '2027-03-31')
    expect(await ask('2026-12-01', '2027-03-01')).toBeRefused('identity.secondmentOpen')
    expect(await ask('2026-12-01', null)).toBeRefused('identity.secondmentOpen')
    await second('2026-12-01', '2027-02-28')
    await second('2027-04-01', null)
  })
})

describe('a guest whom the host county lets go first', () => {
  it('has no role there by the next secondment', async () => {
    await second('2026-11-23', '2026-12-20')
    const phone = await actThere()
    await letGo()
    expect(await phone.get(me)).toBeRefused('request.notSignedIn')
    on('2026-12-21')
    await sweep()
    await second('2026-12-21', null)
    expect(await choices()).toEqual(['guard'])
  })

  it('has no role there by one that was entered before the first is over', async () => {
    await second('2026-11-23', '2026-12-20')
    await actThere()
    await letGo()
    await second('2026-12-21', null)
    expect(await choices()).toEqual(['guard'])
  })

  it('has none either that was there before the row was let go without ending them', async () => {
    await second('2026-11-23', '2026-12-20')
    await actThere()
    await c.sql(
      `update identity.person set active = false, left_on = '2026-11-23'
      where id = $1 and home_county_id is not null`,
      [guest.personId],
    )
    await second('2026-12-21', null)
    expect(await choices()).toEqual(['guard'])
  })
})
