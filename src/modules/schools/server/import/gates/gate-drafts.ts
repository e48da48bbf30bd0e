import type { Position } from '../../../../../platform/contract/id.ts'
import { newId } from '../../../../../platform/database/new-id.ts'
import type { Bell } from '../../../contract/bell.ts'
import type { StoredGate } from '../../place/gate.queries.ts'
import type { SchoolBell } from '../../timetable/bell.queries.ts'
import type { KnownSchool } from '../register.queries.ts'
import type { FoundProblem } from '../row-problem.ts'
import { comparableText } from '../schools/school-rows.ts'
import { type GateRow, hasBell } from './gate-rows.ts'

/** One gate as the rows of a file describe it. */
export interface GateDraft {
  readonly id: string
  readonly name: string
  readonly present: StoredGate | null
  readonly rows: GateRow[]
}

/** One bell rule of a file beside the one that it replaces. */
export interface BellDraft {
  readonly bell: Bell
  readonly before: Bell | null
  readonly row: GateRow
}

/** What a file says about the gates and bells of one school. */
export interface SchoolDraft {
  readonly school: KnownSchool
  readonly gates: Map<string, GateDraft>
  readonly bells: BellDraft[]
  /** Rows that contradict no other. */
  readonly rows: Set<number>
}

/** What the register has of the schools that a file names. */
export interface KnownGates {
  readonly gates: readonly StoredGate[]
  readonly bells: readonly SchoolBell[]
  /** First day of rules that do not say since when they hold. */
  readonly today: string
  readonly now: Date
}

/** Puts the rows of a file together, school by school; rows that contradict others are told. */
export function draftGates(
  rows: readonly { readonly row: GateRow; readonly school: KnownSchool }[],
  known: KnownGates,
): { drafts: SchoolDraft[]; problems: FoundProblem[] } {
  const drafts = new Map<string, SchoolDraft>()
  const problems: FoundProblem[] = []
  for (const { row, school } of rows) {
    const draft = drafts.get(school.id) ?? {
      school,
      gates: new Map(),
      bells: [],
      rows: new Set<number>(),
    }
    drafts.set(school.id, draft)
    const problem = addRow(draft, row, known)
    if (problem) problems.push(problem)
    else draft.rows.add(row.row)
  }
  return { drafts: [...drafts.values()], problems }
}

function addRow(draft: SchoolDraft, row: GateRow, known: KnownGates): FoundProblem | null {
  const gate = row.name === null ? null : gateDraft(draft, row.name, known)
  const other = gate?.rows.find((one) => contradicts(one, row))
  if (other) return refusal(row, 'gateDiffers', 'name', other.row)
  if (!hasBell(row)) {
    gate?.rows.push(row)
    return null
  }
  const bell = bellDraft(draft, row, gate?.id ?? null, known)
  const same = draft.bells.find((one) => keyOf(one.bell) === keyOf(bell.bell))
  if (same && !isSameTimes(same.bell, bell.bell)) {
    return refusal(row, 'sameBellTwice', 'arrival', same.row.row)
  }
  if (!same) draft.bells.push(bell)
  gate?.rows.push(row)
  return null
}

const refusal = (
  { row }: GateRow,
  rule: FoundProblem['rule'],
  key: string,
  other: number,
): FoundProblem => ({ row, key, rule, severity: 'refused', details: { row: other } })

function gateDraft(draft: SchoolDraft, name: string, known: KnownGates): GateDraft {
  const key = comparableText(name)
  const made = draft.gates.get(key)
  if (made) return made
  const present =
    known.gates.find(
      (gate) => gate.schoolId === draft.school.id && comparableText(gate.name) === key,
    ) ?? null
  const gate = { id: present?.id ?? newId(known.now), name, present, rows: [] }
  draft.gates.set(key, gate)
  return gate
}

/** Two rows of one gate that both say something, and not the same. */
function contradicts(one: GateRow, other: GateRow): boolean {
  const keys = ['use', 'opened', 'lon', 'lat'] as const
  return keys.some((key) => one[key] !== null && other[key] !== null && one[key] !== other[key])
}

function bellDraft(
  { school }: SchoolDraft,
  row: GateRow,
  gateId: string | null,
  { bells, today, now }: KnownGates,
): BellDraft {
  const weekdays = [...(row.weekdays ?? [])]
  const alike = bells
    .filter(
      (bell) =>
        bell.schoolId === school.id &&
        bell.gateId === gateId &&
        bell.gradeBand === row.gradeBand &&
        bell.weekdays.join() === weekdays.join() &&
        (row.startsOn === null || bell.startsOn === row.startsOn),
    )
    .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
  const [found] = alike
  if (!found) {
    const bell: Bell = {
      id: newId(now),
      gateId,
      gradeBand: row.gradeBand,
      weekdays,
      arrival: row.arrival,
      dismissal: row.dismissal,
      startsOn: row.startsOn ?? today,
      endsOn: row.endsOn,
    }
    return { bell, before: null, row }
  }
  const { schoolId: _, ...before } = found
  const bell: Bell = {
    ...before,
    arrival: row.arrival ?? before.arrival,
    dismissal: row.dismissal ?? before.dismissal,
    endsOn: row.endsOn ?? before.endsOn,
  }
  return { bell, before, row }
}

const keyOf = ({ gateId, gradeBand, weekdays, startsOn }: Bell): string =>
  JSON.stringify([gateId, gradeBand, weekdays, startsOn])

const isSameTimes = (a: Bell, b: Bell): boolean =>
  a.arrival === b.arrival && a.dismissal === b.dismissal && a.endsOn === b.endsOn

/** The first value that any row of a gate gives. */
export function firstOf<K extends 'use' | 'opened'>(rows: readonly GateRow[], key: K): GateRow[K] {
  return rows.find((row) => row[key] !== null)?.[key] ?? null
}

export function positionOfGate(rows: readonly GateRow[]): Position | null {
  const row = rows.find(({ lon, lat }) => lon !== null && lat !== null)
  return row ? { lon: row.lon ?? 0, lat: row.lat ?? 0 } : null
}
