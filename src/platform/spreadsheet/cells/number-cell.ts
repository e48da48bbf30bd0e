import { numberText } from '../reading/number-format.ts'
import type { CellProblem, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, note, refused, taken } from './problem.ts'
import { halfWidth } from './tidy-text.ts'

/** From 1e15 on a stored number no longer keeps every digit that was typed. */
const digitsKeptMax = 1e15
const plain = /^[+-]?(?:\d+\.?\d*(?:e-\d{1,3})?|\.\d+)$/
const separated = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const about =
  /^(?:大约|大概|约有?|将近|接近|近|超过|逾|不到|不足|至少|最多|可能|≈|~|>=?|<=?|≥|≤)+|(?:左右|上下|以上|以下|以内|多|余|来|几|\+|\?)+$/g
/** A counting word after digits or numerals. */
const unitBehind = /(?<=[\d零〇一二两三四五六七八九十百千万多余来])(?:人|名|位|个|所|间|辆|元|米)+$/

/** Whole and decimal numbers; what is not plainly one number is refused with a proposal. */
export function parseNumberCell(column: ColumnSpec, source: CellSource): ParsedCell {
  if (source.number !== undefined) return settle(column, source.number, source.text, [])
  const problems: CellProblem[] = []
  const half = halfWidth(source.text)
  if (half !== source.text) problems.push(note('full-width'))
  let text = half.replace(/\s+/g, '')
  const unit = [...(column.units ?? [])]
    .sort((a, b) => b.length - a.length)
    .find((u) => text.endsWith(u))
  if (unit !== undefined && plain.test(text.slice(0, -unit.length).replace(/,/g, ''))) {
    problems.push(note('unit-removed', { unit }))
    text = text.slice(0, -unit.length)
  }
  if (separated.test(text)) {
    problems.push(note('thousands-separator'))
    text = text.replace(/,/g, '')
  }
  if (plain.test(text)) return settle(column, Number(text), text, problems)
  return refuseNumber(source.text, text)
}

function settle(
  column: ColumnSpec,
  number: number,
  text: string,
  problems: CellProblem[],
): ParsedCell {
  if (!Number.isFinite(number)) return refused('not-a-number', { value: text })
  if (Math.abs(number) >= digitsKeptMax) return refused('digits-lost', { value: text })
  const rounded = Math.round(number)
  const whole = Math.abs(number - rounded) < 1e-9
  if (column.kind === 'integer' && !whole) {
    return refused('not-whole', { value: text }, String(rounded))
  }
  const value = whole ? rounded + 0 : number
  if (column.min !== undefined && value < column.min) {
    return refused('below-min', { value: numberText(value), min: column.min })
  }
  if (column.max !== undefined && value > column.max) {
    return refused('above-max', { value: numberText(value), max: column.max })
  }
  return taken(value, ...problems)
}

/** Says why the text is not one number and proposes the number that was perhaps meant. */
function refuseNumber(value: string, text: string): ParsedCell {
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(text)) return refused('digits-lost', { value })
  if (/^\d+(?:\.\d+)?(?:-|~|～|—|至|到)\d+(?:\.\d+)?\D{0,2}$/.test(text)) {
    return refused('number-range', { value })
  }
  if (/^[几数若][十百千万]/.test(text)) return refused('approximate', { value })
  const counted = text.replace(unitBehind, '')
  const bare = counted.replace(about, '')
  const number = bare === counted ? null : readWords(bare.replace(unitBehind, ''))
  if (number !== null) return refused('approximate', { value }, String(number))
  const words = readWords(text)
  if (words !== null) return refused('number-in-words', { value }, String(words))
  const withUnit = /^([+-]?\d[\d,]*(?:\.\d+)?)\D{1,4}$/.exec(text)?.[1]?.replace(/,/g, '')
  if (withUnit !== undefined) return refused('number-with-unit', { value }, withUnit)
  return refused('not-a-number', { value })
}

const digits = '零一二三四五六七八九'
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 }

/** `五百二十`, `5百`, `1.2万`, `500` → the number; null when it is none of these. */
function readWords(text: string): number | null {
  const plainText = text.replace(/,/g, '')
  if (/^\d+(\.\d+)?$/.test(plainText)) return Number(plainText)
  const scaled = /^(\d+(?:\.\d+)?)([十百千万])$/.exec(plainText)
  if (scaled) return Math.round(Number(scaled[1]) * (scales[scaled[2] ?? ''] ?? 1))
  if (!/^[零〇一二两三四五六七八九十百千万]+$/.test(text)) return null
  let total = 0
  let section = 0
  let digit = 0
  // What the next digit counts when nothing follows it: 一千二 is 1200, 一千零二 is 1002.
  let unsaid = 1
  for (const character of text.replace(/〇/g, '零').replace(/两/g, '二')) {
    const scale = scales[character]
    if (scale === undefined) {
      digit = digits.indexOf(character)
      if (digit === 0) unsaid = 1
      continue
    }
    if (scale === 10_000) {
      total += (section + digit) * scale
      section = 0
    } else section += (digit || 1) * scale
    digit = 0
    unsaid = scale / 10
  }
  return total + section + digit * unsaid
}
