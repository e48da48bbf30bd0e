import { dateToSerial, isRealDay, serialToDate } from '../serial-date.ts'
import type { CellProblem, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, note, refused, taken } from './problem.ts'
import { halfWidth } from './tidy-text.ts'

const earliestDefault = '1950-01-01'
const latestDefault = '2100-12-31'
/** Serials of 1950 to 2100: what a date looks like in a cell formatted as a plain number. */
const serialMin = dateToSerial(1950, 1, 1)
const serialMax = dateToSerial(2100, 12, 31)

const yearFirst =
  /^(\d{4})\s*[-/.年_]\s*(\d{1,2})\s*[-/.月_]\s*(\d{1,2})\s*[日号]?(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const shortYear = /^'?(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/
const withoutDay = /^(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*月?份?$/
const onlyYear = /^(\d{4})\s*年?$/

/** Days as `YYYY-MM-DD`; what can be read in two ways is refused with a proposal. */
export function parseDateCell(column: ColumnSpec, source: CellSource): ParsedCell {
  if (source.isDate && source.number !== undefined) {
    return withinReason(column, serialToDate(source.number), source.text, [])
  }
  const half = halfWidth(source.text)
  const problems: CellProblem[] = half === source.text ? [] : [note('full-width')]
  const text = half.trim()
  if (source.number !== undefined && Number.isInteger(source.number)) {
    if (source.number >= serialMin && source.number <= serialMax) {
      const date = serialToDate(source.number)
      return withinReason(column, date, source.text, [
        note('date-from-number', { date: date ?? '' }),
      ])
    }
  }
  const match = yearFirst.exec(text) ?? compact.exec(text)
  if (match) return real(column, numbers(match), source.text, problems)
  return refuseDate(column, source.text, text, problems)
}

const numbers = (match: RegExpExecArray): number[] => match.slice(1, 4).map(Number)

const iso = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function real(
  column: ColumnSpec,
  [year = 0, month = 0, day = 0]: number[],
  value: string,
  problems: CellProblem[],
): ParsedCell {
  if (!isRealDay(year, month, day)) return refused('date-not-real', { value })
  return withinReason(column, iso(year, month, day), value, problems)
}

function withinReason(
  column: ColumnSpec,
  date: string | null,
  value: string,
  problems: CellProblem[],
): ParsedCell {
  if (date === null) return refused('not-a-date', { value })
  const earliest = column.earliest ?? earliestDefault
  const latest = column.latest ?? latestDefault
  if (date < earliest || date > latest) {
    return refused('date-implausible', { value, date, earliest, latest })
  }
  return taken(date, ...problems)
}

/** Says why the text is not one day and proposes the day that was perhaps meant. */
function refuseDate(
  column: ColumnSpec,
  value: string,
  text: string,
  problems: CellProblem[],
): ParsedCell {
  const last = yearLast.exec(text)
  if (last) {
    const [first = 0, second = 0, year = 0] = numbers(last)
    if (first > 12) return real(column, [year, second, first], value, problems)
    if (second > 12 || first === second) return real(column, [year, first, second], value, problems)
    return refused('date-ambiguous', { value }, proposal(year, first, second))
  }
  const short = shortYear.exec(text)
  if (short) {
    const [year = 0, month = 0, day = 0] = numbers(short)
    return refused('date-year-short', { value }, proposal(2000 + year, month, day))
  }
  const month = withoutDay.exec(text)
  if (month) {
    return refused('date-incomplete', { value }, proposal(Number(month[1]), Number(month[2]), 1))
  }
  const year = onlyYear.exec(text)
  if (year) return refused('date-incomplete', { value }, proposal(Number(year[1]), 1, 1))
  return refused('not-a-date', { value })
}

const proposal = (year: number, month: number, day: number): string | undefined =>
  isRealDay(year, month, day) ? iso(year, month, day) : undefined
