import type { IndicatorDefinition } from '../../contract/indicator.ts'
import { type IndicatorName, indicators } from '../../contract/indicators.catalogue.ts'
import {
  deployments,
  deploymentsLeftOut,
  events,
  eventsLeftOut,
  eventsNotDealtWith,
  incidents,
  incidentsLeftOut,
} from './event.sources.ts'
import {
  assignments,
  checkIns,
  checkInsLeftOut,
  gaps,
  hoursLeftOut,
  shifts,
} from './presence.sources.ts'
import {
  gearIn,
  gearSets,
  guardMoves,
  lateReports,
  policeRooms,
  posts,
  reportCorrections,
  reportsMissing,
  schools,
  staff,
} from './register.sources.ts'
import type { LeftOutSource, RowSource } from './row-source.ts'

/** Which rows of a source count, and what each adds. `r` is the row. */
export interface RowFormula {
  readonly source: RowSource
  readonly where?: string
  /** One when left out. */
  readonly value?: string
  /** Records of the period that do not count although one might think so. */
  readonly leftOut?: { readonly source: LeftOutSource; readonly where?: string }
}

export type RowIndicator = {
  [Id in IndicatorName]: (typeof indicators)[Id]['formula'] extends { kind: 'rows' } ? Id : never
}[IndicatorName]

const presence = (where: string): RowFormula => ({
  source: checkIns,
  where,
  leftOut: { source: checkInsLeftOut, where },
})

const event = (where: string, value = '1'): RowFormula => ({
  source: events,
  where,
  value,
  leftOut: { source: eventsLeftOut, where },
})

function sent(value: string, task = 'true'): RowFormula {
  const where = `${task} and ${value} > 0`
  return { source: deployments, where, value, leftOut: { source: deploymentsLeftOut, where } }
}

const toDealWith = `r.kind in ('request', 'help', 'check', 'incident')`

/** The rows of every indicator that is not made of others. */
export const rowFormulas: Readonly<Record<RowIndicator, RowFormula>> = {
  guard_posts: { source: posts },
  duty_shifts: { source: shifts },
  sanjian_shifts: { source: shifts, where: 'r.sanjian' },
  sanjian_confirmed_shifts: { source: shifts, where: 'r.sanjian and r.sights_confirmed' },
  police_shifts_required: { source: shifts, where: 'r.police_asked' },
  must_attend_missed: { source: shifts, where: 'r.must_attend and not r.police_seen' },
  police_shifts_seen: { source: shifts, where: 'r.police_asked and r.police_seen' },
  duty_assigned_person_times: { source: assignments, where: `r.role in ('police', 'auxiliary')` },
  duty_person_times_police: presence(`r.role = 'police'`),
  duty_person_times_auxiliary: presence(`r.role = 'auxiliary'`),
  duty_person_times_cadre: presence(`r.role = 'cadre'`),
  duty_person_times_guard: presence(`r.role = 'guard'`),
  duty_person_times_staff: presence(`r.role = 'staff'`),
  duty_person_times_mass: presence(`r.role in ('volunteer', 'guest')`),
  duty_hours: {
    source: checkIns,
    where: 'r.minutes is not null',
    value: 'r.minutes',
    leftOut: { source: hoursLeftOut },
  },
  unmanned_gaps: { source: gaps, where: `r.kind = 'unmanned'` },
  unmanned_gaps_filled: { source: gaps, where: `r.kind = 'unmanned' and r.filled` },
  unmanned_at_bell: { source: gaps, where: `r.kind = 'unmanned' and r.open_at_bell` },
  short_gaps: { source: gaps, where: `r.kind = 'short'` },
  unmanned_fill_minutes: {
    source: gaps,
    where: `r.kind = 'unmanned' and r.filled`,
    value: 'r.minutes',
  },
  post_events: event('true'),
  onsite_requests_handled: event(`r.kind = 'request'`, 'r.heads'),
  onsite_assistance: event(`r.kind = 'help'`),
  persons_checked: event(`r.kind = 'check'`, 'r.heads'),
  notable_deeds: event(`r.kind = 'deed'`),
  patrols: event(`r.kind = 'patrol'`),
  events_raised: event(toDealWith),
  events_dealt_with: {
    source: events,
    where: `${toDealWith} and r.dealt_with`,
    leftOut: { source: eventsNotDealtWith, where: toDealWith },
  },
  incidents_raised: { source: incidents, where: `r.step = 'raised'` },
  incidents_handled: {
    source: incidents,
    where: `r.step = 'closed'`,
    leftOut: { source: incidentsLeftOut },
  },
  police_person_times: sent('(r.police_heads + r.auxiliary_heads)'),
  vehicle_times: sent('r.vehicles'),
  mass_heads_deployed: sent('r.mass_heads'),
  police_person_days: { source: checkIns, where: `r.role = 'police' and r.first_of_day` },
  auxiliary_person_days: { source: checkIns, where: `r.role = 'auxiliary' and r.first_of_day` },
  police_heads_elsewhere: sent('r.police_heads', `r.task <> 'gateDuty'`),
  auxiliary_heads_elsewhere: sent('r.auxiliary_heads', `r.task <> 'gateDuty'`),
  schools_total: { source: schools },
  boarding_schools: { source: schools, where: 'r.boarding' },
  pilot_schools: { source: schools, where: 'r.is_pilot' },
  public_schools: { source: schools, where: 'r.is_public' },
  guard_post_schools: { source: schools, where: 'r.has_post' },
  linked_officer_schools: { source: schools, where: 'r.has_officer' },
  police_rooms_500m: { source: policeRooms, where: 'r.near_gate' },
  campus_police_rooms: { source: policeRooms, where: `r.kind = 'campus' and r.at_school` },
  dorm_managers: { source: staff, where: `r.kind = 'dormManager' and r.at_boarding_school` },
  guards_stationed: { source: staff, where: `r.kind = 'guard' and r.source = 'company'` },
  guards_own_hired: { source: staff, where: `r.kind = 'guard' and r.source = 'own'` },
  guards_total: { source: staff, where: `r.kind = 'guard' and r.source is not null` },
  guards_added: { source: guardMoves, where: `r.move = 'started'` },
  guards_left: { source: guardMoves, where: `r.move = 'ended'` },
  public_schools_guarded: { source: schools, where: 'r.is_public and r.is_guarded' },
  security_cadres: { source: staff, where: `r.kind = 'cadre'` },
  school_team: { source: staff, where: `r.kind = 'team'` },
  school_team_members: {
    source: staff,
    where: `r.kind = 'team' or (r.kind = 'guard' and r.source = 'own')`,
  },
  gear_added: { source: gearIn, value: 'r.quantity' },
  gear_sets_core: { source: gearSets, value: 'r.sets' },
  late_reports: { source: lateReports },
  missing_reports: { source: reportsMissing },
  corrected_reports: { source: reportCorrections },
}

export const isRowIndicator = (id: string): id is RowIndicator => Object.hasOwn(rowFormulas, id)

export function formulaOf(id: string): RowFormula {
  if (!isRowIndicator(id)) throw new Error(`${id} is made of other indicators.`)
  return rowFormulas[id]
}

export function definitionOf(id: string): IndicatorDefinition {
  const definition: IndicatorDefinition | undefined = indicators[id as IndicatorName]
  if (!definition) throw new Error(`No indicator is called ${id}.`)
  return definition
}

/** A term of a figure: rows of one indicator that add or take away. */
export interface Term {
  readonly id: RowIndicator
  readonly sign: 1 | -1
}

/**
 * What a figure is made of: rows that are added up, or places, days or people that are counted
 * once; a rate or an average has two of these. People are counted over one row indicator: whom two
 * of them share would count twice.
 */
export interface Measure {
  readonly kind: 'sum' | 'places' | 'days' | 'people'
  readonly terms: readonly Term[]
}

function termsOf(id: string, sign: 1 | -1): Term[] {
  if (isRowIndicator(id)) return [{ id, sign }]
  const { formula } = definitionOf(id)
  if (formula.kind !== 'sum') throw new Error(`${id} cannot be added up.`)
  const minus = formula.minus ?? []
  return [
    ...formula.of.flatMap((part) => termsOf(part, sign)),
    ...minus.flatMap((part) => termsOf(part, sign === 1 ? -1 : 1)),
  ]
}

/** Of an indicator that is no rate; of a rate ask for its parts. */
export function measureOf(id: string): Measure {
  const { formula } = definitionOf(id)
  if (formula.kind === 'places' || formula.kind === 'days') {
    return { kind: formula.kind, terms: termsOf(formula.of, 1) }
  }
  const ofPeople = isRowIndicator(id) && formulaOf(id).source.ofPeople
  return { kind: ofPeople ? 'people' : 'sum', terms: termsOf(id, 1) }
}

/** The indicators whose measures make the value: itself, or numerator and denominator. */
export function partsOf(id: string): readonly string[] {
  const { formula } = definitionOf(id)
  return formula.kind === 'quotient' ? [formula.of, formula.per] : [id]
}

const everySource = (id: string, holds: (source: RowSource) => boolean): boolean =>
  partsOf(id).every((part) =>
    measureOf(part).terms.every((term) => holds(formulaOf(term.id).source)),
  )

export const hasHalves = (id: string): boolean =>
  everySource(id, ({ shows }) => shows.includes('half'))

/** Deployments say what forces were sent for. */
export const hasTasks = (id: string): boolean =>
  everySource(id, ({ subject }) => subject === 'deployment')
