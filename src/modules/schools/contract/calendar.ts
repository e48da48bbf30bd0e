import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, WallTime } from '../../../platform/contract/id.ts'

const Version = z.number().int().min(1)

export const calendarDayKinds = ['holiday', 'makeUp', 'exam', 'special'] as const
export const CalendarDayKind = z.enum(calendarDayKinds)
export type CalendarDayKind = z.infer<typeof CalendarDayKind>

const Weekday = z.number().int().min(1).max(7)

const timesInOrder = (day: { arrival?: string | null; dismissal?: string | null }) =>
  !day.arrival || !day.dismissal || day.arrival < day.dismissal
const timesOutOfOrder = { message: 'dismissalBeforeArrival', path: ['dismissal'] }

export const CalendarDayFields = z.object({
  kind: CalendarDayKind,
  /** On a make-up day: whose timetable is taught (1 Monday … 7 Sunday). */
  followsWeekday: Weekday.nullable(),
  /** Bells of that day for every gate, in place of the timetable's. */
  arrival: WallTime.nullable(),
  dismissal: WallTime.nullable(),
  name: z.string().trim().min(1).max(60),
  /** The paper or decision that says so. */
  source: z.string().trim().min(1).max(200),
})
export type CalendarDayFields = z.infer<typeof CalendarDayFields>

export const CalendarDay = CalendarDayFields.extend({
  /** Null for a day that the product carries itself. */
  id: Id.nullable(),
  areaPath: z.string(),
  /** Name of the area or school that it was entered for. */
  areaName: z.string().nullable(),
  day: Day,
  version: z.number().int(),
})
export type CalendarDay = z.infer<typeof CalendarDay>

export const CalendarHorizon = z.object({
  knownUntil: Day,
  source: z.string(),
  areaPath: z.string(),
})

export const Calendar = z.object({
  /** Until when the calendar of the asked area is known; the nearest area decides. */
  horizon: CalendarHorizon,
  /** Every entry that touches the asked area, the nearest of each day first. */
  days: z.array(CalendarDay),
})
export type Calendar = z.infer<typeof Calendar>

export const calendarDaysMax = 732

export const getCalendar = endpoint({
  method: 'GET',
  path: '/api/schools/calendar',
  access: 'schools.read',
  summary: 'Holidays, make-up days and other days that differ from their weekday',
  query: z.object({
    firstDay: Day,
    lastDay: Day,
    /** An area in or above the caller's; the caller's own unless told. */
    areaId: Id.optional(),
  }),
  reply: Calendar,
})

export const createCalendarDay = endpoint({
  method: 'POST',
  path: '/api/schools/calendar/days',
  access: 'schools.calendar.edit',
  summary: 'Enter a day that differs, for an area or one school',
  body: CalendarDayFields.partial()
    .required({ kind: true, name: true, source: true })
    .extend({ id: Id, day: Day, areaId: Id.optional() })
    .refine(timesInOrder, timesOutOfOrder),
  reply: CalendarDay,
})

export const CalendarDayKey = z.object({ calendarDayId: Id })

export const updateCalendarDay = endpoint({
  method: 'PATCH',
  path: '/api/schools/calendar/days/:calendarDayId',
  access: 'schools.calendar.edit',
  summary: 'Change an entered day',
  params: CalendarDayKey,
  body: CalendarDayFields.partial()
    .extend({ version: Version })
    .refine(timesInOrder, timesOutOfOrder),
  reply: CalendarDay,
})

export const removeCalendarDay = endpoint({
  method: 'DELETE',
  path: '/api/schools/calendar/days/:calendarDayId',
  access: 'schools.calendar.edit',
  summary: 'Take an entered day back: the next wider area decides again',
  params: CalendarDayKey,
  query: z.object({ version: z.coerce.number().int().min(1) }),
})

export const setCalendarHorizon = endpoint({
  method: 'PUT',
  path: '/api/schools/calendar/horizon',
  access: 'schools.calendar.edit',
  summary: 'Say until when the calendar of an area is known',
  body: z.object({
    areaId: Id.optional(),
    knownUntil: Day,
    source: z.string().trim().min(1).max(200),
  }),
  reply: CalendarHorizon,
})

export const TermFields = z.object({
  name: z.string().trim().min(1).max(60),
  startsOn: Day,
  endsOn: Day,
})
export type TermFields = z.infer<typeof TermFields>

export const Term = TermFields.extend({
  id: Id,
  areaPath: z.string(),
  areaId: Id.nullable(),
  areaName: z.string().nullable(),
  /** Entered for the caller's area or one below it; a term from above is only read. */
  isOwn: z.boolean(),
  version: z.number().int(),
})
export type Term = z.infer<typeof Term>

const inOrder = <T extends { startsOn?: string | undefined; endsOn?: string | undefined }>(
  term: T,
) => !term.startsOn || !term.endsOn || term.startsOn < term.endsOn

export const listTerms = endpoint({
  method: 'GET',
  path: '/api/schools/terms',
  access: 'schools.read',
  summary: 'Terms of the own area and those above, newest first',
  reply: z.array(Term),
})

export const createTerm = endpoint({
  method: 'POST',
  path: '/api/schools/terms',
  access: 'schools.calendar.edit',
  summary: 'Enter a term for an area or one school',
  body: TermFields.extend({ id: Id, areaId: Id.optional() }).refine(inOrder, {
    message: 'endsBeforeStart',
    path: ['endsOn'],
  }),
  reply: Term,
})

export const TermKey = z.object({ termId: Id })

export const updateTerm = endpoint({
  method: 'PATCH',
  path: '/api/schools/terms/:termId',
  access: 'schools.calendar.edit',
  summary: 'Change a term',
  params: TermKey,
  body: TermFields.partial()
    .extend({ version: Version })
    .refine(inOrder, {
      message: 'endsBeforeStart',
      path: ['endsOn'],
    }),
  reply: Term,
})

export const removeTerm = endpoint({
  method: 'DELETE',
  path: '/api/schools/terms/:termId',
  access: 'schools.calendar.edit',
  summary: 'Take back a term that was entered by mistake and that no pairing names',
  params: TermKey,
  stepUp: true,
  query: z.object({ version: z.coerce.number().int().min(1) }),
})
