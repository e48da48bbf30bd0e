import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Skill } from '../../../identity/contract/skill.ts'
import { type AssignableRole, assignableRoles, noHeads } from '../../contract/duty-role.ts'
import { conflictsOf, type PlanLeave, type PlanPerson } from './assignment.rules.ts'
import {
  type FillInput,
  type FillShift,
  type PlacedPerson,
  simpleFiller,
} from './roster-filler.rules.ts'

const days = ['2026-11-23', '2026-11-24', '2026-11-25']
const travel = { travelKmh: 30, detourFactor: 1.3 }
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
    travel,
  }
}

/** Hard rules that a whole roster breaks, each place judged against all others of its person. */
function broken(input: FillInput, placed: readonly PlacedPerson[]): string[] {
  const shifts = new Map(input.shifts.map((shift) => [shift.id, shift]))
  const people = new Map(input.people.map((person) => [person.id, person]))
  return placed.flatMap(({ shiftId, personId, role }) => {
    const shift = shifts.get(shiftId)
    const person = people.get(personId)
    if (!shift || !person) return ['unknown']
    const others = placed
      .filter((one) => one.personId === personId && one.shiftId !== shiftId)
      .flatMap((one) => shifts.get(one.shiftId) ?? [])
    const skillsNeeded = shift.skills[role] ?? []
    const leaves = input.leaves.get(personId) ?? []
    return conflictsOf({ person, shift, role, skillsNeeded, leaves, others, travel })
      .filter(({ hard }) => hard)
      .map(({ kind }) => kind)
  })
}

const world = fc.tuple(
  fc.array(shiftArbitrary, { maxLength: 12 }),
  fc.array(personArbitrary, { maxLength: 12 }),
)

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
