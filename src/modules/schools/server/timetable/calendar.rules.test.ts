import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DayRule, layeredCalendar, pathsUpward } from './calendar.rules.ts'
import { nationalCalendar } from './national-calendar.ts'

const none = { dayRule: () => undefined, knownUntil: '2026-12-31' }
const holiday: DayRule = { kind: 'holiday', followsWeekday: null, arrival: null, dismissal: null }
const exam: DayRule = { ...holiday, kind: 'exam' }
const empty = { days: [], horizons: [], terms: [], national: none }

describe('layers of the calendar', () => {
  it('go from an area upward', () => {
    expect(pathsUpward('cn.p.c')).toEqual(['cn.p.c', 'cn.p', 'cn'])
  })

  it('let the nearest entry of a day decide, and a school its own', () => {
    const day = '2026-11-23'
    const calendarOf = layeredCalendar({
      ...empty,
      days: [
        { areaPath: 'cn', day, ...holiday },
        { areaPath: 'cn.p.c', day, ...exam },
        { areaPath: 'cn.p.c.s1', day, ...holiday },
      ],
    })
    expect(calendarOf('cn.p').enteredRule(day)?.kind).toBe('holiday')
    expect(calendarOf('cn.p.c.s2').enteredRule(day)?.kind).toBe('exam')
    expect(calendarOf('cn.p.c.s1').enteredRule(day)?.kind).toBe('holiday')
  })

  it('are known until the day that the nearest area says', () => {
    const calendarOf = layeredCalendar({
      ...empty,
      horizons: [{ areaPath: 'cn.p', knownUntil: '2027-07-10' }],
    })
    expect(calendarOf('cn').knownUntil).toBe('2026-12-31')
    expect(calendarOf('cn.p.c.s').knownUntil).toBe('2027-07-10')
  })

  it('take terms as a whole from the nearest area that has any', () => {
    const county = { areaPath: 'cn.p', startsOn: '2026-09-01', endsOn: '2027-01-20' }
    const own = { areaPath: 'cn.p.s', startsOn: '2026-08-25', endsOn: '2027-01-15' }
    const calendarOf = layeredCalendar({ ...empty, terms: [county, own] })
    expect(calendarOf('cn.p.s').terms).toEqual([{ startsOn: '2026-08-25', endsOn: '2027-01-15' }])
    expect(calendarOf('cn.p.other').terms).toEqual([
      { startsOn: '2026-09-01', endsOn: '2027-01-20' },
    ])
  })

  it('answer as a plain walk upward does', () => {
    const path = fc.constantFrom('cn', 'cn.a', 'cn.a.b', 'cn.a.b.c', 'cn.a.d')
    const kind = fc.constantFrom('holiday', 'exam', 'special', 'makeUp')
    const entry = fc.record({ areaPath: path, day: fc.constantFrom('1', '2', '3'), kind })
    fc.assert(
      fc.property(fc.array(entry), path, fc.constantFrom('1', '2', '3'), (entries, asked, day) => {
        const days = entries.map((one) => ({ ...holiday, ...one }) as DayRule & typeof one)
        const found = layeredCalendar({ ...empty, days })(asked).enteredRule(day)
        const walked = pathsUpward(asked)
          .map((above) => days.findLast((one) => one.areaPath === above && one.day === day))
          .find((one) => one !== undefined)
        expect(found?.kind).toBe(walked?.kind)
      }),
    )
  })
})

describe('the national calendar that the product carries', () => {
  it('knows holidays and make-up days of 2026', () => {
    expect(nationalCalendar.dayRule('2026-10-01')).toMatchObject({ kind: 'holiday' })
    expect(nationalCalendar.dayRule('2026-10-10')).toMatchObject({ kind: 'makeUp' })
    expect(nationalCalendar.dayRule('2026-11-23')).toBeUndefined()
    expect(nationalCalendar.dayRule('2026-11-22')).toBeUndefined()
  })

  it('says until when it is known, and is silent after that', () => {
    const { knownUntil } = nationalCalendar
    expect(knownUntil >= '2026-12-31').toBe(true)
    expect(
      nationalCalendar.between(knownUntil, `${Number(knownUntil.slice(0, 4)) + 1}-12-31`),
    ).toEqual([])
  })
})
