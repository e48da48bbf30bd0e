import { figuresOf, OfficialDocument } from '@anyuan/official-document'
import { addDays, instantOf, localDay } from '../../../../platform/clock/zoned.ts'
import { contentHash } from '../../../../platform/database/content-hash.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { statisticsProblems } from '../../contract/problems.catalogue.ts'
import type { ReportFigure, ReportKind } from '../../contract/report.ts'
import { shownValue } from '../../contract/shown-value.ts'
import { type AskedArea, areasWithin, isAboveStation } from '../indicator/area-asked.ts'
import { declaredFormula } from '../indicator/declared.ts'
import { definitionOf, partsOf } from '../indicator/formulas.ts'
import { type Period, reportMonth, reportMonthOf } from '../indicator/period.rules.ts'
import { dailyBrief } from './daily-brief.document.ts'
import { type FigureAsk, type PartSum, sumFigures } from './figures.queries.ts'
import { monthlyDuty } from './monthly-duty.document.ts'
import { nextNumber } from './numbering.actions.ts'
import { organsOf } from './report.queries.ts'
import {
  type FigureOf,
  figureKey,
  figureRuns,
  type PaperContext,
  type PaperTemplate,
} from './report-paper.ts'

export const templates: Readonly<Record<ReportKind, PaperTemplate>> = { dailyBrief, monthlyDuty }

/** A paper and the figures in it. */
export interface ComposedReport extends Period {
  readonly document: OfficialDocument
  readonly figures: readonly ReportFigure[]
  readonly rowsHash: string
  /** When it must be signed at the latest; null where nothing is due. */
  readonly dueAt: Date | null
}

export interface ReportWanted {
  readonly kind: ReportKind
  readonly area: AskedArea
  /** Any day of the period. */
  readonly day: string
}

export const periodOf = (kind: ReportKind, day: string): Period =>
  kind === 'dailyBrief' ? { firstDay: day, lastDay: day } : reportMonth(reportMonthOf(day))

/** Parts of an area that a paper can still print in one table. */
const partsMax = 200

/** Writes a paper from the records as they are known now. Nothing is stored. */
export async function composeReport(work: Work, wanted: ReportWanted): Promise<ComposedReport> {
  const { kind, area, day } = wanted
  const period = periodOf(kind, day)
  if (period.firstDay > localDay(work.now)) throw statisticsProblems.reportAhead({ ...period })
  const context = await contextOf(work, wanted, period)
  const template = templates[kind]
  const asked = template.figures(context).map((figure) => askOf(figure, area))
  const computed = await computeFigures(work, asked, {
    ...period,
    path: area.path,
    known: work.now,
  })
  const byKey = new Map(computed.map((figure) => [figure.key, figure]))
  const document = OfficialDocument.parse(template.write(context, figureRuns(byKey)))
  const used = new Set(figuresOf(document).map(({ key }) => key))
  const figures = computed.filter(({ key }) => used.has(key))
  // 当日24时 of the last day.
  const dueAt = kind === 'monthlyDuty' ? instantOf(addDays(period.lastDay, 1), '00:00') : null
  return { ...period, document, figures, rowsHash: hashOfFigures(figures), dueAt }
}

async function contextOf(
  work: Work,
  { kind, area }: ReportWanted,
  period: Period,
): Promise<PaperContext> {
  const partsAre = area.level === 'county' ? 'station' : 'county'
  const { path } = area
  const parts = isAboveStation(area.level)
    ? await areasWithin(work, { path, level: partsAre, limit: partsMax })
    : []
  const { organ, superior } = await organsOf(work, area.id)
  const date = localDay(work.now)
  const { countyId, path: areaPath } = area
  const year = Number(date.slice(0, 4))
  return {
    ...period,
    area,
    parts: parts.slice(0, partsMax),
    partsAre,
    organ: organ ?? area.name,
    superior,
    date,
    asOf: work.now,
    documentNumber: await nextNumber(work, { countyId, areaPath, kind, year }),
  }
}

function askOf(figure: FigureOf, whole: AskedArea): FigureAsk {
  const { indicator, area = whole, half = null } = figure
  return { key: figureKey(figure), indicator, area, half }
}

/** Values, row counts and fingerprints of figures, all from rows known at one instant. */
export async function computeFigures(
  work: Work,
  asks: readonly FigureAsk[],
  period: Period & { path: string; known: Date },
): Promise<ReportFigure[]> {
  const sums = await sumFigures(work, asks, period)
  return asks.map((ask) => figureOf(ask, sums.get(ask.key) ?? []))
}

function figureOf(ask: FigureAsk, sums: readonly PartSum[]): ReportFigure {
  const definition = definitionOf(ask.indicator)
  const { formula } = definition
  const [of = 0, per = null] = partsOf(ask.indicator).map(
    (part, nth) => (sums[nth]?.sum ?? 0) / (definitionOf(part).perUnit ?? 1),
  )
  const isQuotient = formula.kind === 'quotient'
  const scale = isQuotient && formula.percent ? 100 : 1
  const value = !isQuotient ? of : per ? (of / per) * scale : null
  return {
    key: ask.key,
    indicator: ask.indicator as ReportFigure['indicator'],
    areaId: ask.area.id,
    half: ask.half,
    value,
    of: isQuotient ? of : null,
    per: isQuotient ? per : null,
    shown: shownValue(definition, value),
    rows: sums[0]?.rows ?? 0,
    rowsHash: isQuotient
      ? contentHash(sums.map(({ rowsHash }) => rowsHash)).toString('hex')
      : (sums[0]?.rowsHash ?? ''),
    formulaVersion: declaredFormula(ask.indicator).version,
  }
}

/** One fingerprint of all figures of a report: keys, values and rows. */
export const hashOfFigures = (figures: readonly ReportFigure[]): string =>
  contentHash(
    figures.map(({ key, value, rows, rowsHash }) => ({ key, value, rows, rowsHash })),
  ).toString('hex')
