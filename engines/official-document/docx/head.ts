import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  HeightRule,
  type IFrameOptions,
  LineRuleType,
  type Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { geometry, ptPerMm } from '../printed/geometry.ts'
import type { PrintedPaper } from '../printed/paper.ts'
import type { Piece } from '../printed/piece.ts'
import {
  bodyWidthTwips,
  centredLine,
  characterTwips,
  emptyLines,
  frameAnchor,
  line,
  linePitchTwips,
  runStyle,
  runs,
  twips,
  twipsOfMm,
} from './lines.ts'
import { offGridStyle } from './styles-part.ts'

const red = 'E60012'
const narrowestPercent = 62
const widestShare = 0.8

/** Size, width in percent and spacing that bring one line of the organ to a pleasant width. */
function organStyle(text: string, sizePt: number, widthPt: number) {
  const count = [...text].length
  const natural = count * sizePt
  const percent = Math.min(100, Math.floor((100 * widthPt) / natural))
  if (percent < narrowestPercent) {
    const smaller = (sizePt * percent) / narrowestPercent
    return { size: Math.floor(smaller * 2), scale: narrowestPercent }
  }
  const room = (widestShare * widthPt - natural) / Math.max(1, count - 1)
  const spread = Math.max(0, Math.min(0.3 * sizePt, room))
  return { size: Math.round(sizePt * 2), scale: percent, characterSpacing: twips(spread) }
}

function organRun(piece: Piece, sizePt: number, widthPt: number): TextRun {
  const { font } = runStyle(piece.slot, sizePt)
  return new TextRun({
    ...organStyle(piece.text, sizePt, widthPt),
    ...(font ? { font } : {}),
    color: red,
    text: piece.text,
  })
}

/** The suffix follows the last of several organs, where a text processor keeps it editable. */
function organPieces({ head }: PrintedPaper): Piece[] {
  const last = head.organs.length - 1
  const suffix = head.suffix?.text ?? ''
  return head.organs.map((organ, index) =>
    index === last ? { ...organ, text: organ.text + suffix } : organ,
  )
}

function markLines({ head }: PrintedPaper): Paragraph[] {
  return head.marks.map((mark) => line(runs([mark])))
}

function numberRuns({ head }: PrintedPaper): TextRun[] {
  const number = head.number ? [head.number] : []
  if (!head.issuers) return runs(number)
  const margin: Piece = { text: '\u3000', slot: 'fangSong' }
  return [
    ...runs([margin, ...number]),
    new TextRun({ children: [new Tab()] }),
    ...runs([head.issuers.label, head.issuers.names]),
  ]
}

/** Lines that the copy number, secrecy and urgency may take above the organ. */
const markLineCount = 3

/** Line of the grid at which the red rule stands, as in the PDF: the title two lines below it. */
function ruleLine(organHeightPt: number): number {
  const { organTopMm, redRuleGapMm, bodySizePt, linePitchPt } = geometry
  const above = (organTopMm + redRuleGapMm) * ptPerMm + organHeightPt + bodySizePt
  return Math.ceil((above + 2 * linePitchPt - 0.5) / linePitchPt)
}

function numberLine(paper: PrintedPaper, before: number, height: number): Paragraph {
  return line(numberRuns(paper), {
    style: offGridStyle,
    alignment: paper.head.issuers ? AlignmentType.LEFT : AlignmentType.CENTER,
    tabStops: [{ type: TabStopType.RIGHT, position: bodyWidthTwips - characterTwips }],
    spacing: { line: height, lineRule: LineRuleType.EXACT, before, after: 0 },
    border: {
      bottom: {
        style: BorderStyle.SINGLE,
        size: Math.round(geometry.redRulePt * 8),
        space: Math.floor(geometry.redRuleGapMm * ptPerMm),
        color: red,
      },
    },
  })
}

export function redHead(paper: PrintedPaper): Paragraph[] {
  const organs = organPieces(paper)
  const sizePt = geometry.organSizePt * Math.min(1, 2.6 / organs.length)
  const organHeightPt = sizePt * 1.15
  const marks = markLines(paper).slice(0, markLineCount)
  // In a line of exact height the character stands at the bottom, all air is above it.
  const organTop = twipsOfMm(geometry.organTopMm) - twips(organHeightPt - sizePt)
  const above = organTop - markLineCount * linePitchTwips
  const organEnd = organTop + twips(organHeightPt) * organs.length
  const rule = ruleLine(sizePt * organs.length) * linePitchTwips
  const numberHeight = twips(geometry.bodySizePt * 1.15)
  const gap = rule - twipsOfMm(geometry.redRuleGapMm) - numberHeight - organEnd
  return [
    ...marks,
    ...emptyLines(markLineCount - marks.length),
    ...organs.map((organ, index) =>
      line([organRun(organ, sizePt, geometry.bodyWidthMm * ptPerMm)], {
        style: offGridStyle,
        alignment: AlignmentType.CENTER,
        spacing: {
          line: twips(organHeightPt),
          lineRule: LineRuleType.EXACT,
          before: index === 0 ? above : 0,
          after: 0,
        },
      }),
    ),
    numberLine(paper, gap, numberHeight),
    ...emptyLines(2),
  ]
}

function paperFrame(topMm: number, heightMm: number): IFrameOptions {
  const leftMm = (geometry.paperWidthMm - geometry.letterRuleWidthMm) / 2
  return {
    type: 'absolute',
    position: { x: twipsOfMm(leftMm), y: twipsOfMm(topMm) },
    width: twipsOfMm(geometry.letterRuleWidthMm),
    height: twipsOfMm(heightMm),
    rule: HeightRule.EXACT,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  }
}

const doubleRule = { size: 24, space: 1, color: red }

/** 发文字号 of a letter: at the right, 7/8 of a character below the rule (10.1). */
function letterNumber(number: Piece): Paragraph {
  const before = twips((geometry.bodySizePt * 7) / 8)
  const height = twips(geometry.bodySizePt * 1.15)
  return line(runs([number]), {
    style: offGridStyle,
    alignment: AlignmentType.RIGHT,
    spacing: { line: height, lineRule: LineRuleType.EXACT, before, after: 0 },
  })
}

/** 信函格式: the organ 30 mm from the paper's edge, a double rule 4 mm below it. */
export function letterHead(paper: PrintedPaper): Paragraph[] {
  const widthPt = geometry.letterRuleWidthMm * ptPerMm
  const sizePt = geometry.letterOrganSizePt
  const heightMm = sizePt / ptPerMm + geometry.letterRuleGapMm
  const organs = organPieces(paper).slice(0, 1)
  const { number } = paper.head
  return [
    ...organs.map((organ) =>
      line([organRun(organ, sizePt, widthPt)], {
        alignment: AlignmentType.CENTER,
        frame: paperFrame(geometry.letterOrganTopMm, heightMm),
        spacing: { line: twips(sizePt * 1.15), lineRule: LineRuleType.EXACT, after: 0 },
        border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, ...doubleRule } },
      }),
    ),
    frameAnchor(),
    ...markLines(paper),
    ...(number ? [letterNumber(number)] : []),
    ...emptyLines(2),
  ]
}

/** The rule 20 mm above the lower edge of a letter's first page; it lives in the footer. */
export function letterFootRule(): Paragraph[] {
  const topMm = geometry.paperHeightMm - geometry.letterFootRuleMm
  const rule = line([], {
    frame: paperFrame(topMm, 2),
    spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    border: { top: { style: BorderStyle.THIN_THICK_SMALL_GAP, ...doubleRule } },
  })
  return [rule, frameAnchor()]
}

export function plainHead(paper: PrintedPaper): Paragraph[] {
  const marks = markLines(paper)
  return marks.length > 0 ? marks : emptyLines(1)
}

export function titleLines(paper: PrintedPaper): Paragraph[] {
  const { titleSizePt, bodySizePt } = geometry
  const below = [
    ...(paper.subtitle ? [paper.subtitle] : []),
    ...(paper.family === 'plain' && paper.head.number ? [paper.head.number] : []),
  ]
  return [
    ...paper.title.map((piece) => centredLine(piece, titleSizePt, { keepNext: true })),
    ...below.map((piece) => centredLine(piece, bodySizePt)),
    ...emptyLines(1),
  ]
}
