import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekdayOf } from '../../../../platform/clock/zoned.ts'
import type { Bell } from '../../contract/bell.ts'
import { bellsOn, narrowestFirst, type SchoolTimetable, timesAt } from './bell.rules.ts'
import type { AreaCalendar, DayRule } from './calendar.rules.ts'
import { nationalCalendar } from './national-calendar.ts'

const gate = { id: 'front', use: 'both' } as const
const side = { id: 'side', use: 'pedestrian' } as const
const fire = { id: 'fire', use: 'emergency' } as const
const monday = '2026-11-23'
const on = (day: string) => ({ day, weekday: weekdayOf(day) })

let made = 0
const bell = (fields: Partial<Bell>): Bell => {
  made += 1
  return {
    id: `bell-${String(made).padStart(4, '0')}`,
    gateId: null,
    gradeBand: '',
    weekdays: [1, 2, 3, 4, 5],
    arrival: '08:00',
    dismissal: '16:30',
    startsOn: '2026-09-01',
    endsOn: null,
    ...fields,
  }
}

const calendarOf = (
  rules: Record<string, Partial<DayRule> & Pick<DayRule, 'kind'>> = {},
  more: Partial<AreaCalendar> = {},
): AreaCalendar => ({
  enteredRule: (day) =>
    rules[day] && { followsWeekday: null, arrival: null, dismissal: null, ...rules[day] },
  nationalRule: () => undefined,
  knownUntil: '2026-12-31',
  terms: [],
  ...more,
})

const school = (bells: Bell[], more: Partial<SchoolTimetable> = {}): SchoolTimetable => ({
  schoolId: 'school',
  operating: true,
  gates: [gate],
  bells: narrowestFirst(bells),
  calendar: calendarOf(),
  ...more,
})

describe('bells of a day', () => {
  it('follow the weekday', () => {
    const [row] = bellsOn(school([bell({})]), [on(monday)])
    expect(row).toMatchObject({ arrival: '08:00', dismissal: '16:30', reason: 'timetable' })
    const [sunday] = bellsOn(school([bell({})]), [on('2026-11-22')])
    expect(sunday).toMatchObject({ arrivals: [], reason: 'noBell' })
    expect(sunday).not.toHaveProperty('arrival')
  })

  it('keep the times of each grade band, earliest first', () => {
    const bells = [
      bell({ gradeBand: '一年级', arrival: '08:10', dismissal: '15:30' }),
      bell({ gradeBand: '六年级', arrival: '07:50', dismissal: '17:00' }),
    ]
    const [row] = bellsOn(school(bells), [on(monday)])
    expect(row?.arrivals).toEqual(['07:50', '08:10'])
    expect(row?.dismissals).toEqual(['15:30', '17:00'])
  })

  it('take from a narrower rule only what it states', () => {
    const friday = bell({ weekdays: [5], arrival: null, dismissal: '15:00' })
    const winter = bell({ arrival: '08:30', startsOn: '2026-11-01', endsOn: '2027-03-01' })
    const days = [on(monday), on('2026-11-27')]
    const rows = bellsOn(school([bell({}), friday, winter]), days)
    expect(rows.map((row) => [row.arrival, row.dismissal])).toEqual([
      ['08:30', '16:30'],
      // The winter season is narrower than an open rule for Fridays alone.
      ['08:30', '16:30'],
    ])
    const short = { ...friday, startsOn: '2026-11-01', endsOn: '2026-12-01' }
    const [, second] = bellsOn(school([bell({}), short, winter]), days)
    expect(second).toMatchObject({ arrival: '08:30', dismissal: '15:00' })
  })

  it('hold at one gate before they hold at all, and at no emergency gate unless named', () => {
    const bells = [bell({}), bell({ gateId: 'side', arrival: '07:40', dismissal: null })]
    const rows = bellsOn(school(bells, { gates: [gate, side, fire] }), [on(monday)])
    expect(rows.map((row) => [row.gateId, row.arrival, row.dismissal])).toEqual([
      ['front', '08:00', '16:30'],
      ['side', '07:40', '16:30'],
      ['fire', undefined, undefined],
    ])
    const named = [...bells, bell({ gateId: 'fire', arrival: '07:00', dismissal: null })]
    const [row] = bellsOn(school(named, { gates: [fire] }), [on(monday)])
    expect(row).toMatchObject({ arrival: '07:00', dismissals: [] })
  })

  it('are none on a holiday, between terms, and at a closed school', () => {
    const calendar = calendarOf(
      { [monday]: { kind: 'holiday' } },
      {
        terms: [
          { startsOn: '2026-02-20', endsOn: '2026-07-10' },
          { startsOn: '2026-09-01', endsOn: '2026-12-20' },
        ],
      },
    )
    const reasons = (days: string[]) =>
      bellsOn(school([bell({ startsOn: '2026-01-01' })], { calendar }), days.map(on)).map(
        ({ reason, arrivals }) => [reason, arrivals.length],
      )
    expect(reasons([monday, '2026-08-03', '2026-12-18', '2026-12-21'])).toEqual([
      ['holiday', 0],
      ['vacation', 0],
      ['timetable', 1],
      ['beyondCalendar', 0],
    ])
    const closed = bellsOn(school([bell({})], { operating: false }), [on(monday)])
    expect(closed[0]).toMatchObject({ arrivals: [], reason: 'schoolClosed' })
  })

  it('are not guessed beyond the horizon, but an entry of the day itself counts', () => {
    const calendar = calendarOf(
      { '2027-01-09': { kind: 'special', arrival: '09:00', dismissal: '11:00' } },
      { knownUntil: '2026-12-31' },
    )
    const rows = bellsOn(school([bell({})], { calendar }), [on('2027-01-04'), on('2027-01-09')])
    expect(rows).toMatchObject([
      { reason: 'beyondCalendar', arrivals: [] },
      { reason: 'special', arrival: '09:00', dismissal: '11:00' },
    ])
  })

  it('of a make-up day are those of the weekday that was announced', () => {
    const bells = [bell({}), bell({ weekdays: [3], arrival: '07:30', dismissal: null })]
    const saturday = '2026-10-10'
    const reasonOf = (rule: Partial<DayRule>, rules = bells) =>
      bellsOn(
        school(rules, { calendar: calendarOf({ [saturday]: { kind: 'makeUp', ...rule } }) }),
        [on(saturday)],
      )[0]
    expect(reasonOf({ followsWeekday: 3 })).toMatchObject({ reason: 'makeUp', arrival: '07:30' })
    expect(reasonOf({})).toMatchObject({ reason: 'makeUpAssumed', arrival: '08:00' })
    expect(reasonOf({}, [bell({})])).toMatchObject({ reason: 'makeUp', arrival: '08:00' })
  })

  it('of a make-up day of the country ring in term, and in a vacation by an entry alone', () => {
    const terms = [
      { startsOn: '2025-09-01', endsOn: '2026-01-30' },
      { startsOn: '2026-03-02', endsOn: '2026-07-10' },
    ]
    const rules = [bell({ startsOn: '2025-09-01' })]
    const reasonsOf = (calendar: Partial<AreaCalendar>, days: string[]) =>
      bellsOn(
        school(rules, { calendar: calendarOf({}, { ...nationalLayer, ...calendar }) }),
        days.map(on),
      ).map(({ reason }) => reason)
    // Saturdays that make up for the Spring Festival, and one for Labour Day within the term.
    const saturdays = ['2026-02-14', '2026-02-28', '2026-05-09']
    expect(reasonsOf({ terms }, saturdays)).toEqual(['vacation', 'vacation', 'makeUp'])
    expect(reasonsOf({}, saturdays)).toEqual(['makeUp', 'makeUp', 'makeUp'])
    expect(reasonsOf({ terms, knownUntil: '2026-04-30' }, saturdays).at(-1)).toBe('beyondCalendar')
    const entered = calendarOf({ '2026-02-28': { kind: 'makeUp', followsWeekday: 1 } })
    const { enteredRule } = entered
    expect(reasonsOf({ terms, enteredRule }, saturdays)).toEqual(['vacation', 'makeUp', 'makeUp'])
    expect(reasonsOf({ terms }, ['2026-02-17'])).toEqual(['holiday'])
  })
})

const nationalLayer = { nationalRule: (day: string) => nationalCalendar.dayRule(day) }

const times = ['07:00', '07:30', '08:00', '08:30', '14:00', '15:30', '16:30', '17:00']
const bellOf = fc
  .record({
    gateId: fc.constantFrom(null, 'front', 'side'),
    gradeBand: fc.constantFrom('', 'low', 'high'),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    arrival: fc.option(fc.constantFrom(...times.slice(0, 4))),
    dismissal: fc.option(fc.constantFrom(...times.slice(4))),
    start: fc.integer({ min: 0, max: 90 }),
    length: fc.option(fc.integer({ min: 0, max: 90 })),
  })
  .filter(({ arrival, dismissal }) => arrival !== null || dismissal !== null)
  .map(({ start, length, ...fields }) => {
    const startsOn = addDays('2026-09-01', start)
    return bell({ ...fields, startsOn, endsOn: length === null ? null : addDays(startsOn, length) })
  })
const bellsOf = fc.array(bellOf, { maxLength: 8 })
const dayOf = fc.integer({ min: 0, max: 120 }).map((step) => addDays('2026-09-01', step))

describe('properties of bell rules', () => {
  it('do not depend on the order in which rules are stored', () => {
    fc.assert(
      fc.property(bellsOf, dayOf, fc.infiniteStream(fc.nat()), (bells, day, stream) => {
        const keys = new Map(bells.map(({ id }) => [id, stream.next().value as number]))
        const shuffled = [...bells].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0))
        const gates = [gate, side, fire]
        expect(bellsOn(school(shuffled, { gates }), [on(day)])).toEqual(
          bellsOn(school(bells, { gates }), [on(day)]),
        )
      }),
    )
  })

  it('never ring at a time that no rule in force states for that gate and weekday', () => {
    fc.assert(
      fc.property(bellsOf, dayOf, (bells, day) => {
        const inForce = bells.filter(
          ({ gateId, startsOn, endsOn, weekdays }) =>
            (gateId === null || gateId === 'front') &&
            startsOn <= day &&
            (endsOn === null || day <= endsOn) &&
            weekdays.includes(weekdayOf(day)),
        )
        const [row] = bellsOn(school(bells), [on(day)])
        const stated = new Set(inForce.flatMap(({ arrival }) => arrival ?? []))
        expect(row?.arrivals.every((time) => stated.has(time))).toBe(true)
        // One time for each band that states any.
        const bands = new Set(inForce.filter(({ arrival }) => arrival).map((one) => one.gradeBand))
        expect(row?.arrivals.length).toBeLessThanOrEqual(bands.size)
        expect(row?.arrivals.length === 0).toBe(bands.size === 0)
      }),
    )
  })

  it('a make-up day rings as the weekday that it follows', () => {
    fc.assert(
      fc.property(bellsOf, dayOf, fc.integer({ min: 1, max: 7 }), (bells, day, weekday) => {
        const calendar = calendarOf({ [day]: { kind: 'makeUp', followsWeekday: weekday } })
        const [row] = bellsOn(school(bells, { calendar }), [on(day)])
        expect([row?.arrivals, row?.dismissals]).toEqual(
          Object.values(timesAt(gate, narrowestFirst(bells), { day, weekday })),
        )
      }),
    )
  })

  it('a rule for the day and gate alone always wins', () => {
    fc.assert(
      fc.property(bellsOf, dayOf, fc.constantFrom('', 'low', 'high'), (bells, day, gradeBand) => {
        const only = bell({
          gateId: 'front',
          gradeBand,
          weekdays: [weekdayOf(day)],
          arrival: '06:15',
          dismissal: '18:45',
          startsOn: day,
          endsOn: day,
        })
        // Another rule may be as narrow; the id decides then, and this one was made last.
        fc.pre(!bells.some((one) => one.startsOn === day && one.endsOn === day))
        const [row] = bellsOn(school([...bells, only]), [on(day)])
        expect(row?.arrival).toBe('06:15')
        expect(row?.dismissals.at(-1)).toBe('18:45')
      }),
    )
  })

  it('a holiday silences every gate', () => {
    fc.assert(
      fc.property(bellsOf, dayOf, (bells, day) => {
        const calendar = calendarOf({ [day]: { kind: 'holiday', arrival: '08:00' } })
        for (const row of bellsOn(school(bells, { calendar, gates: [gate, side] }), [on(day)])) {
          expect(row).toMatchObject({ arrivals: [], dismissals: [], reason: 'holiday' })
        }
      }),
    )
  })

  it('the country’s days of work never ring where no weekday would', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 150 }))
      .map(([start, length]) => {
        const startsOn = addDays('2026-01-05', start)
        return { startsOn, endsOn: addDays(startsOn, length) }
      })
    const term = fc.array(span, { minLength: 1, maxLength: 2 }).map(inOrderOfTime)
    const ringing = bell({ startsOn: '2025-09-01', weekdays: [1, 2, 3, 4, 5, 6, 7] })
    fc.assert(
      fc.property(term, fc.constantFrom(...nationalMakeUps), (terms, day) => {
        const reasonWith = (more: Partial<AreaCalendar>) =>
          bellsOn(school([ringing], { calendar: calendarOf({}, { terms, ...more }) }), [on(day)])[0]
        const plain = reasonWith({})
        const national = reasonWith(nationalLayer)
        expect(national?.arrivals).toEqual(plain?.arrivals)
        expect(national?.reason).toBe(plain?.reason === 'timetable' ? 'makeUp' : plain?.reason)
      }),
    )
  })
})

const inOrderOfTime = (terms: { startsOn: string; endsOn: string }[]) =>
  terms.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))

const nationalMakeUps = nationalCalendar
  .between('2026-01-01', '2026-12-31')
  .flatMap(({ day, kind }) => (kind === 'makeUp' ? [day] : []))
