import { afterEach, beforeEach, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { at, gatePost, shiftOf } from '../../../../../test/duty.ts'
import { newId } from '../../../../platform/database/new-id.ts'

let world: County
beforeEach(async () => {
  world = await county()
})
afterEach(() => world.close())

it('fills as if nobody were on shifts that a holiday has cancelled', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const team = [{ role: 'police', heads: 1, must: true }]
  const closed = await gatePost(world, 'schoolA1', { team })
  await gatePost(world, 'schoolA2', { team })
  const officer = world.ids.people.stationA1?.[1]?.id
  await world.sql(
    `update identity.person set active = id = $1, max_duties_per_week = 2
     where duty_role = 'police'`,
    [officer],
  )
  for (const day of ['2026-11-24', '2026-11-25']) {
    const assigned = await commander.put(`/api/duty/assignments/${newId(at('07:00'))}`, {
      shiftId: await shiftOf(world, closed, 'arrival', day),
      personId: officer,
      role: 'police',
    })
    expect(assigned.status).toBe(200)
    const holiday = await world
      .as('schoolCadre', { at: 'schoolA1' })
      .post('/api/schools/calendar/days', {
        id: newId(at('07:00')),
        day,
        kind: 'holiday',
        name: '校庆',
        source: '学校通知',
      })
    expect(holiday.status).toBe(200)
  }
  await world.deliverFacts()
  // As many as a week may hold, and none of them were the cancelled ones.
  const filled = await commander.post('/api/duty/weeks/2026-11-23/fill')
  expect(filled.body).toMatchObject({ made: 2 })
})

it('fills the place of somebody whose leave was approved, as the forecast names it', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const team = [{ role: 'police', heads: 1, must: true }]
  const post = await gatePost(world, 'schoolA1', { team })
  const fill = async () => (await commander.post('/api/duty/weeks/2026-11-30/fill')).body
  expect((await fill()).open).toEqual([])
  expect((await fill()).made).toBe(0)
  const shift = await shiftOf(world, post, 'arrival', '2026-12-01')
  const [placed] = await world.sql('select person_id from duty.assignment where shift_id = $1', [
    shift,
  ])
  const leave = await commander.post('/api/duty/leaves', {
    id: newId(at('07:00')),
    personId: placed?.person_id,
    startsAt: at('00:00', '2026-12-01').toISOString(),
    endsAt: at('12:00', '2026-12-01').toISOString(),
  })
  expect(leave.body.state).toBe('approved')
  expect(await fill()).toMatchObject({ made: 1, open: [] })
  expect((await fill()).made).toBe(0)
})
