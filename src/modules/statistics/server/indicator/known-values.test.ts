import { afterAll, beforeAll, expect, it } from 'vitest'
import { type County, county } from '../../../../../test/county.ts'
import { enterKnownRecords, knownPeriod } from '../../../../../test/known-county.ts'
import { type IndicatorName, indicators } from '../../contract/indicators.catalogue.ts'

// What each figure is, counted by hand from the records in test/known-county.ts. A figure that the
// catalogue gains has its line here, and records that make it more than nothing.

const known: Readonly<Record<IndicatorName, number>> = {
  schools_total: 2,
  boarding_schools: 1,
  pilot_schools: 1,
  public_schools: 1,
  linked_officer_schools: 1,
  linked_officer_coverage: 50,
  police_rooms_500m: 1,
  campus_police_rooms: 1,
  dorm_managers: 2,
  dorm_managers_per_boarding_school: 2,
  guards_stationed: 2,
  guards_own_hired: 1,
  guards_total: 3,
  guards_added: 2,
  guards_left: 1,
  guards_net_change: 1,
  public_schools_guarded: 1,
  guard_station_rate_public: 100,
  security_cadres: 1,
  school_team: 1,
  school_team_members: 2,
  gear_added: 14,
  gear_sets_core: 2,
  late_reports: 1,
  missing_reports: 1,
  corrected_reports: 1,

  post_events: 6,
  onsite_requests_handled: 3,
  onsite_assistance: 1,
  persons_checked: 2,
  incidents_raised: 1,
  incidents_handled: 1,
  notable_deeds: 1,
  patrols: 1,
  events_raised: 4,
  events_dealt_with: 3,
  deal_with_rate: 75,

  police_person_times: 5,
  vehicle_times: 2,
  mass_heads_deployed: 4,
  mass_force_person_times: 6,
  police_person_days: 1,
  auxiliary_person_days: 1,
  police_heads_elsewhere: 3,
  auxiliary_heads_elsewhere: 2,
  police_deployed: 4,
  auxiliary_deployed: 3,
  police_deployed_daily_avg: 4,
  aux_deployed_daily_avg: 3,

  guard_posts: 1,
  guard_post_schools: 1,
  guard_post_coverage: 50,
  duty_shifts: 2,
  duty_days: 1,
  schools_on_duty: 1,
  sanjian_shifts: 2,
  sanjian_school_count: 1,
  sanjian_confirmed_shifts: 1,
  sanjian_confirmed_rate: 50,
  police_shifts_required: 2,
  police_shifts_seen: 1,
  see_police_rate: 50,
  must_attend_missed: 1,
  duty_assigned_person_times: 1,
  duty_person_times_police: 1,
  duty_person_times_auxiliary: 1,
  duty_person_times_cadre: 1,
  duty_person_times_guard: 1,
  duty_person_times_staff: 1,
  duty_person_times_mass: 2,
  duty_person_times: 2,
  duty_person_times_all: 7,
  duty_person_times_daily_avg: 2,
  duty_hours: 0.4,
  unmanned_gaps: 2,
  unmanned_gaps_filled: 1,
  unmanned_at_bell: 1,
  short_gaps: 1,
  unmanned_fill_minutes: 5,
  unmanned_fill_minutes_avg: 5,
}

let world: County
beforeAll(async () => {
  world = await county()
  await enterKnownRecords(world)
}, 120_000)
afterAll(() => world.close())

it('has a known value for every figure of the catalogue, and none that nothing would give', () => {
  expect(Object.keys(known).sort()).toEqual(Object.keys(indicators).sort())
  expect(Object.entries(known).filter(([, value]) => value === 0)).toEqual([])
})

it('computes each figure to its known value', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const ids = Object.keys(known).join(',')
  const { body } = await commander.get(`/api/statistics/values?indicators=${ids}&${knownPeriod}`)
  const computed = body.values.map((one: { indicator: string; value: number | null }) => [
    one.indicator,
    one.value,
  ])
  expect(Object.fromEntries(computed)).toEqual(known)
})
