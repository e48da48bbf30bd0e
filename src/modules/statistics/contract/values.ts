import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import { xlsxMedia } from '../../../platform/contract/media.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { Half } from '../../duty/contract/shift.ts'
import { indicatorGroups, periodKinds } from './indicator.ts'
import { type IndicatorName, indicators } from './indicators.catalogue.ts'

export const indicatorNames = Object.keys(indicators) as [IndicatorName, ...IndicatorName[]]
export const IndicatorId = z.enum(indicatorNames)

const Text = z.object({ zh: z.string(), en: z.string() })

/** An indicator as it is declared, with what may be asked of it. */
export const Indicator = z.object({
  id: IndicatorId,
  group: z.enum(indicatorGroups),
  period: z.enum(periodKinds),
  name: Text,
  unit: Text,
  definition: Text,
  source: Text.nullable(),
  sensitive: z.boolean(),
  decimals: z.number().int(),
  percent: z.boolean(),
  /** Numerator and denominator of a rate or average. */
  parts: z.object({ of: IndicatorId, per: IndicatorId }).nullable(),
  /** May be asked for arrival and dismissal apart. */
  halves: z.boolean(),
  /** May be broken down by the task that forces were sent for. */
  tasks: z.boolean(),
  /** Records that were left out can be listed with the reason. */
  leavesOut: z.boolean(),
  /** Changes with the formula: a stored figure names the one it was made by. */
  formulaVersion: z.string(),
})
export type Indicator = z.infer<typeof Indicator>

export const listIndicators = endpoint({
  method: 'GET',
  path: '/api/statistics/indicators',
  access: 'statistics.read',
  summary: 'All indicators with their definitions',
  reply: z.array(Indicator),
})

/** Longest period of one question; a period by single days is shorter. */
export const periodDaysMax = 1100
export const byDayDaysMax = 400

const period = {
  /** An area inside the own scope; the own one when left out. */
  areaId: Id.optional(),
  firstDay: Day,
  lastDay: Day,
  half: Half.optional(),
}

/** Ids, separated by commas. */
const IndicatorList = z
  .string()
  .max(4000)
  .regex(/^[a-z0-9_]+(,[a-z0-9_]+)*$/)

export const breakdowns = ['day', 'school', 'station', 'county', 'task'] as const
export const Breakdown = z.enum(breakdowns)
export type Breakdown = z.infer<typeof Breakdown>

/**
 * Null where a rate has nothing to divide by. `of` and `per` are the sums behind a rate or an
 * average.
 */
export const Value = z.object({
  indicator: IndicatorId,
  value: z.number().nullable(),
  of: z.number().nullable(),
  per: z.number().nullable(),
})
export type Value = z.infer<typeof Value>

const PeriodShown = z.object({ firstDay: Day, lastDay: Day })

/** With the rows as they were known at this instant, as a paper has them; now, when left out. */
const known = { known: Instant.optional() }

export const readValues = endpoint({
  method: 'GET',
  path: '/api/statistics/values',
  access: 'statistics.read',
  summary: 'Values of indicators for an area and a period, whole and broken down',
  query: z.object({
    indicators: IndicatorList,
    ...period,
    ...known,
    by: Breakdown.optional(),
    /** `true`: also the period before. */
    compare: z.enum(['true', 'false']).default('false'),
  }),
  reply: z.object({
    area: z.object({ id: Id, name: z.string(), level: z.string() }),
    ...PeriodShown.shape,
    readAt: Instant,
    /** Days of the area and period whose day sums are being made again. */
    staleDays: z.number().int(),
    values: z.array(Value),
    groups: z.array(z.object({ key: z.string(), name: z.string(), values: z.array(Value) })),
    previous: PeriodShown.extend({ values: z.array(Value) }).nullable(),
  }),
})
export type Values = z.infer<NonNullable<typeof readValues.reply>>

export const exportValues = endpoint({
  method: 'GET',
  path: '/api/statistics/values/export',
  access: 'statistics.read',
  stepUp: true,
  summary: 'Values of indicators beside those of the period before, with definitions, as a table',
  query: z.object({ indicators: IndicatorList, ...period }),
  media: xlsxMedia,
})

/** What a row of a figure is. */
export const rowSubjects = [
  'checkIn',
  'assignment',
  'shift',
  'gap',
  'event',
  'incident',
  'deployment',
  'school',
  'post',
  'policeRoom',
  'staff',
  'gear',
  'report',
  'day',
] as const
export const RowSubject = z.enum(rowSubjects)
export type RowSubject = z.infer<typeof RowSubject>

const Evidence = z.object({
  method: z.string(),
  verdict: z.string(),
  hasPhoto: z.boolean(),
  offline: z.boolean(),
  late: z.boolean(),
  approval: z.string(),
  receivedAt: Instant,
})

/** One record behind a figure. Its `value` is what it adds. */
export const IndicatorRow = z.object({
  key: z.string(),
  subject: RowSubject,
  recordId: Id.nullable(),
  /** The indicator that the row was declared for; another one only in sums. */
  part: IndicatorId,
  day: Day,
  half: Half.nullable(),
  schoolId: Id.nullable(),
  schoolName: z.string().nullable(),
  areaName: z.string().nullable(),
  placeName: z.string().nullable(),
  /** Only for roles that may see names; null for people outside the own scope. */
  personName: z.string().nullable(),
  role: z.string().nullable(),
  at: Instant.nullable(),
  /** A code that says more: kind of event, task, gear, staff. */
  detail: z.string().nullable(),
  evidence: Evidence.nullable(),
  value: z.number(),
})
export type IndicatorRow = z.infer<typeof IndicatorRow>

const RatePart = z.enum(['of', 'per']).default('of')
const rowParams = z.object({ indicator: IndicatorId })

export const listRows = endpoint({
  method: 'GET',
  path: '/api/statistics/indicators/:indicator/rows',
  access: 'statistics.rows.read',
  summary: 'The records behind a figure, newest first; of a rate, one of its two parts',
  params: rowParams,
  query: PageQuery.extend({ ...period, ...known, part: RatePart }),
  reply: pageOf(IndicatorRow).extend({
    /** Of all rows, on the first page only: their sum in the figure's unit, their fingerprint. */
    sum: z.number().nullable(),
    rowsHash: z.string().nullable(),
  }),
})

export const exportRows = endpoint({
  method: 'GET',
  path: '/api/statistics/indicators/:indicator/rows/export',
  access: 'statistics.rows.read',
  stepUp: true,
  summary: 'The same records as a table, or those that were not counted',
  params: rowParams,
  query: z.object({
    ...period,
    ...known,
    part: z.enum(['of', 'per', 'leftOut']).default('of'),
  }),
  media: xlsxMedia,
})

/** Why a record was left out of a figure, the first that applies. */
export const leftOutReasons = [
  'corrected',
  'shiftCancelled',
  'repeated',
  'refused',
  'outside',
  'outsideWindow',
  'uncertainWithoutPhoto',
  'photoAwaited',
  'noPosition',
  'gateCodeWrong',
  'gateCodeOwn',
  'registeredAfterwards',
  'roleUnknown',
  'pending',
  'closedItself',
  'noCheckOut',
  'withdrawn',
  'open',
] as const
export const LeftOutReason = z.enum(leftOutReasons)
export type LeftOutReason = z.infer<typeof LeftOutReason>

export const listLeftOut = endpoint({
  method: 'GET',
  path: '/api/statistics/indicators/:indicator/left-out',
  access: 'statistics.rows.read',
  summary: 'Records that were not counted, and why',
  params: rowParams,
  query: PageQuery.extend({ ...period, ...known }),
  reply: pageOf(IndicatorRow.extend({ reason: LeftOutReason })).extend({
    reasons: z.array(z.object({ reason: LeftOutReason, count: z.number().int() })),
  }),
})
