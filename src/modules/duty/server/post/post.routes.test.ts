import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('a post and its shifts', () => {
  let world: County
  let commander: Client
  let post: GatePost

  beforeAll(async () => {
    world = await county()
    commander = world.as('countyCommander', { at: 'countyA' })
    post = await gatePost(world, 'schoolA1')
  })
  afterAll(() => world.close())

  const shift = async (day: string, half = 'arrival'): Promise<Json> => {
    const board = (await commander.get(`/api/duty/board?day=${day}&half=${half}`)).body
    return board.rows.find((row: Json) => row.postId === post.id)
  }
  const read = async () => (await commander.get(`/api/duty/posts/${post.id}`)).body

  it('has the usual team: 1 + 1 + 1 + 2 + 2 + 4, the police sides as musts', async () => {
    const stored = await read()
    expect(stored.team.map((one: Json) => one.heads)).toEqual([1, 1, 1, 2, 2, 4])
    expect(stored.team.filter((one: Json) => one.must).map((one: Json) => one.role)).toEqual([
      'police',
      'auxiliary',
    ])
    expect(stored).toMatchObject({ radiusM: 50, version: 1, stationName: '城关派出所' })
  })

  it('is set up once however often it is sent', async () => {
    const body = {
      id: post.id,
      gateId: world.ids.schools.schoolA1.gateId,
      name: (await read()).name,
      activeFrom: '2026-09-01',
    }
    expect((await commander.post('/api/duty/posts', body)).status).toBe(200)
    const other = await commander.post('/api/duty/posts', { ...body, radiusM: 80 })
    expect(other).toBeRefused('request.conflict')
    const volunteer = { role: 'volunteer', heads: 4, must: true }
    const forced = { ...body, id: newId(at('07:00')), team: [volunteer] }
    expect(await commander.post('/api/duty/posts', forced)).toBeRefused('request.invalid')
  })

  it('changes with its version; shifts ahead follow', async () => {
    const { id: _, ...fields } = await read()
    const team = fields.team.map((one: Json) =>
      one.role === 'guard' ? { ...one, heads: 3, skills: ['firstAid'] } : one,
    )
    const free = [{ role: 'guard', heads: 1, skills: ['力气大'] }]
    const refused = await commander.put(`/api/duty/posts/${post.id}`, { ...fields, team: free })
    expect(refused).toBeRefused('request.invalid')
    const changed = await commander.put(`/api/duty/posts/${post.id}`, { ...fields, team })
    expect(changed.body).toMatchObject({ version: 2 })
    expect((await shift('2026-11-24')).need.guard).toBe(3)
    const stale = await commander.put(`/api/duty/posts/${post.id}`, fields)
    expect(stale).toBeRefused('request.stale')
  })

  it('asks for more heads on given days, with the reason, until that is taken back', async () => {
    const change = {
      id: newId(at('07:00')),
      startsOn: '2026-11-25',
      endsOn: '2026-11-25',
      role: 'police',
      delta: 2,
      reason: 'exam',
    }
    const path = `/api/duty/posts/${post.id}/headcount-changes`
    expect((await commander.post(path, change)).status).toBe(200)
    expect((await commander.post(path, change)).status).toBe(200)
    expect(await commander.post(path, { ...change, delta: 3 })).toBeRefused('request.conflict')
    expect((await shift('2026-11-25')).need.police).toBe(3)
    expect((await shift('2026-11-26')).need.police).toBe(1)
    await commander.post(`/api/duty/headcount-changes/${change.id}/withdraw`)
    expect((await shift('2026-11-25')).need.police).toBe(1)
    expect((await commander.get(path)).body).toMatchObject({ total: 1 })
  })

  it('follows the lead and lag that the nearest area sets', async () => {
    const { id } = world.ids.areas.stationA1
    const before = (await commander.get(`/api/duty/settings/${id}`)).body
    expect(before).toMatchObject({ decidedByAreaId: null, setting: { arrivalLeadMin: 20 } })
    const setting = { ...before.setting, arrivalLeadMin: 35, gapWatchMin: 10 }
    const saved = await commander.put(`/api/duty/settings/${id}`, setting)
    expect(saved.body).toMatchObject({ decidedByAreaId: id })
    expect(saved.body.shiftsMoved).toBeGreaterThan(10)
    expect(await shift('2026-11-24')).toMatchObject({
      startsAt: at('07:25', '2026-11-24').toISOString(),
      watchAt: at('07:50', '2026-11-24').toISOString(),
    })
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.put(`/api/duty/settings/${id}`, setting)).toBeRefused('request.notFound')
    expect(await foreign.delete(`/api/duty/settings/${id}`)).toBeRefused('request.notFound')
  })

  it('shows what a station would inherit, and goes back to it', async () => {
    const station = `/api/duty/settings/${world.ids.areas.stationA1.id}`
    const { id: countyId } = world.ids.areas.countyA
    const county = `/api/duty/settings/${countyId}`
    const own = (await commander.get(station)).body.setting
    expect(own.arrivalLeadMin).toBe(35)
    await commander.put(county, { ...own, arrivalLeadMin: 25 })
    expect((await commander.get(station)).body).toMatchObject({
      setting: { arrivalLeadMin: 35 },
      inherited: { setting: { arrivalLeadMin: 25 }, fromName: '安和县' },
    })
    const cleared = (await commander.delete(station)).body
    expect(cleared).toMatchObject({ setting: { arrivalLeadMin: 25 }, decidedByAreaId: countyId })
    expect(cleared.shiftsMoved).toBeGreaterThan(10)
    expect((await commander.delete(station)).body.shiftsMoved).toBe(0)
    expect((await shift('2026-11-24')).startsAt).toBe(at('07:35', '2026-11-24').toISOString())
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    expect(await officer.delete(station)).toBeRefused('request.forbidden')
    const { body } = await commander.delete(county)
    expect(body).toMatchObject({ decidedByAreaId: null, inherited: { fromName: null } })
    // The station's own again, as the following cases know it.
    await commander.put(station, own)
  })

  it('keeps a shift that somebody has checked in to when the bell moves', async () => {
    world.clock.set(at('07:20'))
    const today = await shiftOf(world, post, 'arrival')
    const guard = world.as('guard', { at: 'schoolA1' })
    expect((await checkIn(guard, today, { at: at('07:20'), gate: post })).status).toBe(200)
    const school = `/api/schools/${world.ids.schools.schoolA1.id}/bells`
    const timetable = (await commander.get(school)).body
    const bells = timetable.bells.map((bell: Json) => ({ ...bell, arrival: '08:30' }))
    const saved = await commander.put(school, { version: timetable.version, bells })
    expect(saved.status).toBe(200)
    await world.deliverFacts()
    expect((await shift('2026-11-23')).bellAt).toBe(at('08:00').toISOString())
    expect((await shift('2026-11-24')).bellAt).toBe(at('08:30', '2026-11-24').toISOString())
  })

  it('takes place no more on a day without bells, and again when they come back', async () => {
    const day = {
      id: newId(at('07:00')),
      day: '2026-11-27',
      kind: 'holiday',
      name: '校庆',
      source: '学校通知',
    }
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const entered = await cadre.post('/api/schools/calendar/days', day)
    expect(entered.status).toBe(200)
    await world.deliverFacts()
    expect(await shift('2026-11-27')).toBeUndefined()
    const { version } = entered.body
    await cadre.delete(`/api/schools/calendar/days/${day.id}?version=${version}`)
    await world.deliverFacts()
    expect(await shift('2026-11-27')).toMatchObject({ state: 'waiting' })
  })

  it('is made again for any days without changing what is right', async () => {
    const days = { firstDay: '2026-11-24', lastDay: '2026-12-04' }
    const again = await commander.post('/api/duty/shifts/materialise', days)
    expect(again.body).toMatchObject({ made: 0, moved: 0, cancelled: 0 })
    const far = { firstDay: '2026-11-24', lastDay: '2027-11-24' }
    expect(await commander.post('/api/duty/shifts/materialise', far)).toBeRefused('request.invalid')
  })

  it('is kept ready for fourteen days by the sweep', async () => {
    const run = world.product.sweeps.get('duty.materialise')
    await run?.()
    world.clock.set(at('00:10', '2026-11-24'))
    await run?.()
    world.clock.set(at('07:20'))
    expect(await shift('2026-12-08')).toBeDefined()
  })

  it('goes with its school to another station, the past included', async () => {
    const { id } = world.ids.schools.schoolA1
    const school = (await commander.get(`/api/schools/${id}`)).body
    const [row] = await world.sql('select area_path::text from schools.school where id = $1', [id])
    const path = String(row?.area_path)
    expect(await tablesBelow(world, path)).toContain('duty.check_in')
    const stationAreaId = world.ids.areas.stationA2.id
    const body = { version: school.version, withinAreaId: stationAreaId }
    expect((await commander.post(`/api/schools/${id}/move`, body)).status).toBe(200)
    await world.deliverFacts()
    const before = world.as('stationOfficer', { at: 'stationA1' })
    const after = world.as('stationOfficer', { at: 'stationA2' })
    expect((await before.get('/api/duty/posts')).body.total).toBe(0)
    expect((await after.get('/api/duty/posts')).body.rows).toMatchObject([
      { id: post.id, stationName: '河西派出所' },
    ])
    const board = (await after.get('/api/duty/board?day=2026-11-23&half=arrival')).body
    expect(board.rows).toMatchObject([{ postId: post.id, have: { guard: 1 } }])
    const ahead = (await after.get('/api/duty/board?day=2026-11-24&half=arrival')).body
    expect(ahead.rows).toMatchObject([{ postId: post.id, stationAreaId }])
    // The trail stays as it was written: its chain covers it.
    expect(await tablesBelow(world, path)).toEqual(['identity.audit_entry'])
  })

  it('belongs to its county and to who may change it', async () => {
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.get(`/api/duty/posts/${post.id}`)).toBeRefused('request.notFound')
    expect((await foreign.get('/api/duty/posts')).body.total).toBe(0)
    const gateId = world.ids.schools.schoolA2.gateId
    const stolen = { id: newId(at('07:00')), gateId, name: '岗', activeFrom: '2026-09-01' }
    expect(await foreign.post('/api/duty/posts', stolen)).toBeRefused('request.notFound')
    const office = world.as('educationOfficer', { at: 'countyA' })
    expect(await office.post('/api/duty/posts', stolen)).toBeRefused('request.forbidden')
    expect(await world.anonymous.get('/api/duty/posts')).toBeRefused('request.notSignedIn')
    expect(await commander.get('/api/duty/posts?limit=0')).toBeRefused('request.invalid')
    expect(await commander.get('/api/duty/posts?after=bm9wZQ')).toBeRefused('request.malformed')
  })
})

/** Tables that hold rows at a place. */
async function tablesBelow(world: County, path: string): Promise<string[]> {
  const rows = await world.sql(
    `select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'area_path' and t.table_type = 'BASE TABLE' order by 1`,
  )
  const tables = rows.map(({ name }) => String(name))
  const counted = await Promise.all(
    tables.map((name) => world.sql(`select from ${name} where area_path <@ '${path}' limit 1`)),
  )
  return tables.filter((_, index) => (counted[index] ?? []).length > 0)
}
