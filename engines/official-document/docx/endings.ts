import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  HorizontalPositionAlign,
  type IBordersOptions,
  type IFrameOptions,
  type IParagraphOptions,
  LineRuleType,
  type Paragraph,
  ShadingType,
  Tab,
  type Table,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
} from 'docx'
import { geometry, ptPerMm } from '../printed/geometry.ts'
import type { PrintedImprint, PrintedPaper, PrintedSignature } from '../printed/paper.ts'
import type { Piece } from '../printed/piece.ts'
import { gridWidth } from '../printed/table.ts'
import { blockLines } from './blocks.ts'
import {
  bodyWidthTwips,
  centredLine,
  characterTwips,
  emptyLines,
  frameAnchor,
  gridLine,
  line,
  runs,
  twips,
  twipsOfMm,
} from './lines.ts'
import { offGridStyle } from './styles-part.ts'

/** 附件说明: what runs over a line continues under the first character of the name. */
export function attachmentNote({ attachmentNote: note }: PrintedPaper): Paragraph[] {
  if (!note) return []
  const label = [...note.label.text].length * characterTwips
  const entries = note.entries.map(({ number, title }, index) => {
    const numberWidth = Math.round(gridWidth(number?.text ?? '') * characterTwips)
    const left = 2 * characterTwips + label + numberWidth
    const first = index === 0
    const pieces = [...(first ? [note.label] : []), ...(number ? [number] : []), title]
    return line(runs(pieces), {
      indent: { left, hanging: first ? label + numberWidth : numberWidth },
    })
  })
  return [...emptyLines(1), ...entries]
}

const widthOf = (piece: Piece): number => Math.round(gridWidth(piece.text) * characterTwips)

function rightLine(piece: Piece, right: number): Paragraph {
  return line(runs([piece]), {
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.max(0, Math.round(right)) },
    keepLines: true,
  })
}

/** Under a seal the organs are centred on the date, which ends four characters from the right. */
function sealed({ organs, date }: PrintedSignature): Paragraph[] {
  const dateRight = 4 * characterTwips
  const centred = organs.map((organ) =>
    rightLine(organ, dateRight + (widthOf(date) - widthOf(organ)) / 2),
  )
  return [...emptyLines(2), ...centred, rightLine(date, dateRight)]
}

function unsealed({ organs, date }: PrintedSignature): Paragraph[] {
  const organWidth = Math.max(...organs.map(widthOf))
  const longer = widthOf(date) > organWidth
  const dateRight = longer ? 2 * characterTwips : organWidth - widthOf(date)
  const organLeft = bodyWidthTwips - dateRight - widthOf(date) - 2 * characterTwips
  const left = (piece: Piece, indent: number) => line(runs([piece]), { indent: { left: indent } })
  return [
    ...emptyLines(1),
    ...organs.map((organ) => left(organ, organLeft)),
    left(date, organLeft + 2 * characterTwips),
  ]
}

export function signatureLines({ signature, contact }: PrintedPaper): Paragraph[] {
  const signed = signature
    ? signature.seal === 'none'
      ? unsealed(signature)
      : sealed(signature)
    : []
  const note = contact ? [line(runs([contact]), { indent: { firstLine: 2 * characterTwips } })] : []
  return [...signed, ...note]
}

/** Each attachment begins a page: its label, one empty line, its title on the third. */
export function attachmentPages({ attachments }: PrintedPaper): (Paragraph | Table)[] {
  return attachments.flatMap(({ label, title, body }) => [
    line(runs([label]), { pageBreakBefore: true }),
    ...emptyLines(1),
    centredLine(title, geometry.titleSizePt, { keepNext: true }),
    ...emptyLines(1),
    ...blockLines(body),
  ])
}

const eighthsOfMm = (mm: number): number => Math.round(mm * ptPerMm * 8)

function ruleOf(mm: number) {
  return { style: BorderStyle.SINGLE, size: eighthsOfMm(mm), space: 4, color: '000000' }
}

/** One frame at the foot of the page on which the paper ends. */
const footFrame: IFrameOptions = {
  type: 'alignment',
  alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
  width: bodyWidthTwips,
  anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
}

/** What each row prints, one character in from the left. */
function imprintRows({ copyTo, printer, printed }: PrintedImprint): TextRun[][] {
  const { imprintSizePt } = geometry
  const margin: Piece = { text: '\u3000', slot: 'fangSong' }
  const rows: TextRun[][] = []
  if (copyTo) rows.push(runs([margin, copyTo.label, copyTo.names], imprintSizePt))
  if (printer || printed) {
    rows.push([
      ...runs([margin, ...(printer ? [printer] : [])], imprintSizePt),
      new TextRun({ children: [new Tab()] }),
      ...runs(printed ? [printed] : [], imprintSizePt),
    ])
  }
  return rows
}

/** Text processors join paragraphs inside one pair of rules only when these are all the same. */
const outerRules: IBordersOptions = {
  top: ruleOf(geometry.imprintOuterRuleMm),
  bottom: ruleOf(geometry.imprintOuterRuleMm),
}

/**
 * The rule between the rows is a black paragraph as high as the rule, with air above it:
 * LibreOffice drops a frame whose paragraphs have a border between them.
 */
function ruleBetween(options: IParagraphOptions): Paragraph[] {
  const strip = (height: number, more: IParagraphOptions = {}) =>
    line([], {
      ...options,
      ...more,
      spacing: { line: height, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    })
  const shading = { type: ShadingType.CLEAR, color: 'auto', fill: '000000' }
  return [strip(twips(4)), strip(twipsOfMm(geometry.imprintInnerRuleMm), { shading })]
}

/** 版记. A letter's has no rules. */
export function imprintLines({ imprint, family }: PrintedPaper): Paragraph[] {
  if (!imprint) return []
  const ruled = family !== 'letter'
  const character = twips(geometry.imprintSizePt)
  const framed: IParagraphOptions = {
    style: offGridStyle,
    frame: footFrame,
    indent: { left: 4 * character, hanging: 4 * character },
    tabStops: [{ type: TabStopType.RIGHT, position: bodyWidthTwips - character }],
    ...(ruled ? { border: outerRules } : {}),
  }
  const spacing = { ...gridLine, line: twips(geometry.imprintSizePt * 1.6) }
  const rows = imprintRows(imprint).map((children) => line(children, { ...framed, spacing }))
  const between = ruled ? ruleBetween(framed) : []
  const joined = rows.flatMap((row, index) => (index === 0 ? [row] : [...between, row]))
  return [...joined, frameAnchor()]
}
