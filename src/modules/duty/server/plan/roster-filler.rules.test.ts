import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Skill } from '../../../identity/contract/skill.ts'
import { type AssignableRole, assignableRoles, noHeads } from '../../contract/duty-role.ts'
import {
  type ConflictQuestion,
  conflictsOf,
  type PlanLeave,
  type PlanPerson,
} from './assignment.rules.ts'
import {
  type FillInput,
  type FillShift,
  type PlacedPerson,
  simpleFiller,
} from './roster-filler.rules.ts'

const days = ['2026-11-23', '2026-11-24', '2026-11-25']
/** Two stations with their own caps and speeds, each stricter than the other in one of them. */
const settings = [
  { travelKmh: 30, detourFactor: 1.3, maxDutiesPerWeek: 2 },
  { travelKmh: 12, detourFactor: 1.3, maxDutiesPerWeek: 4 },
] as const
const skills: Skill[] = ['firstAid', 'firearms']

const instant = (day: string, minutes: number) =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000)

const shiftArbitrary = fc.record({
  school: fc.nat({ max: 3 }),
  day: fc.constantFrom(...days),
  begins: fc.integer({ min: 420, max: 1000 }),
  length: fc.integer({ min: 20, max: 120 }),
  heads: fc.record({ police: fc.nat({ max: 2 }), guard: fc.nat({ max: 2 }) }),
  skilled: fc.boolean(),
  cancelled: fc.boolean(),
})

const personArbitrary = fc.record({
  role: fc.constantFrom('police' as const, 'guard' as const),
  school: fc.nat({ max: 3 }),
  county: fc.constantFrom('A', 'A', 'A', 'B'),
  cap: fc.nat({ max: 4 }),
  skills: fc.subarray(skills),
  active: fc.boolean(),
  lentDay: fc.option(fc.constantFrom(...days)),
  leave: fc.option(fc.record({ day: fc.constantFrom(...days), approved: fc.boolean() })),
})

type ShiftSeed = typeof shiftArbitrary extends fc.Arbitrary<infer S> ? S : never
type PersonSeed = typeof personArbitrary extends fc.Arbitrary<infer P> ? P : never

const station = (school: number) => `cn.p.c.A.s${school % 2}`

function shiftOf(seed: ShiftSeed, index: number): FillShift {
  const { school, day, begins, length, heads, skilled, cancelled } = seed
  return {
    id: `shift${index}`,
    countyId: 'A',
    areaPath: `${station(school)}.x${school}`,
    stationPath: station(school),
    postId: `post${school}`,
    day,
    week: '2026-11-23',
    startsAt: instant(day, begins),
    endsAt: instant(day, begins + length),
    lon: 102 + school * 0.1,
    lat: 25,
    cancelled,
    setting: settings[school % 2 === 0 ? 0 : 1],
    need: { ...noHeads, ...heads },
    mustRoles: ['police'],
    skills: skilled ? { police: ['firearms'] } : {},
  }
}

function personOf(seed: PersonSeed, index: number): PlanPerson {
  const { role, school, county, cap, active, lentDay } = seed
  return {
    id: `person${index}`,
    countyId: county,
    areaPath: role === 'police' ? station(school) : `${station(school)}.x${school}`,
    role,
    active,
    skills: seed.skills,
    dutiesMax: cap,
    secondedDays: lentDay === null ? null : [{ startsOn: lentDay, endsOn: lentDay }],
  }
}

const leavesOf = (seeds: readonly PersonSeed[]): Map<string, PlanLeave[]> =>
  new Map(
    seeds.map(({ leave }, index) => [
      `person${index}`,
      leave
        ? [
            {
              id: `leave${index}`,
              startsAt: instant(leave.day, 0),
              endsAt: instant(leave.day, 1440),
              approved: leave.approved,
            },
          ]
        : [],
    ]),
  )

function inputOf(shiftSeeds: readonly ShiftSeed[], personSeeds: readonly PersonSeed[]): FillInput {
  const shifts = shiftSeeds.map(shiftOf)
  return {
    shifts,
    people: personSeeds.map(personOf),
    leaves: leavesOf(personSeeds),
    placed: [],
    roles: assignableRoles,
    openShiftIds: new Set(shifts.map(({ id }) => id)),
  }
}

/**
 * Hard rules that a whole roster breaks. They are written here a second time, plainly and for these
 * seeds alone: judged by the rules that the filler chooses by, it could not be wrong.
 */
function broken(input: FillInput, placed: readonly PlacedPerson[]): string[] {
  return input.people.flatMap((person) => {
    const own = placed.filter(({ personId }) => personId === person.id)
    const places = own.map(({ shiftId, role }) => {
      const shift = input.shifts.find(({ id }) => id === shiftId)
      if (!shift) throw new Error('Placed where no shift is.')
      return { shift, role }
    })
    return [
      ...places.flatMap(({ shift, role }) => brokenRules(person, shift, role)),
      ...places.flatMap(({ shift }) => brokenLeaves(input.leaves.get(person.id) ?? [], shift)),
      ...brokenWeek(
        person,
        places.map(({ shift }) => shift),
      ),
    ]
  })
}

function brokenRules(person: PlanPerson, shift: FillShift, role: AssignableRole): string[] {
  const isLent = person.secondedDays?.some(({ startsOn }) => startsOn === shift.day) ?? true
  const needsFirearms = role === 'police' && shift.skills.police?.includes('firearms')
  const rules = {
    cancelled: !shift.cancelled,
    active: person.active,
    role: person.role === role,
    county: person.countyId === shift.countyId && isLent,
    ownSchool: role === 'police' || person.areaPath === shift.areaPath,
    skill: !needsFirearms || person.skills.includes('firearms'),
  }
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]))
}

const brokenLeaves = (leaves: readonly PlanLeave[], { startsAt, endsAt }: FillShift): string[] =>
  leaves.flatMap((leave) =>
    leave.approved && leave.startsAt < endsAt && startsAt < leave.endsAt ? ['leave'] : [],
  )

/** Kilometres between gates of neighbouring schools: a tenth of a degree at 25° north. */
const neighboursKm = 10.0777

function brokenWeek({ dutiesMax }: PlanPerson, shifts: readonly FillShift[]): string[] {
  const byTime = shifts.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const ways = byTime.flatMap((first, index) =>
    byTime.slice(index + 1).flatMap((then) => {
      const pauseH = (then.startsAt.getTime() - first.endsAt.getTime()) / 3_600_000
      if (pauseH < 0) return ['overlap']
      const km = neighboursKm * Math.abs(Number(first.postId.at(-1)) - Number(then.postId.at(-1)))
      return (km * then.setting.detourFactor) / then.setting.travelKmh > pauseH ? ['travel'] : []
    }),
  )
  // Taken one by one, the strictest first, each has to find room.
  const caps = shifts.map(({ setting }) => Math.min(dutiesMax, setting.maxDutiesPerWeek))
  const isFull = caps.toSorted((a, b) => a - b).some((cap, before) => cap <= before)
  return [...ways, ...(isFull ? ['weekCap'] : [])]
}

const world = fc.tuple(
  fc.array(shiftArbitrary, { maxLength: 12 }),
  fc.array(personArbitrary, { maxLength: 12 }),
)

/** An officer of the first station, and shifts one after the other. */
const officer = personOf(
  {
    role: 'police',
    school: 0,
    county: 'A',
    cap: 4,
    skills: [],
    active: true,
    lentDay: null,
    leave: null,
  },
  0,
)
const shiftAt = (school: number, begins: number, index = 0): FillShift =>
  shiftOf(
    {
      school,
      day: '2026-11-23',
      begins,
      length: 20,
      heads: { police: 1, guard: 0 },
      skilled: false,
      cancelled: false,
    },
    index,
  )
const police = { person: officer, role: 'police', skillsNeeded: [], leaves: [] } as const
const against = (question: Pick<ConflictQuestion, 'shift' | 'others'>) =>
  conflictsOf({ ...police, ...question }).map(({ kind, hard }) => `${kind}${hard ? '!' : ''}`)

describe('what stands against a place', () => {
  it('is a skill that the gate asks for and the person lacks', () => {
    const shift = shiftAt(0, 460)
    const skilled = { ...officer, skills: ['firearms' as const] }
    const asked = { ...police, shift, others: [], skillsNeeded: ['firearms' as const] }
    expect(conflictsOf(asked)).toMatchObject([{ kind: 'skill', hard: true }])
    expect(conflictsOf({ ...asked, person: skilled })).toEqual([])
  })

  it('is a way that takes longer than the pause, whichever of the two is asked about', () => {
    // Ten kilometres by 1.3 at the 30 km/h of where the way ends, not at the 12 of where it begins.
    const first = shiftAt(1, 460)
    const [late, inTime] = [shiftAt(2, 480 + 26, 1), shiftAt(2, 480 + 27, 1)]
    for (const [then, found] of [
      [late, 'travel!'],
      [inTime, 'twoGates'],
    ] as const) {
      expect(against({ shift: then, others: [first] })).toContain(found)
      expect(against({ shift: first, others: [then] })).toContain(found)
    }
  })

  it('is a second gate within the hour, as a cost and no bar', () => {
    const first = shiftAt(0, 460)
    const [near, later] = [shiftAt(2, 480 + 59, 1), shiftAt(2, 480 + 60, 1)]
    expect(against({ shift: near, others: [first] })).toEqual(['twoGates'])
    expect(against({ shift: later, others: [first] })).toEqual([])
    expect(against({ shift: shiftAt(0, 480, 1), others: [first] })).toEqual([])
  })
})

describe('the cap of a week', () => {
  const taken = fc.array(fc.nat({ max: 3 }), { maxLength: 8 })
  const shifts = (schools: readonly number[]): FillShift[] =>
    schools.map((school, index) => shiftAt(school, index * 20, index))
  const isFull = (shift: FillShift, others: readonly FillShift[]) =>
    against({ shift, others }).includes('weekCap!')

  it('is asked by the area of each shift: a full one takes nobody more, a wider one does', () => {
    const [near, wide, wider] = shifts([0, 1, 1])
    const strict = shifts([0, 0])
    if (!near || !wide || !wider) throw new Error('No shifts.')
    expect(isFull(near, strict)).toBe(true)
    expect(isFull(wide, strict)).toBe(false)
    expect(isFull(wider, [...strict, wide, ...shifts([1])])).toBe(true)
  })

  it('never refuses afterwards what was allowed one by one, in whatever order', () => {
    fc.assert(
      fc.property(taken, (schools) => {
        const kept: FillShift[] = []
        for (const shift of shifts(schools)) if (!isFull(shift, kept)) kept.push(shift)
        for (const shift of kept) {
          const others = kept.filter((one) => one !== shift)
          expect(isFull(shift, others)).toBe(false)
        }
        for (const { setting } of kept) {
          const cap = setting.maxDutiesPerWeek
          const asStrict = kept.filter((one) => one.setting.maxDutiesPerWeek <= cap)
          expect(asStrict.length).toBeLessThanOrEqual(cap)
        }
      }),
    )
  })
})

describe('the simple filler', () => {
  it('never violates leave, overlap, travel, cap, skill or jurisdiction', () => {
    fc.assert(
      fc.property(world, ([shiftSeeds, personSeeds]) => {
        const input = inputOf(shiftSeeds, personSeeds)
        expect(broken(input, simpleFiller.fill(input).placed)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('places nobody twice, nobody too many, and says what stays open', () => {
    fc.assert(
      fc.property(world, ([shiftSeeds, personSeeds]) => {
        const input = inputOf(shiftSeeds, personSeeds)
        const { placed, open } = simpleFiller.fill(input)
        const keys = placed.map(({ shiftId, personId }) => `${shiftId} ${personId}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const shift of input.shifts) {
          for (const role of assignableRoles) {
            const need = shift.cancelled ? 0 : shift.need[role]
            const isHere = (one: { shiftId: string; role: AssignableRole }) =>
              one.shiftId === shift.id && one.role === role
            const missing = open.find(isHere)?.heads ?? 0
            expect(placed.filter(isHere).length + missing).toBe(need)
          }
        }
      }),
    )
  })

  it('leaves no place open that somebody could still take', () => {
    fc.assert(
      fc.property(world, ([shiftSeeds, personSeeds]) => {
        const input = inputOf(shiftSeeds, personSeeds)
        const { placed, open } = simpleFiller.fill(input)
        for (const { shiftId, role } of open) {
          for (const { id: personId } of input.people) {
            if (placed.some((one) => one.shiftId === shiftId && one.personId === personId)) continue
            expect(broken(input, [...placed, { shiftId, personId, role }])).not.toEqual([])
          }
        }
      }),
    )
  })
})
