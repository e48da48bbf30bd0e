import {
  AlignmentType,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  TextRun,
} from 'docx'
import { officeFamilies } from '../fonts/font-names.catalogue.ts'
import { geometry, ptPerMm } from '../printed/geometry.ts'
import type { FontSlot, Piece } from '../printed/piece.ts'
import { offGridStyle } from './styles-part.ts'

const twipsPerPt = 20

export const twips = (pt: number): number => Math.round(pt * twipsPerPt)
export const twipsOfMm = (mm: number): number => twips(mm * ptPerMm)

/** 22 lines of 28.95 pt stay within 225 mm once they are rounded to twentieths of a point. */
export const linePitchTwips = Math.floor(geometry.linePitchPt * twipsPerPt)

/** Word rounds the spread of a line otherwise than Typst: less than this gives 27 characters. */
export const bodySpacingTwips = -5

/** One character of the body, spacing included. */
export const characterTwips = twips(geometry.bodySizePt) + bodySpacingTwips

export const bodyWidthTwips = twipsOfMm(geometry.bodyWidthMm)

const halfPoints = (pt: number): number => Math.round(pt * 2)

function fontOf(slot: FontSlot) {
  const name = officeFamilies[slot]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' as const }
}

/** Run properties of a face at a size; the body's spacing only at the body's size. */
export function runStyle(slot: FontSlot, sizePt: number): IRunOptions {
  const spacing = sizePt === geometry.bodySizePt ? { characterSpacing: bodySpacingTwips } : {}
  return { font: fontOf(slot), size: halfPoints(sizePt), ...spacing }
}

/** The runs of pieces. Their text is written as text, never as a field or as XML. */
export function runs(pieces: readonly Piece[], sizePt: number = geometry.bodySizePt): TextRun[] {
  return pieces.map(({ text, slot }) => new TextRun({ ...runStyle(slot, sizePt), text }))
}

/** Exactly one line of the grid. */
export const gridLine = {
  line: linePitchTwips,
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
} as const

/** A paragraph on the grid; `options` may override the spacing. */
export function line(children: readonly TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    widowControl: false,
    overflowPunctuation: false,
    spacing: gridLine,
    ...options,
    children,
  })
}

/** A frame needs a paragraph after it to hang on; this one takes up no room that is seen. */
export function frameAnchor(): Paragraph {
  return line([], { style: offGridStyle, spacing: { ...gridLine, line: 20 } })
}

export function emptyLines(count: number): Paragraph[] {
  return Array.from({ length: count }, () => line(runs([{ text: '', slot: 'fangSong' }])))
}

export function centredLine(piece: Piece, sizePt: number, options: IParagraphOptions = {}) {
  return line(runs([piece], sizePt), { alignment: AlignmentType.CENTER, ...options })
}
