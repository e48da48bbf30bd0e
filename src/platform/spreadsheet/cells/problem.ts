import type { Details } from '../reading/unreadable-workbook.ts'
import type { CellProblem, CellProblemCode, CellValue, ParsedCell } from '../table-spec.ts'

/** What a parser of one kind is given: text already tidied, and the stored number if any. */
export type CellSource = {
  readonly text: string
  /** Absent for text cells, even those that look like a number. */
  readonly number?: number
  readonly isDate: boolean
}

export function refused(
  code: CellProblemCode,
  details: Details = {},
  suggestion?: string,
): ParsedCell {
  const problem: CellProblem = { code, severity: 'refused', details }
  return {
    value: null,
    problems: [suggestion === undefined ? problem : { ...problem, suggestion }],
  }
}

export const taken = (value: CellValue, ...problems: CellProblem[]): ParsedCell => ({
  value,
  problems,
})

export const note = (code: CellProblemCode, details: Details = {}): CellProblem => ({
  code,
  severity: 'note',
  details,
})

export const warning = (code: CellProblemCode, details: Details = {}): CellProblem => ({
  code,
  severity: 'warning',
  details,
})

export const isRefused = (cell: ParsedCell): boolean =>
  cell.problems.some((problem) => problem.severity === 'refused')
