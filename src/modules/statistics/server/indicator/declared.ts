import { contentHash } from '../../../../platform/database/content-hash.ts'
import { type Indicator, indicatorNames } from '../../contract/values.ts'
import {
  definitionOf,
  formulaOf,
  hasHalves,
  hasTasks,
  measureOf,
  partsOf,
  type RowIndicator,
} from './formulas.ts'
import { leftOutSet, rowSet } from './marked-rows.ts'

/** The SQL by which a figure is made, one text for each part, and its name. */
export interface Formula {
  /** Another text, another version. */
  readonly version: string
  readonly texts: readonly string[]
}

const formulas = new Map<string, Formula>()

export function declaredFormula(id: string): Formula {
  const known = formulas.get(id)
  if (known !== undefined) return known
  const texts = partsOf(id).map((part) => rowSet(measureOf(part)))
  const formula = { version: contentHash(texts).toString('hex').slice(0, 12), texts }
  formulas.set(id, formula)
  return formula
}

/** An indicator as its readers see it. */
export function shownIndicator(id: Indicator['id']): Indicator {
  const { group, period, name, unit, definition, source, ...rest } = definitionOf(id)
  const { formula } = rest
  const [of = id] = partsOf(id)
  return {
    id,
    group,
    period,
    name,
    unit,
    definition,
    source,
    sensitive: rest.sensitive ?? false,
    decimals: rest.decimals ?? 0,
    percent: formula.kind === 'quotient' && formula.percent,
    parts:
      formula.kind === 'quotient'
        ? { of: formula.of as Indicator['id'], per: formula.per as Indicator['id'] }
        : null,
    halves: hasHalves(id),
    tasks: hasTasks(id),
    leavesOut: leftOutSet(measureOf(of)) !== null,
    formulaVersion: declaredFormula(id).version,
  }
}

/** Whether the rows of an indicator are summed by day beforehand. */
export const isRolled = (id: string): boolean => formulaOf(id).source.rolled

/** Indicators whose days are kept by place: some figure counts each of their places once. */
export const placeCounted: readonly RowIndicator[] = indicatorNames
  .flatMap(partsOf)
  .map(measureOf)
  .filter(({ kind }) => kind === 'places')
  .flatMap(({ terms }) => terms.map(({ id }) => id))
  .filter(isRolled)
