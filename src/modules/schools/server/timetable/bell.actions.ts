import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Bell } from '../../contract/bell.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { announceSchools, type Change, recordChanges } from '../change.queries.ts'
import { difference, refuseStale } from '../change.rules.ts'
import { findSchools } from '../school/school.queries.ts'
import { bellsOfSchools, gateIdsOf, type NewTimetable, replaceBells } from './bell.queries.ts'

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

/** Replaces the bell rules of one school as a whole. */
export async function saveBells(work: Work, asked: BellsToSave): Promise<SavedBells> {
  const [saved] = await saveTimetables(work, [asked])
  if (!saved) throw baseProblems.notFound()
  return saved
}

/**
 * Replaces the bell rules of schools, each as a whole, in a handful of statements for any number.
 * Shifts ahead follow when the fact arrives.
 */
export async function saveTimetables(
  work: Work,
  timetables: readonly BellsToSave[],
): Promise<SavedBells[]> {
  const ids = timetables.map(({ schoolId }) => schoolId)
  const schools = await findSchools(work, ids)
  const gates = await gateIdsOf(work, ids)
  const present = Map.groupBy(await bellsOfSchools(work, ids), (bell) => bell.schoolId)
  const news: NewTimetable[] = []
  const changes: Change[] = []
  const saved = timetables.map((asked): SavedBells => {
    const school = schools.get(asked.schoolId)
    if (!school) throw baseProblems.notFound()
    const { id: schoolId, countyId, areaPath, bellsVersion: version } = school
    if (asked.version !== undefined) refuseStale(version, asked.version)
    const before = (present.get(schoolId) ?? []).map(({ schoolId: _, ...bell }) => bell)
    const bells = [...asked.bells].sort((a, b) => (a.id < b.id ? -1 : 1))
    if (difference({ bells: before }, { bells }).fields.length === 0) {
      return { schoolId, change: 'unchanged', before, version }
    }
    refuseForeignGates(bells, gates.get(schoolId))
    news.push({ schoolId, countyId, areaPath, version, bells })
    const change = before.length === 0 ? 'created' : 'updated'
    const subject = { subjectKind: 'bells', subjectId: schoolId, schoolId } as const
    const values = { before: before.length === 0 ? null : { bells: before }, after: { bells } }
    changes.push({ ...subject, countyId, areaPath, change, ...values })
    return { schoolId, change, before, version: version + 1 }
  })
  await replaceBells(work, news)
  await recordChanges(work, changes)
  announceSchools(work, changes)
  return saved
}

function refuseForeignGates(bells: readonly Bell[], gates: ReadonlySet<string> | undefined): void {
  const isForeign = ({ gateId }: Bell) => gateId !== null && !gates?.has(gateId)
  if (bells.some(isForeign)) throw schoolsProblems.gateOfOtherSchool()
}
