import type { Bell, BellReason, GateBells } from '../../contract/bell.ts'
import type { GateUse } from '../../contract/gate.ts'
import type { AreaCalendar, DayRule } from './calendar.rules.ts'

export interface DayOfWeek {
  readonly day: string
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
}

/** How a day is taught: by which weekday's timetable, with which times instead, and why. */
export interface TeachingDay {
  readonly reason: BellReason
  /** Null when there is no school. */
  readonly weekday: number | null
  readonly arrival: string | null
  readonly dismissal: string | null
}

export interface SchoolGate {
  readonly id: string
  readonly use: GateUse
}

export interface SchoolTimetable {
  readonly schoolId: string
  readonly operating: boolean
  readonly gates: readonly SchoolGate[]
  /** As `narrowestFirst` orders them. */
  readonly bells: readonly Bell[]
  readonly calendar: AreaCalendar
}

const monday = 1
const workingWeekdays = [1, 2, 3, 4, 5]
const dayMs = 86_400_000

/**
 * What the calendar makes of a day. An entry of the day itself beats horizon and terms. A day that
 * the country makes up for is a day of work: schools teach on it only where they teach at all.
 */
export function teachingDay(on: DayOfWeek, calendar: AreaCalendar): TeachingDay {
  const entered = calendar.enteredRule(on.day)
  if (entered) return ruledDay(on, entered)
  const plain = plainDay(on, calendar)
  const national = calendar.nationalRule(on.day)
  if (!national || (national.kind === 'makeUp' && plain.weekday === null)) return plain
  return ruledDay(on, national)
}

const off = (reason: BellReason): TeachingDay => ({
  reason,
  weekday: null,
  arrival: null,
  dismissal: null,
})

function ruledDay({ weekday }: DayOfWeek, rule: DayRule): TeachingDay {
  const { kind, followsWeekday, arrival, dismissal } = rule
  if (kind === 'holiday') return off('holiday')
  if (kind !== 'makeUp') return { reason: kind, weekday, arrival, dismissal }
  return followsWeekday === null
    ? { reason: 'makeUpAssumed', weekday: monday, arrival, dismissal }
    : { reason: 'makeUp', weekday: followsWeekday, arrival, dismissal }
}

/** A day of which nothing is said but its weekday. */
function plainDay({ day, weekday }: DayOfWeek, calendar: AreaCalendar): TeachingDay {
  const last = calendar.terms.at(-1)
  // After the last known term it is unknown, not a vacation: the next one may not be entered yet.
  if (day > calendar.knownUntil || (last && day > last.endsOn)) return off('beyondCalendar')
  const first = calendar.terms[0]
  const inTerm = calendar.terms.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
  if (first && day > first.startsOn && !inTerm) return off('vacation')
  return { reason: 'timetable', weekday, arrival: null, dismissal: null }
}

/**
 * Order in which rules are asked: one gate's before all gates', the shorter season first, then
 * fewer weekdays, then the later start; the id decides between equals, so the order is total.
 */
export function narrowestFirst(bells: readonly Bell[]): Bell[] {
  return [...bells].sort(
    (a, b) =>
      Number(a.gateId === null) - Number(b.gateId === null) ||
      seasonDays(a) - seasonDays(b) ||
      a.weekdays.length - b.weekdays.length ||
      compare(b.startsOn, a.startsOn) ||
      compare(a.id, b.id),
  )
}

/** Longer than any season; a difference of infinities would be no number. */
const openSeasonDays = 1_000_000

function seasonDays({ startsOn, endsOn }: Bell): number {
  return endsOn === null ? openSeasonDays : (Date.parse(endsOn) - Date.parse(startsOn)) / dayMs
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Times {
  readonly arrivals: string[]
  readonly dismissals: string[]
}

/**
 * Times at a gate on a day taught as the given weekday. Each grade band has its own; within one,
 * the narrowest rule that states an arrival gives the arrival, and likewise the dismissal.
 */
export function timesAt(
  gate: SchoolGate,
  bells: readonly Bell[],
  { day, weekday }: DayOfWeek,
): Times {
  const arrivals = new Map<string, string>()
  const dismissals = new Map<string, string>()
  for (const bell of bells) {
    if (bell.startsOn > day || (bell.endsOn !== null && bell.endsOn < day)) continue
    if (!bell.weekdays.includes(weekday) || !holdsAt(bell, gate)) continue
    const { gradeBand, arrival, dismissal } = bell
    if (arrival !== null && !arrivals.has(gradeBand)) arrivals.set(gradeBand, arrival)
    if (dismissal !== null && !dismissals.has(gradeBand)) dismissals.set(gradeBand, dismissal)
  }
  return { arrivals: inOrder(arrivals.values()), dismissals: inOrder(dismissals.values()) }
}

/** A gate for emergencies is used only when a rule names it. */
function holdsAt(bell: Bell, gate: SchoolGate): boolean {
  return bell.gateId === null ? gate.use !== 'emergency' : bell.gateId === gate.id
}

const inOrder = (times: Iterable<string>): string[] => [...new Set(times)].sort()

/** Bells at every gate of a school on the given days, with the reason for each. */
export function bellsOn(school: SchoolTimetable, days: readonly DayOfWeek[]): GateBells[] {
  return days.flatMap((day) => {
    const plan: TeachingDay = school.operating
      ? teachingDay(day, school.calendar)
      : { reason: 'schoolClosed', weekday: null, arrival: null, dismissal: null }
    return school.gates.map((gate) => gateBells(school, gate, day.day, plan))
  })
}

function gateBells(
  school: SchoolTimetable,
  gate: SchoolGate,
  day: string,
  plan: TeachingDay,
): GateBells {
  const base = { schoolId: school.schoolId, gateId: gate.id, day }
  if (plan.weekday === null) return { ...base, arrivals: [], dismissals: [], reason: plan.reason }
  const stated = timesAt(gate, school.bells, { day, weekday: plan.weekday })
  const takesPart = gate.use !== 'emergency'
  const arrivals = takesPart && plan.arrival ? [plan.arrival] : stated.arrivals
  const dismissals = takesPart && plan.dismissal ? [plan.dismissal] : stated.dismissals
  const [arrival] = arrivals
  const [dismissal] = dismissals
  return {
    ...base,
    ...(arrival ? { arrival } : {}),
    ...(dismissal ? { dismissal } : {}),
    arrivals,
    dismissals,
    reason: arrival || dismissal ? surely(school, gate, day, plan, stated) : 'noBell',
  }
}

/** Nothing is assumed where every working weekday has the same times. */
function surely(
  school: SchoolTimetable,
  gate: SchoolGate,
  day: string,
  plan: TeachingDay,
  stated: Times,
): BellReason {
  if (plan.reason !== 'makeUpAssumed') return plan.reason
  const key = JSON.stringify(stated)
  const allSame = workingWeekdays.every(
    (weekday) => JSON.stringify(timesAt(gate, school.bells, { day, weekday })) === key,
  )
  return allSame || (plan.arrival && plan.dismissal) ? 'makeUp' : 'makeUpAssumed'
}
