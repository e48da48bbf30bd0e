import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Area, areaLevels } from '../../contract/area.ts'
import { findAreas } from './area.queries.ts'
import { moveRows, placeArea } from './area-move.queries.ts'

/**
 * Puts an area under another parent of the same county, with everything below it: agencies,
 * people, accounts. Labels of paths stay; what stands before them changes. The audit trail keeps
 * the paths of its time.
 */
export async function moveArea(work: Work, areaId: string, parentId: string): Promise<Area> {
  const areas = await findAreas(work, [areaId, parentId])
  const area = areas.get(areaId)
  const parent = areas.get(parentId)
  if (!area || !parent) throw baseProblems.notFound()
  if (areaLevels.indexOf(parent.level) >= areaLevels.indexOf(area.level)) {
    throw baseProblems.violated({ constraint: 'identity.area.level' })
  }
  if (area.countyId !== parent.countyId) {
    throw baseProblems.violated({ constraint: 'identity.area.home' })
  }
  const path = `${parent.path}.${area.path.split('.').at(-1)}`
  if (path === area.path) return area
  await placeArea(work, area, parent.id, path)
  await moveRows(work, area.countyId, area.path, path)
  work.audit({
    action: 'identity.area.move',
    subjectKind: 'area',
    subjectId: area.id,
    countyId: area.countyId,
    areaPath: path,
    detail: { fromPath: area.path, toPath: path },
  })
  for (const areaPath of [area.path, path]) {
    work.touch({ topic: 'identity.area', areaPath, rowClass: 'joint', keys: [area.id] })
  }
  return { ...area, parentId: parent.id, path }
}
