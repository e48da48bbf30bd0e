import { addDays, localDay } from '../../../../platform/clock/zoned.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { writePlaceDays } from '../indicator/place-days.queries.ts'
import {
  claimStaleDays,
  type HomeDays,
  homesWithStaleDays,
  markRecentDays,
  markUnsummedDays,
  writeDaySums,
  writeDayTotals,
} from './rollup.queries.ts'

/** Sums the days of a home again: places first, then what is made of their sums. */
export async function rebuildDays(work: Work, home: HomeDays): Promise<void> {
  await writeDaySums(work, home)
  await writeDayTotals(work, home)
  await writePlaceDays(work, home)
}

/** Days of one transaction: short, so that nothing waits for it long. */
const daysPerTurn = 31

/**
 * Sums stale days again, each home in its own scope: within that of the whole country an index by
 * scope and day would read the days of all homes for each. Says how many were due.
 *
 * @throws AggregateError after all homes had their turn: one that fails holds up no other.
 */
export async function rollUpStaleDays(database: Database): Promise<number> {
  const homes = await database.inWork(systemBinding, homesWithStaleDays)
  const failures: unknown[] = []
  let followed = 0
  for (const home of homes) {
    try {
      const summed = await database.inWork({ ...systemBinding, scope: home.path }, async (work) => {
        const days = await claimStaleDays(work, home, daysPerTurn)
        for (const run of runsOf(days)) await rebuildDays(work, run)
        return days.length
      })
      if (summed === daysPerTurn) followed += summed
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'days of some homes were not summed')
  return followed
}

/** Neighbouring days of one home become one span. */
export function runsOf(days: readonly HomeDays[]): HomeDays[] {
  const runs: HomeDays[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.countyId === day.countyId && addDays(last.lastDay, 1) === day.firstDay) {
      runs[runs.length - 1] = { ...last, lastDay: day.lastDay }
    } else runs.push(day)
  }
  return runs
}

/** A report month and a few days: what is still being mended when its figures are made. */
const recentDays = 35

/**
 * Once in a local day, and at the start: days that were never summed, and recent ones again, for
 * changes that nobody announces. Says nothing is due twice, so it runs on a slow beat.
 */
export function createRefresh(database: Database): () => Promise<number> {
  let refreshedOn = ''
  return async () => {
    await database.inWork(systemBinding, async (work) => {
      const today = localDay(work.now)
      if (refreshedOn === today) return
      await markUnsummedDays(work, today)
      await markRecentDays(work, addDays(today, -recentDays))
      refreshedOn = today
    })
    return 0
  }
}
