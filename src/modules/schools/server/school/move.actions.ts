import type { Work } from '../../../../platform/database/work.ts'
import { moveArea } from '../../../identity/index.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { announceSchoolMoved } from '../../events.ts'
import { findAreas } from '../area.queries.ts'
import { recordChanges } from '../change.queries.ts'
import { moveRows, setStation } from './move.queries.ts'
import { countyOrStation } from './school.actions.ts'
import type { StoredSchool } from './school.queries.ts'

/**
 * Puts a school under another station of its county. Every row of the school carries its path, so
 * all of them move in this transaction; other modules move theirs when they hear of it.
 */
export async function relocateSchool(
  work: Work,
  school: StoredSchool,
  withinAreaId: string,
): Promise<void> {
  const target = countyOrStation((await findAreas(work, [withinAreaId])).get(withinAreaId))
  if (target.countyId !== school.countyId) throw schoolsProblems.otherCounty()
  const stationAreaId = target.level === 'station' ? target.id : null
  if (stationAreaId === school.stationAreaId) return
  const moved = await moveArea(work, school.areaId, target.id)
  await moveRows(work, school.countyId, school.areaPath, moved.path)
  await setStation(work, school, stationAreaId)
  await recordChanges(work, [
    {
      subjectKind: 'school',
      subjectId: school.id,
      schoolId: school.id,
      countyId: school.countyId,
      areaPath: moved.path,
      change: 'updated',
      before: { stationAreaId: school.stationAreaId },
      after: { stationAreaId },
    },
  ])
  announceSchoolMoved(
    work,
    { countyId: school.countyId, areaPath: moved.path },
    { schoolId: school.id, fromPath: school.areaPath, toPath: moved.path, stationAreaId },
  )
}
