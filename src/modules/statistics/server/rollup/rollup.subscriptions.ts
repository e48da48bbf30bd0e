import { addDays, daysBetween, localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { StoredFact, Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import { type DayStale, dutyFacts } from '../../../duty/events.ts'
import { type SchoolMoved, schoolMoved } from '../../../schools/events.ts'
import { markStale, moveSums } from './rollup.queries.ts'

/** The day that each fact names, and the one it happened on: an incident is closed on another. */
const bothDays = {
  together: async (work: Work, facts: readonly StoredFact[]): Promise<void> => {
    const days = facts.flatMap(({ at, payload }) => {
      const { countyId, day } = payload as unknown as DayStale
      return [day, localDay(at)].map((one) => ({ countyId, day: one }))
    })
    const distinct = new Map(days.map((one) => [`${one.countyId} ${one.day}`, one]))
    await markStale(work, [...distinct.values()])
  },
}

const wholeWeek = async (work: Work, fact: StoredFact): Promise<void> => {
  const { countyId, week } = fact.payload as { countyId: string; week: string }
  const days = daysBetween(week, addDays(week, 6))
  await markStale(
    work,
    days.map((day) => ({ countyId, day })),
  )
}

/** What makes sums of days stale. */
export const rollupSubscriptions: Subscriptions = {
  [dutyFacts.checkInsRecorded]: bothDays,
  [dutyFacts.eventsRecorded]: bothDays,
  [dutyFacts.deploymentsRecorded]: bothDays,
  [dutyFacts.sightsConfirmed]: bothDays,
  [dutyFacts.shiftsChanged]: bothDays,
  [dutyFacts.shiftsEnded]: bothDays,
  [dutyFacts.gapOpened]: bothDays,
  [dutyFacts.gapClosed]: bothDays,
  [dutyFacts.bellsRang]: bothDays,
  [dutyFacts.weekPublished]: wholeWeek,
  // The rows of the school went along; its sums go too, the home's totals stay what they are.
  [schoolMoved]: async (work, fact) => {
    const { fromPath, toPath } = fact.payload as unknown as SchoolMoved
    await moveSums(work, { countyId: fact.countyId, fromPath, toPath })
  },
}
