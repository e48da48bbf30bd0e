import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, type GatePost, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

const week = '/api/duty/weeks/2026-11-23'
const day = '2026-11-25'

let world: County
let commander: Client
let officer: Client
let first: GatePost
let second: GatePost

beforeAll(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  officer = world.as('stationOfficer', { at: 'stationA1' })
  first = await gatePost(world, 'schoolA1')
  second = await gatePost(world, 'schoolA2')
})
afterAll(() => world.close())

const assign = async (post: GatePost, half: 'arrival' | 'dismissal', person = officer.personId) => {
  const id = newId(at('07:00'))
  const shiftId = await shiftOf(world, post, half, day)
  const body = { shiftId, personId: person, role: 'police' }
  expect((await commander.put(`/api/duty/assignments/${id}`, body)).status).toBe(200)
  return { id, shiftId }
}
const move = (id: string, to: { id: string; shiftId: string }, client = commander) =>
  client.post(`/api/duty/assignments/${id}/move`, to)
const stateOf = async (id: string) => {
  const [row] = await world.sql('select state, shift_id from duty.assignment where id = $1', [id])
  return row
}
const publish = async () => {
  const { revision } = (await commander.get(week)).body.plans[0]
  return commander.post(`${week}/publish`, { revision, mustAttendSeen: true })
}

it('gives a person another shift of the same hours in one act, once, and takes it back', async () => {
  const place = await assign(first, 'arrival')
  await publish()
  const to = { id: newId(at('07:00')), shiftId: await shiftOf(world, second, 'arrival', day) }
  const moved = await move(place.id, to)
  expect(moved.status).toBe(200)
  expect(moved.body.assignment).toMatchObject({
    id: to.id,
    personId: officer.personId,
    role: 'police',
    state: 'planned',
    conflicts: [{ kind: 'otherStation', hard: false }],
  })
  expect((await move(place.id, to)).body.assignment.id).toBe(to.id)
  expect(await stateOf(place.id)).toMatchObject({ state: 'withdrawn' })
  const audited = await world.sql(
    'select action from identity.audit_entry where subject_id = any ($1) order by action',
    [[place.id, to.id]],
  )
  expect(audited.map(({ action }) => action)).toEqual([
    'duty.assignment.create',
    'duty.assignment.create',
    'duty.assignment.withdraw',
  ])
  // Back before anybody was told: nothing is left to tell.
  expect((await move(to.id, place)).body.assignment).toMatchObject({ state: 'published' })
  expect((await commander.get(week)).body.plans).toMatchObject([{ state: 'published' }])
  const other = { id: newId(at('07:00')), shiftId: to.shiftId }
  expect(await move(to.id, other)).toBeRefused('duty.stateForbids')
  expect((await commander.delete(`/api/duty/assignments/${place.id}`)).status).toBe(200)
})

it('leaves everything as it was when the new shift is refused', async () => {
  const place = await assign(first, 'arrival')
  const taken = await assign(second, 'dismissal')
  const to = { id: newId(at('07:00')), shiftId: await shiftOf(world, first, 'dismissal', day) }
  const refused = await move(place.id, to)
  expect(refused).toBeRefused('duty.hardConflict')
  expect(refused.body.params.conflicts).toEqual(['overlap'])
  expect(await stateOf(place.id)).toEqual({ state: 'planned', shift_id: place.shiftId })
  expect(await stateOf(to.id)).toBeUndefined()
  expect(await move(place.id, { ...to, shiftId: newId(at('07:00')) })).toBeRefused(
    'request.notFound',
  )
  expect(await stateOf(place.id)).toMatchObject({ state: 'planned' })
  const foreign = world.as('countyCommander', { at: 'countyB' })
  expect(await move(place.id, to, foreign)).toBeRefused('request.notFound')
  const cadre = world.as('schoolCadre', { at: 'schoolA1' })
  expect(await move(place.id, to, cadre)).toBeRefused('duty.otherSide')
  await commander.delete(`/api/duty/assignments/${place.id}`)
  await commander.delete(`/api/duty/assignments/${taken.id}`)
})

it('judges each shift of the grid as the figures count it', async () => {
  await commander.post(`${week}/fill`)
  await publish()
  const absent = await assignedAt(first)
  const leave = await commander.post('/api/duty/leaves', {
    id: newId(at('07:00')),
    personId: absent.personId,
    startsAt: at('00:00', day).toISOString(),
    endsAt: at('23:59', day).toISOString(),
  })
  expect(leave.body.state).toBe('approved')
  const { figures, rows } = (await commander.get(week)).body
  const shifts = rows.flatMap((post: { shifts: object[] }) => post.shifts)
  const count = (kind: string | null) =>
    shifts.filter((shift: { kind: string | null }) => shift.kind === kind).length
  expect(figures.unmanned).toBeGreaterThan(0)
  expect([count('unmanned'), count('short'), count(null)]).toEqual([
    figures.unmanned,
    figures.short,
    figures.filled,
  ])
  await commander.delete(`/api/duty/assignments/${absent.id}`)
  const after = (await commander.get(week)).body
  const removals = after.rows
    .flatMap((post: { shifts: { removals: number }[] }) => post.shifts)
    .reduce((sum: number, shift: { removals: number }) => sum + shift.removals, 0)
  expect([removals, after.figures.changes]).toEqual([1, 1])
})

/** The police officer of a gate's morning. */
async function assignedAt(post: GatePost): Promise<{ id: string; personId: string }> {
  const shiftId = await shiftOf(world, post, 'arrival', day)
  const { rows } = (await commander.get(week)).body
  const shift = rows
    .flatMap((one: { shifts: { id: string }[] }) => one.shifts)
    .find(({ id }: { id: string }) => id === shiftId)
  return shift.assignments.find(({ role }: { role: string }) => role === 'police')
}
