import { afterAll, beforeAll, expect, it } from 'vitest'
import { printedText, type RichText } from '../../../../../engines/official-document/model/text.ts'
import { type County, county } from '../../../../../test/county.ts'
import { at, monday } from '../../../../../test/duty.ts'
import { expectOpenFigures } from '../../../../../test/figure-rows.ts'
import { enterKnownRecords, knownPeriod } from '../../../../../test/known-county.ts'
import { tableIn } from '../../../../../test/workbooks.ts'
import { addDays } from '../../../../platform/clock/zoned.ts'
import { newId } from '../../../../platform/database/new-id.ts'
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

  police_person_times: 7,
  vehicle_times: 2,
  mass_heads_deployed: 4,
  mass_force_person_times: 6,
  police_person_days: 1,
  auxiliary_person_days: 1,
  police_heads_elsewhere: 5,
  auxiliary_heads_elsewhere: 2,
  police_deployed: 6,
  auxiliary_deployed: 3,
  police_deployed_daily_avg: 6,
  aux_deployed_daily_avg: 3,

  guard_posts: 2,
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

it('counts a person of two schools once, and once at each of them', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const path = '/api/statistics/indicators/security_cadres/rows'
  const { body } = await commander.get(`${path}?${knownPeriod}`)
  expect([body.total, body.sum, body.rows.length]).toEqual([1, 1, 1])
  const asked = `indicators=security_cadres&by=school&${knownPeriod}`
  const parts = await commander.get(`/api/statistics/values?${asked}`)
  const counted = parts.body.groups.map((group: { values: { value: number }[] }) =>
    group.values.map(({ value }) => value),
  )
  expect(counted.filter(([value]: number[]) => value === 1)).toHaveLength(2)
})

it('guards who came less guards who left are the change of the number of guards', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const days = ['2026-08-31', '2026-09-01', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']
  const moved = new Set<number>()
  for (const area of ['countyA', 'stationA2', 'schoolA1', 'schoolA2'] as const) {
    const read = async (ids: string, firstDay: string, lastDay: string) => {
      const asked = `areaId=${world.ids.areas[area].id}&firstDay=${firstDay}&lastDay=${lastDay}`
      const path = `/api/statistics/values?indicators=${ids}&${asked}`
      const { body } = await commander.get(path)
      return body.values.map(({ value }: { value: number }) => value)
    }
    for (const before of days) {
      for (const last of days.filter((day) => day > before)) {
        const [was] = await read('guards_total', before, before)
        const [is] = await read('guards_total', last, last)
        const moves = 'guards_net_change,guards_added,guards_left'
        const [net, added, left] = await read(moves, addDays(before, 1), last)
        expect([area, before, last, net]).toEqual([area, before, last, is - was])
        expect(added - left).toBe(net)
        moved.add(net)
      }
    }
  }
  expect([...moved].sort()).toEqual([-1, 0, 1, 2, 3, 4])
})

it('writes them into a monthly report, where each opens into exactly its rows', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const wanted = { id: newId(world.clock.now()), kind: 'monthlyDuty', day: monday }
  const { body: report } = await commander.post('/api/statistics/reports', wanted)
  const asked = new Set(report.figures.map(({ indicator }: { indicator: string }) => indicator))
  expect(asked).toContain('security_cadres')
  await expectOpenFigures(commander, report)
  const texts = report.document.body.map(({ text, items = [text ?? ''] }: Paragraph) =>
    items.map(printedText).join(''),
  )
  const said = texts.join('')
  // What a sentence says of schools is no figure that counts 高校 or their posts.
  expect(said).toContain('其中1所设有护学岗，设置率50%；辖区共设护学岗2处；')
  expect(said).toContain('寄宿制学校1所，在岗宿舍管理教师2人；')
})

interface Paragraph {
  readonly text?: RichText
  readonly items?: readonly RichText[]
}

it('tells what forces were sent for', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const ids = 'police_person_times,vehicle_times'
  const ask = (asked: string) =>
    commander.get(`/api/statistics/values?by=task&indicators=${asked}&${knownPeriod}`)
  const { body } = await ask(ids)
  const told = body.groups.map(({ name, values }: { name: string; values: { value: number }[] }) =>
    [name, ...values.map(({ value }) => value)].join(' '),
  )
  expect(told).toEqual(['护学勤务 0 0', '安全检查 2 0', '巡逻防控 5 2', '联合行动 0 0', '其他 0 0'])
  expect(body.values.map(({ value }: { value: number }) => value)).toEqual([7, 2])
  expect(await ask('mass_force_person_times')).toBeRefused('statistics.noTasks')
  await world.stepUp(commander)
  const file = `/api/statistics/indicators/police_person_times/rows/export?${knownPeriod}`
  const { rows } = await tableIn(await commander.get(file))
  expect(rows.map((row) => [row['内容'], row['计']].join(' ')).sort()).toEqual([
    '安全检查 2',
    '巡逻防控 5',
  ])
  // A patrol of those at a post has the same code, and is none of these.
  const patrols = `/api/statistics/indicators/patrols/rows/export?${knownPeriod}`
  const walked = await tableIn(await commander.get(patrols))
  expect(walked.rows.map((row) => row['内容'])).toEqual(['巡逻'])
})

it('counts people, gear and posts at the schools that operate', async () => {
  const commander = world.as('countyCommander', { at: 'countyA' })
  const { schoolA1 } = world.ids.schools
  const read = async (ids: readonly string[], period = knownPeriod) => {
    const asked = `indicators=${ids.join(',')}&${period}`
    const { body } = await commander.get(`/api/statistics/values?${asked}`)
    return body.values.map(({ value }: { value: number | null }) => value)
  }
  const ids = ['boarding_schools', 'dorm_managers', 'dorm_managers_per_boarding_school']
  ids.push('guards_total', 'security_cadres', 'school_team', 'gear_sets_core', 'guard_posts')
  ids.push('campus_police_rooms')
  const moves = ['guards_added', 'guards_left', 'guards_net_change']
  const ofMonday = `firstDay=${monday}&lastDay=${monday}`
  expect(await read(moves, ofMonday)).toEqual([0, 0, 0])
  const become = async (state: string, time: string, school = schoolA1) => {
    world.clock.set(at(time))
    const path = `/api/schools/${school.id}`
    const { version } = (await commander.get(path)).body
    expect((await commander.post(`${path}/state`, { version, state })).status).toBe(200)
  }
  await become('suspended', '17:40')
  // The post of the university, a guard and a cadre of the other school.
  expect(await read(ids)).toEqual([0, 0, null, 1, 1, 0, 0, 1, 0])
  expect(await read(moves, ofMonday)).toEqual([0, 2, -2])
  expect(await read(['guards_total'], 'firstDay=2026-11-22&lastDay=2026-11-22')).toEqual([3])
  // The room on the campus is near the gate of the university, too.
  const found = await commander.get('/api/schools?kind=university')
  const [university] = found.body.rows
  expect(await read(['police_rooms_500m'])).toEqual([1])
  await become('suspended', '17:45', university)
  expect(await read(['police_rooms_500m'])).toEqual([0])
  await become('operating', '17:48', university)
  await become('operating', '17:50')
  expect(await read(['guards_total', 'police_rooms_500m'])).toEqual([3, 1])
  expect(await read(moves, ofMonday)).toEqual([0, 0, 0])
})
