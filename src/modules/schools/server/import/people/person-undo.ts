import type { Work } from '../../../../../platform/database/work.ts'
import type { Ground } from '../../../../../platform/ports/module.ts'
import { changePerson, removePeople } from '../../../../identity/index.ts'
import { importProblems } from '../../../contract/import-problems.catalogue.ts'
import type { StaffFields } from '../../../contract/staff.ts'
import { recordChanges } from '../../change.queries.ts'
import { leaveSchools, saveStaff, staffFieldsOf } from '../../people/staff.actions.ts'
import { findStaff, type NamedStaff } from '../../people/staff.queries.ts'
import type { WrittenChange } from '../import-subject.ts'
import { deleteStaff, peopleNow } from './person.queries.ts'
import { changeOf, type PersonFields } from './person-write.ts'

/**
 * Takes an import of people back. Answers with the names of those who were edited, let go, written
 * about or given an account since; whoever asked then refuses, and nothing is changed.
 */
export async function undoPeople(
  work: Work,
  changes: readonly WrittenChange[],
  ground: Ground,
): Promise<string[]> {
  const ofPeople = changes.filter(({ subjectKind }) => subjectKind === 'person')
  const ofStaff = changes.filter(({ subjectKind }) => subjectKind === 'staff')
  const people = await peopleNow(
    work,
    ofPeople.map(({ subjectId }) => subjectId),
  )
  const staff = await findStaff(
    work,
    ofStaff.map(({ subjectId }) => subjectId),
  )
  const blocked = [
    ...ofPeople.flatMap(({ subjectId, versionAfter }) => {
      const person = people.get(subjectId)
      return person && person.version !== versionAfter ? [person.name] : []
    }),
    ...ofStaff.flatMap(({ subjectId, versionAfter }) => {
      const entry = staff.get(subjectId)
      return entry && (entry.version !== versionAfter || entry.endsOn) ? [entry.schoolName] : []
    }),
  ]
  if (blocked.length > 0) return [...new Set(blocked)]
  await saveStaff(
    work,
    ofStaff.flatMap(({ change, subjectId, before, versionAfter }) => {
      const entry = staff.get(subjectId)
      if (change === 'created' || !entry) return []
      const { schoolId, personId } = entry
      const fields = before as StaffFields
      return [{ ...fields, id: subjectId, schoolId, personId, version: versionAfter }]
    }),
  )
  const placed = entered(ofStaff, staff)
  await removeStaff(work, placed)
  // Whoever had left before the import has left again, in the roles that it brought back.
  const ofRoles = changes.filter(({ subjectKind }) => subjectKind === 'role')
  const roleIds = ofRoles.map(({ subjectId }) => subjectId)
  await leaveSchools(work, ground, { places: placed, roleIds })
  for (const { change, subjectId, before, versionAfter } of ofPeople) {
    if (change !== 'updated' || !people.has(subjectId)) continue
    const fields = changeOf(before as PersonFields)
    await changePerson(work, subjectId, { ...fields, version: versionAfter })
  }
  return removeEntered(work, entered(ofPeople, people))
}

const entered = <T>(
  changes: readonly WrittenChange[],
  present: ReadonlyMap<string, T>,
): readonly T[] =>
  changes.flatMap(({ change, subjectId }) => {
    const one = present.get(subjectId)
    return change === 'created' && one ? [one] : []
  })

async function removeStaff(work: Work, staff: readonly NamedStaff[]): Promise<void> {
  if (staff.length === 0) return
  await deleteStaff(
    work,
    staff.map(({ id }) => id),
  )
  await recordChanges(
    work,
    staff.map((entry) => ({
      subjectKind: 'staff',
      subjectId: entry.id,
      schoolId: entry.schoolId,
      countyId: entry.countyId,
      areaPath: entry.areaPath,
      change: 'removed',
      before: { personId: entry.personId, ...staffFieldsOf(entry) },
      after: null,
      erasable: ['certificateNo'],
    })),
  )
}

async function removeEntered(
  work: Work,
  people: readonly { id: string; name: string }[],
): Promise<string[]> {
  if (people.length === 0) return []
  try {
    const kept = await removePeople(
      work,
      people.map(({ id }) => id),
    )
    return people.filter(({ id }) => kept.includes(id)).map(({ name }) => name)
  } catch (error) {
    // Somebody has acted already: what was done keeps the person.
    if ((error as { code?: string }).code === '23503') throw importProblems.importUndoBusy()
    throw error
  }
}
