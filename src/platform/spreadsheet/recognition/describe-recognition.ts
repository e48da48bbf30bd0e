import { columnLetter } from '../raw-workbook.ts'
import type { TableSpec } from '../table-spec.ts'
import { type Locale, textOf } from '../text.ts'
import type { Recognition } from './recognition.ts'

/** One line of "what was taken for what": a place in the user's file and its meaning. */
export type RecognitionLine = {
  readonly topic: 'sheet' | 'above' | 'header' | 'column' | 'fill' | 'skipped' | 'problem'
  readonly place: string
  readonly text: string
}

/** The whole recognition in words, in the order of the file, problems last. */
export function describeRecognition(
  recognition: Recognition,
  spec: TableSpec,
  locale: Locale,
): RecognitionLine[] {
  return [
    ...describeSheets(recognition, locale),
    ...describeRows(recognition, locale),
    ...describeColumns(recognition, spec, locale),
    ...recognition.problems.map(
      ({ code, details }): RecognitionLine => ({
        topic: 'problem',
        place: '',
        text: textOf(locale, 'table', code, details),
      }),
    ),
  ]
}

function describeSheets(recognition: Recognition, locale: Locale): RecognitionLine[] {
  const lines = recognition.ignoredSheets.map(
    ({ name, reason }): RecognitionLine => ({
      topic: 'sheet',
      place: name,
      text: textOf(locale, 'ignored-sheet', reason),
    }),
  )
  if (!recognition.sheet) return lines
  const count = textOf(locale, 'words', 'data-rows', { count: recognition.dataRowCount })
  const text = `${textOf(locale, 'words', 'sheet-taken')} · ${count}`
  return [{ topic: 'sheet', place: recognition.sheet.name, text }, ...lines]
}

function describeRows(recognition: Recognition, locale: Locale): RecognitionLine[] {
  const rows = (row: number, lastRow: number): string =>
    row === lastRow
      ? textOf(locale, 'words', 'row', { row: row + 1 })
      : textOf(locale, 'words', 'rows', { row: row + 1, lastRow: lastRow + 1 })
  const lines: RecognitionLine[] = recognition.above.map(({ row, as, text }) => ({
    topic: 'above',
    place: rows(row, row),
    text: `${textOf(locale, 'above', as)}: ${text}`,
  }))
  if (recognition.header) {
    const { first, last } = recognition.header
    const text = textOf(locale, 'words', 'heading-rows')
    lines.push({ topic: 'header', place: rows(first, last), text })
  }
  for (const { row, lastRow, text } of recognition.fills) {
    const words = textOf(locale, 'words', 'merged-down', { text })
    lines.push({ topic: 'fill', place: rows(row, lastRow), text: words })
  }
  for (const { row, lastRow, reason, text } of recognition.skipped) {
    const words = textOf(locale, 'skipped-row', reason)
    lines.push({
      topic: 'skipped',
      place: rows(row, lastRow),
      text: text ? `${words}: ${text}` : words,
    })
  }
  return lines
}

function describeColumns(
  recognition: Recognition,
  spec: TableSpec,
  locale: Locale,
): RecognitionLine[] {
  const place = (column: number, heading: string): string =>
    textOf(locale, 'words', 'column', { column: columnLetter(column), heading })
  const taken = recognition.columns.map(({ key, column, heading, because, label }) => {
    const own = spec.columns.find((candidate) => candidate.key === key)?.labels[0] ?? key
    const why = textOf(locale, 'because', because, { label })
    const text = textOf(locale, 'words', 'column-taken', { label: own, because: why })
    return { column, line: { topic: 'column' as const, place: place(column, heading), text } }
  })
  const ignored = recognition.ignoredColumns.map(({ column, heading, reason }) => {
    const text = textOf(locale, 'ignored-column', reason)
    return { column, line: { topic: 'column' as const, place: place(column, heading), text } }
  })
  return [...taken, ...ignored].sort((a, b) => a.column - b.column).map(({ line }) => line)
}
