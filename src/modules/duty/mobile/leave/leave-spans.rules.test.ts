import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spansOf, wholeDays } from './leave-spans.rules.ts'

const shift = (index: number) => ({
  shiftId: `s${index}`,
  startsAt: new Date(Date.UTC(2026, 10, 23, index * 8)).toISOString(),
  endsAt: new Date(Date.UTC(2026, 10, 23, index * 8 + 1)).toISOString(),
})

it('covers each chosen shift and touches no other, whatever is chosen', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (chosen) => {
      const shifts = chosen.map((_, index) => shift(index))
      const ids = new Set(shifts.filter((_, index) => chosen[index]).map(({ shiftId }) => shiftId))
      const spans = spansOf([...shifts].reverse(), ids)
      const touched = shifts.filter((one) =>
        spans.some(({ startsAt, endsAt }) => one.startsAt < endsAt && one.endsAt > startsAt),
      )
      expect(new Set(touched.map(({ shiftId }) => shiftId))).toEqual(ids)
    }),
  )
})

it('shifts that follow each other are one leave', () => {
  const shifts = [0, 1, 2, 3].map(shift)
  expect(spansOf(shifts, new Set(['s0', 's1', 's3']))).toEqual([
    { startsAt: shifts[0]?.startsAt, endsAt: shifts[1]?.endsAt },
    { startsAt: shifts[3]?.startsAt, endsAt: shifts[3]?.endsAt },
  ])
})

it('whole days begin and end at midnight in China', () => {
  const { startsAt, endsAt } = wholeDays('2026-12-03', '2026-12-04')
  expect(new Date(startsAt).toISOString()).toBe('2026-12-02T16:00:00.000Z')
  expect(new Date(endsAt).toISOString()).toBe('2026-12-04T15:59:59.000Z')
})
