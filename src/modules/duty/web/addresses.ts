import { z } from 'zod'
import { Day, Id, WallTime } from '../../../platform/contract/id.ts'
import { address } from '../../../platform/ui/address.ts'
import { EventKind, EventResult } from '../contract/event.ts'
import { PatrolState } from '../contract/patrol.ts'
import { ForecastKind } from '../contract/plan.ts'
import { Half, ShiftState } from '../contract/shift.ts'
import { onlyChoices, sides } from './week/week-view.ts'

/** The parts that heads of the board open into. */
export const headsShown = ['there', 'missing', 'volunteers'] as const
export type HeadsShown = (typeof headsShown)[number]

/** Today's board: one filter for list and map, and the post that is looked at. */
export const todayAddress = address(
  '/today',
  z.object({
    day: Day.optional(),
    half: Half.optional(),
    state: ShiftState.optional(),
    station: Id.optional(),
    /** Only the posts of this bell. */
    bell: WallTime.optional(),
    shift: Id.optional(),
    /** Whose people are open in the drawer. */
    people: Id.optional(),
    /** The rows behind the heads are open in the drawer. */
    heads: z.enum(headsShown).optional(),
  }),
)

/** The week's grid: any day of the week names it. */
export const weekAddress = address(
  '/week',
  z.object({
    day: Day.optional(),
    station: Id.optional(),
    side: z.enum(sides).default('police'),
    only: z.enum(onlyChoices).default('all'),
    shift: Id.optional(),
  }),
)

export const wallAddress = address('/wall')

export const forecastAddress = address(
  '/forecast',
  z.object({ day: Day.optional(), kind: ForecastKind.optional() }),
)

export const postsAddress = address(
  '/posts',
  z.object({ text: z.string().max(60).optional(), post: Id.optional() }),
)

export const approvalsAddress = address(
  '/approvals',
  z.object({ tab: z.enum(['checkIns', 'leaves', 'swaps']).default('checkIns') }),
)

export const eventTabs = ['events', 'incidents', 'patrols', 'deployments'] as const

export const eventsAddress = address(
  '/events',
  z.object({
    tab: z.enum(eventTabs).default('events'),
    event: EventKind.optional(),
    result: EventResult.optional(),
    state: PatrolState.optional(),
  }),
)

export const rollCallsAddress = address('/roll-calls', z.object({ call: Id.optional() }))

/** The settings of an area; the own one unless another is named. */
export const dutySettingAddress = address('/duty-settings', z.object({ area: Id.optional() }))
