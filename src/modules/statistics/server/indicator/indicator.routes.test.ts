import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { coreSet } from '../../../schools/contract/upkeep.ts'
import { indicatorNames } from '../../contract/values.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const today = 'firstDay=2026-11-23&lastDay=2026-11-23'

describe('a morning at one gate', () => {
  let world: County
  let post: GatePost
  let commander: Client

  beforeAll(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
    post = await gatePost(world, 'schoolA1')
    await gatePost(world, 'schoolB1')
    const shift = await shiftOf(world, post, 'arrival')
    world.clock.set(at('07:40'))
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    const guard = world.as('guard', { at: 'schoolA1' })
    await checkIn(officer, shift, { at: at('07:40'), gate: post })
    await checkIn(guard, shift, { at: at('07:40'), gate: post })
    world.clock.set(at('07:42'))
    await checkIn(officer, shift, { at: at('07:42'), gate: post })
    await checkIn(auxiliary, shift, { at: at('07:42'), gate: post, metresOff: 900 })
    // Called away and back: six minutes that nobody was there.
    world.clock.set(at('08:00'))
    await checkIn(officer, shift, { at: at('08:00'), gate: post, direction: 'out' })
    world.clock.set(at('08:06'))
    await checkIn(officer, shift, { at: at('08:06'), gate: post })
    world.clock.set(at('08:16'))
    await checkIn(officer, shift, { at: at('08:16'), gate: post, direction: 'out' })
    await sweep(world, 'duty.watch')
    world.clock.set(at('08:45'))
    await sweep(world, 'duty.watch')
    await officer.post('/api/duty/events', {
      deviceNow: at('08:45').toISOString(),
      record: {
        kind: 'event',
        id: newId(at('08:10')),
        postId: post.id,
        shiftId: shift,
        event: 'help',
        at: at('08:10').toISOString(),
      },
    })
    await settle(world)
  })
  afterAll(() => world.close())

  const values = async (ids: string, query = today, client = commander): Promise<Json> => {
    const reply = await client.get(`/api/statistics/values?indicators=${ids}&${query}`)
    expect([reply.status, reply.body.code]).toEqual([200, undefined])
    return Object.fromEntries(reply.body.values.map((one: Json) => [one.indicator, one.value]))
  }

  it('counts as many sets of gear as the school itself sees', async () => {
    const path = `/api/schools/${world.ids.schools.schoolA1.id}/gear`
    const enter = async (gear: string, fields: object) => {
      const id = newId(world.clock.now())
      const entry = { id, gear, movement: 'in', quantity: 3, onDay: '2026-10-01', ...fields }
      expect((await commander.post(`${path}/entries`, entry)).status).toBe(200)
    }
    for (const gear of coreSet) await enter(gear, {})
    await enter('spray', { movement: 'out', quantity: 2, onDay: '2026-10-10' })
    await enter('spray', { quantity: 2, expiresOn: '2026-11-20' })
    await enter('torch', { movement: 'lost', quantity: 1, onDay: '2026-10-11' })
    await enter('fork', { quantity: 1 })
    const { coreSets } = (await commander.get(path)).body
    expect(coreSets).toBe(2)
    expect(await values('gear_sets_core')).toEqual({ gear_sets_core: coreSets })
    expect(await values('gear_added')).toEqual({ gear_added: 0 })
  })

  it('counts each person once a shift, and only what proves presence', async () => {
    const ids = ['police', 'auxiliary', 'guard'].map((role) => `duty_person_times_${role}`)
    expect(await values(`${ids.join(',')},duty_person_times,duty_person_times_all`)).toEqual({
      duty_person_times_police: 1,
      duty_person_times_auxiliary: 0,
      duty_person_times_guard: 1,
      duty_person_times: 1,
      duty_person_times_all: 2,
    })
  })

  it('counts hours to the own check-out, none for what closed itself', async () => {
    expect(await values('duty_hours')).toEqual({ duty_hours: 0.5 })
    const rows = await commander.get(`/api/statistics/indicators/duty_hours/rows?${today}`)
    expect(rows.body).toMatchObject({ total: 1, sum: 0.5 })
    expect(rows.body.rows[0].value).toBe(30)
    const { body } = await commander.get(`/api/statistics/indicators/duty_hours/left-out?${today}`)
    expect(body.reasons).toEqual([{ reason: 'closedItself', count: 1 }])
    expect(body.rows[0]).toMatchObject({ role: 'guard', reason: 'closedItself', value: 0 })
  })

  it('makes rates and averages of their two parts', async () => {
    const path = `/api/statistics/values?indicators=see_police_rate,police_deployed_daily_avg&${today}`
    const { body } = await commander.get(path)
    expect(body.values).toEqual([
      // At noon nobody could have been seen at the afternoon's shift.
      { indicator: 'see_police_rate', value: 100, of: 1, per: 1 },
      { indicator: 'police_deployed_daily_avg', value: 1, of: 1, per: 1 },
    ])
    const empty = await values('see_police_rate', 'firstDay=2026-11-21&lastDay=2026-11-22')
    expect(empty).toEqual({ see_police_rate: null })
  })

  it('opens a figure into its rows with their evidence', async () => {
    const path = `/api/statistics/indicators/duty_person_times/rows?${today}`
    const { body } = await commander.get(path)
    expect(body).toMatchObject({
      total: 1,
      sum: 1,
      rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(body.rows).toHaveLength(1)
    expect(body.rows[0]).toMatchObject({
      subject: 'checkIn',
      part: 'duty_person_times_police',
      day: '2026-11-23',
      half: 'arrival',
      schoolName: '安和县第一小学',
      placeName: '安和县第一小学正门岗',
      role: 'police',
      at: at('07:40').toISOString(),
      value: 1,
      evidence: { method: 'position', verdict: 'inside', hasPhoto: false, offline: false },
    })
    expect(body.rows[0].personName).not.toBeNull()
    const bureau = await world.as('educationOfficer', { at: 'countyA' }).get(path)
    expect(bureau.body.rows[0].personName).toBeNull()
  })

  it('lists what was left out, and why', async () => {
    const path = `/api/statistics/indicators/duty_person_times/left-out?${today}`
    const { body } = await commander.get(path)
    expect(body.total).toBe(3)
    expect(body.reasons).toEqual([
      { reason: 'repeated', count: 2 },
      { reason: 'outside', count: 1 },
    ])
    const none = await commander.get(`/api/statistics/indicators/guard_posts/left-out?${today}`)
    expect(none).toBeRefused('statistics.noRowsLeftOut')
  })

  it('breaks down by day, school, station and county; parts add up to the whole', async () => {
    const city = world.as('cityBureau')
    for (const by of ['day', 'school', 'station', 'county']) {
      const path = `/api/statistics/values?indicators=duty_shifts,guard_posts&${today}&by=${by}`
      const { status, body } = await city.get(path)
      expect([by, status]).toEqual([by, 200])
      for (const [nth, { value }] of body.values.entries()) {
        const parts = body.groups.map((group: Json) => group.values[nth].value)
        expect([by, parts.reduce((sum: number, part: number) => sum + part, 0)]).toEqual([
          by,
          value,
        ])
      }
      expect(body.values.map((one: Json) => one.value)).toEqual([4, 2])
    }
  })

  it('knows arrival and dismissal apart where rows do', async () => {
    expect(await values('duty_shifts', `${today}&half=arrival`)).toEqual({ duty_shifts: 1 })
    const path = `/api/statistics/values?indicators=guard_posts&${today}&half=arrival`
    expect(await commander.get(path)).toBeRefused('statistics.noHalves')
  })

  it('compares with the period before', async () => {
    const month = 'firstDay=2026-10-21&lastDay=2026-11-20&compare=true'
    const path = `/api/statistics/values?indicators=duty_shifts&${month}`
    const { body } = await commander.get(path)
    expect(body.previous).toMatchObject({ firstDay: '2026-09-21', lastDay: '2026-10-20' })
  })

  it('computes every indicator for every scope, and opens it', async () => {
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    for (const client of [commander, world.as('cityBureau'), officer]) {
      const all = await values(indicatorNames.join(','), today, client)
      expect(Object.keys(all)).toHaveLength(indicatorNames.length)
      expect(all).toMatchObject({ onsite_assistance: 1, deal_with_rate: 100, duty_days: 1 })
    }
    for (const indicator of indicatorNames) {
      const path = `/api/statistics/indicators/${indicator}/rows?${today}`
      expect([indicator, (await commander.get(path)).status]).toEqual([indicator, 200])
    }
  })

  it('asks for a session, a permission and a well-formed question', async () => {
    const path = `/api/statistics/values?indicators=duty_shifts&${today}`
    expect(await world.anonymous.get(path)).toBeRefused('request.notSignedIn')
    expect(await world.as('guard').get(path)).toBeRefused('request.forbidden')
    expect(await commander.get('/api/statistics/values?indicators=x&firstDay=1')).toBeRefused(
      'request.invalid',
    )
    const unknown = `/api/statistics/values?indicators=nothing&${today}`
    expect(await commander.get(unknown)).toBeRefused('request.invalid')
    const reversed = 'indicators=duty_shifts&firstDay=2026-11-23&lastDay=2026-11-22'
    expect(await commander.get(`/api/statistics/values?${reversed}`)).toBeRefused(
      'statistics.periodReversed',
    )
    const long = 'indicators=duty_shifts&firstDay=2016-11-23&lastDay=2026-11-22'
    expect(await commander.get(`/api/statistics/values?${long}`)).toBeRefused(
      'statistics.periodTooLong',
    )
  })

  it('keeps areas outside the scope unseen, also those above it', async () => {
    for (const area of ['countyB', 'cityA', 'country'] as const) {
      const path = `/api/statistics/values?indicators=duty_shifts&${today}`
      const reply = await commander.get(`${path}&areaId=${world.ids.areas[area].id}`)
      expect(reply).toBeRefused('request.notFound')
    }
    const rows = `/api/statistics/indicators/duty_shifts/rows?${today}`
    const other = await world.as('countyCommander', { at: 'countyB' }).get(rows)
    expect(other.body.rows.map((row: Json) => row.schoolName)).toEqual([
      '永乐县实验小学',
      '永乐县实验小学',
    ])
  })

  it('tells the definition of each indicator', async () => {
    const { body } = await commander.get('/api/statistics/indicators')
    expect(body).toHaveLength(indicatorNames.length)
    const one = body.find((indicator: Json) => indicator.id === 'duty_person_times')
    expect(one).toMatchObject({ period: 'since', halves: true, leavesOut: true, percent: false })
  })
})

describe('gaps of a day', () => {
  let world: County
  let commander: Client
  const team = [{ role: 'police', heads: 1, must: true }]
  const ids = ['unmanned_gaps', 'unmanned_gaps_filled', 'unmanned_at_bell', 'unmanned_fill_minutes']

  beforeAll(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
  })
  afterAll(() => world.close())

  const pass = async (time: string) => {
    world.clock.set(at(time))
    await sweep(world, 'duty.watch')
  }
  /** From day sums and from rows. */
  const values = async (): Promise<number[]> => {
    await settle(world)
    const { body } = await commander.get(
      `/api/statistics/values?indicators=${ids.join(',')}&${today}`,
    )
    const summed = body.values.map((one: Json) => one.value)
    for (const [nth, id] of ids.entries()) {
      const rows = await commander.get(`/api/statistics/indicators/${id}/rows?${today}`)
      expect([id, rows.body.sum]).toEqual([id, summed[nth]])
    }
    return summed
  }

  it('are shifts that were empty before the bell, filled by who counts', async () => {
    const post = await gatePost(world, 'schoolA1', { team })
    const doubted = await gatePost(world, 'schoolA2', { team })
    const arrival = await shiftOf(world, post, 'arrival')
    const dismissal = await shiftOf(world, post, 'dismissal')
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const other = world.as('stationOfficer', { at: 'stationA2' })
    const tell = async (client: Client, shift: string, fields: object) => {
      const time = world.clock.now()
      const { status, body } = await checkIn(client, shift, { at: time, gate: post, ...fields })
      expect([status, body.code]).toEqual([200, undefined])
      return body.checkIn
    }
    const unsure = { accuracyM: 200 }
    await pass('07:45')
    expect(await values()).toEqual([2, 0, 0, 0])
    // Somebody who may not count closes the gap on the board, and fills nothing.
    await pass('07:48')
    expect(await tell(officer, arrival, unsure)).toMatchObject({ counts: false })
    const elsewhere = await shiftOf(world, doubted, 'arrival')
    const doubt = await tell(other, elsewhere, { ...unsure, gate: doubted })
    expect(await values()).toEqual([2, 0, 0, 0])
    // Who leaves opens a second gap of the same shift.
    await pass('07:50')
    await tell(officer, arrival, { direction: 'out' })
    await pass('07:53')
    await tell(officer, arrival, {})
    expect(await values()).toEqual([2, 1, 0, 6])
    // Who came in doubt betters it at the gate before the bell.
    await pass('07:55')
    await tell(other, elsewhere, { gate: doubted })
    expect(await values()).toEqual([2, 2, 0, 9])
    for (const time of ['08:00', '08:31']) await pass(time)
    await commander.post(`/api/duty/check-ins/${doubt.id}/decision`, { decision: 'approved' })
    expect(await values()).toEqual([2, 2, 0, 9])
    // Who leaves early after the bell leaves no post empty before it.
    await pass('16:10')
    await tell(officer, dismissal, {})
    for (const time of ['16:15', '16:30', '16:31']) await pass(time)
    await tell(officer, dismissal, { direction: 'out' })
    await pass('16:32')
    const [early] = await world.sql(
      `select count(*)::int as gaps from duty.gap where shift_id = $1`,
      [dismissal],
    )
    expect(early?.gaps).toBe(1)
    // The other gate was empty from before the bell on.
    expect(await values()).toEqual([3, 2, 1, 9])
  })
})

describe('figures of the running day', () => {
  const ids = 'duty_shifts,duty_days,police_shifts_required,see_police_rate,must_attend_missed'
  const ahead = 'firstDay=2026-11-23&lastDay=2026-11-29'

  it('divide by what has come, and days ahead are no figure', async () => {
    const world = await county()
    const commander = world.as('countyCommander', { at: 'countyA' })
    const post = await gatePost(world, 'schoolA1', { mustAttendLevel: 'station' })
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const shift = await shiftOf(world, post, 'arrival')
    const values = async () => {
      await sweep(world, 'duty.watch')
      await settle(world)
      const { body } = await commander.get(`/api/statistics/values?indicators=${ids}&${ahead}`)
      return body.values.map((one: Json) => one.value)
    }
    world.clock.set(at('07:45'))
    expect(await values()).toEqual([2, 1, 0, null, 0])
    await checkIn(officer, shift, { at: at('07:45'), gate: post })
    expect(await values()).toEqual([2, 1, 0, null, 0])
    // The bell alone makes it count: nobody records anything then.
    world.clock.set(at('08:00'))
    expect(await values()).toEqual([2, 1, 1, 100, 0])
    world.clock.set(at('16:31'))
    expect(await values()).toEqual([2, 1, 2, 50, 0])
    world.clock.set(at('17:31'))
    expect(await values()).toEqual([2, 1, 2, 50, 1])
    await world.close()
  })

  it('follow posts that come and go, though nobody records anything', async () => {
    const world = await county()
    const commander = world.as('countyCommander', { at: 'countyA' })
    const shifts = async () => {
      await settle(world)
      const { body } = await commander.get(`/api/statistics/values?indicators=duty_shifts&${today}`)
      return body.values[0].value
    }
    const post = await gatePost(world, 'schoolA1')
    expect(await shifts()).toBe(2)
    await gatePost(world, 'schoolA2')
    expect(await shifts()).toBe(4)
    world.clock.set(at('12:00'))
    const { body } = await commander.get(`/api/duty/posts/${post.id}`)
    const closed = { ...body, activeUntil: '2026-11-22' }
    expect((await commander.put(`/api/duty/posts/${post.id}`, closed)).status).toBe(200)
    expect(await shifts()).toBe(3)
    await world.close()
  })
})

/** Delivers what was announced and sums the stale days. */
async function settle(world: County): Promise<void> {
  await world.deliverFacts()
  await sweep(world, 'statistics.refresh')
  await sweep(world, 'statistics.rollup')
}
