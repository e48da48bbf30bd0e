import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import {
  at,
  checkIn,
  type GatePost,
  gatePost,
  shiftOf,
  sweep,
  waiting,
  whileHeld,
} from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { grantRole } from '../../../identity/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

describe('what concerns one person', () => {
  let world: County
  let post: GatePost
  let commander: Client
  /** Serves at another station's gate. */
  let officer: Client
  let shift: string

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    commander = world.as('countyCommander', { at: 'countyA' })
    officer = world.as('stationOfficer', { at: 'stationA2' })
    shift = await shiftOf(world, post, 'arrival')
    await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId: shift,
      personId: officer.personId,
      role: 'police',
    })
    await commander.post('/api/duty/weeks/2026-11-23/publish', { revision: 0 })
  })
  afterAll(() => world.close())

  const mine = async (client = officer): Promise<Json> => (await client.get('/api/duty/mine')).body

  it('is shown wherever it lies, with all that checking in needs', async () => {
    const { shifts } = await mine()
    expect(shifts).toMatchObject([
      { shiftId: shift, role: 'police', assignment: 'published', radiusM: 50, lon: post.lon },
    ])
    expect((await officer.get('/api/duty/posts')).body.total).toBe(0)
    expect(JSON.stringify(shifts)).not.toMatch(/secret/i)
  })

  it('says where a code of the gate is their own, in whichever role they are signed in', async () => {
    const mayShow = async (client: Client) =>
      (await mine(client)).shifts.map(({ mayShowCode }: Json) => mayShowCode)
    expect(await mayShow(officer)).toEqual([false])
    const areaId = world.ids.areas.schoolA1.id
    const accountId = officer.accountId ?? ''
    await world.product.ground.database.inWork(systemBinding, (work) =>
      grantRole(work, { accountId, role: 'guard', areaId }),
    )
    expect(await mayShow(officer)).toEqual([true])
    world.clock.set(at('07:46'))
    const { nearby } = await mine(world.as('guard', { at: 'schoolA1' }))
    expect(nearby).toMatchObject([{ shiftId: shift, mayShowCode: true }])
    const auxiliary = await mine(world.as('auxiliary', { at: 'stationA1' }))
    expect(auxiliary.nearby).toMatchObject([{ shiftId: shift, mayShowCode: false }])
  })

  it('may be checked in to outside the own scope, and closes itself when forgotten', async () => {
    world.clock.set(at('07:50'))
    const reply = await checkIn(officer, shift, { at: at('07:50'), gate: post })
    expect(reply.body.checkIn).toMatchObject({ counts: true, causes: [] })
    expect((await mine()).shifts[0].checkIns).toMatchObject([{ direction: 'in', counts: true }])
    world.clock.set(at('08:46'))
    await sweep(world, 'duty.watch')
    expect((await mine()).shifts[0].checkIns).toMatchObject([
      { direction: 'in' },
      { direction: 'out', method: 'automatic', counts: false },
    ])
  })

  it('is called by radio: who answers in time is on record, who does not too', async () => {
    world.clock.set(at('16:20'))
    const later = await shiftOf(world, post, 'dismissal')
    const local = world.as('stationOfficer', { at: 'stationA1' })
    const auxiliary = world.as('auxiliary', { at: 'stationA1' })
    for (const client of [local, auxiliary]) {
      await checkIn(client, later, { at: at('16:20'), gate: post })
    }
    const called = await commander.post('/api/duty/roll-calls', {
      id: newId(at('16:20')),
      answerWindowS: 60,
      posts: { choice: 'random', count: 3 },
    })
    expect(called.body).toMatchObject({ called: 2, answered: 0, state: 'open' })
    const { rollCalls } = await mine(local)
    expect(rollCalls).toMatchObject([{ id: called.body.id, shiftId: later }])
    const path = `/api/duty/roll-calls/${called.body.id}`
    expect((await local.post(`${path}/answer`)).body.state).toBe('answered')
    expect(await officer.post(`${path}/answer`)).toBeRefused('request.notFound')
    world.clock.advance(61_000)
    await sweep(world, 'duty.roll-call')
    expect(await auxiliary.post(`${path}/answer`)).toBeRefused('duty.rollCallOver')
    const record = (await commander.get(path)).body
    expect(record).toMatchObject({ state: 'closed', called: 2, answered: 1 })
    expect(record.answers.map((one: Json) => one.state).sort()).toEqual(['answered', 'noAnswer'])
    for (const { personName } of record.answers) expect(personName).not.toBe('')
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.get(path)).toBeRefused('request.notFound')
    const guard = world.as('guard', { at: 'schoolA1' })
    expect(await guard.get('/api/duty/roll-calls')).toBeRefused('request.forbidden')
    const chosen = { id: newId(at('16:22')), posts: { choice: 'chosen', shiftIds: [shift] } }
    expect(await commander.post('/api/duty/roll-calls', chosen)).toBeRefused('duty.nobodyOnPost')
  })

  it('asks for leave with its effect first; a leader of the own side decides', async () => {
    const span = {
      startsAt: at('00:00', '2026-11-24').toISOString(),
      endsAt: at('23:00', '2026-11-24').toISOString(),
    }
    const tomorrow = await shiftOf(world, post, 'arrival', '2026-11-24')
    await commander.put(`/api/duty/assignments/${newId(at('16:25'))}`, {
      shiftId: tomorrow,
      personId: officer.personId,
      role: 'police',
    })
    const seen = `/api/duty/leaves/effect?personId=${officer.personId}&startsAt=${span.startsAt}`
    const effect = await commander.get(`${seen}&endsAt=${span.endsAt}`)
    expect(effect.body.rows).toMatchObject([{ shiftId: tomorrow, becomes: 'unmanned' }])
    const asked = await officer.post('/api/duty/leaves', { id: newId(at('16:25')), ...span })
    expect(asked.body).toMatchObject({ state: 'requested' })
    const path = `/api/duty/leaves/${asked.body.id}/decision`
    const decision = { decision: 'approved' }
    expect(await officer.post(path, decision)).toBeRefused('duty.ownDecision')
    const decided = await commander.post(path, decision)
    expect(decided.body).toMatchObject({
      leave: { state: 'approved' },
      touched: [{ shiftId: tomorrow }],
    })
    // Asked again when the answer was lost: the same answer, by the same person.
    expect((await commander.post(path, decision)).body).toEqual(decided.body)
    expect(await commander.post(path, { decision: 'refused' })).toBeRefused('duty.stateForbids')
    const withdrawal = `/api/duty/leaves/${asked.body.id}/withdraw`
    const withdrawn = await officer.post(withdrawal)
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' })
    expect((await officer.post(withdrawal)).body).toEqual(withdrawn.body)
    const trail = `select from identity.audit_entry where subject_id = $1`
    expect(await world.sql(trail, [asked.body.id])).toHaveLength(3)
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.post(path, decision)).toBeRefused('request.notFound')
    const backwards = { id: newId(at('16:26')), startsAt: span.endsAt, endsAt: span.startsAt }
    expect(await officer.post('/api/duty/leaves', backwards)).toBeRefused('request.invalid')
  })

  it('does not approve a leave that its person is just taking back', async () => {
    const span = {
      startsAt: at('00:00', '2026-11-26').toISOString(),
      endsAt: at('23:00', '2026-11-26').toISOString(),
    }
    const { id } = (await officer.post('/api/duty/leaves', { id: newId(at('16:26')), ...span }))
      .body
    let withdrawal: ReturnType<Client['post']> | undefined
    let decision: ReturnType<Client['post']> | undefined
    const head = 'select from platform.chain_head where county_id = $1 for update'
    await whileHeld(world, head, [world.ids.areas.countyA.id], async () => {
      withdrawal = officer.post(`/api/duty/leaves/${id}/withdraw`)
      await expect.poll(() => waiting(world)).toBe(1)
      decision = commander.post(`/api/duty/leaves/${id}/decision`, { decision: 'approved' })
      await expect.poll(() => waiting(world)).toBe(2)
    })
    expect((await withdrawal)?.body).toMatchObject({ state: 'withdrawn' })
    expect(await decision).toBeRefused('duty.stateForbids')
    const { rows } = (await officer.get('/api/duty/leaves?mine=true')).body
    expect(rows.find((leave: Json) => leave.id === id)).toMatchObject({ state: 'withdrawn' })
  })

  it('lets volunteers take and give back places freely, as many as there are', async () => {
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    const { rows, claimsLeftThisTerm } = (await volunteer.get('/api/duty/open-slots')).body
    expect(rows[0]).toMatchObject({ wanted: 4, taken: 0, claimId: null })
    expect(claimsLeftThisTerm).toBeNull()
    const path = `/api/duty/claims/${newId(at('16:30'))}`
    const wish = { shiftId: rows[0].shiftId }
    expect((await volunteer.put(path, wish)).status).toBe(200)
    expect((await volunteer.put(path, wish)).status).toBe(200)
    expect((await mine(volunteer)).shifts).toMatchObject([{ assignment: 'claimed' }])
    await volunteer.delete(path)
    expect((await mine(volunteer)).shifts).toEqual([])
    // Once the shift has begun a place is served or missed, and counts for the term.
    await volunteer.put(path, wish)
    const begin = 'update duty.shift set starts_at = $2 where id = $1'
    await world.sql(begin, [wish.shiftId, world.clock.now()])
    expect(await volunteer.delete(path)).toBeRefused('duty.slotPast')
    expect((await mine(volunteer)).shifts).toMatchObject([{ assignment: 'claimed' }])
    const other = world.as('volunteer', { at: 'schoolB1' })
    expect(await other.put(path, wish)).toBeRefused('request.notFound')
    const guard = world.as('guard', { at: 'schoolA1' })
    expect(await guard.get('/api/duty/open-slots')).toBeRefused('request.forbidden')
    const past = { shiftId: shift }
    const late = await volunteer.put(`/api/duty/claims/${newId(at('16:31'))}`, past)
    expect(late).toBeRefused('duty.slotPast')
  })

  it('needs a session', async () => {
    expect(await world.anonymous.get('/api/duty/mine')).toBeRefused('request.notSignedIn')
    const office = world.as('educationOfficer', { at: 'countyA' })
    expect(await office.get('/api/duty/mine')).toBeRefused('request.forbidden')
    const receipts = { noticeIds: ['x'] }
    expect(await officer.post('/api/duty/mine/receipts', receipts)).toBeRefused('request.invalid')
  })
})

describe('who goes to help', () => {
  let world: County
  let post: GatePost
  let commander: Client
  let helper: Client

  beforeEach(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    commander = world.as('countyCommander', { at: 'countyA' })
    helper = world.as('stationOfficer', { at: 'stationA2' })
  })
  afterEach(() => world.close())

  const mine = async (): Promise<Json> => (await helper.get('/api/duty/mine')).body
  const gapNow = async (): Promise<Json> => {
    await sweep(world, 'duty.watch')
    return (await commander.get('/api/duty/gaps?open=true')).body.rows[0]
  }
  const ask = async (gap: Json, personId: string | undefined): Promise<string> => {
    const wish = { id: newId(world.clock.now()), personId }
    expect((await commander.post(`/api/duty/gaps/${gap.id}/requests`, wish)).status).toBe(200)
    return wish.id
  }
  const goes = async (gap: Json): Promise<string> => {
    const id = await ask(gap, helper.personId)
    await helper.post(`/api/duty/help-requests/${id}/answer`, { answer: 'accepted' })
    return id
  }

  it('hears that the shift is called off, as everybody does who was told of it', async () => {
    const path = `/api/duty/settings/${world.ids.areas.countyA.id}`
    const { setting } = (await commander.get(path)).body
    await commander.put(path, { ...setting, gapWatchMin: 60, dismissalLeadMin: 10 })
    const shiftId = await shiftOf(world, post, 'dismissal')
    world.clock.set(at('15:40'))
    await goes(await gapNow())
    expect((await mine()).helpRequests).toMatchObject([{ shiftId, state: 'accepted' }])
    const day = { id: newId(at('15:40')), day: '2026-11-23', kind: 'holiday' }
    const words = { name: '提前放学', source: '学校通知' }
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    expect((await cadre.post('/api/schools/calendar/days', { ...day, ...words })).status).toBe(200)
    await world.deliverFacts()
    const { helpRequests, shifts, notices } = await mine()
    expect(helpRequests).toEqual([])
    expect(shifts).toMatchObject([{ shiftId, assignment: 'help', cancelled: true }])
    expect(notices.filter(({ kind }: Json) => kind === 'shiftChanged')).toMatchObject([
      { subjectId: shiftId, readAt: null },
    ])
  })

  it('finds the shift after its end as a leader does, if nobody came; who was called back does not', async () => {
    world.clock.set(at('07:45'))
    const gap = await gapNow()
    const own = world.ids.people.stationA1?.[1]?.id
    const first = await ask(gap, own)
    const answered = `update duty.help_request set state = 'accepted', answered_at = asked_at`
    await world.sql(answered)
    await commander.post(`/api/duty/help-requests/${first}/withdraw`)
    await goes(gap)
    world.clock.set(at('08:20'))
    await sweep(world, 'duty.watch')
    const { helpRequests, shifts } = await mine()
    expect(helpRequests).toEqual([])
    expect(shifts).toMatchObject([{ shiftId: gap.shiftId, assignment: 'help', checkIns: [] }])
    const { people } = (await commander.get(`/api/duty/shifts/${gap.shiftId}/people`)).body
    expect(people).toMatchObject([
      { personId: helper.personId, assignment: 'help', presence: 'absent' },
    ])
  })
})
