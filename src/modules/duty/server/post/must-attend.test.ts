import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const role = (name: string, heads: number, must: boolean) => ({ role: name, heads, must })
const withPolice = [role('police', 1, true), role('auxiliary', 1, true)]
const week = '/api/duty/weeks/2026-11-23'

describe('a post that police must attend', () => {
  let world: County
  let commander: Client
  let city: GatePost
  let plain: GatePost
  let shift: string

  beforeAll(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
    plain = await gatePost(world, 'schoolA1', { name: '甲岗', team: withPolice })
    city = await gatePost(world, 'schoolA2', {
      name: '乙岗',
      mustAttendLevel: 'city',
      team: withPolice,
    })
    shift = await shiftOf(world, city, 'arrival')
  })
  afterAll(() => world.close())

  const told = async (client: Client): Promise<Json[]> =>
    (await client.get('/api/duty/mine')).body.notices.filter(
      ({ kind, detail }: Json) => kind === 'gapOpened' && detail.postName === '乙岗',
    )

  it('asks for at least one police officer as a must role, whoever writes it', async () => {
    const { gateId } = world.ids.schools.schoolA1
    const post = {
      id: newId(at('07:00')),
      gateId,
      name: '丙岗',
      activeFrom: '2027-09-01',
      mustAttendLevel: 'county',
    }
    for (const team of [
      [role('auxiliary', 1, true)],
      [role('police', 0, true)],
      [role('police', 1, false)],
    ]) {
      const refused = await commander.post('/api/duty/posts', { ...post, team })
      expect(refused).toBeRefused('duty.mustAttendWithoutPolice')
    }
    const { body } = await commander.get(`/api/duty/posts/${city.id}`)
    const { name, radiusM, sanjian, kit, activeFrom, activeUntil, version } = body
    const change = { name, radiusM, sanjian, kit, activeFrom, activeUntil, version }
    const weaker = { ...change, mustAttendLevel: 'city', team: [role('guard', 1, true)] }
    const put = await commander.put(`/api/duty/posts/${city.id}`, weaker)
    expect(put).toBeRefused('duty.mustAttendWithoutPolice')
    const fewer = (postId: string) =>
      commander.post(`/api/duty/posts/${postId}/headcount-changes`, {
        id: newId(at('07:00')),
        startsOn: '2026-12-07',
        endsOn: '2026-12-07',
        role: 'police',
        delta: -1,
        reason: 'other',
      })
    expect(await fewer(city.id)).toBeRefused('duty.mustAttendWithoutPolice')
    expect((await fewer(plain.id)).status).toBe(200)
  })

  it('is marked on the board, in the week and in the forecast, which names it first', async () => {
    const board = await commander.get('/api/duty/board?day=2026-11-23&half=arrival')
    const level = (rows: Json[]) => rows.map((one) => [one.postName, one.mustAttendLevel])
    expect(level(board.body.rows)).toEqual(
      expect.arrayContaining([
        ['乙岗', 'city'],
        ['甲岗', null],
      ]),
    )
    const grid = await commander.get(`${week}?limit=1`)
    const second = await commander.get(`${week}?limit=1&after=${grid.body.next}`)
    expect(level([...grid.body.rows, ...second.body.rows]).sort()).toEqual([
      ['乙岗', 'city'],
      ['甲岗', null],
    ])
    const { rows } = (await commander.get('/api/duty/forecast?limit=200')).body
    const names = rows.map(({ postName }: Json) => postName)
    const open = names.filter((name: string) => name === '乙岗').length
    expect(open).toBeGreaterThan(4)
    expect(names.slice(0, open)).toEqual(Array.from({ length: open }, () => '乙岗'))
    expect(rows[0]).toMatchObject({ mustAttendOpen: true, mustAttendLevel: 'city' })
    expect(names).toContain('甲岗')
  })

  it('is named before a week is published without police there', async () => {
    const police = world.ids.people.stationA2?.filter(({ dutyRole }) => dutyRole === 'police') ?? []
    const assign = (shiftId: string) =>
      commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
        shiftId,
        personId: police[1]?.id,
        role: 'police',
      })
    expect((await assign(await shiftOf(world, city, 'dismissal'))).status).toBe(200)
    const { mustAttendOpen } = (await commander.get(`${week}/publication`)).body
    expect(mustAttendOpen.total).toBe(9)
    expect(mustAttendOpen.rows[0]).toMatchObject({
      postName: '乙岗',
      half: 'arrival',
      level: 'city',
    })
    const refused = await commander.post(`${week}/publish`, { revision: 0 })
    expect(refused).toBeRefused('duty.mustAttendOpen')
    expect(refused.body.params).toEqual({ count: 9, posts: ['乙岗'] })
    const seen = { revision: 0, mustAttendSeen: true }
    const published = await commander.post(`${week}/publish`, seen)
    expect(published.body).toMatchObject({ noticed: 1, plan: { revision: 1 } })
  })

  it('is told to the level that listed it when nobody of the police is there', async () => {
    world.clock.set(at('07:40'))
    const officer = world.as('stationOfficer', { at: 'stationA2' })
    const auxiliary = world.as('auxiliary', { at: 'stationA2' })
    await checkIn(officer, shift, { at: at('07:40'), gate: city })
    world.clock.set(at('07:46'))
    await sweep(world, 'duty.watch')
    await world.deliverFacts()
    const bureau = world.as('cityBureau')
    // The auxiliary is missing, the police are there: the county's business.
    expect(await told(commander)).toMatchObject([{ detail: { mustAttendLevel: null } }])
    expect(await told(bureau)).toEqual([])

    await checkIn(officer, shift, { at: at('07:47'), gate: city, direction: 'out' })
    await world.deliverFacts()
    expect(await told(bureau)).toMatchObject([{ detail: { mustAttendLevel: 'city' } }])
    expect(await told(commander)).toHaveLength(1)
    await checkIn(auxiliary, shift, { at: at('07:48'), gate: city })
    await sweep(world, 'duty.watch')
    await world.deliverFacts()
    expect(await told(bureau)).toHaveLength(1)
    expect(await told(world.as('cityBureau', { at: 'cityB' }))).toEqual([])
  })

  it('is not told of while an officer stands there in doubt, a photo on its way', async () => {
    world.clock.set(at('16:14'))
    const dismissal = await shiftOf(world, city, 'dismissal')
    const officer = world.as('stationOfficer', { at: 'stationA2' })
    const fields = { photoFileId: newId(at('16:14')), photoSha256: 'ab'.repeat(32) }
    const blurred = { at: at('16:14'), gate: city, metresOff: 40, accuracyM: 60, fields }
    const doubtful = await checkIn(officer, dismissal, blurred)
    world.clock.set(at('16:16'))
    await sweep(world, 'duty.watch')
    await world.deliverFacts()
    const [newest, ...before] = await told(commander)
    expect(newest).toMatchObject({ detail: { mustAttendLevel: null } })
    expect(before).toHaveLength(1)
    expect(await told(world.as('cityBureau'))).toHaveLength(1)

    // The gap is the same as before, but nobody doubts any more that the police are missing.
    const refused = { decision: 'refused' }
    await commander.post(`/api/duty/check-ins/${doubtful.body.checkIn.id}/decision`, refused)
    await world.deliverFacts()
    const [first, ...earlier] = await told(world.as('cityBureau'))
    expect(first).toMatchObject({ detail: { mustAttendLevel: 'city' } })
    expect(earlier).toHaveLength(1)
  })

  it('counts as missed when the shift has ended and the police never came', async () => {
    const names = 'must_attend_missed,police_shifts_required'
    const period = 'firstDay=2026-11-23&lastDay=2026-11-23'
    const values = async () => {
      await sweep(world, 'duty.watch')
      await world.deliverFacts()
      await sweep(world, 'statistics.rollup')
      const path = `/api/statistics/values?indicators=${names}&${period}`
      return (await commander.get(path)).body.values.map(({ value }: Json) => value)
    }
    // Two posts, two half-days; the arrival at 乙岗 was attended, its dismissal lies ahead.
    expect(await values()).toEqual([0, 2])
    world.clock.set(at('17:30'))
    expect(await values()).toEqual([1, 4])
    const rows = `/api/statistics/indicators/must_attend_missed/rows?${period}`
    const { body } = await commander.get(rows)
    expect(body.rows).toMatchObject([{ half: 'dismissal', placeName: '乙岗' }])

    const dismissal = await shiftOf(world, city, 'dismissal')
    const officer = world.as('stationOfficer', { at: 'stationA2' })
    const late = await checkIn(officer, dismissal, { at: at('17:30'), gate: city })
    await commander.post(`/api/duty/check-ins/${late.body.checkIn.id}/decision`, {
      decision: 'approved',
    })
    expect(await values()).toEqual([0, 4])
  })

  it('keeps one of the police a must, whatever changes of heads stand together', async () => {
    const day = '2026-12-07'
    const change = (postId: string, delta: number) =>
      commander.post(`/api/duty/posts/${postId}/headcount-changes`, {
        id: newId(world.clock.now()),
        startsOn: day,
        endsOn: day,
        role: 'police',
        delta,
        reason: 'other',
      })
    const two = await gatePost(world, 'schoolA1', {
      name: '丁岗',
      activeFrom: day,
      mustAttendLevel: 'county',
      team: [role('police', 2, true)],
    })
    expect((await change(two.id, -1)).status).toBe(200)
    expect(await change(two.id, -1)).toBeRefused('duty.mustAttendWithoutPolice')
    expect((await change(two.id, 1)).status).toBe(200)
    expect((await change(two.id, -1)).status).toBe(200)

    // Listed only after a change has taken the last of them away.
    const { body: listed } = await commander.get(`/api/duty/posts/${plain.id}`)
    const asked = async () => {
      const grid = await commander.get(`/api/duty/weeks/${day}`)
      const { shifts } = grid.body.rows.find(({ postId }: Json) => postId === plain.id)
      const { need, mustRoles } = shifts.find((shift: Json) => shift.day === day)
      return [need.police, mustRoles]
    }
    expect(await asked()).toEqual([0, ['auxiliary']])
    await commander.put(`/api/duty/posts/${plain.id}`, { ...listed, mustAttendLevel: 'county' })
    expect(await asked()).toEqual([1, ['police', 'auxiliary']])
  })
})
