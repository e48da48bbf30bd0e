import type { GridPost, GridShift } from '../../modules/duty/contract/plan.ts'
import type { ManualClock } from '../../platform/clock/clock.ts'
import { addDays, instantOf, localDay, localTime, weekStart } from '../../platform/clock/zoned.ts'
import type { Said } from '../../platform/contract/said.ts'
import { demoSteps } from '../waiting-room.catalogue.ts'
import { type Behaviour, behaviourOf, type PlayedShift } from './behaviour.ts'
import type { CountyPlan } from './county-plan.ts'
import { type Answer, askForLeave, callRoll, orderPatrols } from './field-orders.ts'
import { draftDailyBrief, workInOffices } from './offices.ts'
import type { DemoPhone, PhoneClient } from './phone-client.ts'
import { isUnplanned, keepCalendar, planWeek, readGrid } from './planning.ts'
import { randomFrom } from './random.ts'
import { eventRecord, presenceRecord } from './records.ts'
import { sideBySide } from './side-by-side.ts'

export interface RehearsalOptions {
  readonly client: PhoneClient
  readonly clock: ManualClock
  readonly commanderToken: string
  readonly phones: readonly DemoPhone[]
  readonly plan: CountyPlan
  /** Judges the shifts that are due at the clock's present instant. */
  readonly watch: () => Promise<void>
  /** Everything else that time moves: shifts ahead, closing, figures. */
  readonly sweep: () => Promise<void>
  /** Lets the planner see how much there is by now: weeks pass here within a minute. */
  readonly countForPlanner: () => Promise<void>
  /** Says which day begins; throws when it must not any more. */
  readonly say: (step: Said) => void
  /** A day is over and need not be played again. */
  readonly played: (until: Date) => Promise<void>
}

interface Deed {
  readonly at: number
  run(): Promise<unknown>
}

const stepMs = 10 * 60_000
const atOnce = 150

/** The stretch of time to be played; nothing before `from` happens once more. */
export interface Span {
  readonly firstWeek: string
  readonly from: Date
  readonly until: Date
}

/**
 * Plays the weeks of a span; the week after it is left to be planned. Each Sunday the plan is
 * filled and published, then every phone sends what its person did, in the order of time.
 */
export async function rehearse(options: RehearsalOptions, span: Span): Promise<void> {
  const { clock } = options
  const lastWeek = weekStart(localDay(span.until))
  let lastFullDay: string | null = null
  for (let week = span.firstWeek; week <= lastWeek; week = addDays(week, 7)) {
    await openWeek(options, week)
    lastFullDay = (await playWeek(options, week, span)) ?? lastFullDay
  }
  clock.set(span.until)
  await options.sweep()
  const next = addDays(lastWeek, 7)
  if (localDay(span.from) < lastWeek) await askForLeave(options, next, true)
  if (lastFullDay) await draftDailyBrief(options, lastFullDay)
}

/** The Sunday before a week: what time has made due, leave, and the plan where there is none. */
async function openWeek(options: RehearsalOptions, week: string): Promise<void> {
  const { clock } = options
  const sunday = instantOf(addDays(week, -1), '20:00')
  clock.set(new Date(Math.max(sunday.getTime(), clock.now().getTime())))
  await keepCalendar(options, localDay(clock.now()))
  await options.sweep()
  await options.countForPlanner()
  if (!(await isUnplanned(options, week))) return
  await askForLeave(options, week, false)
  await planWeek(options, week)
  await options.countForPlanner()
}

/** Plays the school days of a week that lie in the span; gives the last one played to its end. */
async function playWeek(options: RehearsalOptions, week: string, { from, until }: Span) {
  const { clock, say } = options
  const posts = await readGrid(options, week)
  const ahead = posts.map((post) => ({ ...post, shifts: post.shifts.filter(isAfter(from)) }))
  const walks = await orderPatrols(options, ahead)
  let lastFullDay: string | null = null
  for (let day = week; day <= addDays(week, 6) && day <= localDay(until); day = addDays(day, 1)) {
    const deeds = [...deedsOf(options, posts, day), ...walksOn(walks, day)]
      .filter(({ at }) => from.getTime() < at && at < until.getTime())
      .sort((a, b) => a.at - b.at)
    if (deeds.length === 0) continue
    say(demoSteps.day(day))
    await playDay(options, deeds)
    const evening = instantOf(day, '20:00')
    if (evening < until) {
      clock.set(evening)
      await workInOffices(options, posts, day)
      lastFullDay = day
      await options.played(evening)
    }
    if (day === week) await options.countForPlanner()
  }
  return lastFullDay
}

const isAfter =
  (instant: Date) =>
  ({ day }: GridShift): boolean =>
    day > localDay(instant)

const walksOn = (walks: readonly Answer[], day: string): Deed[] =>
  walks.filter(({ at }) => localDay(at) === day).map(walked)

function deedsOf(options: RehearsalOptions, posts: readonly GridPost[], day: string): Deed[] {
  const phoneOf = new Map(options.phones.map((phone) => [phone.personId, phone]))
  const places = new Map(
    options.plan.schools.flatMap(({ gates }) =>
      gates.flatMap((gate) => (gate.postId ? [[gate.postId, gate] as const] : [])),
    ),
  )
  return posts.flatMap((post) =>
    post.shifts
      .filter((shift) => shift.day === day && !shift.cancelled)
      .flatMap((shift) =>
        shift.assignments.flatMap(({ personId, role }) => {
          const phone = phoneOf.get(personId)
          const place = places.get(post.postId)
          if (!phone || !place) return []
          return deedsOn(options, phone, played(post, shift, role, place))
        }),
      ),
  )
}

const walked = ({ at, send }: Answer): Deed => ({ at: at.getTime(), run: send })

const played = (
  post: GridPost,
  shift: GridShift,
  role: string,
  { lon, lat }: { lon: number; lat: number },
): PlayedShift => ({
  shiftId: shift.id,
  postId: post.postId,
  day: shift.day,
  half: shift.half,
  role,
  bellAt: shift.bellAt,
  startsAt: shift.startsAt,
  endsAt: shift.endsAt,
  lon,
  lat,
  kit: ['reflectiveVest', 'shoulderLight', 'radio', 'bodyCamera'],
})

function deedsOn(
  { client, clock }: RehearsalOptions,
  phone: DemoPhone,
  shift: PlayedShift,
): Deed[] {
  const behaviour: Behaviour = behaviourOf(shift, phone.personId)
  const absent = randomFrom(behaviour.checkInAt.getTime() % 65_521).chance(0.012)
  if (absent) return []
  const at = (instant: Date, record: () => Record<string, unknown>) => ({
    at: instant.getTime(),
    run: () => deliver(client, phone, record()),
  })
  const { personId } = phone
  const presence = (direction: 'in' | 'out') => () =>
    presenceRecord({ personId, at: clock.now(), shift, behaviour, direction })
  const { event, checkOutAt, checkInAt } = behaviour
  return [
    at(checkInAt, presence('in')),
    ...(event
      ? [
          at(new Date(checkInAt.getTime() + 240_000), () =>
            eventRecord({ personId, at: clock.now(), shift, event }),
          ),
        ]
      : []),
    ...(checkOutAt ? [at(checkOutAt, presence('out'))] : []),
  ]
}

/** When the commander calls the posts over the radio: the busy minutes of the morning. */
const rollCallAt = '07:40'

/** Steps of ten minutes: what happened in a step is sent at its end, then the watch looks. */
async function playDay(options: RehearsalOptions, deeds: readonly Deed[]): Promise<void> {
  const { clock, watch } = options
  for (let next = 0; next < deeds.length; ) {
    const begins = deeds[next]?.at ?? 0
    const now = Math.ceil((begins + 1) / stepMs) * stepMs
    clock.set(new Date(now))
    const due = deeds.slice(next).filter(({ at }) => at <= now)
    next += due.length
    await sideBySide(due, atOnce, ({ run }) => run())
    await watch()
    if (localTime(clock.now()) === rollCallAt) await callRoll(options)
  }
}

/** Known under its id already: by the run that was killed, or as the simulator told it. */
const there = ['stored', 'duplicate', 'conflict']

/** A record that the server does not keep is a mistake of the demonstration, not of its day. */
async function deliver(client: PhoneClient, phone: DemoPhone, record: Record<string, unknown>) {
  const reply = await client.deliver(phone, [record])
  const outcome = reply.body?.receipts?.[0]?.outcome
  if (!there.includes(outcome)) {
    throw new Error(`Demo county: a record was answered ${JSON.stringify(reply.body)}`)
  }
}
