import type { Work } from '../../../../platform/database/work.ts'
import type { AssignmentRow } from './plan.queries.ts'

export async function setPinned(
  work: Work,
  { countyId, id }: Pick<AssignmentRow, 'countyId' | 'id'>,
  pinned: boolean,
): Promise<void> {
  await work.query('update duty.assignment set pinned = $3 where county_id = $1 and id = $2', [
    countyId,
    id,
    pinned,
  ])
}
