import type { Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import { type SchoolMoved, schoolMoved } from '../../../schools/events.ts'

/** A school under another station takes its patrols along, the past included. */
export const patrolSubscriptions: Subscriptions = {
  [schoolMoved]: async (work, fact) => {
    const { fromPath, toPath } = fact.payload as unknown as SchoolMoved
    for (const table of ['patrol', 'patrol_report']) {
      await work.query(
        `update duty.${table} set area_path = platform.moved_path(area_path, $2, $3)
         where county_id = $1 and area_path <@ $2`,
        [fact.countyId, fromPath, toPath],
      )
    }
  },
}
