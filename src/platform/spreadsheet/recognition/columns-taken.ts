import { parseCell } from '../cells/parse-cell.ts'
import { isRefused } from '../cells/problem.ts'
import { cellAt, columnLetter, isBlank, type RawSheet } from '../raw-workbook.ts'
import type { ColumnSpec, TableSpec } from '../table-spec.ts'
import { isRowNumberHeading } from './bureau-words.ts'
import type { Assigned, HeaderFound } from './header-search.ts'
import type { HeadingPath } from './headings.ts'
import type { ColumnIgnored, ColumnTaken, RecognitionChoice, TableProblem } from './recognition.ts'
import { guideHeadings } from './template-stamp.ts'

export type ColumnsTaken = {
  columns: ColumnTaken[]
  ignoredColumns: ColumnIgnored[]
  problems: TableProblem[]
}

const sampleRows = 50

export const headingOf = (path: HeadingPath | undefined): string => path?.parts.join(' / ') ?? ''

/** Which column is which: what the user chose, then what the headings say. */
export function takeColumns(
  sheet: RawSheet,
  header: HeaderFound,
  spec: TableSpec,
  choice: RecognitionChoice,
): ColumnsTaken {
  const chosen = chosenColumns(header, spec, choice)
  const decided = new Set(Object.keys(choice.columns ?? {}))
  const used = new Set(chosen.map(({ column }) => column))
  const recognised = header.assigned.filter(
    ({ column, path }) => !decided.has(column.key) && !used.has(path.column),
  )
  const fitting = recognised.filter((assigned) => contentFits(sheet, header, assigned))
  const columns = [...chosen, ...fitting.map(toTaken)].sort((a, b) => a.column - b.column)
  const unfit = new Set(
    recognised.filter((assigned) => !fitting.includes(assigned)).map(({ path }) => path.column),
  )
  return {
    columns,
    ignoredColumns: nameIgnored(sheet, header, columns, unfit),
    problems: columnProblems(header, spec, columns),
  }
}

function chosenColumns(
  header: HeaderFound,
  spec: TableSpec,
  choice: RecognitionChoice,
): ColumnTaken[] {
  return spec.columns.flatMap((column): ColumnTaken[] => {
    const index = choice.columns?.[column.key]
    if (index === undefined || index === null) return []
    const heading = headingOf(header.paths.find((path) => path.column === index))
    return [{ key: column.key, column: index, heading, because: 'chosen', label: heading }]
  })
}

const toTaken = ({ column, path, match }: Assigned): ColumnTaken => ({
  key: column.key,
  column: path.column,
  heading: headingOf(path),
  because: match.because,
  label: match.label,
})

/** A heading that is only similar must have content of the kind that the column wants. */
function contentFits(
  sheet: RawSheet,
  header: HeaderFound,
  { column, path, match }: Assigned,
): boolean {
  if (match.because !== 'similar') return true
  const optional: ColumnSpec = { ...column, required: false }
  let filled = 0
  let bad = 0
  for (let row = header.last + 1; row < sheet.rows.length && filled < sampleRows; row += 1) {
    const cell = cellAt(sheet, row, path.column)
    if (isBlank(cell)) continue
    filled += 1
    if (isRefused(parseCell(optional, cell))) bad += 1
  }
  return bad * 2 <= filled
}

function nameIgnored(
  sheet: RawSheet,
  header: HeaderFound,
  columns: readonly ColumnTaken[],
  unfit: ReadonlySet<number>,
): ColumnIgnored[] {
  const used = new Set(columns.map(({ column }) => column))
  const keys = new Set(columns.map(({ key }) => key))
  const elsewhere = new Set(
    header.beaten.filter(({ column }) => keys.has(column.key)).map(({ path }) => path.column),
  )
  const guides = guideHeadings()
  const headed = header.paths.filter(({ column }) => !used.has(column))
  const ignored = headed.map((path): ColumnIgnored => {
    const heading = headingOf(path)
    const { column } = path
    if (unfit.has(column)) return { column, heading, reason: 'content-does-not-fit' }
    if (isRowNumberHeading(heading)) return { column, heading, reason: 'row-number' }
    if (guides.has(heading)) return { column, heading, reason: 'template-guide' }
    if (elsewhere.has(column)) return { column, heading, reason: 'taken-elsewhere' }
    const assigned = header.assigned.some(({ path: other }) => other.column === column)
    return { column, heading, reason: assigned ? 'chosen' : 'unknown' }
  })
  const named = new Set([...used, ...header.paths.map(({ column }) => column)])
  const nameless = columnsWithContent(sheet, header.last).filter((column) => !named.has(column))
  return [
    ...ignored,
    ...nameless.map((column): ColumnIgnored => ({ column, heading: '', reason: 'no-heading' })),
  ].sort((a, b) => a.column - b.column)
}

function columnsWithContent(sheet: RawSheet, headerLast: number): number[] {
  const columns = new Set<number>()
  for (const row of sheet.rows.slice(headerLast + 1, headerLast + 1 + sampleRows)) {
    row.forEach((cell, column) => {
      if (!isBlank(cell)) columns.add(column)
    })
  }
  return [...columns]
}

function columnProblems(
  header: HeaderFound,
  spec: TableSpec,
  columns: readonly ColumnTaken[],
): TableProblem[] {
  const problems: TableProblem[] = []
  for (const column of spec.columns) {
    const heading = column.labels[0] ?? column.key
    const taken = columns.find(({ key }) => key === column.key)
    if (!taken && column.required) {
      problems.push({ code: 'column-missing', severity: 'refused', details: { heading } })
    }
    if (taken?.because === 'similar') {
      const details = { heading: taken.heading, column: columnLetter(taken.column), label: heading }
      problems.push({ code: 'heading-similar', severity: 'warning', details })
    }
  }
  for (const { column, path, match } of header.beaten) {
    const taken = columns.find(({ key }) => key === column.key)
    if (!taken || match.because === 'similar' || columns.some((c) => c.column === path.column))
      continue
    const details = {
      heading: headingOf(path),
      column: columnLetter(path.column),
      taken: columnLetter(taken.column),
    }
    problems.push({ code: 'heading-twice', severity: 'warning', details })
  }
  return problems
}
