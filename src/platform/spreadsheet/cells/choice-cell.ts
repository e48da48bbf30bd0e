import type { ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, refused, taken } from './problem.ts'
import { comparable } from './tidy-text.ts'

const yes = new Set([
  '是',
  '有',
  '对',
  '已',
  '已有',
  '已配',
  '已配备',
  '√',
  '✓',
  '✔',
  '☑',
  '✅',
  'y',
  'yes',
  'true',
  't',
  '1',
])
const no = new Set([
  '否',
  '无',
  '没有',
  '没',
  '未',
  '未配',
  '未配备',
  '不是',
  '不',
  '×',
  '✗',
  '✘',
  '☒',
  '❌',
  '☐',
  'x',
  'n',
  'no',
  'false',
  'f',
  '0',
])

export function parseBooleanCell(_column: ColumnSpec, source: CellSource): ParsedCell {
  const text = source.text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  if (yes.has(text)) return taken(true)
  if (no.has(text)) return taken(false)
  return refused('not-yes-or-no', { value: source.text })
}

const allowedShown = 12

/** One of a list, by its value or any of its labels; near misses become a proposal. */
export function parseChoiceCell(column: ColumnSpec, source: CellSource): ParsedCell {
  const choices = column.choices ?? []
  const wanted = comparable(source.text)
  for (const { value, labels } of choices) {
    if (source.text === value || labels.some((label) => comparable(label) === wanted)) {
      return taken(value)
    }
  }
  const labels = choices.map((choice) => choice.labels[0] ?? choice.value)
  const shown = labels.slice(0, allowedShown).join('、')
  const allowed = labels.length > allowedShown ? `${shown} …` : shown
  return refused('choice-unknown', { value: source.text, allowed }, nearest(column, wanted))
}

/** The only choice that contains the text, is contained in it, or differs by a typing error. */
function nearest(column: ColumnSpec, wanted: string): string | undefined {
  const near = (column.choices ?? []).filter(({ labels }) =>
    labels.some((label) => {
      const candidate = comparable(label)
      if (candidate.length < 2 || wanted.length < 2) return false
      if (candidate.includes(wanted) || wanted.includes(candidate)) return true
      const longest = Math.max(candidate.length, wanted.length)
      return longest <= 40 && editDistance(candidate, wanted) <= longest / 3
    }),
  )
  return near.length === 1 ? (near[0]?.labels[0] ?? near[0]?.value) : undefined
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current[j] = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1)
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
