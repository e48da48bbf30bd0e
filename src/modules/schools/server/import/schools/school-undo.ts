import type { Work } from '../../../../../platform/database/work.ts'
import { removeAreas } from '../../../../identity/index.ts'
import { importProblems } from '../../../contract/import-problems.catalogue.ts'
import { recordChanges } from '../../change.queries.ts'
import { type SchoolToSave, saveSchools } from '../../school/school.actions.ts'
import {
  contentOf,
  findSchools,
  type SchoolContent,
  type StoredSchool,
} from '../../school/school.queries.ts'
import type { WrittenChange } from '../import-subject.ts'
import { restoredPosition } from '../moved-position.ts'
import { deleteSchools, namesOfUsedSchools } from './school-undo.queries.ts'

/**
 * Takes an import of schools back: new schools go with their areas and agencies, changed ones get
 * what they had. Answers with the names of schools that were edited or used since, and then has
 * changed nothing.
 */
export async function undoSchools(
  work: Work,
  changes: readonly WrittenChange[],
): Promise<string[]> {
  const schools = await findSchools(
    work,
    changes.map(({ subjectId }) => subjectId),
  )
  const edited = changes.flatMap(({ subjectId, versionAfter }) => {
    const school = schools.get(subjectId)
    return school && school.version !== versionAfter ? [school.name] : []
  })
  const created = changes.flatMap(({ change, subjectId }) => {
    const school = schools.get(subjectId)
    return change === 'created' && school ? [school] : []
  })
  const used = await namesOfUsedSchools(
    work,
    created.map(({ id }) => id),
  )
  const blocked = [...new Set([...edited, ...used])]
  if (blocked.length > 0) return blocked
  await saveSchools(
    work,
    changes.flatMap(({ change, subjectId, before, versionAfter }): SchoolToSave[] =>
      change === 'updated' && schools.has(subjectId)
        ? [{ ...restored(before as SchoolContent), id: subjectId, version: versionAfter }]
        : [],
    ),
  )
  await removeSchools(work, created)
  return []
}

const restored = ({ position, ...content }: SchoolContent): Omit<SchoolToSave, 'id'> => ({
  ...content,
  position: restoredPosition(position),
})

async function removeSchools(work: Work, schools: readonly StoredSchool[]): Promise<void> {
  if (schools.length === 0) return
  try {
    await deleteSchools(
      work,
      schools.map(({ id }) => id),
    )
    await removeAreas(
      work,
      schools.map(({ areaId }) => areaId),
    )
  } catch (error) {
    // Another module's record points here; which one is its own business.
    if ((error as { code?: string }).code === '23503') throw importProblems.importUndoBusy()
    throw error
  }
  await recordChanges(
    work,
    schools.map((school) => ({
      subjectKind: 'school',
      subjectId: school.id,
      // Its history is gone with it; that it was there stays in the county's.
      schoolId: null,
      countyId: school.countyId,
      areaPath: school.areaPath,
      change: 'removed',
      before: { ...contentOf(school) },
      after: null,
    })),
  )
}
