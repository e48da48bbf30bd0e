import type { CellProblem, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, note, refused, taken } from './problem.ts'
import { halfWidth } from './tidy-text.ts'

/**
 * Codes, telephone and licence numbers: digits that are a name. A spreadsheet that took one for a
 * number has dropped its leading zeros, or from the 16th digit on its end; then no guess is made.
 */
export function parseIdentifierCell(column: ColumnSpec, source: CellSource): ParsedCell {
  if (source.isDate) return refused('identifier-shape', { value: source.text })
  const problems: CellProblem[] = []
  let text = halfWidth(source.text)
  if (text !== source.text) problems.push(note('full-width'))
  const bare = text.replace(/\s+/g, '')
  if (bare !== text) problems.push(note('spaces-trimmed'))
  text = bare
  if (/^[+-]?\d+(?:\.\d+)?e\+?\d+$/i.test(text))
    return refused('digits-lost', { value: source.text })
  if (source.number !== undefined && Math.abs(source.number) >= 1e15) {
    return refused('digits-lost', { value: source.text })
  }
  // Programs that pass through a decimal column write `13900000000.0`.
  text = text.replace(/^(\d+)\.0+$/, '$1')
  return checkShape(column, source, text, problems)
}

function checkShape(
  column: ColumnSpec,
  source: CellSource,
  text: string,
  problems: CellProblem[],
): ParsedCell {
  const value = source.text
  const { lengths, lengthMax, pattern } = column
  if (lengths && !lengths.includes(text.length)) {
    const length = lengths.join(' / ')
    const shortest = Math.min(...lengths)
    if (source.number !== undefined && /^\d+$/.test(text) && text.length < shortest) {
      return refused('leading-zeros-lost', { value, length }, text.padStart(shortest, '0'))
    }
    return refused('identifier-length', { value, length, count: text.length })
  }
  if (lengthMax !== undefined && text.length > lengthMax) {
    return refused('text-too-long', { value, max: lengthMax, count: text.length })
  }
  if (pattern && !pattern.test(text)) return refused('identifier-shape', { value })
  return taken(text, ...problems)
}
