import { isWithin } from '../../../../platform/contract/area-path.ts'
import type { Skill } from '../../../identity/contract/skill.ts'
import { type AssignableRole, assignableRoles, type RoleCounts } from '../../contract/duty-role.ts'
import {
  conflictsOf,
  mayServeHere,
  type PlanLeave,
  type PlanPerson,
  type PlanShift,
  travelHours,
} from './assignment.rules.ts'

export interface FillShift extends PlanShift {
  readonly need: RoleCounts
  readonly mustRoles: readonly string[]
  readonly skills: Readonly<Partial<Record<AssignableRole, readonly Skill[]>>>
}

export interface PlacedPerson {
  readonly shiftId: string
  readonly personId: string
  readonly role: AssignableRole
}

/** Everything a filler may know. Shifts include those it must not touch but must respect. */
export interface FillInput {
  readonly shifts: readonly FillShift[]
  readonly people: readonly PlanPerson[]
  readonly leaves: ReadonlyMap<string, readonly PlanLeave[]>
  /** What stands already and stays. */
  readonly placed: readonly PlacedPerson[]
  readonly roles: readonly AssignableRole[]
  /** Shifts whose empty places are to be filled. */
  readonly openShiftIds: ReadonlySet<string>
}

export interface FillResult {
  readonly placed: readonly PlacedPerson[]
  readonly open: readonly { shiftId: string; role: AssignableRole; heads: number }[]
}

/**
 * The front door for whoever fills a week: the simple filler now, an optimiser later. Whatever it
 * gives is checked against the hard rules again before it is stored.
 */
export interface RosterFiller {
  readonly name: string
  fill(input: FillInput): FillResult
}

/**
 * Greedy and fair: the scarcest places first (must roles, then fewest people of the role), each
 * taken by whoever has the fewest duties, then the shortest way from the own area.
 */
export const simpleFiller: RosterFiller = {
  name: 'simple',
  fill(input) {
    const state = new FillState(input)
    const places = openPlaces(input, state)
    const open = new Map<string, { shiftId: string; role: AssignableRole; heads: number }>()
    const placed: PlacedPerson[] = []
    for (const place of places) {
      const person = state.best(place.shift, place.role)
      if (person) {
        placed.push(state.place(place.shift, place.role, person))
        continue
      }
      const key = `${place.shift.id} ${place.role}`
      const known = open.get(key) ?? { shiftId: place.shift.id, role: place.role, heads: 0 }
      open.set(key, { ...known, heads: known.heads + 1 })
    }
    return { placed, open: [...open.values()] }
  },
}

interface Place {
  readonly shift: FillShift
  readonly role: AssignableRole
  readonly must: boolean
  /** 0 for the first head of a role: nobody gets two before everybody has one. */
  readonly ordinal: number
}

function openPlaces(input: FillInput, state: FillState): Place[] {
  const peopleOf = new Map<AssignableRole, number>()
  for (const role of assignableRoles) {
    peopleOf.set(role, input.people.filter((person) => person.role === role).length)
  }
  const places = input.shifts
    .filter((shift) => input.openShiftIds.has(shift.id) && !shift.cancelled)
    .flatMap((shift) =>
      input.roles.flatMap((role): Place[] => {
        const have = state.headsOf(shift.id, role)
        const missing = Math.max(0, shift.need[role] - have)
        return Array.from({ length: missing }, (_, index) => ({
          shift,
          role,
          must: shift.mustRoles.includes(role),
          ordinal: have + index,
        }))
      }),
    )
  return places.sort(
    (a, b) =>
      a.ordinal - b.ordinal ||
      Number(b.must) - Number(a.must) ||
      (peopleOf.get(a.role) ?? 0) - (peopleOf.get(b.role) ?? 0) ||
      a.shift.startsAt.getTime() - b.shift.startsAt.getTime() ||
      (a.shift.id < b.shift.id ? -1 : 1),
  )
}

class FillState {
  readonly #input: FillInput
  readonly #shifts: ReadonlyMap<string, FillShift>
  readonly #ofPerson = new Map<string, FillShift[]>()
  readonly #heads = new Map<string, number>()
  readonly #peopleByRole = new Map<string, PlanPerson[]>()

  constructor(input: FillInput) {
    this.#input = input
    this.#shifts = new Map(input.shifts.map((shift) => [shift.id, shift]))
    for (const person of input.people) {
      const group = this.#peopleByRole.get(person.role) ?? []
      group.push(person)
      this.#peopleByRole.set(person.role, group)
    }
    for (const { shiftId, personId, role } of input.placed) {
      const shift = this.#shifts.get(shiftId)
      if (shift) this.#note(shift, role, personId)
    }
  }

  headsOf(shiftId: string, role: AssignableRole): number {
    return this.#heads.get(`${shiftId} ${role}`) ?? 0
  }

  place(shift: FillShift, role: AssignableRole, person: PlanPerson): PlacedPerson {
    this.#note(shift, role, person.id)
    return { shiftId: shift.id, personId: person.id, role }
  }

  /** Whoever breaks no hard rule and costs least; undefined when nobody can. */
  best(shift: FillShift, role: AssignableRole): PlanPerson | undefined {
    let best: { person: PlanPerson; cost: number } | undefined
    for (const person of this.#peopleByRole.get(role) ?? []) {
      // Most people drop out here; weighing them all took seconds for a county's week.
      if (!mayServeHere(person, shift)) continue
      if (best && this.#leastCost(shift, person) >= best.cost) continue
      const cost = this.#cost(shift, role, person)
      if (cost === null || (best && cost >= best.cost)) continue
      best = { person, cost }
    }
    return best?.person
  }

  #cost(shift: FillShift, role: AssignableRole, person: PlanPerson): number | null {
    const others = this.#ofPerson.get(person.id) ?? []
    if (others.some(({ id }) => id === shift.id)) return null
    const conflicts = conflictsOf({
      person,
      shift,
      role,
      skillsNeeded: shift.skills[role] ?? [],
      leaves: this.#input.leaves.get(person.id) ?? [],
      others,
    })
    if (conflicts.some(({ hard }) => hard)) return null
    const sameDay = others.filter(({ day }) => day === shift.day)
    const way = sameDay.reduce((sum, other) => sum + travelHours(other, shift, shift.setting), 0)
    return this.#leastCost(shift, person) + way + conflicts.length
  }

  /** What the place costs before ways and soft conflicts add to it. */
  #leastCost(shift: FillShift, person: PlanPerson): number {
    const away = isWithin(person.areaPath, shift.stationPath) ? 0 : 3
    return (this.#ofPerson.get(person.id)?.length ?? 0) + away
  }

  #note(shift: FillShift, role: AssignableRole, personId: string): void {
    const key = `${shift.id} ${role}`
    this.#heads.set(key, (this.#heads.get(key) ?? 0) + 1)
    const own = this.#ofPerson.get(personId) ?? []
    own.push(shift)
    this.#ofPerson.set(personId, own)
  }
}
