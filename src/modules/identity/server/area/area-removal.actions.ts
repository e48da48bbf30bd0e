import type { Work } from '../../../../platform/database/work.ts'
import { findAreas } from './area.queries.ts'
import { deleteAreas } from './area-removal.queries.ts'

/**
 * Takes out school areas that were entered by mistake, with their agencies. The database refuses
 * while anything refers to one of them.
 */
export async function removeAreas(work: Work, ids: readonly string[]): Promise<void> {
  const areas = await findAreas(work, ids)
  await deleteAreas(work, [...areas.keys()])
  for (const { id, name, countyId, path } of areas.values()) {
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
}
