import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FigureQuery, ReportFigure } from '../../contract/report.ts'
import { declaredFormula, type Formula } from '../indicator/declared.ts'
import { pathsOfReport } from './figure-paths.ts'
import { findFormula, keepFormulas } from './formula.queries.ts'
import type { StoredReport } from './report.queries.ts'

type Made = Pick<ReportFigure, 'indicator' | 'formulaVersion'>

/** Whether the product counts otherwise today than when the figure was made. */
export const isFormulaChanged = ({ indicator, formulaVersion }: Made): boolean =>
  declaredFormula(indicator).version !== formulaVersion

/** Keeps the queries by which figures were made just now. */
export async function keepFormulasOf(work: Work, figures: readonly Made[]): Promise<void> {
  const formulas = figures.map(({ indicator }) => declaredFormula(indicator))
  const byVersion = new Map(formulas.map((formula) => [formula.version, formula]))
  await keepFormulas(work, [...byVersion.values()])
}

/** The question that made a figure, as it was asked. */
export async function figureQuery(
  work: Work,
  report: StoredReport,
  key: string,
): Promise<FigureQuery> {
  const figure = report.figures.find((one) => one.key === key)
  if (!figure) throw baseProblems.notFound()
  const { indicator, areaId, half, formulaVersion } = figure
  const formula = await formulaAsked(work, figure)
  const path = (await pathsOfReport(work, report)).get(areaId) ?? null
  return {
    key,
    indicator,
    formulaVersion,
    presentVersion: declaredFormula(indicator).version,
    formulaChanged: isFormulaChanged(figure),
    texts: [...(formula?.texts ?? [])],
    parameters: [path, report.firstDay, report.lastDay, report.asOf.toISOString(), half],
  }
}

/** Reports from before queries were kept are told what is asked today, if it is the same. */
async function formulaAsked(work: Work, figure: Made): Promise<Formula | undefined> {
  const kept = await findFormula(work, figure.formulaVersion)
  if (kept || isFormulaChanged(figure)) return kept
  return declaredFormula(figure.indicator)
}
