import { localDay } from '../../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import type { Bell } from '../../../contract/bell.ts'
import { difference } from '../../change.rules.ts'
import { type GateToSave, gateContentWith, saveGates } from '../../place/gate.actions.ts'
import { findGates, gateContentOf } from '../../place/gate.queries.ts'
import { findSchools, type StoredSchool } from '../../school/school.queries.ts'
import { type BellsToSave, saveTimetables } from '../../timetable/bell.actions.ts'
import { bellsOfSchools, gateIdsOf, type SchoolBell } from '../../timetable/bell.queries.ts'
import type {
  FilePosition,
  ImportPlan,
  PlannedRow,
  RowsToPlan,
  WrittenChange,
} from '../import-subject.ts'
import { movedFarM, movedPosition } from '../moved-position.ts'
import { schoolsOfCounty } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { schoolFinder } from '../school-finder.ts'
import {
  type BellDraft,
  draftGates,
  firstOf,
  type GateDraft,
  positionOfGate,
  type SchoolDraft,
} from './gate-drafts.ts'
import { type GateRow, gateRow, gateRowProblems } from './gate-rows.ts'

interface PlannedGate {
  readonly draft: GateDraft
  readonly save: GateToSave | null
  readonly movedM: number | null
  readonly changes: PlannedRow['changes']
}

/** Compares a table of gates and bells with the register of the county. */
export async function planGates(work: Work, asked: RowsToPlan): Promise<ImportPlan> {
  const rows = asked.rows.map(gateRow)
  const problems = rows.flatMap(gateRowProblems)
  const refused = new Set(problems.map(({ row }) => row))
  const find = schoolFinder(await schoolsOfCounty(work, asked.area.countyId))
  const placed = rows.flatMap((row) => {
    if (refused.has(row.row)) return []
    const found = find(row)
    if (found.problem) problems.push(found.problem)
    return found.school ? [{ row, school: found.school }] : []
  })
  const schoolIds = [...new Set(placed.map(({ school }) => school.id))]
  const gateIds = [...(await gateIdsOf(work, schoolIds)).values()].flatMap((ids) => [...ids])
  const gates = [...(await findGates(work, gateIds)).values()]
  const bells = await bellsOfSchools(work, schoolIds)
  const known = { gates, bells, today: localDay(work.now), now: work.now }
  const { drafts, problems: contradictions } = draftGates(placed, known)
  problems.push(...contradictions)
  const planned = drafts.flatMap((draft) =>
    [...draft.gates.values()]
      .filter((gate) => gate.rows.length > 0)
      .map((gate) => planGate(draft, gate, asked, problems)),
  )
  const schools = await findSchools(work, schoolIds)
  const timetables = drafts.flatMap((draft) => timetableOf(draft, bells, schools))
  return {
    rows: rowsOf(rows, drafts, planned),
    problems,
    positions: drafts.flatMap((draft) => filePositions(draft)),
    write: (writing) => writeGates(writing, planned, timetables),
  }
}

function planGate(
  { school }: SchoolDraft,
  draft: GateDraft,
  { coordinates }: RowsToPlan,
  problems: FoundProblem[],
): PlannedGate {
  const { present, rows, id, name } = draft
  const moved = movedPosition(positionOfGate(rows), coordinates, present?.position ?? null)
  const use = firstOf(rows, 'use')
  const opened = firstOf(rows, 'opened')
  const given = {
    ...(use === null ? {} : { use }),
    ...(opened === null ? {} : { opened }),
    ...moved.given,
  }
  if (!present) {
    const save = { ...given, id, schoolId: school.id, name }
    return { draft, save, movedM: null, changes: [] }
  }
  if (moved.movedM !== null && moved.movedM > movedFarM) {
    const details = { metres: moved.movedM }
    const row = rows[0]?.row ?? 0
    problems.push({ row, key: 'lon', rule: 'movedFar', severity: 'warning', details })
  }
  const before = gateContentOf(present)
  const told = difference({ ...before }, { ...gateContentWith(before, given) })
  const changes = told.fields.map((field) => ({
    field,
    before: told.before?.[field] ?? null,
    after: told.after?.[field] ?? null,
  }))
  const save = { ...given, id, schoolId: school.id, version: present.version }
  return { draft, save: changes.length > 0 ? save : null, movedM: moved.movedM, changes }
}

/** The rules of a school with those of the file in their places; null when none differs. */
function timetableOf(
  { school, bells }: SchoolDraft,
  present: readonly SchoolBell[],
  schools: ReadonlyMap<string, StoredSchool>,
): BellsToSave[] {
  const changed = bells.filter((draft) => bellChanges(draft).length > 0 || !draft.before)
  if (changed.length === 0) return []
  const replaced = new Map(changed.map(({ bell }) => [bell.id, bell]))
  const kept = present.flatMap(({ schoolId, ...bell }): Bell[] =>
    schoolId === school.id && !replaced.has(bell.id) ? [bell] : [],
  )
  const version = schools.get(school.id)?.bellsVersion ?? 0
  return [{ schoolId: school.id, version, bells: [...kept, ...replaced.values()] }]
}

function bellChanges({ bell, before }: BellDraft): PlannedRow['changes'] {
  if (!before) return []
  const told = difference({ ...before }, { ...bell })
  return told.fields.map((field) => ({
    field,
    before: told.before?.[field] ?? null,
    after: told.after?.[field] ?? null,
  }))
}

function rowsOf(
  rows: readonly GateRow[],
  drafts: readonly SchoolDraft[],
  planned: readonly PlannedGate[],
): PlannedRow[] {
  const gates = new Map(
    planned.flatMap((gate) => gate.draft.rows.map((row) => [row.row, gate] as const)),
  )
  const bells = new Map(
    drafts.flatMap((draft) => draft.bells.map((bell) => [bell.row.row, bell] as const)),
  )
  const accepted = new Set(drafts.flatMap((draft) => [...draft.rows]))
  return rows.map((row): PlannedRow => {
    const bell = bells.get(row.row)
    const gate = gates.get(row.row)
    if (!accepted.has(row.row)) return plannedRow(row, 'error')
    return gate ? gateOutcome(row, gate, bell) : bellOutcome(row, bell)
  })
}

function gateOutcome(row: GateRow, gate: PlannedGate, bell: BellDraft | undefined): PlannedRow {
  const { present, rows } = gate.draft
  const head = rows[0]?.row ?? row.row
  const isHead = head === row.row
  if (!present) {
    return { ...plannedRow(row, isHead ? 'new' : 'merged'), intoRow: isHead ? null : head }
  }
  const own = isHead ? gate.changes : []
  const changes = [...own, ...(bell ? bellChanges(bell) : [])]
  const isChanged = changes.length > 0 || (bell !== undefined && bell.before === null)
  return {
    ...plannedRow(row, isChanged ? 'changed' : 'unchanged'),
    recordId: present.id,
    movedM: isHead ? gate.movedM : null,
    changes,
  }
}

function bellOutcome(row: GateRow, bell: BellDraft | undefined): PlannedRow {
  if (!bell) return plannedRow(row, 'merged')
  if (!bell.before) return plannedRow(row, 'new')
  const changes = bellChanges(bell)
  return { ...plannedRow(row, changes.length > 0 ? 'changed' : 'unchanged'), changes }
}

const plannedRow = (row: GateRow, outcome: PlannedRow['outcome']): PlannedRow => ({
  row: row.row,
  outcome,
  name: [row.school, row.name ?? ''].filter(Boolean).join(' '),
  recordId: null,
  intoRow: null,
  movedM: null,
  changes: [],
})

function filePositions({ school, gates }: SchoolDraft): FilePosition[] {
  const isKnown = school.lon !== null && school.lat !== null
  const place = isKnown ? { lon: school.lon ?? 0, lat: school.lat ?? 0 } : null
  return [...gates.values()].flatMap(({ rows, present }) => {
    const position = positionOfGate(rows)
    return position ? [{ ...position, known: present?.position ?? place }] : []
  })
}

async function writeGates(
  work: Work,
  planned: readonly PlannedGate[],
  timetables: readonly BellsToSave[],
): Promise<WrittenChange[]> {
  const gates = await saveGates(
    work,
    planned.flatMap(({ save }) => save ?? []),
  )
  const bells = await saveTimetables(work, timetables)
  return [
    ...gates.map(({ id, change, before, version }) => ({
      subjectKind: 'gate',
      subjectId: id,
      change,
      before,
      versionAfter: version,
    })),
    ...bells.map(({ schoolId, before, version }) => ({
      subjectKind: 'bells',
      subjectId: schoolId,
      change: 'updated' as const,
      before,
      versionAfter: version,
    })),
  ].flatMap((change): WrittenChange[] =>
    change.change === 'unchanged' ? [] : [{ ...change, change: change.change }],
  )
}
