import { describe, expect, it } from 'vitest'
import type { Arrivals } from '../../contract/arrivals.ts'
import { curveOf, frame } from './curve.ts'

const at = (time: string) => `2026-11-23T${time}:00+08:00`
const point = (time: string, arrived: number | null, due: number, weekBefore: number | null) => ({
  at: at(time),
  arrived,
  due,
  weekBefore,
})
const arrivals: Arrivals = {
  day: '2026-11-23',
  half: 'arrival',
  now: at('07:12'),
  arrived: 30,
  need: 50,
  bells: [{ at: at('07:15'), posts: 4 }],
  points: [
    point('07:05', 0, 0, null),
    point('07:10', 20, 50, null),
    point('07:15', null, 50, null),
  ],
}

describe('the curve of arrivals', () => {
  it('ends where the day stands now, under a round level, with the bell in its place', () => {
    const picture = curveOf(arrivals)
    expect(picture?.levels.map(({ value }) => value)).toEqual([0, 30, 60])
    expect(picture?.arrived.split(' ')).toHaveLength(3)
    expect(
      picture?.arrived.endsWith(`${picture.now?.x.toFixed(1)},${picture.now?.y.toFixed(1)}`),
    ).toBe(true)
    expect(picture?.weekBefore).toBe('')
    expect(picture?.bells).toEqual([{ x: frame.width - frame.right, at: at('07:15') }])
  })

  it('stays in its frame, and is left out where there is nothing to draw', () => {
    const busy = curveOf({ ...arrivals, arrived: 73, now: at('09:00') })
    expect(busy?.now).toBeNull()
    expect(busy?.levels.at(-1)).toEqual({ y: frame.top, value: 80 })
    expect(curveOf({ ...arrivals, points: [] })).toBeUndefined()
  })
})
