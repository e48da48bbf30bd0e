import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('what happens at a post', () => {
  let world: County
  let post: GatePost
  let commander: Client
  let officer: Client

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    commander = world.as('countyCommander', { at: 'countyA' })
    officer = world.as('stationOfficer', { at: 'stationA1' })
    world.clock.set(at('07:50'))
  })
  afterAll(() => world.close())

  const eventOf = (event: string, fields: Json = {}) => ({
    kind: 'event',
    id: newId(at('07:50')),
    postId: post.id,
    event,
    at: at('07:50').toISOString(),
    ...fields,
  })
  const send = (client: Client, record: Json) =>
    client.post('/api/duty/events', { deviceNow: at('07:50').toISOString(), record })
  const events = async (query = '') => (await commander.get(`/api/duty/events${query}`)).body

  it('is written down in two taps, once', async () => {
    const record = eventOf('help')
    const stored = await send(officer, record)
    expect(stored.body).toMatchObject({ outcome: 'stored', event: { id: record.id } })
    expect((await send(officer, record)).body.outcome).toBe('duplicate')
    expect(await send(officer, { ...record, heads: 2 })).toBeRefused('request.conflict')
    expect((await events()).rows).toMatchObject([{ event: 'help', heads: 1 }])
  })

  it('names the ground of a check and carries no text about anybody', async () => {
    expect(await send(officer, eventOf('check'))).toBeRefused('request.invalid')
    const named = eventOf('check', { legalGround: 'policeLaw9', note: '某人' })
    expect(await send(officer, named)).toBeRefused('request.invalid')
    const check = await send(officer, eventOf('check', { legalGround: 'policeLaw9' }))
    const guard = world.as('guard', { at: 'schoolA1' })
    const byGuard = await send(guard, eventOf('check', { legalGround: 'policeLaw9' }))
    expect(byGuard).toBeRefused('duty.checkByPolice')
    expect(check.status).toBe(200)
  })

  it('tells a good deed in words only if the person concerned agreed', async () => {
    const told = eventOf('deed', { note: '归还钱包', consent: true })
    const untold = eventOf('deed', { note: '归还手机' })
    for (const record of [told, untold]) expect((await send(officer, record)).status).toBe(200)
    const notes = (await events('?event=deed')).rows.map(({ id, note }: Json) => [id, note])
    expect(Object.fromEntries(notes)).toMatchObject({ [told.id]: '归还钱包', [untold.id]: '' })
  })

  it('is taken back by its author within a minute', async () => {
    const record = eventOf('deed', { consent: true })
    await send(officer, record)
    const path = `/api/duty/events/${record.id}/withdraw`
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    expect(await auxiliary.post(path)).toBeRefused('request.notFound')
    world.clock.set(at('07:51'))
    expect((await officer.post(path)).body).toMatchObject({ id: record.id })
    const late = eventOf('patrol')
    await send(officer, late)
    world.clock.advance(61_000)
    expect(await officer.post(`/api/duty/events/${late.id}/withdraw`)).toBeRefused(
      'duty.undoTooLate',
    )
    world.clock.set(at('07:50'))
  })

  it('opens one incident, which its owner closes with the outcome', async () => {
    const record = eventOf('incident', { note: '门前纠纷' })
    await send(officer, record)
    await send(officer, record)
    const listed = (await commander.get('/api/duty/incidents')).body
    expect(listed).toMatchObject({
      total: 1,
      rows: [{ eventId: record.id, state: 'open', ownerName: '城关派出所', summary: '门前纠纷' }],
    })
    const path = `/api/duty/incidents/${listed.rows[0].id}/close`
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    expect(await cadre.post(path, { outcome: '已劝离' })).toBeRefused('duty.notOwner')
    const closed = await officer.post(path, { outcome: '已调解' })
    expect(closed.body).toMatchObject({ state: 'closed', outcome: '已调解' })
    expect((await officer.post(path, { outcome: '已调解' })).status).toBe(200)
    expect(await officer.post(path, { outcome: '其他' })).toBeRefused('duty.stateForbids')
  })

  it('takes the incident back with the event', async () => {
    const record = eventOf('incident')
    await send(officer, record)
    await officer.post(`/api/duty/events/${record.id}/withdraw`)
    const { rows } = (await commander.get('/api/duty/incidents?state=withdrawn')).body
    expect(rows).toMatchObject([{ eventId: record.id }])
  })

  it('counts heads and vehicles of a deployment, and corrects them the same day', async () => {
    const record = {
      kind: 'deployment',
      id: newId(at('07:50')),
      task: 'gateDuty',
      onDay: '2026-11-23',
      policeHeads: 6,
      vehicles: 2,
      at: at('07:50').toISOString(),
    }
    const body = { deviceNow: at('07:50').toISOString(), record }
    expect((await officer.post('/api/duty/deployments', body)).body.outcome).toBe('stored')
    expect((await officer.post('/api/duty/deployments', body)).body.outcome).toBe('duplicate')
    const other = { ...body, record: { ...record, vehicles: 3 } }
    expect(await officer.post('/api/duty/deployments', other)).toBeRefused('request.conflict')
    const path = `/api/duty/deployments/${record.id}/withdraw`
    expect(await commander.post(path)).toBeRefused('request.notFound')
    expect((await officer.post(path)).body.withdrawnAt).not.toBeNull()
    expect((await commander.get('/api/duty/deployments')).body.total).toBe(1)
  })

  it('is confirmed by the school: police, car and light were seen', async () => {
    const shift = await shiftOf(world, post, 'arrival')
    const path = `/api/duty/shifts/${shift}/sanjian`
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const confirmed = { confirmed: ['police', 'light'] }
    expect((await cadre.put(path, confirmed)).body.sanjianConfirmed).toEqual(['police', 'light'])
    expect(await officer.put(path, confirmed)).toBeRefused('request.forbidden')
    const later = await shiftOf(world, post, 'dismissal')
    expect(await cadre.put(`/api/duty/shifts/${later}/sanjian`, confirmed)).toBeRefused(
      'duty.stateForbids',
    )
    const foreign = world.as('schoolCadre', { at: 'schoolB1' })
    expect(await foreign.put(path, confirmed)).toBeRefused('request.notFound')
    // A teacher's screen still shows what was there before the colleague.
    const teacher = world.as('dutyTeacher', { at: 'schoolA1' })
    const told = await teacher.put(path, { was: [], confirmed: ['car'] })
    expect(told.body.sanjianConfirmed).toEqual(['police', 'car', 'light'])
    const less = await cadre.put(path, { was: ['police', 'light'], confirmed: ['light'] })
    expect(less.body.sanjianConfirmed).toEqual(['car', 'light'])
  })

  it('waits for a leader where the proof is weak, and counts when it is approved', async () => {
    const shift = await shiftOf(world, post, 'arrival')
    const guard = world.as('guard', { at: 'schoolA1' })
    const far = { at: at('07:50'), gate: post, metresOff: 400 }
    const pending = (await checkIn(guard, shift, far)).body.checkIn
    await checkIn(officer, shift, far)
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const listed = (await cadre.get('/api/duty/check-ins/pending')).body
    expect(listed).toMatchObject({
      total: 1,
      rows: [{ id: pending.id, causes: ['outside', 'notAssigned'] }],
    })
    expect((await commander.get('/api/duty/check-ins/pending')).body.total).toBe(2)
    const path = `/api/duty/check-ins/${pending.id}/decision`
    const decided = await cadre.post(path, { decision: 'approved' })
    expect(decided.body).toMatchObject({ approval: 'approved', counts: true })
    const row = (await commander.get(`/api/duty/board/rows?shiftIds=${shift}`)).body.rows[0]
    expect(row.have.guard).toBe(1)
    expect(await cadre.post(path, { decision: 'refused' })).toBeRefused('duty.stateForbids')
    const foreign = world.as('schoolCadre', { at: 'schoolB1' })
    expect(await foreign.post(path, { decision: 'refused' })).toBeRefused('request.notFound')
    const own = (await commander.get('/api/duty/check-ins/pending')).body.rows[0]
    const decision = { decision: 'approved' }
    const ownPath = `/api/duty/check-ins/${own.id}/decision`
    expect(await officer.post(ownPath, decision)).toBeRefused('duty.ownDecision')
    expect(await cadre.post(ownPath, decision)).toBeRefused('duty.otherSide')
  })

  it('belongs to its county, needs a session, a permission and a shape', async () => {
    const foreign = world.as('stationOfficer', { at: 'stationB1' })
    expect(await send(foreign, eventOf('help'))).toBeRefused('request.notFound')
    const abroad = world.as('countyCommander', { at: 'countyB' })
    expect((await abroad.get('/api/duty/events')).body.total).toBe(0)
    expect((await abroad.get('/api/duty/incidents')).body.total).toBe(0)
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    expect(await send(volunteer, eventOf('help'))).toBeRefused('request.forbidden')
    expect(await send(world.anonymous, eventOf('help'))).toBeRefused('request.notSignedIn')
    expect(await commander.get('/api/duty/events?event=party')).toBeRefused('request.invalid')
    expect((await events('?firstDay=2026-11-24')).total).toBe(0)
  })
})
