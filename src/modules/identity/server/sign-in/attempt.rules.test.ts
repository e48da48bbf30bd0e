import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempts, attemptLimits, counted, uncounted, waitS } from './attempt.rules.ts'

const start = new Date('2026-11-23T07:00:00+08:00')
const later = (s: number) => new Date(start.getTime() + s * 1000)

describe('sign-in attempts', () => {
  it('makes the sixth attempt wait, and each further one twice as long', () => {
    let attempts: Attempts | null = null
    let now = start
    const waits: number[] = []
    for (let n = 0; n < 9; n += 1) {
      attempts = counted(attempts, now, attemptLimits.login)
      waits.push(waitS(attempts, now))
      now = attempts.lockedUntil ?? now
    }
    expect(waits).toEqual([0, 0, 0, 0, 5, 10, 20, 40, 80])
  })

  it('never makes anybody wait longer than the limit says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (times) => {
        let attempts: Attempts | null = null
        for (let n = 0; n < times; n += 1) attempts = counted(attempts, start, attemptLimits.login)
        expect(waitS(attempts, start)).toBeLessThanOrEqual(attemptLimits.login.waitMaxS)
      }),
      { numRuns: 30 },
    )
  })

  it('forgets after the window', () => {
    const attempts = { failed: 40, windowStartedAt: start, lockedUntil: null }
    const next = counted(attempts, later(24 * 3600), attemptLimits.login)
    expect(next).toEqual({ failed: 1, windowStartedAt: later(24 * 3600), lockedUntil: null })
  })

  it('gives an attempt back that was right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (failed) => {
        const before = { failed, windowStartedAt: start, lockedUntil: null }
        const after = uncounted(
          counted(before, start, attemptLimits.address),
          attemptLimits.address,
        )
        expect(after.failed).toBe(failed)
        expect(waitS(after, start) > 0).toBe(failed >= attemptLimits.address.free)
      }),
    )
  })
})
