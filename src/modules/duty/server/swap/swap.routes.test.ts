import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf, sweep } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test asks for the fields that it expects
type Json = any

const team = ['police', 'auxiliary', 'guard'].map((role) => ({ role, heads: 1, must: true }))
const tuesday = '2026-11-24'
const wednesday = '2026-11-25'

describe('swapping a shift', () => {
  let world: County
  let post: GatePost
  let commander: Client
  let officer: Client
  let other: Client
  let station: Client
  const places: Record<string, string> = {}

  const assign = async (
    personId: string,
    role: string,
    day: string,
    half: 'arrival' | 'dismissal',
  ) => {
    const id = newId(world.clock.now())
    const shiftId = await shiftOf(world, post, half, day)
    const reply = await commander.put(`/api/duty/assignments/${id}`, { shiftId, personId, role })
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
    return id
  }
  const idOf = (client: Client): string => client.personId ?? ''

  beforeAll(async () => {
    world = await county()
    post = await gatePost(world, 'schoolA1', { team })
    commander = world.as('countyCommander', { at: 'countyA' })
    // Both are police of county A; whoever commands their station decides elsewhere.
    officer = world.as('stationOfficer', { at: 'stationA1' })
    other = world.as('stationOfficer', { at: 'stationA2' })
    station = officer
    places['mine'] = await assign(idOf(officer), 'police', tuesday, 'arrival')
    places['theirs'] = await assign(idOf(other), 'police', wednesday, 'dismissal')
    await commander.post('/api/duty/weeks/2026-11-23/publish', { revision: 0 })
  })
  afterAll(() => world.close())

  const swaps = '/api/duty/swaps'
  const propose = (client: Client, fields: object, id = newId(world.clock.now())) =>
    client.post(swaps, { id, assignmentId: places['mine'], otherPersonId: idOf(other), ...fields })
  const shiftsOf = async (client: Client): Promise<string[]> =>
    (await client.get('/api/duty/mine')).body.shifts.map((one: Json) => `${one.day} ${one.half}`)
  const notices = async (client: Client): Promise<Json[]> =>
    (await client.get('/api/duty/mine')).body.notices.filter(({ kind }: Json) =>
      kind.startsWith('swap'),
    )

  it('names who could take it, and what could be taken in exchange', async () => {
    const path = `${swaps}/people?assignmentId=${places['mine']}`
    const { body } = await officer.get(path)
    expect(body.effect).toMatchObject({ becomes: 'unmanned', role: 'police' })
    const names = body.rows.map(({ personId }: Json) => personId)
    expect(names).toContain(idOf(other))
    expect(names).not.toContain(idOf(officer))
    expect(body.free).toBeLessThanOrEqual(body.total)
    const found = body.rows.find(({ personId }: Json) => personId === idOf(other))
    expect(found).toMatchObject({ duties: 1, conflicts: ['otherStation'] })
    const byName = await officer.get(`${path}&text=${encodeURIComponent(found.personName)}`)
    expect(byName.body.rows.map(({ personId }: Json) => personId)).toContain(idOf(other))
    expect((await other.get(path)).status).toBe(404)

    const exchange = `${swaps}/exchanges?assignmentId=${places['mine']}&personId=${idOf(other)}`
    const { rows } = (await officer.get(exchange)).body
    expect(rows).toMatchObject([
      { assignmentId: places['theirs'], day: wednesday, half: 'dismissal' },
    ])
  })

  it('asks the other, who alone may agree; it is stored once, and one at a time', async () => {
    const id = newId(world.clock.now())
    const asked = await propose(officer, { otherAssignmentId: places['theirs'] }, id)
    expect(asked.body).toMatchObject({
      state: 'asked',
      role: 'police',
      gives: { day: tuesday, half: 'arrival' },
      takes: { day: wednesday, half: 'dismissal' },
      expiresAt: at('07:40', tuesday).toISOString(),
    })
    const again = await propose(officer, { otherAssignmentId: places['theirs'] }, id)
    expect(again.body).toEqual(asked.body)
    expect(await propose(officer, {}, id)).toBeRefused('request.conflict')
    expect(await propose(officer, {})).toBeRefused('duty.swapOpen')
    expect(await propose(other, {})).toBeRefused('request.notFound')
    expect(await notices(other)).toMatchObject([{ kind: 'swapAsked', subjectId: id }])

    expect(await officer.post(`${swaps}/${id}/answer`, { answer: 'agreed' })).toBeRefused(
      'request.notFound',
    )
    const early = await commander.post(`${swaps}/${id}/decision`, { decision: 'approved' })
    expect(early).toBeRefused('duty.stateForbids')
    const agreed = await other.post(`${swaps}/${id}/answer`, { answer: 'agreed' })
    expect(agreed.body).toMatchObject({ state: 'agreed' })
    const [told] = await notices(officer)
    expect(told).toMatchObject({ kind: 'swapAnswered', detail: { state: 'agreed' } })

    // Between two stations the county decides: neither station sees it to decide.
    expect((await station.get(swaps)).body.total).toBe(0)
    expect(await station.post(`${swaps}/${id}/decision`, { decision: 'approved' })).toBeRefused(
      'request.notFound',
    )
    const waiting = (await commander.get(`${swaps}?state=agreed`)).body
    expect(waiting.rows).toMatchObject([{ id, personId: idOf(officer) }])
    const effect = (await commander.get(`${swaps}/${id}/effect`)).body.rows
    expect(effect).toMatchObject([
      { personId: idOf(other), conflicts: [{ kind: 'otherStation', hard: false }] },
      { personId: idOf(officer), conflicts: [] },
    ])
  })

  it('changes both places at once when a leader approves, and tells both', async () => {
    const [{ id }] = (await commander.get(`${swaps}?state=agreed`)).body.rows
    expect(await shiftsOf(officer)).toEqual([`${tuesday} arrival`])
    const approved = await commander.post(`${swaps}/${id}/decision`, { decision: 'approved' })
    expect(approved.body).toMatchObject({ state: 'approved' })
    expect((await commander.post(`${swaps}/${id}/decision`, { decision: 'approved' })).status).toBe(
      200,
    )
    expect(await shiftsOf(officer)).toEqual([`${wednesday} dismissal`])
    expect(await shiftsOf(other)).toEqual([`${tuesday} arrival`])
    for (const client of [officer, other]) {
      const told = await notices(client)
      expect(told).toContainEqual(
        expect.objectContaining({
          kind: 'swapDecided',
          detail: expect.objectContaining({ state: 'approved' }),
        }),
      )
    }
    // Told already: the week has nothing left to publish.
    const week = (await commander.get('/api/duty/weeks/2026-11-23')).body
    expect(week.plans).toMatchObject([{ state: 'published' }])
    const trail = await world.sql(
      `select action, count(*)::int as count from identity.audit_entry
       where action like 'duty.swap.%' or action = 'duty.assignment.swap' group by 1 order by 1`,
    )
    expect(trail).toEqual([
      { action: 'duty.assignment.swap', count: 2 },
      { action: 'duty.swap.answer', count: 1 },
      { action: 'duty.swap.decide', count: 1 },
      { action: 'duty.swap.propose', count: 1 },
    ])
  })

  it('never places anybody against a rule, also when that came up later', async () => {
    // Each holds the place that was the other's now.
    const mine = { assignmentId: places['theirs'] }
    const guard = world.ids.people.schoolA1?.find(({ dutyRole }) => dutyRole === 'guard')
    const unfit = await propose(officer, { ...mine, otherPersonId: guard?.id })
    expect(unfit).toBeRefused('duty.swapUnfit')
    const self = await propose(officer, { ...mine, otherPersonId: idOf(officer) })
    expect(self).toBeRefused('duty.swapWithSelf')
    const { body } = await propose(officer, mine)
    await other.post(`${swaps}/${body.id}/answer`, { answer: 'agreed' })
    const leave = {
      id: newId(world.clock.now()),
      personId: idOf(other),
      startsAt: at('06:00', wednesday).toISOString(),
      endsAt: at('20:00', wednesday).toISOString(),
    }
    expect((await commander.post('/api/duty/leaves', leave)).body.state).toBe('approved')
    const decision = `${swaps}/${body.id}/decision`
    const barred = await commander.post(decision, { decision: 'approved' })
    expect(barred).toBeRefused('duty.hardConflict')
    expect(barred.body.params.conflicts).toEqual(['leave'])
    expect(await shiftsOf(officer)).toEqual([`${wednesday} dismissal`])
    const refused = await commander.post(decision, { decision: 'refused' })
    expect(refused.body).toMatchObject({ state: 'refused' })
    const people = await officer.get(`${swaps}/people?assignmentId=${places['theirs']}`)
    expect(people.body.rows.map(({ personId }: Json) => personId)).not.toContain(idOf(other))
  })

  it('can be declined and taken back, and no longer holds when the plan changed', async () => {
    const { body: first } = await propose(other, { otherPersonId: idOf(officer) })
    const declined = await officer.post(`${swaps}/${first.id}/answer`, { answer: 'declined' })
    expect(declined.body.state).toBe('declined')
    const { body: second } = await propose(other, { otherPersonId: idOf(officer) })
    const foreign = await officer.post(`${swaps}/${second.id}/withdraw`)
    expect(foreign).toBeRefused('request.notFound')
    const back = await other.post(`${swaps}/${second.id}/withdraw`)
    expect(back.body.state).toBe('withdrawn')
    const late = await officer.post(`${swaps}/${second.id}/answer`, { answer: 'agreed' })
    expect(late).toBeRefused('duty.stateForbids')

    const { body: third } = await propose(other, { otherPersonId: idOf(officer) })
    await officer.post(`${swaps}/${third.id}/answer`, { answer: 'agreed' })
    world.clock.set(at('07:10'))
    await commander.delete(`/api/duty/assignments/${places['mine']}`)
    const decision = `${swaps}/${third.id}/decision`
    expect(await commander.post(decision, { decision: 'approved' })).toBeRefused('duty.swapGone')
    await commander.put(`/api/duty/assignments/${places['mine']}`, {
      shiftId: third.gives.shiftId,
      personId: idOf(other),
      role: 'police',
    })
    await commander.post(decision, { decision: 'refused' })
  })

  it('is over when the first shift begins, and both hear it', async () => {
    world.clock.set(at('07:30'))
    const { body } = await propose(other, { otherPersonId: idOf(officer) })
    world.clock.set(at('18:00'))
    await sweep(world, 'duty.swap')
    const [newest] = (await other.get(`${swaps}/mine`)).body.rows
    expect(newest).toMatchObject({ id: body.id, state: 'asked' })
    world.clock.set(at('07:40', tuesday))
    await sweep(world, 'duty.swap')
    const rows = await world.sql('select state from duty.swap where id = $1', [body.id])
    expect(rows).toEqual([{ state: 'expired' }])
    const told = await world.sql(
      `select count(*)::int as count from duty.notice
       where subject_id = $1 and kind = 'swapDecided' and detail ->> 'state' = 'expired'`,
      [body.id],
    )
    expect(told).toEqual([{ count: 2 }])
  })

  it('of a school is decided by the school, and by nobody of the two', async () => {
    const fresh = await county()
    try {
      const gate = await gatePost(fresh, 'schoolA1', { team })
      const head = fresh.as('countyCommander', { at: 'countyA' })
      const cadre = fresh.as('schoolCadre', { at: 'schoolA1' })
      const guard = fresh.as('guard', { at: 'schoolA1' })
      const guards = fresh.ids.people.schoolA1?.filter(({ dutyRole }) => dutyRole === 'guard') ?? []
      const mate = guards.find(({ id }) => id !== guard.personId)
      const assignmentId = newId(fresh.clock.now())
      await cadre.put(`/api/duty/assignments/${assignmentId}`, {
        shiftId: await shiftOf(fresh, gate, 'arrival', tuesday),
        personId: guard.personId,
        role: 'guard',
      })
      await head.post('/api/duty/weeks/2026-11-23/publish', { revision: 0 })
      const id = newId(fresh.clock.now())
      const wish = { id, assignmentId, otherPersonId: mate?.id }
      expect((await guard.post(swaps, wish)).body).toMatchObject({ state: 'asked', takes: null })
      await fresh.sql(`update duty.swap set state = 'agreed' where id = $1`, [id])
      const own = fresh.as('stationOfficer', { at: 'stationA2' })
      const decision = { decision: 'approved' }
      expect(await own.post(`${swaps}/${id}/decision`, decision)).toBeRefused('request.notFound')
      expect(await guard.post(`${swaps}/${id}/decision`, decision)).toBeRefused('request.forbidden')
      const volunteer = fresh.as('volunteer', { at: 'schoolA1' })
      expect(await volunteer.post(swaps, wish)).toBeRefused('request.forbidden')
      expect((await cadre.post(`${swaps}/${id}/decision`, decision)).body.state).toBe('approved')
    } finally {
      await fresh.close()
    }
  })
})
