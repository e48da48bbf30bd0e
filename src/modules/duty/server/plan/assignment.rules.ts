import type { Skill } from '../../../identity/contract/skill.ts'
import type { AssignableRole, DutyRole } from '../../contract/duty-role.ts'
import { type Conflict, type ConflictKind, hardConflicts } from '../../contract/plan.ts'
import { distanceBetween } from '../../contract/position-verdict.ts'

/** A person as far as planning needs one. Paths are dotted area paths. */
export interface PlanPerson {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly role: DutyRole | 'none'
  readonly active: boolean
  readonly skills: readonly Skill[]
  readonly dutiesMax: number
  /** Null at home; otherwise the days for which the person is lent to this county. */
  readonly secondedDays: readonly { startsOn: string; endsOn: string | null }[] | null
}

export interface PlanShift {
  readonly id: string
  readonly countyId: string
  /** Path of the school. */
  readonly areaPath: string
  readonly stationPath: string
  readonly postId: string
  readonly day: string
  /** Monday of its week: the cap counts by week. */
  readonly week: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly lon: number | null
  readonly lat: number | null
  readonly cancelled: boolean
}

export interface PlanLeave {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly approved: boolean
}

/** How fast people get from one gate to another. */
export interface Travel {
  readonly travelKmh: number
  readonly detourFactor: number
}

export interface ConflictQuestion {
  readonly person: PlanPerson
  readonly shift: PlanShift
  readonly role: AssignableRole
  readonly skillsNeeded: readonly Skill[]
  readonly leaves: readonly PlanLeave[]
  /** The person's other shifts around this one, this shift left out. */
  readonly others: readonly PlanShift[]
  readonly travel: Travel
}

const hourMs = 3_600_000

export const isInside = (path: string, area: string): boolean =>
  path === area || path.startsWith(`${area}.`)

/** Hours on the way between two places; 0 where a place is not known. */
export function travelHours(
  from: { lon: number | null; lat: number | null },
  to: { lon: number | null; lat: number | null },
  { travelKmh, detourFactor }: Travel,
): number {
  if (from.lon === null || from.lat === null || to.lon === null || to.lat === null) return 0
  const metres = distanceBetween({ lon: from.lon, lat: from.lat }, { lon: to.lon, lat: to.lat })
  return (metres * detourFactor) / 1000 / travelKmh
}

/** Everything that stands against a person on a shift, hard rules first. */
export function conflictsOf(question: ConflictQuestion): Conflict[] {
  const { person, shift, role, leaves, others } = question
  const found: [ConflictKind, string | null][] = []
  if (shift.cancelled) found.push(['cancelled', null])
  if (!person.active) found.push(['inactive', null])
  if (person.role !== role) found.push(['role', null])
  if (!mayServeHere(person, shift)) found.push(['jurisdiction', null])
  if (question.skillsNeeded.some((skill) => !person.skills.includes(skill))) {
    found.push(['skill', null])
  }
  for (const leave of leaves.filter((leave) => overlaps(leave, shift))) {
    found.push([leave.approved ? 'leave' : 'leaveRequested', leave.id])
  }
  const sameWeek = others.filter(({ week }) => week === shift.week)
  if (sameWeek.length + 1 > person.dutiesMax) found.push(['weekCap', null])
  found.push(...clashes(question))
  if (role === 'police' || role === 'auxiliary') {
    if (!isInside(person.areaPath, shift.stationPath)) found.push(['otherStation', null])
  }
  return found
    .map(([kind, againstId]) => ({ kind, againstId, hard: isHard(kind) }))
    .sort((a, b) => Number(b.hard) - Number(a.hard))
}

export const isHard = (kind: ConflictKind): boolean =>
  (hardConflicts as readonly string[]).includes(kind)

/** Other shifts that overlap, cannot be reached in time, or make two gates of one half-day. */
function clashes({ shift, others, travel }: ConflictQuestion): [ConflictKind, string][] {
  return others.flatMap((other): [ConflictKind, string][] => {
    if (overlaps(other, shift)) return [['overlap', other.id]]
    const [first, second] = other.endsAt <= shift.startsAt ? [other, shift] : [shift, other]
    const pauseMs = second.startsAt.getTime() - first.endsAt.getTime()
    if (pauseMs < travelHours(first, second, travel) * hourMs) return [['travel', other.id]]
    const isNear = pauseMs < hourMs && other.postId !== shift.postId
    return isNear ? [['twoGates', other.id]] : []
  })
}

const overlaps = (a: { startsAt: Date; endsAt: Date }, b: { startsAt: Date; endsAt: Date }) =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt

/**
 * The police serve anywhere in the county they belong or are lent to; who belongs to a school
 * serves that school, who belongs to an area above it any school there.
 */
export function mayServeHere(person: PlanPerson, shift: PlanShift): boolean {
  if (person.countyId !== shift.countyId) return false
  if (person.secondedDays) {
    const isLent = person.secondedDays.some(
      ({ startsOn, endsOn }) => startsOn <= shift.day && (endsOn === null || shift.day <= endsOn),
    )
    if (!isLent) return false
  }
  if (person.role === 'police' || person.role === 'auxiliary') return true
  return isInside(shift.areaPath, person.areaPath)
}
