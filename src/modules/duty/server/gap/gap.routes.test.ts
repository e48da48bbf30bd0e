import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, checkIn, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

describe('an unmanned post', () => {
  let world: County
  let post: GatePost
  let commander: Client

  beforeEach(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1')
    commander = world.as('countyCommander', { at: 'countyA' })
    world.clock.set(at('07:45'))
    await sweep(world, 'duty.watch')
  })
  afterEach(() => world.close())

  const openGap = async () => (await row()).gap.id as string
  const row = async () => {
    const board = await commander.get('/api/duty/board?day=2026-11-23&half=arrival')
    return board.body.rows.find((one: { postId: string }) => one.postId === post.id)
  }

  it('is read by itself, open as well as closed', async () => {
    const gapId = await openGap()
    const open = await commander.get(`/api/duty/gaps/${gapId}`)
    expect(open.body).toMatchObject({
      postName: '安和县第一小学正门岗',
      kind: 'unmanned',
      missing: { police: 1 },
      closedAt: null,
    })
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.get(`/api/duty/gaps/${gapId}`)).toBeRefused('request.notFound')
    world.clock.set(at('07:50'))
    const shift = await shiftOf(world, post, 'arrival')
    for (const role of ['stationOfficer', 'auxiliary'] as const) {
      const { status } = await checkIn(world.as(role, { at: 'stationA1' }), shift, {
        at: at('07:50'),
        gate: post,
      })
      expect(status).toBe(200)
    }
    const closed = await commander.get(`/api/duty/gaps/${gapId}`)
    expect(closed.body).toMatchObject({ id: gapId, closedHow: 'checkIn' })
  })

  it('is offered the nearest free people of the missing role, with the way and its formula', async () => {
    const reply = await commander.get(`/api/duty/gaps/${await openGap()}/proposals`)
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      role: 'police',
      considered: 6,
      formula: { travelKmh: 30, detourFactor: 1.3 },
    })
    expect(reply.body.proposals).toHaveLength(3)
    for (const proposal of reply.body.proposals) {
      expect(proposal).toMatchObject({ rank: 'free', otherStation: false, from: 'area' })
    }
  })

  it('may be filled by who wrote down a guest there: that says nothing of their own presence', async () => {
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const deviceNow = world.clock.now().toISOString()
    const shiftId = await shiftOf(world, post, 'arrival')
    const record = { kind: 'guest', id: newId(world.clock.now()), shiftId, at: deviceNow }
    const written = await officer.post('/api/duty/check-ins', { deviceNow, record })
    expect(written.body.checkIn.counts).toBe(true)
    const path = `/api/duty/gaps/${await openGap()}/proposals?limit=20`
    const { proposals, excluded } = (await commander.get(path)).body
    const ids = proposals.map(({ personId }: { personId: string }) => personId)
    expect(ids).toContain(officer.personId)
    expect(excluded.alreadyThere).toBe(0)
  })

  it('is told to the phones of its station and the commander, and to nobody else', async () => {
    const waiting = `select topic from platform.outbox where urgent`
    expect(await world.sql(waiting)).toEqual([{ topic: 'duty.gap-opened' }])
    await world.deliverFacts()
    const told = async (client: Client) =>
      (await client.get('/api/duty/mine')).body.notices.filter(
        ({ kind }: { kind: string }) => kind === 'gapOpened',
      )
    const gapId = await openGap()
    for (const client of [commander, world.as('stationOfficer', { at: 'stationA1' })]) {
      expect(await told(client)).toMatchObject([
        { subjectId: gapId, detail: { postName: '安和县第一小学正门岗' }, readAt: null },
      ])
    }
    for (const [role, at] of [
      ['stationOfficer', 'stationA2'],
      ['auxiliary', 'stationA1'],
      ['countyCommander', 'countyB'],
    ] as const) {
      expect(await told(world.as(role, { at }))).toEqual([])
    }
    await world.sql(`update duty.notice set at = at - interval '13 hours'`)
    expect(await told(commander)).toEqual([])
  })

  it('asks the first with one click; the answer stands on the board, red until the check-in', async () => {
    const officer = world.as('stationOfficer', { at: 'stationA2' })
    const gapId = await openGap()
    const asked = await commander.post(`/api/duty/gaps/${gapId}/requests`, {
      id: newId(at('07:46')),
      personId: officer.personId,
    })
    expect(asked.status).toBe(200)
    expect(asked.body).toMatchObject({ state: 'asked', ordinal: 1, autoNext: true })
    expect(await row()).toMatchObject({ state: 'unmanned', group: 'asked' })
    const mine = await officer.get('/api/duty/mine')
    expect(mine.body.helpRequests).toMatchObject([{ id: asked.body.id, state: 'asked' }])
    expect(mine.body.notices).toMatchObject([{ kind: 'helpAsked', subjectId: asked.body.id }])
    const answer = await officer.post(`/api/duty/help-requests/${asked.body.id}/answer`, {
      answer: 'accepted',
    })
    expect(answer.body.state).toBe('accepted')
    expect(await row()).toMatchObject({ state: 'unmanned', group: 'onTheWay' })
    world.clock.set(at('07:52'))
    const shift = await shiftOf(world, post, 'arrival')
    const arrived = await checkIn(officer, shift, { at: at('07:52'), gate: post })
    expect(arrived.body.checkIn).toMatchObject({ counts: true, causes: [] })
    expect((await row()).have.police).toBe(1)
    const requests = await commander.get(`/api/duty/gaps/${gapId}/requests`)
    expect(requests.body.rows).toMatchObject([{ state: 'arrived' }])
  })

  it('asks the next one by itself when nobody answers for a minute', async () => {
    const gapId = await openGap()
    const first = await commander.post(`/api/duty/gaps/${gapId}/requests`, {
      id: newId(at('07:46')),
    })
    world.clock.set(at('07:46'))
    await sweep(world, 'duty.help')
    const requests = await commander.get(`/api/duty/gaps/${gapId}/requests`)
    expect(requests.body.rows).toMatchObject([
      { id: first.body.id, state: 'unanswered' },
      { ordinal: 2, state: 'asked' },
    ])
    expect(requests.body.rows[1].personId).not.toBe(first.body.personId)
  })

  it('asks nobody else when that is unticked, or when the request is taken back', async () => {
    const gapId = await openGap()
    const only = await commander.post(`/api/duty/gaps/${gapId}/requests`, {
      id: newId(at('07:45')),
      autoNext: false,
    })
    const second = { id: newId(at('07:45')) }
    expect(await commander.post(`/api/duty/gaps/${gapId}/requests`, second)).toBeRefused(
      'duty.helpUnderWay',
    )
    await commander.post(`/api/duty/help-requests/${only.body.id}/withdraw`)
    world.clock.set(at('07:50'))
    await sweep(world, 'duty.help')
    expect((await commander.get(`/api/duty/gaps/${gapId}/requests`)).body.rows).toMatchObject([
      { state: 'withdrawn' },
    ])
    expect(await row()).toMatchObject({ group: 'send' })
  })

  it('takes people from another manned post last and only if a person says so', async () => {
    const other = await gatePost(world, 'schoolA2')
    const busy = world.as('stationOfficer', { at: 'stationA2' })
    const away = await shiftOf(world, other, 'arrival')
    const assigned = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId: away,
      personId: busy.personId,
      role: 'police',
    })
    expect(assigned.status).toBe(200)
    const path = `/api/duty/gaps/${await openGap()}/proposals?limit=20`
    const { proposals } = (await commander.get(path)).body
    expect(proposals).toHaveLength(6)
    expect(proposals.at(-1)).toMatchObject({
      personId: busy.personId,
      rank: 'ownPostWouldBeShort',
      doingNow: { shiftId: away, checkedIn: false },
      fromPost: null,
    })
    await checkIn(busy, away, { at: at('07:45'), gate: other, metresOff: 30 })
    const { proposals: then } = (await commander.get(path)).body
    // The gate of the post, not the thirty metres where the person stood.
    expect(then.at(-1)).toMatchObject({
      personId: busy.personId,
      from: 'post',
      fromPost: { lon: other.lon, lat: other.lat },
    })
    expect(then[0]).toMatchObject({ from: 'area', fromPost: null })
  })

  it('does not ask who is missing at this very post, with a full week or not', async () => {
    const missing = world.as('stationOfficer', { at: 'stationA1' })
    const assigned = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId: await shiftOf(world, post, 'arrival'),
      personId: missing.personId,
      role: 'police',
    })
    expect(assigned.status).toBe(200)
    // Who is only planned has been told nothing, and can be asked.
    const drafted = (await commander.get(`/api/duty/gaps/${await openGap()}/proposals?limit=20`))
      .body
    expect(drafted.proposals).toContainEqual(
      expect.objectContaining({ personId: missing.personId }),
    )
    const seen = { revision: 0, mustAttendSeen: true }
    const published = await commander.post('/api/duty/weeks/2026-11-23/publish', seen)
    expect(published.body).toMatchObject({ noticed: 1 })
    const path = `/api/duty/gaps/${await openGap()}`
    for (const weekFull of [false, true]) {
      if (weekFull) await world.sql('update identity.person set max_duties_per_week = 1')
      const { proposals, excluded } = (await commander.get(`${path}/proposals?limit=20`)).body
      expect(proposals).toHaveLength(5)
      expect(proposals).not.toContainEqual(expect.objectContaining({ personId: missing.personId }))
      expect(excluded).toMatchObject({ plannedHere: 1, atTheLimit: 0 })
    }
    const body = { id: newId(at('07:46')), personId: missing.personId }
    const refused = await commander.post(`${path}/requests`, body)
    expect(refused).toBeRefused('duty.notEligible')
    expect(refused.body.detail).toBe('该人员不符合增援条件:本班已派。')
  })

  it("is not offered the station's own people who serve another station's gate", async () => {
    const officer = world.as('stationOfficer', { at: 'stationA1' })
    const personId = world.ids.people.stationA1?.[1]?.id
    const path = `/api/duty/gaps/${await openGap()}/proposals?limit=20`
    const proposed = async () => (await officer.get(path)).body
    expect((await proposed()).proposals).toContainEqual(expect.objectContaining({ personId }))
    const other = await gatePost(world, 'schoolA2')
    const assigned = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId: await shiftOf(world, other, 'arrival'),
      personId,
      role: 'police',
    })
    expect(assigned.status).toBe(200)
    const { proposals, excluded } = await proposed()
    expect(proposals).not.toContainEqual(expect.objectContaining({ personId }))
    expect(excluded).toMatchObject({ servesElsewhere: 1 })
  })

  const officer2 = () => world.as('stationOfficer', { at: 'stationA2' })
  /** Asks a person, or the first proposal, by name. */
  const ask = (gapId: string, personId?: string) =>
    commander.post(`/api/duty/gaps/${gapId}/requests`, { id: newId(at('07:46')), personId })
  const accept = async (client: Client, requestId: string) => {
    const answer = { answer: 'accepted' }
    const { body } = await client.post(`/api/duty/help-requests/${requestId}/answer`, answer)
    expect(body.state).toBe('accepted')
  }

  it('finds again in the afternoon who accepted in the morning and was not needed', async () => {
    const helper = officer2()
    await accept(helper, (await ask(await openGap(), helper.personId)).body.id)
    const shift = await shiftOf(world, post, 'arrival')
    for (const role of ['stationOfficer', 'auxiliary'] as const) {
      const there = world.as(role, { at: 'stationA1' })
      expect((await checkIn(there, shift, { at: at('07:45'), gate: post })).status).toBe(200)
    }
    world.clock.set(at('16:20'))
    await sweep(world, 'duty.watch')
    const { rows } = (await commander.get('/api/duty/gaps?open=true')).body
    const path = `/api/duty/gaps/${rows[0].id}/proposals?limit=20`
    const { proposals, excluded } = (await commander.get(path)).body
    expect(proposals).toContainEqual(expect.objectContaining({ personId: helper.personId }))
    expect(excluded.alreadyAsked).toBe(0)
    const states = await world.sql('select state from duty.help_request')
    expect(states).toEqual([{ state: 'withdrawn' }])
  })

  it('is judged by the latest clock, whichever of those who waited for each other had it', async () => {
    const gapId = await openGap()
    const shift = await shiftOf(world, post, 'arrival')
    const volunteer = world.as('volunteer', { at: 'schoolA1' })
    // Batches that waited for the sweep, with the clock that they had begun with.
    world.clock.set(new Date(at('07:45').getTime() - 100))
    const came = await checkIn(volunteer, shift, { at: world.clock.now(), gate: post })
    expect(came.status).toBe(200)
    expect(await row()).toMatchObject({ state: 'unmanned', gap: { id: gapId } })
    world.clock.set(at('08:15'))
    await sweep(world, 'duty.watch')
    world.clock.set(new Date(at('08:15').getTime() - 100))
    const left = { at: world.clock.now(), gate: post, direction: 'out' as const }
    expect((await checkIn(volunteer, shift, left)).status).toBe(200)
    const open = (await commander.get('/api/duty/gaps?open=true')).body
    expect(open.rows).toEqual([])
    const closed = await commander.get(`/api/duty/gaps/${gapId}`)
    expect(closed.body).toMatchObject({ closedHow: 'ended' })
  })

  it('takes over who is on the way to what was only short before', async () => {
    const team = [{ role: 'police', heads: 2, must: true }]
    const other = await gatePost(world, 'schoolA2', { team })
    const shift = await shiftOf(world, other, 'arrival')
    await sweep(world, 'duty.watch')
    const there = officer2()
    await checkIn(there, shift, { at: at('07:45'), gate: other })
    const board = async () => (await commander.get(`/api/duty/board/rows?shiftIds=${shift}`)).body
    const [short] = (await board()).rows
    expect(short).toMatchObject({ state: 'short' })
    const helper = world.as('stationOfficer', { at: 'stationA1' })
    const { id } = (await ask(short.gap.id, helper.personId)).body
    await accept(helper, id)
    world.clock.set(at('07:50'))
    await checkIn(there, shift, { at: at('07:50'), gate: other, direction: 'out' })
    const [worse] = (await board()).rows
    expect(worse).toMatchObject({ state: 'unmanned', group: 'onTheWay', help: { id } })
    expect(worse.gap.id).not.toBe(short.gap.id)
    expect(await ask(worse.gap.id)).toBeRefused('duty.helpUnderWay')
  })

  it('closes when its shift is called off before it begins', async () => {
    const { id } = world.ids.areas.countyA
    const path = `/api/duty/settings/${id}`
    const { setting } = (await commander.get(path)).body
    await commander.put(path, { ...setting, gapWatchMin: 60, dismissalLeadMin: 10 })
    const gapId = await openGap()
    world.clock.set(at('15:40'))
    await sweep(world, 'duty.watch')
    const open = async () => (await commander.get('/api/duty/gaps?open=true')).body.rows
    const [gap] = await open()
    expect(gap).toMatchObject({ half: 'dismissal' })
    expect(gap.id).not.toBe(gapId)
    const asked = await ask(gap.id)
    const day = { id: newId(at('15:40')), day: '2026-11-23', kind: 'holiday' }
    const cadre = world.as('schoolCadre', { at: 'schoolA1' })
    const words = { name: '提前放学', source: '学校通知' }
    const entered = await cadre.post('/api/schools/calendar/days', { ...day, ...words })
    expect(entered.status).toBe(200)
    await world.deliverFacts()
    expect(await open()).toEqual([])
    const closed = await commander.get(`/api/duty/gaps/${gap.id}`)
    expect(closed.body).toMatchObject({ closedHow: 'cancelled' })
    const requests = (await commander.get(`/api/duty/gaps/${gap.id}/requests`)).body.rows
    expect(requests).toMatchObject([{ id: asked.body.id, state: 'withdrawn' }])
  })

  it('is not offered who is asked to another gate, in sight or not, before or at once', async () => {
    await gatePost(world, 'schoolA2')
    await sweep(world, 'duty.watch')
    const { rows } = (await commander.get('/api/duty/gaps?open=true')).body
    const here = await openGap()
    const there = rows.find(({ id }: { id: string }) => id !== here).id
    const { personId } = officer2()
    const replies = await Promise.all([here, there].map((id) => ask(id, personId)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(replies.find(({ status }) => status === 422)).toBeRefused('duty.notEligible')
    const sent = replies.find(({ status }) => status === 200)?.body.id
    await commander.post(`/api/duty/help-requests/${sent}/withdraw`)
    const own = world.as('stationOfficer', { at: 'stationA1' })
    const path = `/api/duty/gaps/${here}/proposals?limit=20`
    const excluded = async () => (await own.get(path)).body.excluded.alreadyAsked
    expect(await excluded()).toBe(0)
    // The station sees nothing of the other's gap, but whom of its own people it would ask.
    expect((await ask(there, world.ids.people.stationA1?.[1]?.id)).status).toBe(200)
    expect(await excluded()).toBe(1)
  })

  it('belongs to its county: another commander, another person and a guard are refused', async () => {
    const gapId = await openGap()
    const foreign = world.as('countyCommander', { at: 'countyB' })
    expect(await foreign.get(`/api/duty/gaps/${gapId}/proposals`)).toBeRefused('request.notFound')
    const guard = world.as('guard', { at: 'schoolA1' })
    expect(await guard.get(`/api/duty/gaps/${gapId}/proposals`)).toBeRefused('request.forbidden')
    const body = { id: newId(at('07:46')), personId: foreign.personId }
    expect(await commander.post(`/api/duty/gaps/${gapId}/requests`, body)).toBeRefused(
      'duty.notEligible',
    )
    const asked = await commander.post(`/api/duty/gaps/${gapId}/requests`, {
      id: newId(at('07:46')),
    })
    const stranger = world.as('stationOfficer', { at: 'stationB1' })
    const answer = { answer: 'accepted' }
    expect(
      await stranger.post(`/api/duty/help-requests/${asked.body.id}/answer`, answer),
    ).toBeRefused('request.notFound')
    expect(await world.anonymous.get('/api/duty/gaps')).toBeRefused('request.notSignedIn')
    expect(await commander.get('/api/duty/gaps?open=perhaps')).toBeRefused('request.invalid')
    expect((await foreign.get('/api/duty/gaps')).body.total).toBe(0)
    expect((await commander.get('/api/duty/gaps?open=true')).body.total).toBe(1)
  })
})
