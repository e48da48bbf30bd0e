import {
  addDays,
  daysBetween,
  instantOf,
  localDay,
  weekStart,
} from '../../../../platform/clock/zoned.ts'
import { pathAbove } from '../../../../platform/contract/area-path.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { GateBells } from '../../../schools/contract/bell.ts'
import { bellTimesBetween } from '../../../schools/index.ts'
import { boardTopic } from '../../contract/board.ts'
import { halves } from '../../contract/shift.ts'
import { dutyFacts } from '../../events.ts'
import { rejudge } from '../board/judging.actions.ts'
import { lockStates } from '../board/judging.queries.ts'
import { notifyPeople } from '../mine/notice.actions.ts'
import { nearestSetting, type StoredSetting, settingsInReach } from '../setting/setting.queries.ts'
import {
  type ChangedShift,
  cancelShifts,
  gapsAhead,
  insertStates,
  type PostChoice,
  type PostToMake,
  peopleTold,
  postsToMake,
  storedShifts,
  upsertShifts,
  type WantedShift,
} from './materialise.queries.ts'
import { headsAsked, windowOf } from './shift.rules.ts'
import { announceDays } from './stale-days.actions.ts'
import { placeKey, type StoredShift } from './stored-shift.rules.ts'

/** Shifts are kept ready for today and this many days after it. */
export const horizonDays = 14

export interface Materialised {
  made: number
  moved: number
  cancelled: number
  /** First day on which some school's calendar is not known: no shift was made there. */
  calendarUnknownFrom: string | null
}

const postsAtOnce = 200

/**
 * Makes the shifts of posts from bells, calendar, team and settings for the given days. May be
 * called again at any time: what is right already stays, what lies ahead is moved or cancelled,
 * what somebody has checked in to is never touched.
 */
export async function materialiseShifts(work: Work, choice: PostChoice): Promise<Materialised> {
  const total: Materialised = { made: 0, moved: 0, cancelled: 0, calendarUnknownFrom: null }
  const settings = await settingsInReach(work)
  let after: string | null = null
  for (;;) {
    const posts: PostToMake[] = await postsToMake(work, choice, { after, limit: postsAtOnce })
    if (posts.length > 0) await materialisePosts(work, { posts, choice, settings }, total)
    after = posts.at(-1)?.id ?? null
    if (posts.length < postsAtOnce) return total
  }
}

interface Portion {
  readonly posts: readonly PostToMake[]
  readonly choice: PostChoice
  readonly settings: readonly StoredSetting[]
}

async function materialisePosts(work: Work, portion: Portion, total: Materialised): Promise<void> {
  const { posts, choice } = portion
  const { firstDay, lastDay } = choice
  const schoolIds = [...new Set(posts.map(({ schoolId }) => schoolId))]
  const bells = byGateAndDay(await bellTimesBetween(work, { firstDay, lastDay, schoolIds }))
  const { wanted, kept, unknownFrom } = shiftsWanted(work, portion, bells)
  const reach = { ids: posts.map(({ id }) => id), area: pathAbove(posts.map((p) => p.areaPath)) }
  const watched = await gapsAhead(work, reach, choice)
  const locked = await lockStates(
    work,
    watched.map(({ id }) => id),
  )
  const stored = await storedShifts(work, reach, choice)
  const changed = await upsertShifts(work, wanted, stored)
  const made = new Set(changed.flatMap((shift) => (shift.made ? [shift.id] : [])))
  const fresh = wanted.filter(({ id }) => made.has(id))
  if (fresh.length > 0) await insertStates(work, fresh)
  const cancelled = await cancelOthers(work, posts, stored, kept)
  const moved = changed.filter((shift) => !shift.made)
  // No watch comes any more to close the gap of a shift that does not take place.
  const touched = new Set([...moved, ...cancelled].map(({ id }) => id))
  await rejudge(
    work,
    locked.filter(({ shiftId }) => touched.has(shiftId)),
  )
  await tell(work, [...moved, ...cancelled])
  announceShifts(work, [...changed, ...cancelled], { made: made.size, moved: moved.length })
  total.made += made.size
  total.moved += moved.length
  total.cancelled += cancelled.length
  if (unknownFrom && !(total.calendarUnknownFrom && total.calendarUnknownFrom <= unknownFrom)) {
    total.calendarUnknownFrom = unknownFrom
  }
}

/** What was planned ahead and has no bell any more does not take place. */
async function cancelOthers(
  work: Work,
  posts: readonly PostToMake[],
  stored: readonly StoredShift[],
  kept: ReadonlySet<string>,
): Promise<ChangedShift[]> {
  const closed = new Set(posts.filter((post) => post.activeUntil !== null).map(({ id }) => id))
  const others = stored
    .filter(({ state, startsAt }) => state === 'planned' && startsAt > work.now)
    .filter((shift) => !kept.has(placeKey(shift)))
    .map(({ id, countyId, postId }) => {
      const reason = closed.has(postId) ? ('postClosed' as const) : ('noBell' as const)
      return { id, countyId, reason }
    })
  return others.length > 0 ? cancelShifts(work, others) : []
}

const byGateAndDay = (bells: readonly GateBells[]): Map<string, GateBells> =>
  new Map(bells.map((row) => [`${row.gateId} ${row.day}`, row]))

function shiftsWanted(work: Work, portion: Portion, bells: ReadonlyMap<string, GateBells>) {
  const { posts, choice, settings } = portion
  const wanted: WantedShift[] = []
  const kept = new Set<string>()
  let unknownFrom: string | null = null
  for (const post of posts) {
    const { setting } = nearestSetting(settings, post.areaPath)
    for (const day of daysBetween(choice.firstDay, choice.lastDay)) {
      if (day < post.activeFrom || (post.activeUntil !== null && day > post.activeUntil)) continue
      const gateBells = bells.get(`${post.gateId} ${day}`)
      if (gateBells?.reason === 'beyondCalendar') {
        if (!unknownFrom || day < unknownFrom) unknownFrom = day
        // Not known is not "no school": what was made before stays.
        for (const half of halves) kept.add(placeKey({ postId: post.id, day, half }))
        continue
      }
      const { need, mustRoles } = headsAsked(day, post)
      for (const half of halves) {
        const times = (half === 'arrival' ? gateBells?.arrivals : gateBells?.dismissals) ?? []
        const window = windowOf(
          half,
          times.map((time) => instantOf(day, time)),
          setting,
        )
        if (!window) continue
        kept.add(placeKey({ postId: post.id, day, half }))
        const { countyId, areaPath, rowClass, schoolId, stationAreaId } = post
        const { sanjian, mustAttendLevel } = post
        const home = { countyId, areaPath, rowClass, postId: post.id, schoolId, stationAreaId }
        const asked = { sanjian, mustAttendLevel, need, mustRoles }
        wanted.push({ id: newId(work.now), ...home, day, ...window, ...asked })
      }
    }
  }
  return { wanted, kept, unknownFrom }
}

/** Whoever was told of a shift hears when it is moved or cancelled. */
async function tell(work: Work, shifts: readonly ChangedShift[]): Promise<void> {
  if (shifts.length === 0) return
  const told = await peopleTold(work, shifts)
  await notifyPeople(
    work,
    told.map((one) => ({ ...one, kind: 'shiftChanged', subjectId: one.shiftId, detail: {} })),
  )
}

function announceShifts(
  work: Work,
  shifts: readonly ChangedShift[],
  counts: { made: number; moved: number },
): void {
  if (shifts.length === 0) return
  const today = localDay(work.now)
  const weeks = new Map<string, Set<string>>()
  for (const { areaPath, day, id } of shifts) {
    const keys = weeks.get(areaPath) ?? new Set()
    weeks.set(areaPath, keys.add(weekStart(day)))
    if (day !== today) continue
    work.touch({ topic: boardTopic, areaPath, rowClass: 'joint', keys: [id] })
  }
  for (const [areaPath, keys] of weeks) {
    work.touch({ topic: 'duty.plan', areaPath, rowClass: 'joint', keys: [...keys] })
  }
  for (const countyId of new Set(shifts.map((shift) => shift.countyId))) {
    const own = shifts.filter((shift) => shift.countyId === countyId)
    const days = own.map(({ day }) => day).sort()
    work.audit({
      action: 'duty.shift.materialise',
      subjectKind: 'county',
      subjectId: countyId,
      countyId,
      areaPath: pathAbove(own.map(({ areaPath }) => areaPath)),
      detail: { firstDay: days[0], lastDay: days.at(-1), shifts: own.length, ...counts },
    })
  }
  // Days ahead are a plan; what has come is in figures.
  announceDays(
    work,
    dutyFacts.shiftsChanged,
    shifts.filter(({ day }) => day <= today),
  )
}

/** The days that are kept ready from an instant on. */
export const horizonOf = (now: Date): { firstDay: string; lastDay: string } => {
  const firstDay = localDay(now)
  return { firstDay, lastDay: addDays(firstDay, horizonDays) }
}
