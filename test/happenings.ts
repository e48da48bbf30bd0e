import fc from 'fast-check'
import { addDays, instantOf } from '../src/platform/clock/zoned.ts'
import { newId } from '../src/platform/database/new-id.ts'
import type { Work } from '../src/platform/database/work.ts'
import type { County } from './county.ts'

export const monday = '2026-11-16'
export const days = Array.from({ length: 5 }, (_, nth) => addDays(monday, nth))
const schools = ['schoolA1', 'schoolA2', 'schoolB1', 'schoolB2'] as const
type School = (typeof schools)[number]
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
  corrects: fc.boolean(),
})

/** Mostly check-ins, as in a real week. */
export const Happening = fc.oneof(
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
      /** Of what is followed up: when it was said what became of it. */
      settledDaysLater: fc.constantFrom(null, 0, 1),
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
export type Happening = typeof Happening extends fc.Arbitrary<infer T> ? T : never

/** A check-in that proves somebody of the county of the second school was there. */
const proven = {
  kind: 'checkIn',
  school: 'schoolB1',
  day: 0,
  half: 'arrival',
  person: 1,
  method: 'position',
  verdict: 'inside',
  photo: false,
  approval: 'notNeeded',
  corrects: false,
} as const

/**
 * What chance brings together too seldom: a cadre's whole duty, an empty gate to which police came,
 * all sights seen, a check.
 */
export const plainMorning: readonly Happening[] = [
  { ...proven, role: 'cadre', direction: 'in', minute: 20 },
  { ...proven, role: 'cadre', direction: 'out', minute: 80 },
  { ...proven, role: 'police', direction: 'in', minute: 25, person: 2 },
  {
    kind: 'gap',
    school: 'schoolB1',
    day: 0,
    half: 'arrival',
    gap: 'unmanned',
    how: 'checkIn',
    minute: 25,
    atBell: false,
  },
  { kind: 'confirm', school: 'schoolB1', day: 0, sights: ['police', 'car', 'light'] },
  {
    kind: 'event',
    school: 'schoolB1',
    day: 0,
    minute: 30,
    event: 'check',
    heads: 2,
    result: 'handled',
    settledDaysLater: null,
    withdrawn: false,
    closedDaysLater: null,
  },
]

export interface Ground {
  readonly world: County
  readonly posts: ReadonlyMap<School, string>
  /** By school, day and half-day. */
  readonly shifts: ReadonlyMap<string, string>
}

const homeOf = ({ ids }: County, school: School) => [
  ids.areas[school].countyId,
  ids.areas[school].path,
]

/** A post at each school with a shift of one assigned officer on each half-day of the week. */
export async function makeGround(world: County, work: Work): Promise<Ground> {
  const posts = new Map<School, string>()
  const shifts = new Map<string, string>()
  for (const school of schools) {
    const postId = newId(work.now)
    const { id, gateId } = world.ids.schools[school]
    const stationId = world.ids.areas[school.replace('school', 'station') as 'stationA1'].id
    await work.query(
      `insert into duty.post (county_id, area_path, id, school_id, gate_id, station_area_id, name,
         active_from, updated_at) values ($1, $2, $3, $4, $5, $6, 'x', '2026-09-01', $7)`,
      [...homeOf(world, school), postId, id, gateId, stationId, work.now],
    )
    for (const day of days) {
      for (const half of ['arrival', 'dismissal']) {
        const shiftId = newId(work.now)
        shifts.set(`${school} ${day} ${half}`, shiftId)
        const bell = instantOf(day, half === 'arrival' ? '08:00' : '16:30')
        await work.query(
          `insert into duty.shift (county_id, area_path, id, post_id, school_id, station_area_id,
             day, half, bell_at, starts_at, ends_at, watch_at, sanjian, heads, must_roles,
             must_attend_level)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, $9, $10, $11, '{police}',
             case $8 when 'arrival' then 'county' end)`,
          [
            ...homeOf(world, school),
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
    posts.set(school, postId)
  }
  await assignOfficers(work)
  await writeGuards(world, work)
  return { world, posts, shifts }
}

function assignOfficers(work: Work): Promise<unknown> {
  return work.query(
    `insert into duty.assignment (county_id, area_path, id, shift_id, person_id, role, state,
       made_by, made_at, told_at)
     select s.county_id, s.area_path, gen_random_uuid(), s.id, p.id, 'police', 'published', p.id,
       s.made_at, s.made_at
     from duty.shift s
     cross join lateral (select n.id from identity.person n
       where n.county_id = s.county_id and n.duty_role = 'police' order by n.id limit 1) p`,
  )
}

/** Of one county: a guard of each source, and one whom a company and the other school employ. */
async function writeGuards(world: County, work: Work): Promise<void> {
  const places = [
    ['schoolA1', 'company', 0],
    ['schoolA1', 'company', 1],
    ['schoolA2', 'own', 1],
    ['schoolA2', 'own', 2],
  ] as const
  for (const [school, source, person] of places) {
    await work.query(
      `insert into schools.staff (county_id, area_path, id, school_id, person_id, kind, source,
         starts_on)
       select $1, $2, $3, $4, p.id, 'guard', $5, '2026-09-01'
       from identity.person p where p.county_id = $1 order by p.id offset $6 limit 1`,
      [...homeOf(world, school), newId(work.now), world.ids.schools[school].id, source, person],
    )
  }
}

/** Writes past duty's own rules: figures must hold for any rows that may lie there. */
export const write = (ground: Ground, work: Work, one: Happening): Promise<unknown> =>
  (writers[one.kind] as Writer<Happening>)(ground, work, one)

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>
type Writer<H> = (ground: Ground, work: Work, one: H) => Promise<unknown>

const writers: { readonly [K in Happening['kind']]: Writer<Of<K>> } = {
  deployment: writeDeployment,
  checkIn: writeCheckIn,
  gap: writeGap,
  event: writeEvent,
  cancel: (ground, work, one) =>
    work.query(
      `update duty.shift set state = 'cancelled', cancel_reason = 'noBell' where id = $1`,
      [shiftOf(ground, one)],
    ),
  confirm: (ground, work, one) =>
    work.query(
      'update duty.shift set sanjian_confirmed = $2, sanjian_confirmed_at = $3 where id = $1',
      [shiftOf(ground, { ...one, half: 'arrival' }), one.sights, at(one.day)],
    ),
}

const at = (day: number, minute = 0) =>
  new Date(instantOf(days[day] ?? monday, '07:00').getTime() + minute * 60_000)

const shiftOf = ({ shifts }: Ground, one: { school: School; day: number; half: string }) =>
  shifts.get(`${one.school} ${days[one.day]} ${one.half}`)

function writeDeployment({ world }: Ground, work: Work, one: Of<'deployment'>) {
  const area = world.ids.areas[one.area as 'countyA']
  return work.query(
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
}

function writeCheckIn(ground: Ground, work: Work, one: Of<'checkIn'>) {
  const shiftId = shiftOf(ground, one)
  return work.query(
    `insert into duty.check_in (county_id, area_path, id, shift_id, post_id, person_id, role,
       direction, at, received_at, method, verdict, photo_sha256, photo_stored_at, approval,
       approved_at, recorded_by, content_hash, corrects_id)
     select $1, $2, $3, $4, $5, p.id, $6, $7, $8, $8, $9, $10, $11, $17, $12, $13, p.id, $14,
       case when $16 then (select c.id from duty.check_in c
         where c.county_id = $1 and c.shift_id = $4 order by c.at, c.id limit 1) end
     from identity.person p where p.county_id = $1 and p.duty_role <> 'none'
     order by p.id offset $15 limit 1`,
    [
      ...homeOf(ground.world, one.school),
      newId(work.now),
      shiftId,
      ground.posts.get(one.school),
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
      one.corrects,
      one.photo ? at(one.day, 93) : null,
    ],
  )
}

function writeGap(ground: Ground, work: Work, one: Of<'gap'>) {
  return work.query(
    `insert into duty.gap (county_id, area_path, id, shift_id, kind, missing, opened_at,
       closed_at, closed_how, open_at_bell)
     values ($1, $2, $3, $4, $5, '{}', $6, $7, $8, $9) on conflict do nothing`,
    [
      ...homeOf(ground.world, one.school),
      newId(work.now),
      shiftOf(ground, one),
      one.gap,
      at(one.day),
      one.how ? at(one.day, one.minute) : null,
      one.how,
      one.atBell,
    ],
  )
}

async function writeEvent(ground: Ground, work: Work, one: Of<'event'>) {
  const id = newId(work.now)
  const home = homeOf(ground.world, one.school)
  const isFollowed = one.result === 'following' && one.event !== 'incident' && !one.withdrawn
  const settledAt =
    isFollowed && one.settledDaysLater !== null ? at(one.day + one.settledDaysLater, 5) : null
  await work.query(
    `insert into duty.post_event (county_id, area_path, id, post_id, person_id, kind, heads,
       legal_ground, result, at, received_at, withdrawn_at, content_hash, settled_result,
       settled_at, settled_by)
     values ($1, $2, $3, $4, (select id from identity.person where county_id = $1 limit 1), $5,
       $6, 'localRule', $7, $8, $8, $9, $10, case when $11::timestamptz is not null then 'handled' end,
       $11, case when $11 is not null then $3::uuid end)`,
    [
      ...home,
      id,
      ground.posts.get(one.school),
      one.event,
      one.heads,
      one.result,
      at(one.day, one.minute),
      one.withdrawn ? at(one.day, one.minute + 1) : null,
      Buffer.alloc(32),
      settledAt,
    ],
  )
  if (one.event !== 'incident' || one.withdrawn) return
  const closedAt = one.closedDaysLater === null ? null : at(one.day + one.closedDaysLater, 5)
  await work.query(
    `insert into duty.incident (county_id, area_path, id, post_event_id, owner_agency_id,
       opened_at, state, closed_by, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...home,
      newId(work.now),
      id,
      ground.world.ids.agencies[countyOf[one.school]],
      at(one.day, one.minute),
      closedAt ? 'closed' : 'open',
      closedAt && id,
      closedAt,
    ],
  )
}

/** Homes whose sums a happening makes stale, with the days. */
export function staleOf({ world }: Ground, one: Happening) {
  const area = one.kind === 'deployment' ? (one.area as 'countyA') : one.school
  const { countyId } = world.ids.areas[area]
  const first = { countyId, day: days[one.day] ?? monday }
  if (one.kind !== 'event' || one.closedDaysLater === null) return [first]
  return [first, { countyId, day: addDays(first.day, one.closedDaysLater) }]
}
