import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Area } from '../../contract/area.ts'
import { identityProblems } from '../../contract/problems.catalogue.ts'
import { findAreas, lockArea } from './area.queries.ts'
import { deleteAreas, deleteStation, placeWasUsed } from './area-removal.queries.ts'

/**
 * Takes out school areas that were entered by mistake, with their agencies. The database refuses
 * while anything refers to one of them.
 */
export async function removeAreas(work: Work, ids: readonly string[]): Promise<void> {
  const areas = await findAreas(work, ids)
  await deleteAreas(work, [...areas.keys()])
  for (const area of areas.values()) recordRemoval(work, area)
}

/** Takes out a station that was entered by mistake, with its agencies, before it was used. */
export async function removeStation(work: Work, id: string): Promise<void> {
  const area = await lockArea(work, id)
  if (!area) throw baseProblems.notFound()
  if (area.level !== 'station') throw identityProblems.areaStays()
  if (await placeWasUsed(work, id)) throw identityProblems.areaInUse({ name: area.name })
  await deleteStation(work, id)
  recordRemoval(work, area)
}

function recordRemoval(work: Work, { id, name, countyId, path }: Area): void {
  work.audit({
    action: 'identity.area.remove',
    subjectKind: 'area',
    subjectId: id,
    countyId,
    areaPath: path,
    detail: { name },
  })
  work.touch({ topic: 'identity.area', areaPath: path, rowClass: 'joint', keys: [id] })
}
