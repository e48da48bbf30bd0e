import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, WallTime } from '../../../platform/contract/id.ts'
import { SchoolKey } from './school.ts'

/**
 * Local wall times of one grade band on given weekdays within a season, at one gate or (gateId
 * null) at every opened gate. The narrowest rule in force wins, for arrival and dismissal apart.
 */
export const Bell = z
  .object({
    id: Id,
    gateId: Id.nullable(),
    /** Empty for all grades. */
    gradeBand: z.string().trim().max(40),
    /** 1 Monday … 7 Sunday. */
    weekdays: z
      .array(z.number().int().min(1).max(7))
      .min(1)
      .max(7)
      .transform((days) => [...new Set(days)].sort()),
    arrival: WallTime.nullable(),
    dismissal: WallTime.nullable(),
    startsOn: Day,
    endsOn: Day.nullable(),
  })
  .refine((bell) => bell.arrival !== null || bell.dismissal !== null, {
    message: 'noTime',
    path: ['arrival'],
  })
  .refine((bell) => !bell.arrival || !bell.dismissal || bell.arrival < bell.dismissal, {
    message: 'dismissalBeforeArrival',
    path: ['dismissal'],
  })
  .refine((bell) => bell.endsOn === null || bell.endsOn >= bell.startsOn, {
    message: 'endsBeforeStart',
    path: ['endsOn'],
  })
export type Bell = z.infer<typeof Bell>

const BellOut = z.object({
  id: Id,
  gateId: Id.nullable(),
  gradeBand: z.string(),
  weekdays: z.array(z.number().int()),
  arrival: WallTime.nullable(),
  dismissal: WallTime.nullable(),
  startsOn: Day,
  endsOn: Day.nullable(),
})

export const Timetable = z.object({ version: z.number().int(), bells: z.array(BellOut) })
export type Timetable = z.infer<typeof Timetable>

/** Why a gate has the bells that it has on a day, or none. */
export const bellReasons = [
  /** As every week. */
  'timetable',
  /** A day worked in exchange, by the weekday that was announced. */
  'makeUp',
  /** A day worked in exchange; nobody said whose timetable, so Monday's is taken. */
  'makeUpAssumed',
  'exam',
  'special',
  'holiday',
  /** Between two terms. */
  'vacation',
  /** No rule gives a bell on this weekday in this season. */
  'noBell',
  /** The calendar is not known so far ahead. */
  'beyondCalendar',
  /** The school is suspended, merged or closed. */
  'schoolClosed',
] as const
export const BellReason = z.enum(bellReasons)
export type BellReason = z.infer<typeof BellReason>

/** Bells of one gate on one day; several grade bands give several times. */
export const GateBells = z.object({
  schoolId: Id,
  gateId: Id,
  day: Day,
  /** Earliest arrival and dismissal; absent when there is none. */
  arrival: WallTime.optional(),
  dismissal: WallTime.optional(),
  /** All of them, in order of time. */
  arrivals: z.array(WallTime),
  dismissals: z.array(WallTime),
  reason: BellReason,
})
export type GateBells = z.infer<typeof GateBells>

export const getTimetable = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/bells',
  access: 'schools.read',
  summary: 'Bell rules of a school',
  params: SchoolKey,
  reply: Timetable,
})

const bellsMax = 200
export const BellSet = z.array(Bell).max(bellsMax)

export const saveTimetable = endpoint({
  method: 'PUT',
  path: '/api/schools/:schoolId/bells',
  access: 'schools.bell.edit',
  summary: 'Replace the bell rules of a school as a whole',
  params: SchoolKey,
  body: z.object({ version: z.number().int().min(0), bells: BellSet }),
  reply: Timetable,
})

export const bellDaysMax = 62
const DayRange = z
  .object({ firstDay: Day, lastDay: Day })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
    message: 'endsBeforeStart',
    path: ['lastDay'],
  })
  .refine(({ firstDay, lastDay }) => daysInRange(firstDay, lastDay) <= bellDaysMax, {
    message: 'tooManyDays',
    path: ['lastDay'],
  })

const dayMs = 86_400_000
function daysInRange(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / dayMs + 1
}

export const showBellTimes = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/bell-times',
  access: 'schools.read',
  summary: 'When the bells ring at each gate, day by day, and why',
  params: SchoolKey,
  query: DayRange,
  reply: z.array(GateBells),
})

export const previewTimetable = endpoint({
  method: 'POST',
  path: '/api/schools/:schoolId/bells/preview',
  access: 'schools.bell.edit',
  summary: 'What other bell rules would change, before they are saved',
  params: SchoolKey,
  body: z.object({ firstDay: Day, lastDay: Day, bells: BellSet }),
  reply: z.object({
    gateDays: z.number().int(),
    changes: z.array(z.object({ before: GateBells, after: GateBells })),
  }),
})
