import type { Block } from '../model/blocks.ts'
import type { OfficialDocument } from '../model/document.ts'
import { figuresOf } from '../model/figures.ts'
import { printedText, type RichText } from '../model/text.ts'
import { error, type Finding, type Path, warning } from './finding.ts'

const chineseDigits = '〇一二三四五六七八九'

/** 十 is 10, 十二 is 12, 二十 is 20: as far as headings count. */
function chineseNumber(text: string): number {
  if (!text.includes('十')) return chineseDigits.indexOf(text)
  const [tens = '', ones = ''] = text.split('十')
  const ten = tens === '' ? 1 : chineseDigits.indexOf(tens)
  return ten * 10 + (ones === '' ? 0 : chineseDigits.indexOf(ones))
}

const headingNumbers = {
  heading1: /^([一二三四五六七八九十]+)、/,
  heading2: /^[（(]([一二三四五六七八九十]+)[）)]/,
  heading3: /^(\d+)[.．]/,
} as const

type HeadingType = keyof typeof headingNumbers

const levels: HeadingType[] = ['heading1', 'heading2', 'heading3']

function isHeading(block: Block): block is Block & { type: HeadingType; text: string } {
  return block.type in headingNumbers
}

/** 结构层次序数 一、 (一) 1. (7.3.3): a heading may go without a number, but not out of turn. */
function checkHeadings(blocks: readonly Block[], path: Path): Finding[] {
  const reached = { heading1: 0, heading2: 0, heading3: 0 }
  const findings: Finding[] = []
  for (const [index, block] of blocks.entries()) {
    if (!isHeading(block)) continue
    const { type, text } = block
    const at = [...path, index, 'text']
    if (/[。．]\s*$/.test(text)) findings.push(warning('heading.ends-with-full-stop', at, text))
    for (const deeper of levels.slice(levels.indexOf(type) + 1)) reached[deeper] = 0
    const written = headingNumbers[type].exec(text)?.[1]
    if (written === undefined) continue
    const number = type === 'heading3' ? Number(written) : chineseNumber(written)
    if (number !== reached[type] + 1) findings.push(error('heading.out-of-sequence', at, text))
    reached[type] = number
  }
  return findings
}

function textsOf(block: Block, path: Path): { text: RichText; path: Path }[] {
  if (block.type === 'list') {
    return block.items.map((text, index) => ({ text, path: [...path, 'items', index] }))
  }
  return block.type === 'table' ? [] : [{ text: block.text, path: [...path, 'text'] }]
}

const halfWidthBetweenHan = /\p{Script=Han}[,;:?!]\p{Script=Han}|\p{Script=Han}[,;:.?!]$/u

/** 标点 in running text; tables have their own habits and are left alone. */
function checkPunctuation(blocks: readonly Block[], path: Path): Finding[] {
  return blocks.flatMap((block, index) =>
    textsOf(block, [...path, index]).flatMap(({ text, path: at }) => {
      const found = halfWidthBetweenHan.exec(printedText(text))
      return found ? [warning('text.half-width-punctuation', at, found[0])] : []
    }),
  )
}

/** Headings and punctuation of the text and of every attachment. */
export function checkBlocks(document: OfficialDocument): Finding[] {
  const parts = [
    { blocks: document.body, path: ['body'] as Path },
    ...document.attachments.map(({ body }, index) => ({
      blocks: body ?? [],
      path: ['attachments', index, 'body'] as Path,
    })),
  ]
  return parts.flatMap(({ blocks, path }) => [
    ...checkHeadings(blocks, path),
    ...checkPunctuation(blocks, path),
  ])
}

/** One key, one value: a paper must not contradict itself. */
export function checkFigures(document: OfficialDocument): Finding[] {
  const values = new Map<string, string>()
  return figuresOf(document).flatMap(({ key, value, path }) => {
    const first = values.get(key)
    if (first === undefined) values.set(key, value)
    const agrees = first === undefined || first === value
    return agrees ? [] : [error('figure.contradiction', path, `${key}: ${first} ≠ ${value}`)]
  })
}
