import { localDay, localTime } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import type { Said } from '../../../../platform/contract/said.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileReply } from '../../../../platform/http/route.ts'
import { tableReply } from '../../../../platform/http/table-reply.ts'
import {
  type CellValue,
  everyRow,
  type OutputColumn,
  outputColumns,
  said,
} from '../../../../platform/spreadsheet/index.ts'
import { checkInMethodWords, verdictWords } from '../../../duty/contract/duty-words.catalogue.ts'
import { digitsOf, roundedValue } from '../../contract/shown-value.ts'
import type { IndicatorRow, LeftOutReason, Value } from '../../contract/values.ts'
import {
  evidenceWords,
  figureColumns,
  figuresTitle,
  leftOutColumns,
  rowColumns,
  taskDetail,
} from './export.catalogue.ts'
import { definitionOf, hasTasks } from './formulas.ts'
import type { Question } from './values.queries.ts'

const periodOf = ({ firstDay, lastDay }: Question): string =>
  firstDay === lastDay ? firstDay : `${firstDay}–${lastDay}`

const detailOf = ({ area, firstDay, lastDay, half, known }: Question) => ({
  areaId: area.id,
  firstDay,
  lastDay,
  half: half ?? null,
  ...(known === 'now' ? {} : { known: known.toISOString() }),
})

interface Figures {
  readonly question: Question
  readonly values: readonly Value[]
  readonly previous: readonly Value[]
}

/** Figures of a period beside those of the period before, one line each, with what they mean. */
export function figuresFile(work: Work, figures: Figures, locale: Locale): Promise<FileReply> {
  const { question, values, previous } = figures
  const before = new Map(previous.map(({ indicator, value }) => [indicator, value]))
  return tableReply(work, {
    action: 'statistics.values.export',
    title: said(figuresTitle, locale),
    area: question.area,
    period: periodOf(question),
    columns: outputColumns(figureColumns, locale),
    rows: values.map((value) => figureRow(value, before.get(value.indicator) ?? null, locale)),
    locale,
    detail: detailOf(question),
  })
}

function figureRow({ indicator, value }: Value, before: number | null, locale: Locale) {
  const declared = definitionOf(indicator)
  const { group, name, period, unit, definition, source } = declared
  const rounded = (number: number | null) => number && roundedValue(digitsOf(declared), number)
  return {
    group,
    name: said(name, locale),
    period,
    value: rounded(value),
    unit: said(unit, locale),
    previous: rounded(before),
    change: value === null || before === null ? null : rounded(value - before),
    definition: said(definition, locale),
    source: source && said(source, locale),
  } satisfies Record<keyof typeof figureColumns, CellValue>
}

interface Rows<R> {
  readonly question: Question
  /** The indicator whose rows they are: of a rate, one of its two parts. */
  readonly part: string
  readonly readPage: (after: string | undefined) => Promise<Page<R>>
}

/** The records behind a figure; their last column adds up to it. */
export function rowsFile(work: Work, rows: Rows<IndicatorRow>, locale: Locale): Promise<FileReply> {
  // A row of minutes counts as its part of an hour, as the figure does.
  const { name, perUnit = 1 } = definitionOf(rows.part)
  return recordsFile(work, rows, {
    locale,
    title: said(name, locale),
    columns: outputColumns(worded(rowColumns, rows.part), locale),
    last: ({ value }) => ({ adds: value / perUnit }),
  })
}

const worded = <C extends object>(columns: C, part: string) =>
  hasTasks(part) ? { ...columns, detail: taskDetail } : columns

type LeftOutRow = IndicatorRow & { readonly reason: LeftOutReason }

/** The records that a figure left out; their last column says why. */
export function leftOutFile(
  work: Work,
  rows: Rows<LeftOutRow>,
  locale: Locale,
): Promise<FileReply> {
  const { name } = definitionOf(rows.part)
  return recordsFile(work, rows, {
    locale,
    title: `${said(name, locale)} ${said(leftOutColumns.reason, locale)}`,
    columns: outputColumns(worded(leftOutColumns, rows.part), locale),
    last: ({ reason }) => ({ reason }),
  })
}

interface RecordsShown<R> {
  readonly locale: Locale
  readonly title: string
  readonly columns: readonly OutputColumn[]
  readonly last: (row: R) => Record<string, CellValue>
}

function recordsFile<R extends IndicatorRow>(
  work: Work,
  { question, part, readPage }: Rows<R>,
  { locale, title, columns, last }: RecordsShown<R>,
): Promise<FileReply> {
  const rows = everyRow(async (after) => {
    const page = await readPage(after)
    const lines = page.rows.map((row) => ({ ...recordRow(row, locale), ...last(row) }))
    return { ...page, rows: lines }
  })
  return tableReply(work, {
    action: 'statistics.rows.export',
    title,
    area: question.area,
    period: periodOf(question),
    columns,
    rows,
    locale,
    detail: { ...detailOf(question), indicator: part },
  })
}

function recordRow(row: IndicatorRow, locale: Locale) {
  return {
    day: row.day,
    half: row.half,
    place: row.placeName,
    school: row.schoolName,
    area: row.areaName,
    person: row.personName,
    role: row.role,
    at: row.at && momentOf(new Date(row.at)),
    evidence: row.evidence && evidenceText(row.evidence, locale),
    detail: row.detail,
  } satisfies Record<Exclude<keyof typeof rowColumns, 'adds'>, CellValue>
}

const momentOf = (at: Date): string => `${localDay(at)} ${localTime(at)}`

const methods: Readonly<Record<string, Said>> = checkInMethodWords
const verdicts: Readonly<Record<string, Said>> = verdictWords

function evidenceText(evidence: NonNullable<IndicatorRow['evidence']>, locale: Locale): string {
  const words = [
    methods[evidence.method],
    verdicts[evidence.verdict],
    evidence.hasPhoto && evidenceWords.photo,
    evidence.offline && evidenceWords.offline,
    evidence.late && evidenceWords.late,
    evidence.approval === 'approved' && evidenceWords.approved,
  ]
  return words.flatMap((word) => (word ? [said(word, locale)] : [])).join('・')
}
