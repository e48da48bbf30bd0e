import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, type County, county } from '../../../../../test/county.ts'
import { at, gatePost, shiftOf, waiting, whileHeld } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import { packageRoot } from '../../../../platform/database/package-root.ts'

const week = '/api/duty/weeks/2026-11-23'
const days = ['2026-11-23', '2026-11-26'] as const

let world: County
let commander: Client
let officer: Client
/** A place on each of the days, all of one officer. */
let places: string[]

beforeEach(async () => {
  world = await county()
  commander = world.as('countyCommander', { at: 'countyA' })
  officer = world.as('stationOfficer', { at: 'stationA1' })
  const post = await gatePost(world, 'schoolA1')
  places = []
  for (const day of days) {
    const id = newId(at('07:00'))
    const shiftId = await shiftOf(world, post, 'arrival', day)
    const body = { shiftId, personId: officer.personId, role: 'police' }
    expect((await commander.put(`/api/duty/assignments/${id}`, body)).status).toBe(200)
    places.push(id)
  }
})
afterEach(() => world.close())

const publish = (revision: number) =>
  commander.post(`${week}/publish`, { revision, mustAttendSeen: true })
const takeOff = (id = '') => commander.delete(`/api/duty/assignments/${id}`)
const shiftOn = async (day: string) =>
  (await commander.get(week)).body.rows[0].shifts.find((one: { day: string }) => one.day === day)
/** Gives back the place of the first day. */
const putBack = async () => {
  const { id: shiftId } = await shiftOn(days[0])
  const body = { shiftId, personId: officer.personId, role: 'police' }
  return commander.put(`/api/duty/assignments/${places[0]}`, body)
}
const plan = async () => (await commander.get(week)).body.plans[0]
const mine = async () => (await officer.get('/api/duty/mine')).body
const noticesOf = async () =>
  (await mine()).notices
    .filter(({ kind }: { kind: string }) => kind === 'weekPublished')
    .map(({ detail }: { detail: object }) => detail)

it('tells of a removal that began before a publication and ended after it with the next one', async () => {
  expect((await publish(0)).body).toMatchObject({ noticed: 1 })
  let removal: ReturnType<typeof takeOff> | undefined
  const row = 'select from duty.assignment where id = $1 for update'
  await whileHeld(world, row, [places[0]], async () => {
    removal = takeOff(places[0])
    await expect.poll(() => waiting(world)).toBe(1)
    world.clock.advance(60_000)
    expect((await takeOff(places[1])).status).toBe(200)
    world.clock.advance(60_000)
    expect((await publish(1)).body).toMatchObject({ noticed: 1 })
  })
  expect((await removal)?.body).toMatchObject({ state: 'withdrawn' })
  expect(await plan()).toMatchObject({ state: 'draft', revision: 2 })
  expect((await mine()).shifts).toMatchObject([{ assignmentId: places[0] }])
  expect((await publish(2)).body).toMatchObject({ noticed: 1 })
  expect((await mine()).shifts).toEqual([])
  expect(await noticesOf()).toContainEqual(
    expect.objectContaining({ revision: 3, added: 0, removed: 1 }),
  )
})

it('tells nobody of a place that is taken away while the publication waits for it', async () => {
  let removal: ReturnType<typeof takeOff> | undefined
  let publication: ReturnType<typeof publish> | undefined
  const head = 'select from platform.chain_head where county_id = $1 for update'
  await whileHeld(world, head, [world.ids.areas.countyA.id], async () => {
    removal = takeOff(places[0])
    await expect.poll(() => waiting(world)).toBe(1)
    publication = publish(0)
    await expect.poll(() => waiting(world)).toBe(2)
  })
  expect((await removal)?.body).toMatchObject({ state: 'withdrawn' })
  expect((await publication)?.body).toMatchObject({ noticed: 1, plan: { state: 'published' } })
  expect((await mine()).shifts).toMatchObject([{ assignmentId: places[1] }])
  expect(await noticesOf()).toEqual([
    expect.objectContaining({ revision: 1, added: 1, removed: 0 }),
  ])
})

it('does not tell again of a removal that was told, when the place was given back and taken again', async () => {
  await publish(0)
  await takeOff(places[0])
  world.clock.advance(60_000)
  await publish(1)
  world.clock.advance(60_000)
  await putBack()
  expect(await plan()).toMatchObject({ state: 'draft' })
  world.clock.advance(60_000)
  await takeOff(places[0])
  expect(await plan()).toMatchObject({ state: 'published', revision: 2 })
  expect((await mine()).shifts).toMatchObject([{ assignmentId: places[1] }])
})

it('a place told anew waits for a receipt of its own', async () => {
  await publish(0)
  const receipt = () =>
    officer.post('/api/duty/mine/receipts', { assignmentIds: [places[0], places[1]] })
  expect((await receipt()).body).toMatchObject({ assignments: 2 })
  await takeOff(places[0])
  await publish(1)
  await putBack()
  expect((await publish(2)).body).toMatchObject({ noticed: 1 })
  expect((await mine()).shifts).toMatchObject([
    { assignmentId: places[0], receiptAt: null },
    { assignmentId: places[1], receiptAt: expect.any(String) },
  ])
  expect((await receipt()).body).toMatchObject({ assignments: 1 })
  world.clock.set(at('12:00', days[0]))
  expect(await takeOff(places[0])).toBeRefused('duty.ended')
})

it('nobody is told of a shift that is over: a place forgotten there hinders no publication', async () => {
  const [day] = days
  const leave = { personId: officer.personId, startsAt: at('00:00', day), endsAt: at('23:59', day) }
  await commander.post('/api/duty/leaves', { id: newId(at('07:00')), ...leave })
  expect((await commander.get(`${week}/publication`)).body).toMatchObject({ hardConflicts: 1 })
  expect(await publish(0)).toBeRefused('duty.conflictsLeft')
  world.clock.set(at('12:00', day))
  expect((await commander.get(week)).body.figures).toMatchObject({ changes: 1 })
  const preview = (await commander.get(`${week}/publication`)).body
  expect(preview).toMatchObject({ added: 1, hardConflicts: 0 })
  expect((await publish(0)).body).toMatchObject({ noticed: 1, plan: { state: 'published' } })
  expect((await mine()).shifts).toMatchObject([{ assignmentId: places[1] }])
  const forgotten = async () =>
    (await shiftOn(day)).assignments.map(({ state }: { state: string }) => state)
  expect(await forgotten()).toEqual(['planned'])
  expect((await takeOff(places[0])).body).toMatchObject({ state: 'withdrawn' })
  expect(await forgotten()).toEqual([])
})

it('a removal that was not told while its shift lasted is told no more', async () => {
  await publish(0)
  await takeOff(places[0])
  expect(await plan()).toMatchObject({ state: 'draft' })
  expect(await shiftOn(days[0])).toMatchObject({ removals: 1 })
  world.clock.set(at('12:00', days[0]))
  expect(await plan()).toMatchObject({ state: 'published' })
  expect(await shiftOn(days[0])).toMatchObject({ removals: 0 })
  expect((await publish(1)).body).toMatchObject({ noticed: 0 })
  expect(await putBack()).toBeRefused('duty.ended')
})

it('knows of the removals that were told before places said so', async () => {
  await publish(0)
  await takeOff(places[0])
  world.clock.advance(60_000)
  await publish(1)
  world.clock.advance(60_000)
  await takeOff(places[1])
  const told = () =>
    world.sql('select id, state, removal_told_at from duty.assignment order by made_at, id')
  const before = await told()
  expect(before.filter(({ removal_told_at: at }) => at !== null)).toMatchObject([{ id: places[0] }])
  const file = 'migrations/0042_duty_told_removals.sql'
  const migration = await readFile(`${packageRoot}/${file}`, 'utf8')
  await world.sql('update duty.assignment set removal_told_at = null')
  await world.sql(migration.slice(migration.indexOf('update duty.assignment')))
  expect(await told()).toEqual(before)
})
