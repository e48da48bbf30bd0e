import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../../platform/clock/zoned.ts'
import { beginningOf, givingWay, type Tenure } from './tenure.ts'

const firstDay = '2026-09-01'
const horizonDays = 60
const days = daysBetween(firstDay, addDays(firstDay, horizonDays))

const tenureOf = fc
  .record({
    start: fc.integer({ min: 0, max: horizonDays }),
    length: fc.option(fc.integer({ min: 0, max: horizonDays })),
  })
  .map(({ start, length }): Tenure => {
    const startsOn = addDays(firstDay, start)
    return { startsOn, endsOn: length === null ? null : addDays(startsOn, length) }
  })

/** A proposal, and the day on which somebody approves it. */
const approvalOf = fc.record({ next: tenureOf, today: fc.constantFrom(...days) })
type Approval = Readonly<{ next: Tenure; today: string }>

/** Who holds the school after an approval; as before where no day is left for the proposal. */
function approved(held: readonly Tenure[], { next, today }: Approval): readonly Tenure[] {
  const begun = { ...next, startsOn: beginningOf(held, next, today) }
  if (begun.endsOn !== null && begun.endsOn < begun.startsOn) return held
  const ends = new Map(givingWay(held, begun).map(({ link, endsOn }) => [link, endsOn]))
  return [...held.map((link) => ({ ...link, endsOn: ends.get(link) ?? link.endsOn })), begun]
}

const dayOfLast = (approvals: readonly Approval[]): string =>
  approvals
    .map(({ today }) => today)
    .toSorted()
    .at(-1) ?? firstDay

const inTurn = (approvals: readonly Approval[]) =>
  approvals.toSorted((a, b) => (a.today < b.today ? -1 : 1)).reduce<readonly Tenure[]>(approved, [])

const holding = (held: readonly Tenure[], day: string) =>
  held.filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn))

it('never two officers hold a school on a day, in whatever order they are approved', () => {
  fc.assert(
    fc.property(fc.array(approvalOf, { minLength: 1, maxLength: 6 }), (approvals) => {
      const held = inTurn(approvals)
      for (const day of days) expect(holding(held, day).length).toBeLessThanOrEqual(1)
    }),
  )
})

it('the one approved last holds every day of its time that is not over', () => {
  fc.assert(
    fc.property(fc.array(approvalOf, { maxLength: 5 }), tenureOf, (approvals, next) => {
      const today = dayOfLast(approvals)
      const held = approved(inTurn(approvals), { next, today })
      for (const day of days.filter((one) => one >= today && holding([next], one).length > 0)) {
        expect(holding(held, day)).toEqual([held.at(-1)])
      }
    }),
  )
})

it('nobody who has served loses a day of it to an approval that comes late', () => {
  fc.assert(
    fc.property(fc.array(approvalOf, { maxLength: 5 }), tenureOf, (approvals, next) => {
      const today = dayOfLast(approvals)
      const before = inTurn(approvals)
      const held = approved(before, { next, today })
      for (const day of days.filter((one) => one < today)) {
        for (const { startsOn } of holding(before, day)) {
          expect(holding(held, day).map((one) => one.startsOn)).toEqual([startsOn])
        }
      }
    }),
  )
})
