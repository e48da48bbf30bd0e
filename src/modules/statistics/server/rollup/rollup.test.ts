import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { sweep } from '../../../../../test/duty.ts'
import { addDays, instantOf } from '../../../../platform/clock/zoned.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { teamTemplate } from '../../../duty/contract/post.ts'
import type { Breakdown } from '../../contract/values.ts'
import { indicatorNames } from '../../contract/values.ts'
import { areaAtPath } from '../indicator/area-asked.ts'
import { definitionOf, hasHalves, measureOf } from '../indicator/formulas.ts'
import { pageOfLeftOut, sumOfSet } from '../indicator/rows.queries.ts'
import { computeValues, type GroupedValues } from '../indicator/values.actions.ts'
import { rebuildDays, runsOf } from './rollup.actions.ts'
import { markStale } from './rollup.queries.ts'

const monday = '2026-11-16'
const days = Array.from({ length: 5 }, (_, nth) => addDays(monday, nth))
const schools = ['schoolA1', 'schoolA2', 'schoolB1', 'schoolB2'] as const
const roles = ['police', 'auxiliary', 'cadre', 'guard', 'staff', 'volunteer', 'guest'] as const
const countyOf = {
  schoolA1: 'countyA',
  schoolA2: 'countyA',
  schoolB1: 'countyB',
  schoolB2: 'countyB',
} as const

const Place = fc.constantFrom(...schools)
const Day = fc.nat({ max: days.length - 1 })
const Minute = fc.nat({ max: 90 })

/** What may happen at gates, in any order, late and twice. */
const CheckIn = fc.record({
  kind: fc.constant('checkIn' as const),
  school: Place,
  day: Day,
  half: fc.constantFrom('arrival', 'dismissal'),
  person: fc.nat({ max: 8 }),
  role: fc.constantFrom(...roles),
  direction: fc.constantFrom('in', 'in', 'out'),
  minute: Minute,
  method: fc.constantFrom('position', 'gateCode', 'supervisor', 'reason', 'automatic'),
  verdict: fc.constantFrom('inside', 'uncertain', 'outside', 'none'),
  photo: fc.boolean(),
  approval: fc.constantFrom('notNeeded', 'notNeeded', 'pending', 'approved', 'refused'),
})

/** Mostly check-ins, as in a real week. */
const Happening = fc.oneof(
  { weight: 12, arbitrary: CheckIn },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      school: Place,
      day: Day,
      half: fc.constantFrom('arrival', 'dismissal'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('confirm' as const),
      school: Place,
      day: Day,
      sights: fc.subarray(['police', 'car', 'light']),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      school: Place,
      day: Day,
      minute: Minute,
      event: fc.constantFrom('request', 'help', 'check', 'incident', 'deed', 'patrol'),
      heads: fc.integer({ min: 1, max: 9 }),
      result: fc.constantFrom(null, 'handled', 'following'),
      withdrawn: fc.boolean(),
      closedDaysLater: fc.option(fc.nat({ max: 3 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deployment' as const),
      area: fc.constantFrom('countyA', 'countyB', 'stationA1', 'stationB2', 'cityA'),
      day: Day,
      task: fc.constantFrom('gateDuty', 'patrol'),
      heads: fc.integer({ min: 0, max: 9 }),
      vehicles: fc.integer({ min: 1, max: 9 }),
      withdrawn: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('gap' as const),
      school: Place,
      day: Day,
      half: fc.constantFrom('arrival', 'dismissal'),
      gap: fc.constantFrom('unmanned', 'short'),
      how: fc.constantFrom(null, 'checkIn', 'ended'),
      minute: Minute,
      atBell: fc.boolean(),
    }),
  },
)
type Happening = typeof Happening extends fc.Arbitrary<infer T> ? T : never

let c: County
let posts: Record<(typeof schools)[number], string>
beforeAll(async () => {
  c = await county()
  posts = await inWork(makeShifts)
  // As after a restore: days of duty that nobody announced are found by themselves.
  await sweep(c, 'statistics.refresh')
  await sweep(c, 'statistics.rollup')
})
afterAll(() => c.close())

const inWork = <T>(run: (work: Work) => Promise<T>): Promise<T> =>
  c.product.ground.database.inWork(systemBinding, run)

const homeOf = (school: (typeof schools)[number]) => [
  c.ids.areas[school].countyId,
  c.ids.areas[school].path,
]

const shiftIds = new Map<string, string>()

async function makeShifts(work: Work) {
  const made: [string, string][] = []
  for (const school of schools) {
    const postId = newId(work.now)
    const { id, gateId } = c.ids.schools[school]
    const stationId = c.ids.areas[school.replace('school', 'station') as 'stationA1'].id
    await work.query(
      `insert into duty.post (county_id, area_path, id, school_id, gate_id, station_area_id, name,
         active_from, updated_at) values ($1, $2, $3, $4, $5, $6, 'x', '2026-09-01', $7)`,
      [...homeOf(school), postId, id, gateId, stationId, work.now],
    )
    for (const day of days) {
      for (const half of ['arrival', 'dismissal']) {
        const shiftId = newId(work.now)
        shiftIds.set(`${school} ${day} ${half}`, shiftId)
        const bell = instantOf(day, half === 'arrival' ? '08:00' : '16:30')
        await work.query(
          `insert into duty.shift (county_id, area_path, id, post_id, school_id, station_area_id,
             day, half, bell_at, starts_at, ends_at, watch_at, sanjian, heads, must_roles)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, $9, $10, $11, '{police}')`,
          [
            ...homeOf(school),
            shiftId,
            postId,
            id,
            stationId,
            day,
            half,
            bell,
            school !== 'schoolA2',
            JSON.stringify({ police: school === 'schoolB1' ? 0 : 1 }),
          ],
        )
      }
    }
    made.push([school, postId])
  }
  return Object.fromEntries(made) as typeof posts
}

/** Writes past duty's own rules: figures must hold for any rows that may lie there. */
async function write(work: Work, one: Happening): Promise<void> {
  const at = (day: number, minute = 0) =>
    new Date(instantOf(days[day] ?? monday, '07:00').getTime() + minute * 60_000)
  if (one.kind === 'deployment') {
    const area = c.ids.areas[one.area as 'countyA']
    await work.query(
      `insert into duty.deployment (county_id, area_path, id, task, on_day, police_heads,
         auxiliary_heads, mass_heads, vehicles, person_id, at, withdrawn_at, content_hash)
       values ($1, $2, $3, $4, $5, $6, $6, $6, $7,
         (select id from identity.person where county_id = $1 limit 1), $8, $9, $10)`,
      [
        area.countyId,
        area.path,
        newId(work.now),
        one.task,
        days[one.day],
        one.heads,
        one.vehicles,
        at(one.day),
        one.withdrawn ? at(one.day, 1) : null,
        Buffer.alloc(32),
      ],
    )
    return
  }
  const home = homeOf(one.school)
  const half = 'half' in one ? one.half : 'arrival'
  const shiftId = shiftIds.get(`${one.school} ${days[one.day]} ${half}`)
  if (one.kind === 'cancel') {
    await work.query(
      `update duty.shift set state = 'cancelled', cancel_reason = 'noBell' where id = $1`,
      [shiftId],
    )
  } else if (one.kind === 'confirm') {
    await work.query(
      'update duty.shift set sanjian_confirmed = $2, sanjian_confirmed_at = $3 where id = $1',
      [shiftId, one.sights, at(one.day)],
    )
  } else if (one.kind === 'checkIn') {
    await work.query(
      `insert into duty.check_in (county_id, area_path, id, shift_id, post_id, person_id, role,
         direction, at, received_at, method, verdict, photo_sha256, approval, approved_at,
         recorded_by, content_hash)
       select $1, $2, $3, $4, $5, p.id, $6, $7, $8, $8, $9, $10, $11, $12, $13, p.id, $14
       from identity.person p where p.county_id = $1 and p.duty_role <> 'none'
       order by p.id offset $15 limit 1`,
      [
        ...home,
        newId(work.now),
        shiftId,
        posts[one.school],
        one.role,
        one.direction,
        at(one.day, one.minute),
        one.method,
        one.verdict,
        one.photo ? Buffer.alloc(32) : null,
        one.approval,
        one.approval === 'notNeeded' ? null : at(one.day, 95),
        Buffer.alloc(32),
        one.person,
      ],
    )
  } else if (one.kind === 'gap') {
    await work.query(
      `insert into duty.gap (county_id, area_path, id, shift_id, kind, missing, opened_at,
         closed_at, closed_how, open_at_bell)
       values ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9) on conflict do nothing`,
      [
        ...home,
        newId(work.now),
        shiftId,
        one.gap,
        at(one.day),
        one.how ? at(one.day, one.minute) : null,
        one.how,
        one.atBell,
      ],
    )
  } else {
    const id = newId(work.now)
    await work.query(
      `insert into duty.post_event (county_id, area_path, id, post_id, person_id, kind, heads,
         legal_ground, result, at, received_at, withdrawn_at, content_hash)
       values ($1, $2, $3, $4, (select id from identity.person where county_id = $1 limit 1), $5,
         $6, 'localRule', $7, $8, $8, $9, $10)`,
      [
        ...home,
        id,
        posts[one.school],
        one.event,
        one.heads,
        one.result,
        at(one.day, one.minute),
        one.withdrawn ? at(one.day, one.minute + 1) : null,
        Buffer.alloc(32),
      ],
    )
    if (one.event !== 'incident' || one.withdrawn) return
    const closedAt = one.closedDaysLater === null ? null : at(one.day + one.closedDaysLater, 5)
    await work.query(
      `insert into duty.incident (county_id, area_path, id, post_event_id, owner_agency_id,
         summary, opened_at, state, outcome, closed_by, closed_at)
       values ($1, $2, $3, $4, $5, 'x', $6, $7, $8, $9, $10)`,
      [
        ...home,
        newId(work.now),
        id,
        c.ids.agencies[countyOf[one.school]],
        at(one.day, one.minute),
        closedAt ? 'closed' : 'open',
        closedAt && 'x',
        closedAt && id,
        closedAt,
      ],
    )
  }
}

/** Homes whose sums a happening makes stale, with the days. */
function staleOf(one: Happening) {
  const area = one.kind === 'deployment' ? (one.area as 'countyA') : one.school
  const { countyId } = c.ids.areas[area]
  const first = { countyId, day: days[one.day] ?? monday }
  if (one.kind !== 'event' || one.closedDaysLater === null) return [first]
  return [first, { countyId, day: addDays(first.day, one.closedDaysLater) }]
}

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
          await write(work, one)
          await markStale(work, staleOf(one))
        }
      })
      await sweep(c, 'statistics.rollup')
      await inWork(compareEverywhere)
    }),
    { numRuns: 4, seed: 20261123, endOnFailure: true },
  )
}, 120_000)

it('sums made anew from nothing are the sums kept step by step', async () => {
  const all = `select indicator, day, area_path::text, class, value from statistics.day_rollup
    union all select indicator, day, area_path::text, class, value from statistics.day_total
    order by 1, 2, 3, 4, 5`
  const kept = await c.sql(all)
  expect(kept.length).toBeGreaterThan(50)
  await c.sql('delete from statistics.day_rollup')
  await c.sql('delete from statistics.day_total')
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
        expect([by, id, sum]).toEqual([by, id, whole?.get(id)?.value ?? 0])
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
    ] as const
    for (const [part, of] of atMost) expect([part, whole(part) <= whole(of)]).toEqual([part, true])
    expect(whole('guards_stationed') + whole('guards_own_hired')).toBe(whole('guards_total'))
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
