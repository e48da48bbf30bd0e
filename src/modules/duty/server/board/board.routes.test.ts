import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

describe('Monday morning at a gate', () => {
  let world: County
  let post: GatePost

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
  })
  afterAll(() => world.close())

  it('a new post has shifts around the bells of the coming days', async () => {
    const board = await world.as('countyCommander', { at: 'countyA' }).get('/api/duty/board')
    expect(board.status).toBe(200)
    expect(board.body).toMatchObject({ day: '2026-11-23', half: 'arrival' })
    expect(board.body.rows).toHaveLength(1)
    const [row] = board.body.rows
    expect(row).toMatchObject({
      postId: post.id,
      state: 'waiting',
      group: 'waiting',
      have: { police: 0, auxiliary: 0, cadre: 0, guard: 0, staff: 0, volunteer: 0 },
      bellAt: at('08:00').toISOString(),
      startsAt: at('07:40').toISOString(),
      endsAt: at('08:15').toISOString(),
      watchAt: at('07:45').toISOString(),
      need: { police: 1, auxiliary: 1, cadre: 1, guard: 2, staff: 2, volunteer: 4 },
    })
  })

  it('a guard who checks in at the gate is counted at once', async () => {
    world.clock.set(at('07:42'))
    const shift = await shiftOf(world, post, 'arrival')
    const guard = world.as('guard', { at: 'schoolA1' })
    const reply = await checkIn(guard, shift, { at: at('07:42'), gate: post })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      outcome: 'stored',
      checkIn: { verdict: 'inside', counts: true, approval: 'notNeeded', late: false },
    })
    const row = await boardRow(world, post)
    expect(row.have.guard).toBe(1)
    expect(row.state).toBe('waiting')
  })

  it('from fifteen minutes before the bell nobody of the police makes it unmanned', async () => {
    world.clock.set(at('07:44'))
    await sweep(world, 'duty.watch')
    expect((await boardRow(world, post)).state).toBe('waiting')
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
    const row = await boardRow(world, post)
    expect(row).toMatchObject({ state: 'unmanned', group: 'send', gap: { kind: 'unmanned' } })
  })

  it('police and auxiliary there leave it short of the others, and the gap changes its kind', async () => {
    world.clock.set(at('07:50'))
    const shift = await shiftOf(world, post, 'arrival')
    for (const role of ['stationOfficer', 'auxiliary'] as const) {
      const client = world.as(role, { at: 'stationA1' })
      const reply = await checkIn(client, shift, { at: at('07:50'), gate: post })
      expect(reply.body.checkIn.counts).toBe(true)
    }
    const row = await boardRow(world, post)
    expect(row).toMatchObject({ state: 'short', group: 'short', gap: { kind: 'short' } })
  })

  it('who comes back after the bell is not late, and left early only as long as they are gone', async () => {
    const shift = await shiftOf(world, post, 'arrival')
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const commander = world.as('countyCommander', { at: 'countyA' })
    const seen = async () => {
      const { people } = (await commander.get(`/api/duty/shifts/${shift}/people`)).body
      return people.find((one: { personId: string }) => one.personId === officer.personId)
    }
    world.clock.set(at('07:55'))
    await checkIn(officer, shift, { at: at('07:55'), gate: post, direction: 'out' })
    expect(await seen()).toMatchObject({
      presence: 'gone',
      outAt: at('07:55').toISOString(),
      causes: ['notAssigned', 'earlyLeave'],
    })
    world.clock.set(at('08:05'))
    await checkIn(officer, shift, { at: at('08:05'), gate: post })
    expect(await seen()).toMatchObject({
      presence: 'there',
      inAt: at('08:05').toISOString(),
      outAt: null,
      late: false,
      causes: ['notAssigned'],
    })
  })

  it('the window closes: the post is over and its gap has ended', async () => {
    world.clock.set(at('08:15'))
    await sweep(world, 'duty.watch')
    const row = await boardRow(world, post, 'arrival')
    expect(row).toMatchObject({ state: 'over', gap: null })
  })

  it('who forgot to check out is checked out at the end, marked as automatic', async () => {
    world.clock.set(at('08:45'))
    await sweep(world, 'duty.watch')
    const shift = await shiftOf(world, post, 'arrival')
    const commander = world.as('countyCommander', { at: 'countyA' })
    const people = await commander.get(`/api/duty/shifts/${shift}/people`)
    expect(people.body.people).toHaveLength(3)
    for (const person of people.body.people) {
      expect(person).toMatchObject({
        presence: 'gone',
        outAutomatic: true,
        outAt: at('08:15').toISOString(),
      })
    }
  })

  it('draws how people came, by five minutes, up to the bell', async () => {
    const commander = world.as('countyCommander', { at: 'countyA' })
    const path = '/api/duty/board/arrivals?day=2026-11-23&half=arrival'
    const { body } = await commander.get(path)
    expect(body).toMatchObject({
      arrived: 3,
      need: 7,
      bells: [{ at: at('08:00').toISOString(), posts: 1 }],
    })
    const of = (time: string) =>
      body.points.find((point: { at: string }) => point.at === at(time).toISOString())
    expect(of('07:40')).toMatchObject({ arrived: 0, due: 7, weekBefore: null })
    expect(of('07:45')).toMatchObject({ arrived: 1 })
    expect(of('07:50')).toMatchObject({ arrived: 3 })
    const abroad = world.as('countyCommander', { at: 'countyB' })
    expect((await abroad.get(path)).body).toMatchObject({ arrived: 0, need: 0, points: [] })
    expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await world.as('guard', { at: 'schoolA1' }).get(path)).toBeRefused('request.forbidden')
    expect(await commander.get('/api/duty/board/arrivals')).toBeRefused('request.invalid')
  })

  it('a sibling county sees nothing of it', async () => {
    const other = world.as('countyCommander', { at: 'countyB' })
    const shift = await shiftOf(world, post, 'arrival')
    expect((await other.get('/api/duty/board')).body.rows).toEqual([])
    const rows = await other.get(`/api/duty/board/rows?shiftIds=${shift}`)
    expect(rows.body.rows).toEqual([])
    expect(await other.get(`/api/duty/shifts/${shift}/people`)).toBeRefused('request.notFound')
  })

  it('asks for a session, a permission and a well-formed question', async () => {
    expect(await world.anonymous.get('/api/duty/board')).toBeRefused('request.notSignedIn')
    const guard = world.as('guard', { at: 'schoolA1' })
    expect(await guard.get('/api/duty/board')).toBeRefused('request.forbidden')
    const commander = world.as('countyCommander', { at: 'countyA' })
    expect(await commander.get('/api/duty/board?half=noon')).toBeRefused('request.invalid')
    expect(
      await commander.get(`/api/duty/board/rows?shiftIds=${newId(at('07:00'))},x`),
    ).toBeRefused('request.invalid')
  })
})

async function boardRow(world: County, post: GatePost, half = 'arrival') {
  const path = `/api/duty/board?day=2026-11-23&half=${half}`
  const board = await world.as('countyCommander', { at: 'countyA' }).get(path)
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
  return board.body.rows.find((row: any) => row.postId === post.id)
}
