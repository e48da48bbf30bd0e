import { serialToTime } from '../serial-date.ts'
import type { CellProblem, ColumnSpec, ParsedCell } from '../table-spec.ts'
import { type CellSource, note, refused, taken } from './problem.ts'
import { halfWidth } from './tidy-text.ts'

const period = '(上午|早上|早晨|清晨|凌晨|中午|下午|晚上|晚|早|am|pm)?'
const clock = new RegExp(`^${period}(\\d{1,2})[:.](\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(am|pm)?$`, 'i')
const spoken = new RegExp(`^${period}(\\d{1,2})[点时](?:(\\d{1,2})分?|(半|一刻|三刻|整))?$`)
const digitsOnly = /^(\d{1,2})(\d{2})$/
const datedTime = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\sT]+(\d{1,2}:\d{2})(?::\d{2})?$/
const range = /^(.+?)(?:-|~|–|—|至|到)(.+)$/
const wordMinutes: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 }

/** Times of day as `HH:MM`: `7:30`, `0730`, `7点半`, `下午3点`, a fraction of a day. */
export function parseTimeCell(_column: ColumnSpec, source: CellSource): ParsedCell {
  if (source.number !== undefined) return fromNumber(source, source.number)
  const half = halfWidth(source.text)
  const problems: CellProblem[] = half === source.text ? [] : [note('full-width')]
  const text = wordsToDigits(half.replace(/\s+/g, ' ').trim())
  const time = readTime(text)
  if (time !== null) return taken(time, ...problems)
  const parts = range.exec(text)
  const first = parts?.[1] === undefined ? null : readTime(parts[1].trim())
  if (first !== null) return refused('time-range', { value: source.text }, first)
  return refused('not-a-time', { value: source.text })
}

/** A fraction of a day, or 730 and 0730 that a spreadsheet took for a number. */
function fromNumber(source: CellSource, number: number): ParsedCell {
  if (number >= 0 && number < 1) return taken(serialToTime(number))
  if (source.isDate) return taken(serialToTime(number))
  const value = source.text
  if (Number.isInteger(number)) {
    const time = number >= 100 ? readTime(String(number)) : null
    return time === null ? refused('not-a-time', { value }, hourProposal(number)) : taken(time)
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(value)
  const minutes = dotted?.[2]?.padEnd(2, '0')
  const time = dotted && minutes ? readTime(`${dotted[1]}:${minutes}`) : null
  return refused(time ? 'time-like-number' : 'not-a-time', { value }, time ?? undefined)
}

const hourProposal = (hour: number): string | undefined => hhmm(hour, 0) ?? undefined

function readTime(raw: string): string | null {
  const text = (datedTime.exec(raw)?.[1] ?? raw).replace(/\s+/g, '')
  const match = clock.exec(text)
  if (match) return hhmm(hourOf(match[2], match[1] ?? match[4]), Number(match[3]))
  const word = spoken.exec(text)
  if (word) {
    const minutes = word[4] === undefined ? Number(word[3] ?? 0) : (wordMinutes[word[4]] ?? 0)
    return hhmm(hourOf(word[2], word[1]), minutes)
  }
  const bare = digitsOnly.exec(text)
  return bare ? hhmm(Number(bare[1]), Number(bare[2])) : null
}

function hourOf(text: string | undefined, of: string | undefined): number {
  const hour = Number(text)
  if (of === undefined) return hour
  if (/^(下午|晚上|晚|pm)$/i.test(of)) return hour < 12 ? hour + 12 : hour
  if (/^中午$/.test(of)) return hour >= 1 && hour <= 2 ? hour + 12 : hour
  return /^am$/i.test(of) && hour === 12 ? 0 : hour
}

const hhmm = (hour: number, minutes: number): string | null =>
  Number.isInteger(hour) && hour >= 0 && hour < 24 && minutes < 60
    ? `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
    : null

const hourWords = '零一二三四五六七八九十'

/** `七点半` → `7点半`, `十二点` → `12点`. */
function wordsToDigits(text: string): string {
  return text.replace(/([一二两三四五六七八九十]{1,3})(?=[点时分])/g, (word) => {
    const plain = word.replace('两', '二')
    const [tens = '', ones = ''] = plain.includes('十') ? plain.split('十') : ['零', plain]
    const ten = tens === '' ? 1 : hourWords.indexOf(tens)
    const one = ones === '' ? 0 : hourWords.indexOf(ones)
    return ten < 0 || one < 0 ? word : String(ten * 10 + one)
  })
}
