import { isWithin } from '../../../../platform/contract/area-path.ts'
import type { Skill } from '../../../identity/contract/skill.ts'
import type { AssignableRole, DutyRole } from '../../contract/duty-role.ts'
import { type Conflict, type ConflictKind, hardConflicts } from '../../contract/plan.ts'
import { distanceBetween } from '../../contract/position-verdict.ts'
import type { DutySetting } from '../../contract/setting.ts'

/** A person as far as planning needs one. Paths are dotted area paths. */
export interface PlanPerson {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly role: DutyRole | 'none'
  readonly active: boolean
  readonly skills: readonly Skill[]
  /** The person's own cap in a week; the area of a shift may set a lower one. */
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
  /** What the area of the shift decides: it comes with the shift, whoever plans. */
  readonly setting: PlanSetting
}

export interface PlanLeave {
  /** Null of somebody lent: that they are away is all that is told here. */
  readonly id: string | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly approved: boolean
}

/** How fast people get from one gate to another, and how many duties a week may hold. */
export type PlanSetting = Pick<DutySetting, 'travelKmh' | 'detourFactor' | 'maxDutiesPerWeek'>

export interface ConflictQuestion {
  readonly person: PlanPerson
  readonly shift: PlanShift
  readonly role: AssignableRole
  readonly skillsNeeded: readonly Skill[]
  readonly leaves: readonly PlanLeave[]
  /** The person's other shifts around this one, this shift left out. */
  readonly others: readonly PlanShift[]
}

const hourMs = 3_600_000

/** Hours on the way between two places; 0 where a place is not known. */
export function travelHours(
  from: { lon: number | null; lat: number | null },
  to: { lon: number | null; lat: number | null },
  { travelKmh, detourFactor }: PlanSetting,
): number {
  if (from.lon === null || from.lat === null || to.lon === null || to.lat === null) return 0
  const metres = distanceBetween({ lon: from.lon, lat: from.lat }, { lon: to.lon, lat: to.lat })
  return (metres * detourFactor) / 1000 / travelKmh
}

/** Everything that stands against a person on a shift, hard rules first. */
export function conflictsOf(question: ConflictQuestion): Conflict[] {
  const { person, shift, role } = question
  const found: [ConflictKind, string | null][] = []
  if (shift.cancelled) found.push(['cancelled', null])
  if (!person.active) found.push(['inactive', null])
  if (person.role !== role) found.push(['role', null])
  if (!mayServeHere(person, shift)) found.push(['jurisdiction', null])
  if (question.skillsNeeded.some((skill) => !person.skills.includes(skill))) {
    found.push(['skill', null])
  }
  found.push(...absences(question))
  if (isOverCap(question)) found.push(['weekCap', null])
  found.push(...clashes(question))
  if (role === 'police' || role === 'auxiliary') {
    if (!isWithin(person.areaPath, shift.stationPath)) found.push(['otherStation', null])
  }
  return hardFirst(found)
}

type TimeQuestion = Pick<ConflictQuestion, 'shift' | 'leaves' | 'others'>

/** What stands against anybody who is away or taken in these hours, whoever they are. */
export const conflictsInTime = (question: TimeQuestion): Conflict[] =>
  hardFirst([...absences(question), ...clashes(question)])

const hardFirst = (found: readonly [ConflictKind, string | null][]): Conflict[] =>
  found
    .map(([kind, againstId]) => ({ kind, againstId, hard: isHard(kind) }))
    .sort((a, b) => Number(b.hard) - Number(a.hard))

const absences = ({ shift, leaves }: TimeQuestion): [ConflictKind, string | null][] =>
  leaves
    .filter((leave) => overlaps(leave, shift))
    .map(({ id, approved }) => [approved ? 'leave' : 'leaveRequested', id])

export const isHard = (kind: ConflictKind): boolean =>
  (hardConflicts as readonly string[]).includes(kind)

/** How many duties a person may have in a shift's week, as its area and they themselves say. */
export const capOf = (person: PlanPerson, { setting }: PlanShift): number =>
  Math.min(person.dutiesMax, setting.maxDutiesPerWeek)

/**
 * Whether the week is too full for this shift. Each shift asks by the cap of its own area: may this
 * person take one more? Judged whatever came first: a week holds when its shifts can be taken one
 * after the other so that each finds room, those of the strictest areas first. So what was allowed
 * when it was planned stays allowed when it is published.
 */
function isOverCap({ person, shift, others }: ConflictQuestion): boolean {
  const week = [shift, ...others.filter((other) => other.week === shift.week)]
  const own = capOf(person, shift)
  if (week.length <= own) return false
  const caps = week.map((one) => capOf(person, one))
  return caps.some((cap) => cap >= own && caps.filter((one) => one <= cap).length > cap)
}

/** Other shifts that overlap, cannot be reached in time, or make two gates of one half-day. */
function clashes({ shift, others }: TimeQuestion): [ConflictKind, string | null][] {
  return others.flatMap((other): [ConflictKind, string | null][] => {
    // Which shift of another county it is, is that county's business.
    const againstId = other.countyId === shift.countyId ? other.id : null
    if (overlaps(other, shift)) return [['overlap', againstId]]
    const [first, second] = other.endsAt <= shift.startsAt ? [other, shift] : [shift, other]
    const pauseMs = second.startsAt.getTime() - first.endsAt.getTime()
    // The area where the way ends says how fast it is, whichever of the two is asked about.
    if (pauseMs < travelHours(first, second, second.setting) * hourMs)
      return [['travel', againstId]]
    const isNear = pauseMs < hourMs && other.postId !== shift.postId
    return isNear ? [['twoGates', againstId]] : []
  })
}

export const overlaps = (
  a: { startsAt: Date; endsAt: Date },
  b: { startsAt: Date; endsAt: Date },
) => a.startsAt < b.endsAt && b.startsAt < a.endsAt

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
  return isWithin(shift.areaPath, person.areaPath)
}
