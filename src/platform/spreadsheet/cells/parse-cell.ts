import type { RawCell } from '../raw-workbook.ts'
import type { CellProblem, ColumnKind, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { parseBooleanCell, parseChoiceCell } from './choice-cell.ts'
import { parseCoordinateCell } from './coordinate-cell.ts'
import { parseDateCell } from './date-cell.ts'
import { parseIdentifierCell } from './identifier-cell.ts'
import { parseNumberCell } from './number-cell.ts'
import { type CellSource, isRefused, note, refused, taken, warning } from './problem.ts'
import { halfWidthLetters, isDash, isDitto, isNothing, tidyText } from './tidy-text.ts'
import { parseTimeCell } from './time-cell.ts'

type KindParser = (column: ColumnSpec, source: CellSource) => ParsedCell

const parsers: Readonly<Record<ColumnKind, KindParser>> = {
  text: parseTextCell,
  integer: parseNumberCell,
  decimal: parseNumberCell,
  date: parseDateCell,
  time: parseTimeCell,
  boolean: parseBooleanCell,
  choice: parseChoiceCell,
  longitude: parseCoordinateCell,
  latitude: parseCoordinateCell,
  identifier: parseIdentifierCell,
}

/**
 * Reads one cell as the column wants it. Never throws and never guesses in silence: what was tidied
 * is noted, what can be doubted is a warning, what is not plain is refused, where possible with a
 * suggestion that parses. Personal columns do not repeat their content in a problem.
 */
export function parseCell(column: ColumnSpec, cell: RawCell): ParsedCell {
  const parsed = parseAny(column, cell)
  return column.personal ? withoutContent(parsed) : parsed
}

function parseAny(column: ColumnSpec, cell: RawCell): ParsedCell {
  const formula = cell.formula ?? ''
  if (cell.kind === 'error' || cell.result === 'error') {
    return refused('error-value', { value: cell.text })
  }
  if (cell.kind === 'formula' && (cell.result === 'empty' || cell.text === '')) {
    return refused('formula-without-value', { formula })
  }
  const { text, problems } = tidyText(cell.text)
  if (cell.kind === 'formula') problems.push(warning('formula-cached', { value: text, formula }))
  if (text === '') return empty(column, problems)
  if (isDitto(text)) return refused('ditto-mark', { value: text })
  if (saysNothing(column, text)) {
    return empty(column, [...problems, note('dash-as-empty', { value: text })])
  }
  const parsed = parsers[column.kind](column, sourceOf(cell, text))
  const own = parsed.problems.map((problem) => withSoundSuggestion(column, problem))
  return { value: parsed.value, problems: [...problems, ...own] }
}

/** A choice may have a label that is such a word itself. */
function saysNothing(column: ColumnSpec, text: string): boolean {
  if (column.kind === 'choice' && !isRefused(parseChoiceCell(column, { text, isDate: false }))) {
    return false
  }
  return isDash(text) || (column.kind !== 'text' && isNothing(text))
}

/** A suggestion that the column itself would refuse helps nobody. */
function withSoundSuggestion(column: ColumnSpec, problem: CellProblem): CellProblem {
  const { suggestion, ...rest } = problem
  if (suggestion === undefined) return problem
  const tried = parsers[column.kind](column, { text: suggestion, isDate: false })
  return isRefused(tried) ? rest : problem
}

function sourceOf(cell: RawCell, text: string): CellSource {
  const kind = cell.result ?? cell.kind
  const isDate = kind === 'date'
  const stored = kind === 'number' || isDate
  if (!stored || cell.number === undefined || !Number.isFinite(cell.number)) return { text, isDate }
  return { text, isDate, number: cell.number }
}

function empty(column: ColumnSpec, problems: readonly CellProblem[]): ParsedCell {
  if (!column.required)
    return { value: null, problems: problems.filter((p) => p.code !== 'spaces-trimmed') }
  return refused('required-empty')
}

function parseTextCell(column: ColumnSpec, source: CellSource): ParsedCell {
  if (source.number !== undefined && !source.isDate && Math.abs(source.number) >= 1e15) {
    return refused('digits-lost', { value: source.text })
  }
  const text = halfWidthLetters(source.text)
  const { lengthMax, pattern } = column
  if (lengthMax !== undefined && text.length > lengthMax) {
    return refused('text-too-long', {
      value: text.slice(0, 20),
      max: lengthMax,
      count: text.length,
    })
  }
  if (pattern && !pattern.test(text)) return refused('identifier-shape', { value: text })
  return text === source.text ? taken(text) : taken(text, note('full-width'))
}

/** Privacy: a problem goes to reports, logs and screens; a telephone number must not. */
function withoutContent(parsed: ParsedCell): ParsedCell {
  const problems = parsed.problems.map(({ suggestion: _, ...problem }) => {
    const details = { ...problem.details }
    for (const key of ['value', 'formula', 'date', 'degrees'] as const) {
      if (key in details) details[key] = '•••'
    }
    return { ...problem, details }
  })
  return { value: parsed.value, problems }
}
