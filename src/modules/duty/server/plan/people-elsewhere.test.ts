import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const week = '/api/duty/weeks/2026-11-23'
const [tuesday, wednesday, thursday] = ['2026-11-24', '2026-11-25', '2026-11-26']

const readWeek = async (client: Client): Promise<Json> => (await client.get(week)).body

/** What the cells of a week say against each place of a person, in the order of the grid. */
const conflictsOf = ({ rows }: Json, personId: string | undefined) =>
  rows
    .flatMap(({ shifts }: Json) => shifts.flatMap(({ assignments }: Json) => assignments))
    .filter((one: Json) => one.personId === personId)
    .map(({ conflicts }: Json) => ({
      kinds: conflicts.map(({ kind }: Json) => kind),
      against: conflicts.map(({ againstId }: Json) => againstId),
    })) as { kinds: string[]; against: (string | null)[] }[]

// docs/decisions/0001-home-of-rows.md: leave lies at home, shifts with the county they are in.
describe('somebody lent from another county', () => {
  let world: County
  let host: Client
  let home: Client
  let here: GatePost
  let there: GatePost
  let lent: string

  beforeEach(async () => {
    world = await county()
    host = world.as('countyCommander', { at: 'countyA' })
    home = world.as('countyCommander', { at: 'countyB' })
    // As many as there are officers: whoever may come is placed.
    here = await gatePost(world, 'schoolA1', { team: [{ role: 'police', heads: 7, must: true }] })
    there = await gatePost(world, 'schoolB1', { team: [{ role: 'police', heads: 1, must: true }] })
    lent = world.ids.people.stationB1?.[1]?.id ?? ''
    const bureau = await world.stepUp(world.as('cityBureau'))
    const seconded = await bureau.post('/api/identity/secondments', {
      id: newId(world.clock.now()),
      personId: lent,
      homeCountyId: world.ids.areas.countyB.id,
      agencyId: world.ids.agencies.stationA1,
      startsOn: '2026-11-23',
      endsOn: '2026-11-29',
      reason: '高考安保支援',
    })
    expect(seconded.status).toBe(200)
  })
  afterEach(() => world.close())

  const id = () => newId(world.clock.now())
  const onLeave = async (day: string) => {
    const leave = await home.post('/api/duty/leaves', {
      id: id(),
      personId: lent,
      startsAt: at('00:00', day).toISOString(),
      endsAt: at('23:59', day).toISOString(),
    })
    expect(leave.body).toMatchObject({ state: 'approved' })
  }
  const assign = async (client: Client, post: GatePost, day: string) =>
    client.put(`/api/duty/assignments/${id()}`, {
      shiftId: await shiftOf(world, post, 'arrival', day),
      personId: lent,
      role: 'police',
    })
  const bookPastTheRules = async (post: GatePost, day: string) =>
    world.sql(
      `insert into duty.assignment (county_id, id, area_path, shift_id, person_id, role, state,
         made_by, made_at)
       select county_id, $2, area_path, id, $3, 'police', 'planned', $3, now()
       from duty.shift where id = $1`,
      [await shiftOf(world, post, 'arrival', day), id(), lent],
    )
  const kindsAgainst = async (client: Client, post: GatePost, day: string): Promise<string[]> => {
    const shiftId = await shiftOf(world, post, 'arrival', day)
    const { rows } = (await client.get(`/api/duty/shifts/${shiftId}/candidates?role=police`)).body
    const row = rows.find(({ personId }: Json) => personId === lent)
    // Ids of another county's rows stay there.
    expect(row.conflicts.every(({ againstId }: Json) => againstId === null)).toBe(true)
    return row.conflicts.map(({ kind }: Json) => kind)
  }

  it('is not filled where leave at home or a shift there stands against it', async () => {
    await onLeave(tuesday)
    expect((await assign(home, there, wednesday)).status).toBe(200)
    expect(await kindsAgainst(host, here, tuesday)).toEqual(['leave'])
    expect(await kindsAgainst(host, here, wednesday)).toEqual(['overlap'])
    expect(await kindsAgainst(host, here, thursday)).toEqual([])
    const refused = await assign(host, here, tuesday)
    expect(refused.body.params.conflicts).toEqual(['leave'])

    await host.post(`${week}/fill`)
    const { rows } = (await host.get(week)).body
    const placed = rows[0].shifts
      .filter(({ assignments }: Json) => assignments.some((one: Json) => one.personId === lent))
      .map(({ day, half }: Json) => `${day} ${half}`)
    expect(placed).toContain(`${thursday} arrival`)
    expect(placed).not.toContain(`${tuesday} arrival`)
    expect(placed).not.toContain(`${tuesday} dismissal`)
    expect(placed).not.toContain(`${wednesday} arrival`)
    // And the other way round: at home the shifts of the host are known.
    expect(await kindsAgainst(home, there, thursday)).toEqual(['overlap'])
  })

  it('is not counted on where leave comes after the plan, and a double booking is named', async () => {
    expect((await assign(host, here, tuesday)).status).toBe(200)
    const figures = async () => (await host.get(week)).body.figures
    const dayOf = async () =>
      (await host.get('/api/duty/forecast')).body.days.find(({ day }: Json) => day === tuesday)
    expect(await dayOf()).toMatchObject({ unmanned: 1, short: 1 })
    await onLeave(tuesday)
    expect(await dayOf()).toMatchObject({ unmanned: 2, short: 0 })
    expect(await figures()).toMatchObject({ conflicts: 1 })

    expect((await assign(host, here, wednesday)).status).toBe(200)
    expect(await figures()).toMatchObject({ conflicts: 1 })
    await bookPastTheRules(there, wednesday)
    expect(await figures()).toMatchObject({ conflicts: 2 })
    expect((await host.get(`${week}/publication`)).body.hardConflicts).toBe(2)
  })

  it('is judged in each county by what they are there, when the city opens the week', async () => {
    expect((await assign(host, here, wednesday)).status).toBe(200)
    expect((await assign(home, there, thursday)).status).toBe(200)
    const city = world.as('cityBureau')
    const places = conflictsOf(await readWeek(city), lent)
    expect(places.map(({ kinds }) => kinds)).toEqual([[], []])
    const { rows } = (await city.get(`${week}/people?role=police&limit=100`)).body
    expect(rows.filter(({ personId }: Json) => personId === lent)).toMatchObject([
      { seconded: false, agencyName: '永乐派出所', duties: 2 },
    ])
  })

  it('is counted at home as the cells say, when booked there and where they are lent', async () => {
    expect((await assign(host, here, wednesday)).status).toBe(200)
    await bookPastTheRules(there, wednesday)
    const { figures, ...grid } = await readWeek(home)
    expect(conflictsOf(grid, lent)).toEqual([{ kinds: ['overlap'], against: [null] }])
    expect(figures).toMatchObject({ conflicts: 1 })
  })

  it('is not proposed for a gap while away or on a shift at home', async () => {
    const inTheDay = { startsAt: at('00:00').toISOString(), endsAt: at('23:59').toISOString() }
    const leave = { id: id(), personId: lent, ...inTheDay }
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
    const board = await host.get('/api/duty/board?day=2026-11-23&half=arrival')
    const gapId = board.body.rows[0].gap.id
    const proposed = async () => (await host.get(`/api/duty/gaps/${gapId}/proposals?limit=20`)).body
    const isProposed = async () =>
      (await proposed()).proposals.some(({ personId }: Json) => personId === lent)
    expect(await isProposed()).toBe(true)
    expect((await assign(home, there, '2026-11-23')).status).toBe(200)
    expect(await isProposed()).toBe(false)
    expect((await proposed()).excluded).toMatchObject({ servesElsewhere: 1, onLeave: 0 })
    expect((await home.post('/api/duty/leaves', leave)).status).toBe(200)
    expect((await proposed()).excluded).toMatchObject({ servesElsewhere: 0, onLeave: 1 })
  })

  it('is not proposed at home while on a shift where they are lent', async () => {
    expect((await assign(host, here, '2026-11-23')).status).toBe(200)
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
    const board = await home.get('/api/duty/board?day=2026-11-23&half=arrival')
    const path = `/api/duty/gaps/${board.body.rows[0].gap.id}/proposals?limit=20`
    const { proposals, excluded } = (await home.get(path)).body
    expect(proposals.some(({ personId }: Json) => personId === lent)).toBe(false)
    expect(excluded).toMatchObject({ servesElsewhere: 1 })
  })

  it('is followed home only for the days of the loan, and only by who may see them', async () => {
    await onLeave(tuesday)
    await onLeave('2026-12-08')
    const absences = (scope: string, from: string, until: string) =>
      world.product.ground.database.inWork({ ...systemBinding, scope }, (work) =>
        work.query('select person_id from duty.person_absences($1, $2, $3)', [[lent], from, until]),
      )
    const { countyA, countyB, countyC } = world.ids.areas
    expect(await absences(countyA.path, '2026-11-23', '2026-11-29')).toHaveLength(1)
    expect(await absences(countyA.path, '2026-12-07', '2026-12-13')).toEqual([])
    expect(await absences(countyB.path, '2026-12-07', '2026-12-13')).toHaveLength(1)
    expect(await absences(countyC.path, '2026-11-23', '2026-11-29')).toEqual([])
  })
})

it('counts and shows against somebody of another station what keeps them from the gate', async () => {
  const world = await county()
  const commander = world.as('countyCommander', { at: 'countyA' })
  const post = await gatePost(world, 'schoolA2')
  const personId = world.ids.people.stationA1?.[1]?.id
  const assigned = await commander.put(`/api/duty/assignments/${newId(world.clock.now())}`, {
    shiftId: await shiftOf(world, post, 'arrival', wednesday),
    personId,
    role: 'police',
  })
  expect(assigned.status).toBe(200)
  const leave = await commander.post('/api/duty/leaves', {
    id: newId(world.clock.now()),
    personId,
    startsAt: at('00:00', wednesday).toISOString(),
    endsAt: at('23:59', wednesday).toISOString(),
  })
  expect(leave.body).toMatchObject({ state: 'approved' })
  const grid = await readWeek(world.as('stationOfficer', { at: 'stationA2' }))
  expect(conflictsOf(grid, personId)).toEqual([{ kinds: ['leave'], against: [null] }])
  expect(grid.figures).toMatchObject({ conflicts: 1 })
  await world.close()
})
