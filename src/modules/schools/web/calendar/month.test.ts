import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weekdayOf } from '../../../../platform/ui/wall-time.ts'
import { movedMonth, weeksOf } from './month.ts'

const Month = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 7))

it('a month is whole weeks that hold each of its days once', () => {
  fc.assert(
    fc.property(Month, (month) => {
      const weeks = weeksOf(month)
      const days = weeks.flat()
      expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0] ?? '') === 1)).toBe(true)
      expect(new Set(days).size).toBe(days.length)
      const own = days.filter((day) => day.startsWith(month))
      expect(own[0]).toBe(`${month}-01`)
      expect(own.length).toBe(
        new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 0)).getUTCDate(),
      )
      expect(movedMonth(movedMonth(month, 1), -1)).toBe(month)
    }),
  )
})
