import type { Work } from '../../../../platform/database/work.ts'
import type { Breakdown, Value } from '../../contract/values.ts'
import { definitionOf, type Measure, measureOf, partsOf, type RowIndicator } from './formulas.ts'
import { type Cell, type Question, readCells } from './values.queries.ts'

/** Values by group; the whole has the group `''` when nothing is broken down. */
export type GroupedValues = Map<string, Map<string, Value>>

/** Values of indicators for one question, broken down or whole. */
export async function computeValues(
  work: Work,
  ids: readonly string[],
  question: Question,
  by: Breakdown | null = null,
): Promise<GroupedValues> {
  const wanted = { ids: new Set<RowIndicator>(), places: new Set<RowIndicator>() }
  for (const { kind, terms } of ids.flatMap(partsOf).map(measureOf)) {
    for (const { id } of terms) {
      wanted.ids.add(id)
      if (kind === 'places') wanted.places.add(id)
    }
  }
  const cells = await readCells(work, wanted, question, by)
  const byGroup = Map.groupBy(cells, (cell) => cell.group)
  return new Map([...byGroup].map(([group, own]) => [group, valuesOf(ids, own)]))
}

/** What indicators are worth where nothing was counted. */
export const emptyValues = (ids: readonly string[]): Map<string, Value> => valuesOf(ids, [])

export function valuesOf(ids: readonly string[], cells: readonly Cell[]): Map<string, Value> {
  const byIndicator = new Map(cells.map((cell) => [cell.indicator, cell]))
  return new Map(ids.map((id) => [id, valueFrom(id, byIndicator)]))
}

function valueFrom(id: string, cells: ReadonlyMap<string, Cell>): Value {
  const definition = definitionOf(id)
  const indicator = id as Value['indicator']
  const [of = 0, per] = partsOf(id).map(
    (part) => measured(measureOf(part), cells) / (definitionOf(part).perUnit ?? 1),
  )
  if (definition.formula.kind !== 'quotient') return { indicator, value: of, of: null, per: null }
  const scale = definition.formula.percent ? 100 : 1
  return { indicator, value: per ? (of / per) * scale : null, of, per: per ?? 0 }
}

function measured({ kind, terms }: Measure, cells: ReadonlyMap<string, Cell>): number {
  if (kind === 'sum') {
    return terms.reduce((sum, { id, sign }) => sum + sign * (cells.get(id)?.sum ?? 0), 0)
  }
  const [term] = terms
  return (term && cells.get(term.id)?.[kind]) ?? 0
}
