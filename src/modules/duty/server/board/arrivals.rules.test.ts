import { describe, expect, it } from 'vitest'
import { at } from '../../../../../test/duty.ts'
import { arrivalCurve } from './arrivals.rules.ts'

const heads = (time: string, count: number, day?: string) => ({ at: at(time, day), heads: count })

describe('arrivalCurve', () => {
  it('sums by five minutes up to now, with what was due and what came a week before', () => {
    const points = arrivalCurve({
      due: [heads('07:12', 4), heads('07:20', 2)],
      arrived: [heads('07:02', 1), heads('07:14', 2), heads('07:19', 1)],
      weekBefore: [heads('07:15', 5, '2026-11-16')],
      bells: [at('07:24')],
      now: at('07:21'),
    })
    expect(points).toEqual([
      { at: at('07:10').toISOString(), arrived: 1, due: 0, weekBefore: 0 },
      { at: at('07:15').toISOString(), arrived: 3, due: 4, weekBefore: 5 },
      { at: at('07:20').toISOString(), arrived: 4, due: 6, weekBefore: 5 },
      { at: at('07:25').toISOString(), arrived: null, due: 6, weekBefore: 5 },
      { at: at('07:30').toISOString(), arrived: null, due: 6, weekBefore: 5 },
    ])
  })

  it('is empty without shifts, and never endless', () => {
    const nothing = { due: [], arrived: [], weekBefore: null, bells: [], now: at('07:00') }
    expect(arrivalCurve(nothing)).toEqual([])
    const mistyped = { ...nothing, due: [heads('07:00', 1)], bells: [at('07:00', '2027-11-23')] }
    expect(arrivalCurve(mistyped).length).toBeLessThan(150)
  })
})
