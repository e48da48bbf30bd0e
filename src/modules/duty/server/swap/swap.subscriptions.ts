import type { Subscriptions } from '../../../../platform/facts/dispatcher.ts'
import { type SchoolMoved, schoolMoved } from '../../../schools/events.ts'
import { dutyFacts, type PlacesSwapped } from '../../events.ts'
import { raiseSwaps, tellOfExpired } from './swap.actions.ts'
import { expireOvertaken } from './swap.queries.ts'

/** Heard after the shifts' own subscriptions, which carry places along first. */
export const swapSubscriptions: Subscriptions = {
  [schoolMoved]: (work, fact) => {
    const { toPath } = fact.payload as unknown as SchoolMoved
    return raiseSwaps(work, fact.countyId, toPath)
  },
  // Whoever was asked for a place that another holds by now has nothing to agree on.
  [dutyFacts.placesSwapped]: async (work, fact) => {
    const { assignmentIds } = fact.payload as unknown as PlacesSwapped
    await tellOfExpired(work, await expireOvertaken(work, fact.countyId, assignmentIds))
  },
}
