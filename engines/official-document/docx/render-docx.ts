import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { OfficialDocument } from '../model/document.ts'
import { geometry } from '../printed/geometry.ts'
import { type PrintedPaper, printPaper } from '../printed/paper.ts'
import { blockLines } from './blocks.ts'
import { coreProperties } from './core-properties.ts'
import { attachmentNote, attachmentPages, imprintLines, signatureLines } from './endings.ts'
import { fixEntryTimes } from './fixed-times.ts'
import { letterFootRule, letterHead, plainHead, redHead, titleLines } from './head.ts'
import { line, linePitchTwips, runStyle, runs, twips, twipsOfMm } from './lines.ts'
import { stylesPart } from './styles-part.ts'

const heads = { redhead: redHead, letter: letterHead, plain: plainHead }

/** — 1 — in 4号 宋体, one character from the right on odd pages, from the left on even ones. */
function folio(paper: PrintedPaper, side: 'odd' | 'even'): Footer {
  const { dash, digits } = paper.folio
  const style = runStyle(digits.slot, geometry.imprintSizePt)
  const indent = twips(geometry.imprintSizePt)
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: indent } : { left: indent },
        children: [
          new TextRun({ ...style, children: [`${dash.text} `] }),
          new TextRun({ ...style, children: [PageNumber.CURRENT] }),
          new TextRun({ ...style, children: [` ${dash.text}`] }),
        ],
      }),
    ],
  })
}

function sectionProperties(paper: PrintedPaper): ISectionOptions['properties'] {
  const { paperWidthMm, paperHeightMm, marginTopMm, marginLeftMm } = geometry
  const { bodyWidthMm, bodyHeightMm } = geometry
  const bottomMm = paperHeightMm - marginTopMm - bodyHeightMm
  // The footer is measured from the paper's edge: half a line below the stroke of the dash.
  const footerMm = bottomMm - geometry.folioDropMm - 2.5
  return {
    titlePage: paper.family === 'letter',
    grid: { type: DocumentGridType.LINES, linePitch: linePitchTwips },
    page: {
      size: { width: twipsOfMm(paperWidthMm), height: twipsOfMm(paperHeightMm) },
      margin: {
        top: twipsOfMm(marginTopMm),
        left: twipsOfMm(marginLeftMm),
        right: twipsOfMm(paperWidthMm - marginLeftMm - bodyWidthMm),
        bottom: twipsOfMm(bottomMm),
        header: twipsOfMm(15),
        footer: twipsOfMm(footerMm),
        gutter: 0,
      },
    },
  }
}

function section(paper: PrintedPaper): ISectionOptions {
  const { recipient } = paper
  const first = new Footer({ children: letterFootRule() })
  return {
    properties: sectionProperties(paper),
    footers: {
      default: folio(paper, 'odd'),
      even: folio(paper, 'even'),
      ...(paper.family === 'letter' ? { first } : {}),
    },
    children: [
      ...heads[paper.family](paper),
      ...titleLines(paper),
      ...(recipient ? [line(runs([recipient]))] : []),
      ...blockLines(paper.body),
      ...attachmentNote(paper),
      ...signatureLines(paper),
      ...attachmentPages(paper),
      ...imprintLines(paper),
    ],
  }
}

/**
 * The paper as DOCX, an editable copy that names the official fonts and embeds none. Its page
 * breaks are those of the reader's text processor; the PDF is the master.
 */
export async function renderDocx(document: OfficialDocument): Promise<Uint8Array> {
  const paper = printPaper(document)
  const file = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [section(paper)],
  })
  const parts = [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
    { path: 'word/styles.xml', data: stylesPart() },
  ]
  return fixEntryTimes(await Packer.toBuffer(file, undefined, parts))
}
