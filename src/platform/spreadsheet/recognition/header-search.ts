import { isBlank, type RawSheet } from '../raw-workbook.ts'
import type { ColumnSpec, TableSpec } from '../table-spec.ts'
import { isUnitLine } from './bureau-words.ts'
import {
  type HeadingMatch,
  type HeadingPath,
  headingPaths,
  indexMerges,
  knownLabels,
  type MergeAt,
  matchHeading,
} from './headings.ts'

export type Assigned = { column: ColumnSpec; path: HeadingPath; match: HeadingMatch }

export type HeaderFound = {
  first: number
  last: number
  paths: HeadingPath[]
  assigned: Assigned[]
  /** Columns that would have matched a key that a better one got. */
  beaten: Assigned[]
  score: number
}

/** Headings stand within the first rows; what comes later is data. */
const rowsSearchedMax = 40
const headerRowsMax = 3

/** The rows that name most columns of the table, or null when none names enough. */
export function findHeader(sheet: RawSheet, spec: TableSpec): HeaderFound | null {
  const end = Math.min(sheet.rows.length, rowsSearchedMax)
  const mergeAt = indexMerges(sheet.merges, end + headerRowsMax)
  let best: HeaderFound | null = null
  for (let first = 0; first < end; first += 1) {
    if (sheet.rows[first]?.every(isBlank) ?? true) continue
    for (let last = first; last < Math.min(first + headerRowsMax, sheet.rows.length); last += 1) {
      if (hasUnitLine(sheet, last)) break
      if (cutsMerge(sheet, mergeAt, first, last)) continue
      const found = readHeader(sheet, spec, first, last)
      if (isEnough(found, spec) && (!best || found.score > best.score)) best = found
    }
  }
  return best
}

/** Assigns headings of the given rows to columns, best matches first, each once. */
export function readHeader(
  sheet: RawSheet,
  spec: TableSpec,
  first: number,
  last: number,
): HeaderFound {
  const mergeAt = indexMerges(sheet.merges, last)
  const paths = headingPaths(sheet, mergeAt, first, last)
  const known = knownLabels(spec)
  const candidates: Assigned[] = []
  for (const path of paths) {
    for (const column of spec.columns) {
      const match = matchHeading(path, column, known)
      if (match) candidates.push({ column, path, match })
    }
  }
  candidates.sort((a, b) => b.match.score - a.match.score || a.path.column - b.path.column)
  const keys = new Map<string, Assigned>()
  const columns = new Set<number>()
  const beaten: Assigned[] = []
  for (const candidate of candidates) {
    if (columns.has(candidate.path.column)) continue
    if (keys.has(candidate.column.key)) {
      beaten.push(candidate)
      continue
    }
    keys.set(candidate.column.key, candidate)
    columns.add(candidate.path.column)
  }
  const assigned = [...keys.values()]
  return { first, last, paths, assigned, beaten, score: scoreOf(assigned, paths, first, last) }
}

function scoreOf(
  assigned: readonly Assigned[],
  paths: readonly HeadingPath[],
  first: number,
  last: number,
): number {
  const matched = assigned.reduce(
    (sum, { match }) => sum + (match.because === 'similar' ? 0.4 : match.score / 100),
    0,
  )
  // Rows taken into the header without need, or found further down, weigh against a candidate.
  const strange = paths.length === 0 ? 0 : (paths.length - assigned.length) / paths.length
  return matched - strange * 0.1 - (last - first) * 0.02 - first * 0.001
}

/** One heading for certain, and a second at least similar: fewer may be chance. */
function isEnough(found: HeaderFound, spec: TableSpec): boolean {
  const sure = found.assigned.filter(({ match }) => match.because !== 'similar').length
  return sure >= 1 && found.assigned.length >= Math.min(2, spec.columns.length)
}

/** `填报单位：…` stands above the headings and is none, even where it would pass for a group. */
const hasUnitLine = (sheet: RawSheet, row: number): boolean =>
  sheet.rows[row]?.some(({ text }) => isUnitLine(text)) ?? false

/** A header never ends inside a merged cell that goes on below it or begins above it. */
function cutsMerge(sheet: RawSheet, mergeAt: MergeAt, first: number, last: number): boolean {
  const width = Math.max(sheet.rows[first]?.length ?? 0, sheet.rows[last]?.length ?? 0)
  for (let column = 0; column < width; column += 1) {
    const top = mergeAt(first, column)
    const bottom = mergeAt(last, column)
    if ((top && top.top < first) || (bottom && bottom.bottom > last)) return true
  }
  return false
}
