import type { Locale } from '../../../../platform/contract/problem.ts'
import {
  describeRecognition,
  type LocatedProblem,
  problemText,
  type Recognition,
} from '../../../../platform/spreadsheet/index.ts'
import type {
  ImportProgress,
  ImportRow,
  ImportRun,
  ImportStatus,
  ImportTable,
} from '../../contract/import.ts'
import type { PersonCard } from '../../contract/person-card.ts'
import { isCommittable, undoUntil } from './commit.actions.ts'
import type { DryRun } from './dry-run.ts'
import { subjectOr404 } from './import-desk.ts'
import type { ImportSubject, PlannedRow } from './import-subject.ts'
import { personalColumnWords } from './import-words.catalogue.ts'
import type { StoredRun } from './run.queries.ts'
import { saidChanges } from './said-change.ts'
import { personalHeading } from './schools/school-table.catalogue.ts'
import { tableProblems } from './table-words.ts'

export function shownRun(run: StoredRun, person: PersonCard | null): ImportRun {
  return {
    id: run.id,
    subject: run.subject,
    areaId: run.areaId,
    areaName: run.areaName,
    fileName: run.fileName,
    state: run.state,
    version: run.version,
    settings: run.settings,
    counts: run.counts,
    checkId: run.checkId,
    attribution: run.attribution,
    startedAt: run.startedAt.toISOString(),
    person,
    committedAt: run.committedAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
    undoUntil: undoUntil(run)?.toISOString() ?? null,
  }
}

export interface StatusParts {
  readonly person: PersonCard | null
  readonly found: DryRun | null
  readonly progress: ImportProgress
  readonly ms: number | null
  readonly locale: Locale
}

export function shownStatus(run: StoredRun, parts: StatusParts): ImportStatus {
  const { found, person, progress, ms, locale } = parts
  const subject = subjectOr404(run.subject)
  return {
    ...shownRun(run, person),
    counts: run.counts ?? found?.counts ?? null,
    checkId: run.checkId ?? found?.checkId ?? null,
    progress,
    table: found && shownTable(found, subject, locale),
    coordinates: found?.coordinates ?? null,
    committable: found !== null && isCommittable(found, run),
    checkMs: ms,
  }
}

function shownTable(found: DryRun, subject: ImportSubject, locale: Locale): ImportTable {
  const { recognition } = found
  const spec = subject.spec(locale)
  return {
    sheet: recognition.sheet?.name ?? null,
    sheets: [...found.sheets],
    header: recognition.header,
    columns: shownColumns(recognition, subject, locale),
    keys: spec.columns.map(({ key, labels, required }) => ({
      key,
      label: labels[0] ?? key,
      required: required ?? false,
    })),
    lines: describeRecognition(recognition, spec, locale),
    problems: tableProblems(recognition, subject).map(({ code, severity, zh, en }) => ({
      code,
      severity,
      text: locale === 'en' ? en : zh,
    })),
    offers: offersOf(found.problems),
  }
}

function shownColumns(
  recognition: Recognition,
  subject: ImportSubject,
  locale: Locale,
): ImportTable['columns'] {
  const spec = subject.spec(locale)
  const words = describeRecognition(recognition, spec, locale)
    .filter(({ topic }) => topic === 'column')
    .map(({ text }) => text)
  const taken = recognition.columns.map(({ column, heading, key, because }) => ({
    column,
    heading,
    key,
    because: String(because),
  }))
  const ignored = recognition.ignoredColumns.map(({ column, heading, reason }) => {
    const isPersonal = reason === 'unknown' && personalHeading.test(heading)
    return { column, heading, key: null, because: isPersonal ? 'personal' : String(reason) }
  })
  // The words come in the order of the columns, as these do.
  return [...taken, ...ignored]
    .sort((a, b) => a.column - b.column)
    .map(({ column, heading, key, because }, index) => ({
      column,
      letter: columnLetter(column),
      heading,
      key,
      label: key && (spec.columns.find((one) => one.key === key)?.labels[0] ?? key),
      because,
      text: because === 'personal' ? personalColumnWords[locale] : (words[index] ?? because),
      certain: key === null || because !== 'similar',
    }))
}

const alphabet = 26
function columnLetter(column: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (column % alphabet))
  return column < alphabet ? last : columnLetter(Math.floor(column / alphabet) - 1) + last
}

/** Refused cells that a suggestion would mend, by kind of mistake. */
function offersOf(problems: readonly LocatedProblem[]): ImportTable['offers'] {
  const mendable = problems.filter(
    ({ severity, suggestion }) => severity === 'refused' && suggestion !== undefined,
  )
  return [...Map.groupBy(mendable, ({ code }) => code)].map(([code, cells]) => {
    const [first] = cells
    const from = String(first?.details['value'] ?? '')
    return { code, cells: cells.length, example: `${from} → ${first?.suggestion ?? ''}` }
  })
}

export interface RowsAsked {
  readonly show: 'attention' | 'errors' | 'all'
  readonly after?: string | undefined
  readonly limit: number
}

export interface RowWords {
  readonly subject: ImportSubject
  readonly locale: Locale
}

/** A page of rows with the words of their problems; the key is the number of the row. */
export function rowsPage(found: DryRun, asked: RowsAsked, parts: RowWords) {
  const byRow = Map.groupBy(found.problems, ({ row }) => row)
  const wanted = found.planned.filter((row) => isShown(row, byRow.get(row.row) ?? [], asked.show))
  const after = Number(asked.after ?? 0)
  const rest = wanted.filter(({ row }) => row > after)
  const page = rest.slice(0, asked.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => shownRow(found, row, byRow.get(row.row) ?? [], parts)),
    total: wanted.length,
    ...(rest.length > page.length && last ? { next: String(last.row) } : {}),
  }
}

function isShown(
  { outcome }: PlannedRow,
  problems: readonly LocatedProblem[],
  show: RowsAsked['show'],
): boolean {
  if (show === 'all') return true
  if (show === 'errors') return outcome === 'error'
  const isQuiet = outcome === 'unchanged' || outcome === 'merged'
  return !isQuiet || problems.some(({ severity }) => severity !== 'note')
}

function shownRow(
  found: DryRun,
  planned: PlannedRow,
  problems: readonly LocatedProblem[],
  { subject, locale }: RowWords,
): ImportRow {
  const { row, outcome, name, recordId, intoRow, movedM, changes } = planned
  const texts = found.texts.get(row) ?? {}
  return {
    row,
    outcome,
    name,
    recordId,
    intoRow,
    movedM,
    cells: found.recognition.columns.map(({ key }) => ({
      key,
      text: texts[key] ?? '',
      problems: problems
        .filter((problem) => problem.key === key)
        .map(({ suggestion, ...problem }) => ({
          code: String(problem.details['rule'] ?? problem.code),
          severity: problem.severity,
          // The suggestion is shown beside the words, not a second time in them.
          text: problemText(problem, locale),
          suggestion: suggestion ?? null,
        })),
    })),
    changes: saidChanges(subject, changes, locale),
  }
}
