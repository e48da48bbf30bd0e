import type { Work } from '../../../../platform/database/work.ts'
import { eraseRemarks } from '../../../../platform/erasure/remark.ts'
import { findAreas } from '../area/area.queries.ts'

const batchMax = 1_000

/** Erases what people wrote and whose last day is over, of all modules; gives how many. */
export async function eraseRemarksPastDate(work: Work): Promise<number> {
  const erased = await eraseRemarks(work, batchMax)
  const areas = await findAreas(
    work,
    erased.map(({ countyId }) => countyId),
  )
  for (const { countyId, rows } of erased) {
    const areaPath = areas.get(countyId)?.path
    if (!areaPath) continue
    const subject = { subjectKind: 'county', subjectId: countyId }
    const detail = { rows }
    work.audit({ action: 'identity.remark.expire', ...subject, countyId, areaPath, detail })
  }
  return erased.reduce((sum, { rows }) => sum + rows, 0)
}
