import type { Database } from '../../../../platform/database/database.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import { horizonOf, materialiseShifts } from './materialise.actions.ts'
import { countiesToMake, saveHorizon } from './materialise.queries.ts'

/** Keeps the shifts of the coming days ready: one county at a time, each once a day. */
export async function keepShiftsReady(database: Database): Promise<number> {
  const counties = await database.inWork(systemBinding, (work) =>
    countiesToMake(work, horizonOf(work.now).lastDay),
  )
  for (const county of counties) {
    await database.inWork(systemBinding, async (work) => {
      const { firstDay, lastDay } = horizonOf(work.now)
      await materialiseShifts(work, { firstDay, lastDay, below: county.path })
      await saveHorizon(work, county, lastDay)
    })
  }
  return 0
}
