import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indicators } from './indicators.catalogue.ts'
import { roundedValue, shownValue } from './shown-value.ts'

const shownRate = (of: number, per: number) =>
  shownValue(indicators.see_police_rate, (of / per) * 100)

it('a rate is 100% only where nothing is missing, and 0% only where there is nothing', () => {
  expect(shownRate(2321, 2321)).toBe('100%')
  expect(shownRate(2320, 2321)).toBe('99.9%')
  expect(shownRate(1, 2321)).toBe('0.1%')
  expect(shownRate(0, 2321)).toBe('0%')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 2 }),
      (per, share, decimals) => {
        const of = Math.round(per * share)
        const shown = roundedValue({ decimals, percent: true }, (of / per) * 100)
        expect([shown === 100, shown === 0]).toEqual([of === per, of === 0])
        expect(Math.abs(shown - (of / per) * 100)).toBeLessThanOrEqual(10 ** -decimals)
      },
    ),
  )
})

it('other values are rounded half up, both ways, and never to a minus nothing', () => {
  const plain = (value: number) => roundedValue({ decimals: 1, percent: false }, value)
  expect([0.15, 0.04, -0.04, -0.25, 99.96].map(plain)).toEqual([0.2, 0, 0, -0.3, 100])
  expect(shownValue(indicators.police_deployed_daily_avg, 1234.96)).toBe('1,235')
  expect(shownValue(indicators.see_police_rate, null)).toBe('—')
})
