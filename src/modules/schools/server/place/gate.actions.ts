import { randomBytes } from 'node:crypto'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { GateFields } from '../../contract/gate.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { announceSchools, type Change, recordChanges } from '../change.queries.ts'
import { difference, patched, refuseStale } from '../change.rules.ts'
import { findSchools } from '../school/school.queries.ts'
import {
  findCampus,
  findGates,
  type GateContent,
  gateContentOf,
  gatesByName,
  insertGates,
  type NewGateRow,
  type StoredGate,
  updateGates,
  writeGateKey,
} from './gate.queries.ts'
import { placed } from './position.ts'

const secretBytes = 20

/** One gate to be entered or changed; fields left out stay, or take their defaults. */
export interface GateToSave extends Partial<GateFields> {
  readonly id: string
  readonly schoolId: string
  readonly version?: number
}

export interface SavedGate {
  readonly id: string
  readonly change: 'created' | 'updated' | 'unchanged'
  readonly before: GateContent | null
  readonly version: number
}

const defaults: GateContent = {
  campusId: null,
  name: '',
  use: 'both',
  opened: true,
  position: null,
}

export function gateContentWith(
  present: GateContent | undefined,
  { position, ...fields }: Partial<GateFields>,
): GateContent {
  const content = patched(present ?? defaults, fields as Partial<GateContent>)
  if (position === undefined) return content
  return { ...content, position: position === null ? null : placed(position) }
}

/** Enters new gates and changes known ones, any number in a handful of statements. */
export async function saveGates(work: Work, gates: readonly GateToSave[]): Promise<SavedGate[]> {
  const known = await findGates(
    work,
    gates.map(({ id }) => id),
  )
  const schools = await findSchools(work, [...new Set(gates.map(({ schoolId }) => schoolId))])
  const created: NewGateRow[] = []
  const updated: StoredGate[] = []
  const changes: Change[] = []
  const saved = gates.map((gate): SavedGate => {
    const present = known.get(gate.id)
    const school = schools.get(gate.schoolId)
    if (!school || (present && present.schoolId !== school.id)) throw baseProblems.notFound()
    if (present && gate.version !== undefined) refuseStale(present.version, gate.version)
    const before = present ? gateContentOf(present) : null
    const after = gateContentWith(before ?? undefined, gate)
    const { countyId, areaPath } = school
    if (before && difference({ ...before }, { ...after }).fields.length === 0) {
      return { id: gate.id, change: 'unchanged', before, version: present?.version ?? 1 }
    }
    if (present) updated.push({ ...present, ...after })
    else {
      const qrSecret = randomBytes(secretBytes).toString('hex')
      created.push({ ...after, id: gate.id, countyId, areaPath, schoolId: school.id, qrSecret })
    }
    const change = present ? 'updated' : 'created'
    changes.push(gateChange({ ...gate, countyId, areaPath }, change, before, after))
    return { id: gate.id, change, before, version: (present?.version ?? 0) + 1 }
  })
  await refuseForeignCampuses(work, [...created, ...updated])
  await refuseTakenNames(work, [...created, ...updated])
  await insertGates(work, created)
  await updateGates(work, updated)
  await recordChanges(work, changes)
  announceSchools(work, changes)
  return saved
}

interface Place {
  readonly id: string
  readonly schoolId: string
  readonly countyId: string
  readonly areaPath: string
}

const gateChange = (
  { id, schoolId, countyId, areaPath }: Place,
  change: Change['change'],
  before: GateContent | null,
  after: GateContent,
): Change => ({
  subjectKind: 'gate',
  subjectId: id,
  schoolId,
  countyId,
  areaPath,
  change,
  before: before && { ...before },
  after: { ...after },
})

async function refuseForeignCampuses(
  work: Work,
  gates: readonly { campusId: string | null; schoolId: string }[],
): Promise<void> {
  for (const { campusId, schoolId } of gates) {
    if (campusId === null) continue
    const campus = await findCampus(work, campusId)
    if (campus?.schoolId !== schoolId) throw schoolsProblems.campusOfOtherSchool()
  }
}

async function refuseTakenNames(work: Work, gates: readonly (Place & { name: string })[]) {
  const [taken] = await gatesByName(work, gates)
  if (taken) throw schoolsProblems.gateNameTaken({ name: taken.name })
}

/** Codes photographed before no longer count. */
export async function giveGateNewKey(work: Work, gate: StoredGate): Promise<void> {
  await writeGateKey(work, gate, randomBytes(secretBytes))
  await recordChanges(work, [
    {
      ...gateChange(gate, 'updated', null, gateContentOf(gate)),
      before: null,
      after: { key: 'renewed' },
    },
  ])
}
