import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { sweep } from '../../../../../test/duty.ts'
import {
  type Ground,
  Happening,
  makeGround,
  monday,
  plainMorning,
  staleOf,
  write,
} from '../../../../../test/happenings.ts'
import { addDays } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { teamTemplate } from '../../../duty/contract/post.ts'
import type { Breakdown } from '../../contract/values.ts'
import { indicatorNames } from '../../contract/values.ts'
import { areaAtPath } from '../indicator/area-asked.ts'
import { isRolled } from '../indicator/declared.ts'
import { definitionOf, hasHalves, isRowIndicator, measureOf } from '../indicator/formulas.ts'
import { pageOfLeftOut, sumOfSet } from '../indicator/rows.queries.ts'
import { computeValues, type GroupedValues } from '../indicator/values.actions.ts'
import { rebuildDays } from './rollup.actions.ts'
import { markStale } from './rollup.queries.ts'

let c: County
let ground: Ground
beforeAll(async () => {
  c = await county()
  ground = await inWork((work) => makeGround(c, work))
  // As after a restore: days of duty that nobody announced are found by themselves.
  await sweep(c, 'statistics.refresh')
  await sweep(c, 'statistics.rollup')
})
afterAll(() => c.close())

const inWork = <T>(run: (work: Work) => Promise<T>): Promise<T> =>
  c.product.ground.database.inWork(systemBinding, run)

const plain = (values: GroupedValues) =>
  Object.fromEntries(
    [...values]
      .map(([group, own]) => {
        const filled = [...own.values()].filter(({ value, of }) => value || of)
        return [group, Object.fromEntries(filled.map((one) => [one.indicator, one]))] as const
      })
      .filter(([, own]) => Object.keys(own).length > 0)
      .sort(),
  )

const period = { firstDay: monday, lastDay: addDays(monday, 7) }

async function compareEverywhere(work: Work): Promise<void> {
  for (const key of ['country', 'cityA', 'countyA', 'stationA1', 'schoolB1'] as const) {
    const area = await areaAtPath(work, c.ids.areas[key].path)
    for (const by of [null, 'day', 'county', 'station', 'school'] as (Breakdown | null)[]) {
      const ask = (known: Date | 'now') =>
        computeValues(work, indicatorNames, { area, ...period, known }, by)
      expect([key, by, plain(await ask('now'))]).toEqual([key, by, plain(await ask(work.now))])
    }
  }
}

it('day sums kept step by step equal the full scan, in every area and every breakdown', async () => {
  const History = fc.array(Happening, { minLength: 30, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(History, async (history) => {
      await inWork(async (work) => {
        for (const one of history) {
          await write(ground, work, one)
          await markStale(work, staleOf(ground, one))
        }
      })
      await sweep(c, 'statistics.rollup')
      await inWork(compareEverywhere)
    }),
    { numRuns: 5, seed: 20261123, endOnFailure: true, examples: [[[...plainMorning]]] },
  )
}, 120_000)

it('has something to count for every figure that is summed by day', async () => {
  const summed = await c.sql(
    'select distinct indicator from statistics.day_total where value > 0 order by indicator',
  )
  const rolled = indicatorNames.filter((id) => isRowIndicator(id) && isRolled(id))
  expect(summed.map(({ indicator }) => indicator)).toEqual(rolled.sort())
})

it('sums made anew from nothing are the sums kept step by step', async () => {
  const all = `select indicator, day, area_path::text, class, value from statistics.day_rollup
    union all select indicator, day, area_path::text, class, value from statistics.day_total
    union all select indicator || days::text, make_date(year, 1, 1), area_path::text, class, 1
      from statistics.place_days
    order by 1, 2, 3, 4, 5`
  const kept = await c.sql(all)
  expect(kept.length).toBeGreaterThan(50)
  await c.sql('delete from statistics.day_rollup')
  await c.sql('delete from statistics.day_total')
  await c.sql('delete from statistics.place_days')
  await inWork(async (work) => {
    for (const key of ['countyA', 'countyB', 'cityA'] as const) {
      const { countyId, path } = c.ids.areas[key]
      await rebuildDays(work, { countyId, path, ...period })
    }
  })
  expect(await c.sql(all)).toEqual(kept)
})

it('what an area counts is the sum of what its parts count', async () => {
  await inWork(async (work) => {
    const additive = indicatorNames.filter(
      (id) => !['quotient', 'days'].includes(definitionOf(id).formula.kind),
    )
    const area = await areaAtPath(work, c.ids.areas.country.path)
    const question = { area, ...period, known: 'now' } as const
    const [whole] = (await computeValues(work, additive, question)).values()
    for (const by of ['county', 'station', 'school'] as const) {
      const groups = await computeValues(work, additive, question, by)
      for (const id of additive) {
        const parts = [...groups.values()].map((own) => own.get(id)?.value ?? 0)
        const sum = parts.reduce((total, part) => total + part, 0)
        const value = whole?.get(id)?.value ?? 0
        // Whom two parts share counts once in the whole.
        if (measureOf(id).kind === 'people') expect([by, id, sum >= value]).toEqual([by, id, true])
        else expect([by, id, sum]).toEqual([by, id, value])
      }
    }
  })
})

it('figures that belong together agree (docs of the counties, consistency checks)', async () => {
  // 1 + 1 + 1 + 2 + 2 + 4 = 11 heads at a gate.
  expect(teamTemplate.reduce((sum, { heads }) => sum + heads, 0)).toBe(11)
  await inWork(async (work) => {
    const area = await areaAtPath(work, c.ids.areas.country.path)
    const ask = async (half?: 'arrival' | 'dismissal') => {
      const question = { area, ...period, known: work.now, half }
      const ids = indicatorNames.filter((id) => !half || hasHalves(id))
      const own = (await computeValues(work, ids, question)).get('')
      return (id: (typeof indicatorNames)[number]) => own?.get(id)?.value ?? 0
    }
    const whole = await ask()
    const [arrival, dismissal] = [await ask('arrival'), await ask('dismissal')]
    for (const id of ['duty_shifts', 'duty_person_times', 'duty_person_times_all'] as const) {
      expect([id, arrival(id) + dismissal(id)]).toEqual([id, whole(id)])
    }
    const atMost = [
      ['unmanned_gaps_filled', 'unmanned_gaps'],
      ['unmanned_at_bell', 'unmanned_gaps'],
      ['police_shifts_seen', 'police_shifts_required'],
      ['police_shifts_required', 'duty_shifts'],
      ['sanjian_confirmed_shifts', 'sanjian_shifts'],
      ['events_dealt_with', 'events_raised'],
      ['police_person_days', 'duty_person_times_police'],
      ['guard_post_schools', 'guard_posts'],
      ['guard_post_schools', 'schools_total'],
      ['guards_stationed', 'guards_total'],
      ['guards_own_hired', 'guards_total'],
    ] as const
    for (const [part, of] of atMost) expect([part, whole(part) <= whole(of)]).toEqual([part, true])
    // Whom a company and a school employ is one guard.
    expect([whole('guards_stationed'), whole('guards_own_hired')]).toEqual([2, 2])
    expect(whole('guards_total')).toBe(3)
  })
})

it('counted and left-out check-ins together are all check-ins of the period', async () => {
  const roles = ['police', 'auxiliary', 'cadre', 'guard', 'staff', 'mass'] as const
  const [all] = await c.sql(
    `select count(*)::int as count from duty.check_in where direction = 'in'`,
  )
  expect(all?.count).toBeGreaterThan(20)
  await inWork(async (work) => {
    const area = await areaAtPath(work, c.ids.areas.country.path)
    const question = { area, ...period, known: 'now' } as const
    let found = 0
    for (const role of roles) {
      const measure = measureOf(`duty_person_times_${role}`)
      const leftOut = await pageOfLeftOut(work, measure, question, { limit: 1 })
      found += (await sumOfSet(work, measure, question)).total + (leftOut?.total ?? 0)
    }
    expect(found).toBe(all?.count)
  })
})
