import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ManualClock } from '../../platform/clock/clock.ts'
import { localDay, localTime, weekdayOf } from '../../platform/clock/zoned.ts'
import { demoClock, demoDayOf } from './demo-clock.ts'

const weekdays = (day: string) => weekdayOf(day) <= 5
const at = (text: string) => new Date(`${text}+08:00`)

test('a busy hour of a school day is played as it is', () => {
  const now = at('2026-11-23T07:20:00')
  expect(demoDayOf(now, weekdays, null)).toEqual({ beginsAt: now, reason: null })
})

test('a Saturday plays the nearest school day and says so', () => {
  const played = demoDayOf(at('2026-11-21T10:00:00'), weekdays, null)
  expect(played.reason).toBe('notASchoolDay')
  expect(localDay(played.beginsAt)).toBe('2026-11-20')
  expect(localTime(played.beginsAt)).toBe('07:06')
})

test('after a fast run the next one goes on from there and says so', () => {
  const sunday = at('2026-11-22T10:00:00')
  const played = demoDayOf(sunday, weekdays, at('2026-12-01T12:00:00'))
  expect(played).toEqual({ beginsAt: at('2026-12-01T15:00:00'), reason: 'resumed' })
})

test('a restart never goes back in time and lands where something happens', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: at('2026-09-01T00:00:00'),
        max: at('2027-06-30T00:00:00'),
        noInvalidDate: true,
      }),
      fc.integer({ min: -24 * 60, max: 20 * 24 * 60 }),
      (now, aheadMin) => {
        const resumeAfter = new Date(now.getTime() + aheadMin * 60_000)
        const { beginsAt } = demoDayOf(now, weekdays, resumeAfter)
        expect(beginsAt.getTime()).toBeGreaterThanOrEqual(resumeAfter.getTime())
        expect(weekdays(localDay(beginsAt))).toBe(true)
      },
    ),
  )
})

test('the demonstration runs at its pace', () => {
  const real = new ManualClock(at('2026-11-21T10:00:00'))
  const clock = demoClock(real, at('2026-11-20T07:06:00'), 10)
  real.advance(60_000)
  expect(localTime(clock.now())).toBe('07:16')
})
