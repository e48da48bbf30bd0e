import type { CellProblem } from '../table-spec.ts'
import { note } from './problem.ts'

/** Spaces of every width, and the marks that phones and web pages leave behind. */
const outerSpace = /^\s+|\s+$/g
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Trims, and takes out what nobody can see; line breaks inside stay as `\n`. */
export function tidyText(raw: string): { text: string; problems: CellProblem[] } {
  const problems: CellProblem[] = []
  const lines = raw.replace(/\r\n?/g, '\n')
  const clean = lines.replace(control, '')
  if (clean !== lines) problems.push(note('control-characters'))
  const text = clean.replace(invisible, '').replace(outerSpace, '')
  if (text !== clean) problems.push(note('spaces-trimmed'))
  return { text, problems }
}

const toHalf = (character: string): string => String.fromCharCode(character.charCodeAt(0) - 0xfee0)

/** Full-width digits and Latin letters to plain ones; Chinese punctuation stays. */
export const halfWidthLetters = (text: string): string => text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, toHalf)

/** All full-width forms to plain ones: for numbers, dates and identifiers. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, toHalf).replace(/\u3000/g, ' ')

const dittoMarks = /^(同上行?|同前|同左|〃|"+|“|”|″|''|ditto|do\.|same as above|as above)$/i

/** The cell says "as above" instead of a value. */
export const isDitto = (text: string): boolean => dittoMarks.test(text)

/** The cell says "nothing" by a stroke. */
export const isDash = (text: string): boolean => /^[-—–―－_/\\／]+$/.test(text)

/** The cell says "nothing" in words, which only a text column would keep. */
export const isNothing = (text: string): boolean =>
  /^(n\/?a|无此项|不适用|暂无|待定|空)$/i.test(text)

/** For comparing headings and choices: width, case, spaces and punctuation do not count. */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}\s]+/gu, '')
