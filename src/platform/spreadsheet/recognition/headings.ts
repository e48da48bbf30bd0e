import { comparable } from '../cells/tidy-text.ts'
import { cellAt, type Merge, type RawSheet } from '../raw-workbook.ts'
import type { ColumnSpec, TableSpec } from '../table-spec.ts'
import type { Because } from './recognition.ts'

/** The words above one column, from the group down to the column's own. */
export type HeadingPath = {
  readonly column: number
  readonly parts: readonly string[]
  /** The group was not merged over the column, only written to its left. */
  readonly groupCarried: boolean
  readonly words: HeadingWords
}

/** A heading as it is compared: with and without its group, with and without its brackets. */
type HeadingWords = {
  readonly full: string
  readonly short: string
  readonly leafFull: string
  readonly leafShort: string
}

function wordsOf(parts: readonly string[]): HeadingWords {
  const whole = parts.join('')
  const leaf = parts.at(-1) ?? ''
  return {
    full: comparable(whole),
    short: withoutBrackets(whole),
    leafFull: comparable(leaf),
    leafShort: withoutBrackets(leaf),
  }
}

export type HeadingMatch = { score: number; because: Because; label: string }

/** Looks up the merged block of a cell; only blocks that touch the given rows are indexed. */
export function indexMerges(
  merges: readonly Merge[],
  lastRow: number,
): (row: number, column: number) => Merge | undefined {
  const blocks = merges.filter((merge) => merge.top <= lastRow)
  const byRow = new Map<number, Merge[]>()
  for (const merge of blocks) {
    for (let row = merge.top; row <= Math.min(merge.bottom, lastRow); row += 1) {
      const list = byRow.get(row)
      if (list) list.push(merge)
      else byRow.set(row, [merge])
    }
  }
  return (row, column) =>
    byRow.get(row)?.find((merge) => column >= merge.left && column <= merge.right)
}

export type MergeAt = ReturnType<typeof indexMerges>

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Text of the cell, or of the merged block that it lies in. */
export function mergedText(sheet: RawSheet, mergeAt: MergeAt, row: number, column: number): string {
  const merge = mergeAt(row, column)
  return oneLine(cellAt(sheet, merge?.top ?? row, merge?.left ?? column).text)
}

/** The heading of each column of the rows `first` to `last`; columns without words are left out. */
export function headingPaths(
  sheet: RawSheet,
  mergeAt: MergeAt,
  first: number,
  last: number,
): HeadingPath[] {
  const width = headerWidth(sheet, mergeAt, first, last)
  const paths: HeadingPath[] = []
  const carried = new Map<number, string>()
  for (let column = 0; column < width; column += 1) {
    const parts: string[] = []
    let groupCarried = false
    const leaf = mergedText(sheet, mergeAt, last, column)
    for (let row = first; row <= last; row += 1) {
      let text = mergedText(sheet, mergeAt, row, column)
      if (text) carried.set(row, text)
      else if (row < last && leaf) {
        text = carried.get(row) ?? ''
        groupCarried ||= text !== ''
      }
      if (text && text !== parts.at(-1)) parts.push(text)
    }
    if (parts.length > 0) paths.push({ column, parts, groupCarried, words: wordsOf(parts) })
  }
  return paths
}

function headerWidth(sheet: RawSheet, mergeAt: MergeAt, first: number, last: number): number {
  let width = 0
  for (let row = first; row <= last; row += 1) {
    const cells = sheet.rows[row]?.length ?? 0
    const merge = cells > 0 ? mergeAt(row, cells - 1) : undefined
    width = Math.max(width, Math.min(merge ? merge.right + 1 : cells, 500))
  }
  return width
}

const withoutBrackets = (text: string): string =>
  comparable(text.normalize('NFKC').replace(/[([【][^)\]】]*[)\]】]/g, ''))

type KnownLabel = { label: string; full: string; short: string }

export type KnownLabels = ReadonlyMap<string, readonly KnownLabel[]>

const prepared = new WeakMap<TableSpec, KnownLabels>()

/** The known headings of a table by column key, prepared once for comparing. */
export function knownLabels(spec: TableSpec): KnownLabels {
  const earlier = prepared.get(spec)
  if (earlier) return earlier
  const known = new Map(
    spec.columns.map((column) => [column.key, column.labels.map(prepareLabel)] as const),
  )
  prepared.set(spec, known)
  return known
}

const prepareLabel = (label: string): KnownLabel => ({
  label,
  full: comparable(label),
  short: withoutBrackets(label),
})

/** How well a heading names a column of the table; null when it does not. */
export function matchHeading(
  path: HeadingPath,
  column: ColumnSpec,
  known: KnownLabels,
): HeadingMatch | null {
  const grouped = path.parts.length > 1
  const { full, short: pathShort, leafFull, leafShort } = path.words
  const underGroup = path.groupCarried ? 93 : 88
  let best: HeadingMatch | null = null
  const offer = (score: number, because: Because, label: string): void => {
    if (!best || score > best.score) best = { score, because, label }
  }
  for (const [rank, { label, full: wanted, short }] of (known.get(column.key) ?? []).entries()) {
    if (wanted === '') continue
    const minus = Math.min(rank, 9) / 10
    if (full === wanted) offer(100 - minus, rank === 0 ? 'same-heading' : 'synonym', label)
    else if (short !== '' && pathShort === short) offer(95 - minus, 'without-brackets', label)
    else if (grouped && leafFull === wanted) offer(underGroup - minus, 'under-group', label)
    else if (grouped && short !== '' && leafShort === short) {
      offer(underGroup - 3 - minus, 'under-group', label)
    } else offer(similarity(pathShort, leafShort, short) - minus, 'similar', label)
  }
  const match = best as HeadingMatch | null
  return match && match.score >= similarMin ? match : null
}

const similarMin = 60

/** One contains the other wholly and is at least half of it: 60 to 80; else 0. */
function similarity(path: string, leaf: string, label: string): number {
  let best = 0
  for (const heading of [path, leaf]) {
    const [shorter, longer] = heading.length < label.length ? [heading, label] : [label, heading]
    if (shorter.length < 2 || !longer.includes(shorter)) continue
    best = Math.max(best, shorter.length / longer.length)
  }
  return best >= 0.5 ? 40 + 40 * best + 1 : 0
}
