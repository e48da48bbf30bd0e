import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../platform/contract/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import {
  type LocatedProblem,
  type RawWorkbook,
  type Recognition,
  readRows,
  recognise,
  type TableRow,
  type TableSpec,
} from '../../../../platform/spreadsheet/index.ts'
import type { CoordinateQuestion, ImportCounts, ImportSettings } from '../../contract/import.ts'
import type { CoordinateSystem } from '../../contract/position.ts'
import type { Area } from '../area.queries.ts'
import { placed } from '../place/position.ts'
import { coordinateQuestion, systemInHeadings } from './coordinates.ts'
import type { ImportPlan, ImportSubject, PlannedRow } from './import-subject.ts'
import { located } from './row-problem.ts'

/** A table read from its file: what was taken for what, and the cells that it needs. */
export interface ReadTable {
  readonly recognition: Recognition
  readonly sheets: readonly { readonly index: number; readonly name: string }[]
  readonly rows: readonly TableRow[]
  /** The cells of the taken columns as they stand in the file, by row. */
  readonly texts: ReadonlyMap<number, Readonly<Record<string, string>>>
}

/** The plan of a table with everything that a person is shown of it. */
export interface DryRun extends ReadTable {
  readonly plan: ImportPlan
  readonly planned: readonly PlannedRow[]
  readonly problems: readonly LocatedProblem[]
  readonly counts: ImportCounts
  readonly coordinates: CoordinateQuestion | null
  readonly checkId: string
}

/** Rows between two breaths: other requests are served while a big table is read. */
const rowsAtOnce = 500

/** Reads the rows of an opened file as its spec and the person's choices say. */
export async function readTable(
  workbook: RawWorkbook,
  spec: TableSpec,
  settings: ImportSettings,
  onRows: (rows: number, total: number) => void,
): Promise<ReadTable> {
  const { coordinates: _, accept, ...rest } = settings
  const choice = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const recognition = recognise(workbook, spec, choice)
  const accepted = new Set<string>(accept)
  const rows: TableRow[] = []
  const texts = new Map<number, Readonly<Record<string, string>>>()
  const sheet = recognition.sheet && workbook.sheets[recognition.sheet.index]
  for (const row of readRows(workbook, spec, recognition, {
    accept: ({ code }) => accepted.has(code),
  })) {
    rows.push(row)
    const cells = sheet?.rows[row.row - 1] ?? []
    texts.set(
      row.row,
      Object.fromEntries(
        recognition.columns.map((taken) => [taken.key, cells[taken.column]?.text ?? '']),
      ),
    )
    if (rows.length % rowsAtOnce !== 0) continue
    onRows(rows.length, recognition.dataRowCount)
    await breath()
  }
  onRows(rows.length, recognition.dataRowCount)
  const sheets = workbook.sheets.map(({ name }, index) => ({ index, name }))
  return { recognition, sheets, rows, texts }
}

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export interface PlanAsked {
  readonly subject: ImportSubject
  readonly area: Area
  readonly settings: ImportSettings
}

/** Compares a read table with the register, in the caller's transaction; writes nothing. */
export async function planTable(work: Work, asked: PlanAsked, table: ReadTable): Promise<DryRun> {
  const heading = systemInHeadings(table.recognition)
  const { coordinates: person } = asked.settings
  const first = await planWith(work, asked, table, person ?? heading ?? 'wgs84')
  const answer = { heading, person }
  const question = coordinateQuestion(first.positions, answer, (position, system) =>
    placed({ ...position, system, source: 'import', accuracyM: null }),
  )
  // While nobody has answered, the rows are shown as the evidence would have them.
  const proposed = question?.answer ? null : question?.proposed
  const plan =
    proposed && proposed !== 'wgs84' ? await planWith(work, asked, table, proposed) : first
  return dryRun(asked, table, plan, question)
}

const planWith = (
  work: Work,
  { subject, area }: PlanAsked,
  { rows }: ReadTable,
  coordinates: CoordinateSystem,
): Promise<ImportPlan> =>
  subject.plan(work, { area, rows: rows.filter(({ refused }) => !refused), coordinates })

function dryRun(
  { area, settings }: PlanAsked,
  table: ReadTable,
  plan: ImportPlan,
  coordinates: CoordinateQuestion | null,
): DryRun {
  const byRow = new Map(plan.rows.map((row) => [row.row, row]))
  const planned = table.rows.map((row) => byRow.get(row.row) ?? unreadable(row, table))
  const problems = [
    ...table.rows.flatMap((row) => row.problems),
    ...plan.problems.map((problem) => located(problem, table.recognition)),
  ].sort((a, b) => a.row - b.row || a.column - b.column)
  const counts = countRows(planned, problems)
  const told = planned.map(({ recordId, ...row }) => ({ ...row, recordId }))
  const seen = {
    area: area.id,
    settings,
    counts,
    rows: told,
    coordinates: coordinates?.answer ?? null,
  }
  const checkId = createHash('sha256').update(canonicalJson(seen)).digest('hex')
  return { ...table, plan, planned, problems, counts, coordinates, checkId }
}

const unreadable = ({ row }: TableRow, { texts }: ReadTable): PlannedRow => ({
  row,
  outcome: 'error',
  name: texts.get(row)?.['name'] ?? '',
  recordId: null,
  intoRow: null,
  movedM: null,
  changes: [],
})

export function countRows(
  rows: readonly PlannedRow[],
  problems: readonly LocatedProblem[],
): ImportCounts {
  const of = (outcome: PlannedRow['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length
  return {
    rows: rows.length,
    new: of('new'),
    changed: of('changed'),
    merged: of('merged'),
    unchanged: of('unchanged'),
    errors: of('error'),
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  }
}
