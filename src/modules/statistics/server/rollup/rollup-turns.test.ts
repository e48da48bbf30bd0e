import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { makeGround, monday } from '../../../../../test/happenings.ts'
import { addDays, daysBetween } from '../../../../platform/clock/zoned.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { rollUpStaleDays, runsOf } from './rollup.actions.ts'
import { markStale } from './rollup.queries.ts'

let c: County
beforeAll(async () => {
  c = await county()
})
afterAll(() => c.close())

it('a home whose days cannot be summed holds up no other, and its days stay due', async () => {
  const { database } = c.product.ground
  const { countyA, countyB } = c.ids.areas
  const homes = [countyA, countyB].map(({ countyId }) => countyId).sort()
  const [first = ''] = homes
  await database.inWork(systemBinding, async (work) => {
    await makeGround(c, work)
    await markStale(
      work,
      homes.map((countyId) => ({ countyId, day: monday })),
    )
  })
  await c.sql(
    `alter table statistics.day_rollup add constraint broken check (county_id <> '${first}')`,
  )
  await expect(rollUpStaleDays(database)).rejects.toThrow('days of some homes were not summed')
  const summed = await c.sql('select distinct county_id as home from statistics.day_rollup')
  expect(summed).toEqual([{ home: homes[1] }])
  const due = () => c.sql('select county_id as home from statistics.stale_day')
  expect(await due()).toEqual([{ home: first }])
  await c.sql('alter table statistics.day_rollup drop constraint broken')
  await rollUpStaleDays(database)
  expect(await due()).toEqual([])
})

it('a month of days is followed by the rest at once, a day of today by a pause', async () => {
  const { database } = c.product.ground
  const { countyId } = c.ids.areas.countyA
  const days = daysBetween(addDays(monday, -39), monday)
  await database.inWork(systemBinding, (work) =>
    markStale(
      work,
      days.map((day) => ({ countyId, day })),
    ),
  )
  const left = () => c.sql('select from statistics.stale_day')
  expect(await rollUpStaleDays(database)).toBe(31)
  expect(await left()).toHaveLength(9)
  expect(await rollUpStaleDays(database)).toBe(0)
  expect(await left()).toHaveLength(0)
})

it('neighbouring days of one home are summed in one go', () => {
  const day = (countyId: string, one: string) => ({
    countyId,
    path: 'cn',
    firstDay: one,
    lastDay: one,
  })
  expect(
    runsOf([
      day('a', '2026-11-16'),
      day('a', '2026-11-17'),
      day('a', '2026-11-19'),
      day('b', '2026-11-20'),
    ]),
  ).toEqual([
    { ...day('a', '2026-11-16'), lastDay: '2026-11-17' },
    day('a', '2026-11-19'),
    day('b', '2026-11-20'),
  ])
})
