import type { Position } from '../../../../platform/contract/id.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import type { Choice, TableRow, TableSpec } from '../../../../platform/spreadsheet/index.ts'
import type { RowOutcome, ImportSubject as SubjectName } from '../../contract/import.ts'
import type { CoordinateSystem } from '../../contract/position.ts'
import type { Area } from '../area.queries.ts'
import type { Values } from '../change.rules.ts'
import type { FoundProblem } from './row-problem.ts'

/** The data rows of one file, and where they go. */
export interface RowsToPlan {
  /** A county, or a station of one. */
  readonly area: Area
  /** Rows that the reading itself refused are left out of the plan. */
  readonly rows: readonly TableRow[]
  readonly coordinates: CoordinateSystem
}

/** What would become of one row. */
export interface PlannedRow {
  readonly row: number
  readonly outcome: RowOutcome
  readonly name: string
  readonly recordId: string | null
  readonly intoRow: number | null
  readonly movedM: number | null
  readonly changes: readonly { field: string; before: unknown; after: unknown }[]
}

/** A position of the file as it stands there, and where the register has that place. */
export interface FilePosition extends Position {
  readonly known: Position | null
}

/** One record that an import has written, with what an undo needs. */
export interface WrittenChange {
  readonly subjectKind: string
  readonly subjectId: string
  readonly change: 'created' | 'updated'
  readonly before: unknown
  readonly versionAfter: number
}

export interface ImportPlan {
  /** One for each row given, in their order. */
  readonly rows: readonly PlannedRow[]
  readonly problems: readonly FoundProblem[]
  readonly positions: readonly FilePosition[]
  /** Writes the plan in the transaction that made it. */
  write(work: Work): Promise<WrittenChange[]>
}

/** One kind of table that can be brought in: its columns, and how rows become records. */
export interface ImportSubject {
  readonly name: SubjectName
  /** What an importer of it must be allowed beside importing at all. */
  readonly permission: string
  spec(locale: Locale): TableSpec
  /** Lists known only now, for the dropdowns of the template, by key. */
  choices(work: Work, area: Area): Promise<Record<string, Choice[]>>
  /** Values of a record by the columns of the table; without it they go by their own names. */
  cellsOf?(values: Values, locale: Locale): Values
  /** Compares rows with the register and writes nothing. */
  plan(work: Work, asked: RowsToPlan): Promise<ImportPlan>
  /** Takes changes back, the last first; answers with names of what stands in the way. */
  undo(work: Work, changes: readonly WrittenChange[], ground: Ground): Promise<string[]>
}
