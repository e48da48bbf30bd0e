import { type DutyRole, noHeads, type RoleCounts } from '../../contract/duty-role.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import type { DutySetting } from '../../contract/setting.ts'
import type { Half } from '../../contract/shift.ts'

const minuteMs = 60_000

/** When a shift lasts, and from when its post is judged. */
export interface Window {
  readonly half: Half
  readonly bellAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly watchAt: Date
}

/**
 * One window for all bells of a gate in a half-day: the shift is for the first bell, begins before
 * it and lasts until after the last one, so that staggered grades are all covered.
 */
export function windowOf(half: Half, bells: readonly Date[], setting: DutySetting): Window | null {
  const times = bells.map((bell) => bell.getTime()).sort((a, b) => a - b)
  const [first] = times
  const last = times.at(-1)
  if (first === undefined || last === undefined) return null
  const lead = half === 'arrival' ? setting.arrivalLeadMin : setting.dismissalLeadMin
  const lag = half === 'arrival' ? setting.arrivalLagMin : setting.dismissalLagMin
  return {
    half,
    bellAt: new Date(first),
    startsAt: new Date(first - lead * minuteMs),
    endsAt: new Date(last + lag * minuteMs),
    watchAt: new Date(first - setting.gapWatchMin * minuteMs),
  }
}

export interface RequiredHeads {
  readonly role: DutyRole
  readonly heads: number
  readonly must: boolean
}

export interface HeadsDelta {
  readonly role: DutyRole
  readonly delta: number
  readonly startsOn: string
  readonly endsOn: string
}

/** Heads asked on a day: the team plus the changes in force, never below nobody. */
export function headsOn(
  day: string,
  team: readonly RequiredHeads[],
  changes: readonly HeadsDelta[],
): { need: RoleCounts; mustRoles: DutyRole[] } {
  const need = { ...noHeads }
  for (const { role, heads } of team) need[role] += heads
  for (const { role, delta, startsOn, endsOn } of changes) {
    if (startsOn <= day && day <= endsOn) need[role] += delta
  }
  for (const role of Object.keys(need) as DutyRole[]) need[role] = Math.max(0, need[role])
  const mustRoles = team.filter(({ role, must }) => must && need[role] > 0).map(({ role }) => role)
  return { need, mustRoles }
}

/** What a post says about who is asked to be there. */
export interface PostAsks {
  readonly team: readonly RequiredHeads[]
  readonly changes: readonly HeadsDelta[]
  readonly mustAttendLevel: MustAttendLevel | null
}

/**
 * Heads asked of a post on a day. Where a level insists on police (三见必到), one of them stays a
 * must, whatever changes of heads stand.
 */
export function headsAsked(
  day: string,
  { team, changes, mustAttendLevel }: PostAsks,
): ReturnType<typeof headsOn> {
  const { need, mustRoles } = headsOn(day, team, changes)
  if (mustAttendLevel === null) return { need, mustRoles }
  const others = mustRoles.filter((role) => role !== 'police')
  return {
    need: { ...need, police: Math.max(1, need.police) },
    mustRoles: ['police', ...others],
  }
}

export type DueStep = 'watch' | 'bell' | 'end' | 'close'

/** How long after its end a shift waits for check-outs before it closes them by itself. */
export const closeGraceMin = 30
