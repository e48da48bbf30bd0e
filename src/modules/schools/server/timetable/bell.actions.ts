import type { Work } from '../../../../platform/database/work.ts'
import type { Bell } from '../../contract/bell.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { announceTimetableChanged } from '../../events.ts'
import { recordChanges } from '../change.queries.ts'
import { difference, refuseStale } from '../change.rules.ts'
import { gatesOfSchool } from '../place/gate.queries.ts'
import { schoolOr404 } from '../school/school.queries.ts'
import { bellsOfSchool, replaceBells } from './bell.queries.ts'

export interface BellsToSave {
  readonly schoolId: string
  /** The version of the rules that was read; without one the present rules are replaced. */
  readonly version?: number
  readonly bells: readonly Bell[]
}

export interface SavedBells {
  readonly schoolId: string
  readonly change: 'created' | 'updated' | 'unchanged'
  readonly before: readonly Bell[]
  readonly version: number
}

/** Replaces the bell rules of a school as a whole; shifts ahead follow when the fact arrives. */
export async function saveBells(work: Work, asked: BellsToSave): Promise<SavedBells> {
  const school = await schoolOr404(work, asked.schoolId)
  const { bellsVersion: version } = school
  if (asked.version !== undefined) refuseStale(version, asked.version)
  const before = await bellsOfSchool(work, school.id)
  const after = [...asked.bells].sort((a, b) => (a.id < b.id ? -1 : 1))
  const sorted = [...before].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (difference({ bells: sorted }, { bells: after }).fields.length === 0) {
    return { schoolId: school.id, change: 'unchanged', before, version }
  }
  const gates = new Set((await gatesOfSchool(work, school.id)).map(({ id }) => id))
  if (after.some(({ gateId }) => gateId !== null && !gates.has(gateId))) {
    throw schoolsProblems.gateOfOtherSchool()
  }
  await replaceBells(work, school, after, version)
  await recordChanges(work, [
    {
      subjectKind: 'bells',
      subjectId: school.id,
      schoolId: school.id,
      countyId: school.countyId,
      areaPath: school.areaPath,
      change: before.length === 0 ? 'created' : 'updated',
      before: before.length === 0 ? null : { bells: sorted },
      after: { bells: after },
    },
  ])
  announceTimetableChanged(work, school, { schoolIds: [school.id] })
  const change = before.length === 0 ? 'created' : 'updated'
  return { schoolId: school.id, change, before, version: version + 1 }
}
