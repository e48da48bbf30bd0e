import type { OfficialDocumentInput } from '@anyuan/official-document'
import { localDay, localTime } from '../../../../platform/clock/zoned.ts'
import type { Half } from '../../../duty/contract/shift.ts'
import { indicators } from '../../contract/indicators.catalogue.ts'
import type { ReportFigure, ReportKind } from '../../contract/report.ts'
import { reportWords } from '../../contract/report-words.catalogue.ts'
import type { Period } from '../indicator/period.rules.ts'

/** An area as papers name it. */
export interface PaperArea {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** What a paper knows beside its figures. */
export interface PaperContext extends Period {
  readonly area: PaperArea
  /** The areas one step below: stations of a county, counties of a city. */
  readonly parts: readonly PaperArea[]
  /** 派出所 or 县区: what the parts are called. */
  readonly partsAre: 'station' | 'county'
  /** The organ that issues it, and the one above it that it goes to. */
  readonly organ: string
  readonly superior: string | null
  readonly documentNumber: string | null
  /** The day the paper is dated. */
  readonly date: string
  /** Records known up to this instant are in its figures. */
  readonly asOf: Date
}

type Run = Exclude<NonNullable<ParagraphText>, string>[number]
type ParagraphText = Extract<OfficialDocumentInput['body'][number], { type: 'paragraph' }>['text']

/** A figure's place in a paper: the indicator, and what of it. */
export interface FigureOf {
  readonly indicator: string
  readonly area?: PaperArea
  readonly half?: Half
}

/** Key of a figure, the same in every paper: `see_police_rate@area:arrival`. */
export const figureKey = ({ indicator, area, half }: FigureOf): string =>
  `${indicator}${area ? `@${area.id}` : ''}${half ? `:${half}` : ''}`

/** Puts computed figures into text. */
export interface FigureRuns {
  (figure: FigureOf): Run
  /** For sentences that depend on a figure. */
  value(figure: FigureOf): number | null
}

/** Runs of computed figures; a text that asks for another one is a mistake of its template. */
export function figureRuns(figures: ReadonlyMap<string, ReportFigure>): FigureRuns {
  const find = (figure: FigureOf): ReportFigure => {
    const found = figures.get(figureKey(figure))
    if (!found) throw new Error(`The paper uses ${figureKey(figure)} without asking for it.`)
    return found
  }
  const run = (figure: FigureOf) => {
    const { key, shown } = find(figure)
    return { figure: { key, value: shown } }
  }
  return Object.assign(run, { value: (figure: FigureOf) => find(figure).value })
}

/** A kind of paper: the figures it may use, and its text around them. */
export interface PaperTemplate {
  readonly kind: ReportKind
  /** How the text says up to when its figures know; refreshed with them. */
  asOfWords(context: Pick<PaperContext, 'asOf' | 'lastDay'>): string
  /** Every figure that the text may use; those that it does not use are not kept. */
  figures(context: PaperContext): readonly FigureOf[]
  write(context: PaperContext, f: FigureRuns): OfficialDocumentInput
}

const placeholder = /\{(\w+)\}/

/** Indicators that texts with `{placeholders}` name. */
export const indicatorsIn = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) => text.split(placeholder).filter((_, nth) => nth % 2 === 1))
      .filter((name) => Object.hasOwn(indicators, name)),
  ),
]

/** A text whose `{placeholders}` become figures of the whole area, or words of the paper. */
export function filled(
  text: string,
  f: FigureRuns,
  words: Readonly<Record<string, string>> = {},
): Run[] {
  return text.split(placeholder).flatMap((piece, nth): Run[] => {
    if (nth % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    const word = words[piece]
    return word === undefined ? [f({ indicator: piece })] : [{ text: word }]
  })
}

/** `9时05分` */
export function clockWords(at: Date): string {
  const [hour, minute = ''] = localTime(at).split(':')
  return reportWords.clock(Number(hour), minute)
}

/** `11月23日` */
export const shortDate = (day: string): string => {
  const { month, day: date } = dayWords(day)
  return reportWords.shortDate(month, date)
}

/** `11月23日9时05分` */
export const instantWords = (at: Date): string => `${shortDate(localDay(at))}${clockWords(at)}`

/** Year, month and day as numbers, for dates without padding. */
export const dayWords = (day: string): { year: number; month: number; day: number } => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, day: date }
}

interface PartsTable {
  readonly title: string
  /** Indicators with the titles of their columns. */
  readonly columns: readonly (readonly [indicator: string, title: string])[]
}

/** One row for each station or county; nothing where the area has no such parts. */
export function partsTable(
  { parts }: PaperContext,
  f: FigureRuns,
  { title, columns }: PartsTable,
): OfficialDocumentInput['body'] {
  if (parts.length === 0) return []
  const titles = columns.map(([, columnTitle]) => ({ title: columnTitle }))
  return [
    {
      type: 'table',
      columns: [{ title, weight: 2 }, ...titles],
      rows: parts.map((area) => [
        area.name,
        ...columns.map(([indicator]) => [f({ indicator, area })]),
      ]),
    },
  ]
}
