import type { Work } from '../../../../../platform/database/work.ts'
import type { Bell } from '../../../contract/bell.ts'
import { importProblems } from '../../../contract/import-problems.catalogue.ts'
import { recordChanges } from '../../change.queries.ts'
import { saveGates } from '../../place/gate.actions.ts'
import {
  findGates,
  type GateContent,
  gateContentOf,
  type StoredGate,
} from '../../place/gate.queries.ts'
import { findSchools } from '../../school/school.queries.ts'
import { saveTimetables } from '../../timetable/bell.actions.ts'
import { bellsOfSchools } from '../../timetable/bell.queries.ts'
import type { WrittenChange } from '../import-subject.ts'
import { restoredPosition } from '../moved-position.ts'
import { deleteGates } from './gate-undo.queries.ts'

/**
 * Takes an import of gates and bells back. Answers with the names of gates and schools that were
 * edited since, and then has changed nothing.
 */
export async function undoGates(work: Work, changes: readonly WrittenChange[]): Promise<string[]> {
  const ofGates = changes.filter(({ subjectKind }) => subjectKind === 'gate')
  const ofBells = changes.filter(({ subjectKind }) => subjectKind === 'bells')
  const gates = await findGates(
    work,
    ofGates.map(({ subjectId }) => subjectId),
  )
  const edited = ofGates.flatMap(({ subjectId, versionAfter }) => {
    const gate = gates.get(subjectId)
    return gate && gate.version !== versionAfter ? [gate.name] : []
  })
  const rung = await schoolsWithOtherBells(work, ofBells)
  const created = ofGates.flatMap(({ change, subjectId }) => {
    const gate = gates.get(subjectId)
    return change === 'created' && gate ? [gate] : []
  })
  const used = await gatesWithNewBells(work, created, ofBells)
  const blocked = [...new Set([...edited, ...rung, ...used])]
  if (blocked.length > 0) return blocked
  await saveTimetables(
    work,
    ofBells.map(({ subjectId, before, versionAfter }) => ({
      schoolId: subjectId,
      version: versionAfter,
      bells: before as Bell[],
    })),
  )
  await saveGates(
    work,
    ofGates.flatMap(({ change, subjectId, before, versionAfter }) => {
      const gate = gates.get(subjectId)
      if (change === 'created' || !gate) return []
      const { position, ...content } = before as GateContent
      const restored = { ...content, position: restoredPosition(position) }
      return [{ ...restored, id: subjectId, schoolId: gate.schoolId, version: versionAfter }]
    }),
  )
  await removeGates(work, created)
  return []
}

/** Names of schools whose bells were replaced after the import. */
async function schoolsWithOtherBells(
  work: Work,
  changes: readonly WrittenChange[],
): Promise<string[]> {
  const schools = await findSchools(
    work,
    changes.map(({ subjectId }) => subjectId),
  )
  return changes.flatMap(({ subjectId, versionAfter }) => {
    const school = schools.get(subjectId)
    return school && school.bellsVersion !== versionAfter ? [school.name] : []
  })
}

/** Names of new gates that somebody gave bells, where the import gave none. */
async function gatesWithNewBells(
  work: Work,
  created: readonly StoredGate[],
  ofBells: readonly WrittenChange[],
): Promise<string[]> {
  const imported = new Set(ofBells.map(({ subjectId }) => subjectId))
  const others = created.filter(({ schoolId }) => !imported.has(schoolId))
  const bells = await bellsOfSchools(
    work,
    others.map(({ schoolId }) => schoolId),
  )
  const ringing = new Set(bells.map(({ gateId }) => gateId))
  return others.filter(({ id }) => ringing.has(id)).map(({ name }) => name)
}

async function removeGates(work: Work, gates: readonly StoredGate[]): Promise<void> {
  if (gates.length === 0) return
  try {
    await deleteGates(
      work,
      gates.map(({ id }) => id),
    )
  } catch (error) {
    // A post stands at one of them; duty knows which.
    if ((error as { code?: string }).code === '23503') throw importProblems.importUndoBusy()
    throw error
  }
  await recordChanges(
    work,
    gates.map((gate) => ({
      subjectKind: 'gate',
      subjectId: gate.id,
      schoolId: gate.schoolId,
      countyId: gate.countyId,
      areaPath: gate.areaPath,
      change: 'removed',
      before: { ...gateContentOf(gate) },
      after: null,
    })),
  )
}
