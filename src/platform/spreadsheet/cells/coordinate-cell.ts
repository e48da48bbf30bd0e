import { numberText } from '../reading/number-format.ts'
import type { CellProblem, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, note, refused, taken } from './problem.ts'
import { halfWidth } from './tidy-text.ts'

const plain = /^[+-]?\d{1,9}(?:\.\d+)?(?:e-\d{1,3})?°?$/
const sexagesimal =
  /^(-?\d{1,3})[°度](\d{1,2}(?:\.\d+)?)?(?:['′’分](\d{1,2}(?:\.\d+)?)?(?:"|″|”|''|秒)?)?$/
const pair = /^([+-]?\d{1,3}\.\d+)°?[,，;、/\s]+([+-]?\d{1,3}\.\d+)°?$/

type Degrees = { degrees: number; problems: CellProblem[] }

/** Degrees written as a number, with E/N/东经/北纬, or as degrees, minutes and seconds; or null. */
export function readDegrees(source: CellSource): Degrees | null {
  if (source.number !== undefined) return { degrees: source.number + 0, problems: [] }
  const half = halfWidth(source.text)
  const problems: CellProblem[] = half === source.text ? [] : [note('full-width')]
  const spaced = half.replace(/\s+/g, '')
  const text = spaced.replace(/^(东经|北纬|西经|南纬|[EWNS])[:：]?|[EWNS]$/g, '')
  const negative = /^(西经|南纬|[WS])|[WS]$/.test(spaced) ? -1 : 1
  if (plain.test(text)) return { degrees: negative * Number.parseFloat(text) + 0, problems }
  const match = sexagesimal.exec(text)
  if (!match) return null
  const [whole = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  if (minutes >= 60 || seconds >= 60) return null
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600
  const degrees = Number((negative * (text.startsWith('-') ? -size : size)).toFixed(7))
  return { degrees, problems: [...problems, note('degrees-converted', { degrees })] }
}

/** The bounds of the column, else those of the globe. */
export function degreeBounds(column: ColumnSpec): { min: number; max: number } {
  const globe = column.kind === 'longitude' ? 180 : 90
  return { min: column.min ?? -globe, max: column.max ?? globe }
}

export function parseCoordinateCell(column: ColumnSpec, source: CellSource): ParsedCell {
  const value = source.text
  const read = source.isDate ? null : readDegrees(source)
  if (!read) {
    const both = pair.exec(halfWidth(value).trim())
    if (!both) return refused('not-a-coordinate', { value })
    return refused('coordinate-pair', { value }, ownPart(column, both))
  }
  const { min, max } = degreeBounds(column)
  if (!(read.degrees >= min && read.degrees <= max)) {
    return refused('coordinate-out-of-range', { value, min, max })
  }
  return taken(read.degrees, ...read.problems)
}

/** Of `102.71,25.04` the part that can only be meant for this column. */
function ownPart(column: ColumnSpec, both: RegExpExecArray): string | undefined {
  const { min, max } = degreeBounds(column)
  const fitting = both.slice(1, 3).filter((part) => Number(part) >= min && Number(part) <= max)
  const [part] = fitting
  return fitting.length === 1 && part !== undefined ? numberText(Number(part)) : undefined
}
