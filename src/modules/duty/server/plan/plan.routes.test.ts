import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('the week plan', () => {
  let world: County
  let commander: Client
  let first: GatePost
  let second: GatePost

  beforeAll(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
    first = await gatePost(world, 'schoolA1')
    second = await gatePost(world, 'schoolA2')
  })
  afterAll(() => world.close())

  const week = async (client = commander, day = '2026-11-25') =>
    (await client.get(`/api/duty/weeks/${day}`)).body
  const shiftOn = async (post: GatePost, day: string, half: string): Promise<Json> => {
    const grid = await week(commander, day)
    const row = grid.rows.find((one: Json) => one.postId === post.id)
    return row.shifts.find((one: Json) => one.day === day && one.half === half)
  }
  const assign = (shiftId: string, personId: string | undefined, role: string, id?: string) =>
    commander.put(`/api/duty/assignments/${id ?? newId(at('07:00'))}`, { shiftId, personId, role })
  const person = (area: 'stationA1' | 'stationA2' | 'schoolA1' | 'schoolA2', role: string) =>
    world.ids.people[area]?.find(({ dutyRole }) => dutyRole === role)?.id

  it('is a grid of posts and half-days, all of them empty at first', async () => {
    const grid = await week()
    expect(grid.weekStartsOn).toBe('2026-11-23')
    expect(grid.plans).toMatchObject([{ revision: 0, state: 'draft', id: null }])
    expect(grid.rows).toHaveLength(2)
    expect(grid.rows[0].shifts).toHaveLength(10)
    expect(grid.figures).toMatchObject({ shifts: 20, filled: 0, unmanned: 20, short: 0 })
    const { stationA1, stationA2 } = world.ids.areas
    const stations = [
      { areaId: stationA1.id, name: '城关派出所' },
      { areaId: stationA2.id, name: '河西派出所' },
    ]
    expect(grid.stations).toEqual(stations)
    const only = await commander.get(`/api/duty/weeks/2026-11-25?stationAreaId=${stationA2.id}`)
    expect([only.body.rows.length, only.body.stations]).toEqual([1, stations])
  })

  it('forecasts the gaps of the coming seven days', async () => {
    const forecast = (await commander.get('/api/duty/forecast?limit=5')).body
    expect(forecast.days).toHaveLength(7)
    expect(forecast.days[0]).toEqual({ day: '2026-11-23', shifts: 4, unmanned: 4, short: 0 })
    expect(forecast.rows).toHaveLength(5)
    expect(forecast.total).toBe(20)
    const rest = (await commander.get(`/api/duty/forecast?after=${forecast.next}`)).body
    expect(rest.rows).toHaveLength(15)
    const chosen = '/api/duty/forecast?day=2026-11-24&kind=unmanned'
    const { days, rows, total } = (await commander.get(chosen)).body
    expect(days).toEqual(forecast.days)
    expect([total, rows.length]).toEqual([days[1].unmanned, days[1].unmanned])
    expect(rows.every((row: { day: string }) => row.day === '2026-11-24')).toBe(true)
    expect((await commander.get('/api/duty/forecast?kind=short')).body.rows).toEqual([])
  })

  it('names what stands against a choice, and refuses only hard rules', async () => {
    const police = person('stationA2', 'police')
    const shift = await shiftOn(first, '2026-11-25', 'arrival')
    const put = await assign(shift.id, police, 'police')
    expect(put.status).toBe(200)
    expect(put.body.assignment).toMatchObject({
      state: 'planned',
      conflicts: [{ kind: 'otherStation', hard: false }],
    })
    const other = await shiftOn(second, '2026-11-25', 'arrival')
    const twice = await assign(other.id, police, 'police')
    expect(twice).toBeRefused('duty.hardConflict')
    expect(twice.body.params.conflicts).toEqual(['overlap'])
    const wrongRole = await assign(other.id, person('schoolA2', 'guard'), 'police')
    expect(wrongRole.body.params.conflicts).toEqual(['role'])
    const wrongSchool = await assign(other.id, person('schoolA1', 'guard'), 'guard')
    expect(wrongSchool.body.params.conflicts).toEqual(['jurisdiction'])
    const leave = await commander.post('/api/duty/leaves', {
      id: newId(at('07:00')),
      personId: person('stationA2', 'auxiliary'),
      startsAt: at('00:00', '2026-11-25').toISOString(),
      endsAt: at('23:59', '2026-11-25').toISOString(),
    })
    expect(leave.body.state).toBe('approved')
    const away = await assign(other.id, person('stationA2', 'auxiliary'), 'auxiliary')
    expect(away.body.params.conflicts).toEqual(['leave'])
  })

  it('puts back what was taken away, with the same id', async () => {
    const shift = await shiftOn(second, '2026-11-26', 'arrival')
    const id = newId(at('07:00'))
    expect((await assign(shift.id, person('stationA2', 'police'), 'police', id)).status).toBe(200)
    expect((await commander.delete(`/api/duty/assignments/${id}`)).body.state).toBe('withdrawn')
    const again = await assign(shift.id, person('stationA2', 'police'), 'police', id)
    expect(again.body.assignment).toMatchObject({ id, state: 'planned' })
    const otherContent = await assign(shift.id, person('stationA1', 'police'), 'police', id)
    expect(otherContent).toBeRefused('request.conflict')
  })

  it('fills what is empty without breaking a hard rule, and says what stays open', async () => {
    const filled = await commander.post('/api/duty/weeks/2026-11-25/fill')
    expect(filled.status).toBe(200)
    expect(filled.body.filler).toBe('simple')
    expect(filled.body.made).toBeGreaterThan(80)
    const grid = await week()
    expect(grid.figures).toMatchObject({ unmanned: 0, conflicts: 0 })
    const hard = grid.rows
      .flatMap((row: Json) => row.shifts.flatMap((shift: Json) => shift.assignments))
      .flatMap((assignment: Json) => assignment.conflicts)
      .filter((conflict: Json) => conflict.hard)
    expect(hard).toEqual([])
  })

  it('is told to each person once, with a receipt', async () => {
    const preview = await commander.get('/api/duty/weeks/2026-11-25/publication')
    expect(preview.body).toMatchObject({ removed: 0, hardConflicts: 0 })
    expect(preview.body.people).toBeGreaterThan(10)
    const stale = await commander.post('/api/duty/weeks/2026-11-25/publish', { revision: 3 })
    expect(stale).toBeRefused('duty.publishedMeanwhile')
    const published = await commander.post('/api/duty/weeks/2026-11-25/publish', { revision: 0 })
    expect(published.status).toBe(200)
    expect(published.body).toMatchObject({
      plan: { revision: 1, state: 'published' },
      noticed: preview.body.people,
    })
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const mine = (await officer.get('/api/duty/mine')).body
    expect(mine.notices).toMatchObject([{ kind: 'weekPublished', readAt: null }])
    expect(mine.shifts.length).toBeGreaterThan(0)
    const seen = await officer.post('/api/duty/mine/receipts', {
      noticeIds: mine.notices.map((notice: Json) => notice.id),
      assignmentIds: mine.shifts.map((shift: Json) => shift.assignmentId),
    })
    expect(seen.body).toEqual({ notices: 1, assignments: mine.shifts.length })
  })

  it('tells of a change only with the next publication', async () => {
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const before = (await officer.get('/api/duty/mine')).body.shifts
    const taken = before.at(-1)
    world.clock.advance(60_000)
    await commander.delete(`/api/duty/assignments/${taken.assignmentId}`)
    expect((await week()).plans).toMatchObject([{ state: 'draft', revision: 1 }])
    expect((await officer.get('/api/duty/mine')).body.shifts).toHaveLength(before.length)
    world.clock.advance(60_000)
    const published = await commander.post('/api/duty/weeks/2026-11-25/publish', { revision: 1 })
    expect(published.body).toMatchObject({ noticed: 1, plan: { state: 'published' } })
    expect((await officer.get('/api/duty/mine')).body.shifts).toHaveLength(before.length - 1)
  })

  it('is copied to the next week where nothing stands against it', async () => {
    const copied = await commander.post('/api/duty/weeks/2026-12-01/copy-last')
    expect(copied.status).toBe(200)
    expect(copied.body.made).toBeGreaterThan(80)
    const dropped = await commander.post('/api/duty/weeks/2026-12-01/discard')
    expect(dropped.body.dropped).toBe(copied.body.made)
  })

  it('keeps a pinned place when the draft is given up', async () => {
    const shift = await shiftOn(first, '2026-12-03', 'arrival')
    const made = await assign(shift.id, person('stationA1', 'police'), 'police')
    const { id } = made.body.assignment
    const pin = (pinned: boolean, client = commander) =>
      client.put(`/api/duty/assignments/${id}/pin`, { pinned })
    expect((await pin(true)).body).toEqual({ id, pinned: true })
    expect((await pin(true)).status).toBe(200)
    expect((await commander.post('/api/duty/weeks/2026-12-01/discard')).body.dropped).toBe(0)
    const kept = await shiftOn(first, '2026-12-03', 'arrival')
    expect(kept.assignments).toMatchObject([{ id, pinned: true, state: 'planned' }])
    expect(await pin(false, world.as('schoolCadre', { at: 'schoolA1' }))).toBeRefused(
      'duty.otherSide',
    )
    expect(await pin(false, world.as('countyCommander', { at: 'countyB' }))).toBeRefused(
      'request.notFound',
    )
    expect(await pin(false, world.as('guard', { at: 'schoolA1' }))).toBeRefused('request.forbidden')
    expect(await pin(false, world.anonymous)).toBeRefused('request.notSignedIn')
    expect(await commander.put(`/api/duty/assignments/${id}/pin`, { pinned: 'yes' })).toBeRefused(
      'request.invalid',
    )
    await pin(false)
    expect((await commander.post('/api/duty/weeks/2026-12-01/discard')).body.dropped).toBe(1)
    expect(await pin(true)).toBeRefused('duty.stateForbids')
  })

  it('explains who could serve a place and why the others cannot', async () => {
    const shift = await shiftOn(first, '2026-11-25', 'arrival')
    const path = `/api/duty/shifts/${shift.id}/candidates?role=police`
    const { rows, free, byConflict, total } = (await commander.get(path)).body
    expect(rows).toHaveLength(total)
    const barred = byConflict.reduce((sum: number, one: Json) => sum + one.people, 0)
    expect(free + barred).toBe(total)
  })

  it('is planned by the police for the police and by the school for its own', async () => {
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const shift = await shiftOn(first, '2026-11-27', 'arrival')
    const path = `/api/duty/assignments/${newId(at('07:00'))}`
    const police = { shiftId: shift.id, personId: person('stationA1', 'police'), role: 'police' }
    expect(await cadre.put(path, police)).toBeRefused('duty.otherSide')
    const grid = await week(cadre)
    expect(grid.rows.map((row: Json) => row.postId)).toEqual([first.id])
    expect(await cadre.post('/api/duty/weeks/2026-11-25/publish', { revision: 2 })).toBeRefused(
      'request.forbidden',
    )
  })

  it('belongs to its county', async () => {
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect((await week(foreign)).rows).toEqual([])
    const shift = await shiftOn(first, '2026-11-27', 'arrival')
    const body = { shiftId: shift.id, personId: person('stationA1', 'police'), role: 'police' }
    const path = `/api/duty/assignments/${newId(at('07:00'))}`
    expect(await foreign.put(path, body)).toBeRefused('request.notFound')
    expect(await foreign.delete(path)).toBeRefused('request.notFound')
    expect(await world.anonymous.get('/api/duty/weeks/2026-11-25')).toBeRefused(
      'request.notSignedIn',
    )
    expect(await commander.get('/api/duty/weeks/monday')).toBeRefused('request.invalid')
    expect(await world.as('volunteer', { at: 'schoolA1' }).get('/api/duty/forecast')).toBeRefused(
      'request.forbidden',
    )
  })
})
