import type { FontSet } from '../fonts/font-set.ts'
import type { OfficialDocument } from '../model/document.ts'
import { geometry } from '../printed/geometry.ts'
import { type PrintedPaper, printPaper } from '../printed/paper.ts'
import type { FigureUrl } from '../printed/piece.ts'
import { layOut, marksOf, type Spot } from './laid-out-paper.ts'

export interface PdfOptions {
  fonts: FontSet
  /** Makes each figure a link, for example to the rows behind it. */
  figureUrl?: FigureUrl | undefined
}

/** Where things stand on the printed pages. */
export interface PaperLayout {
  pageCount: number
  /** Centres of the seals to be set, for an electronic seal service. */
  seals: (Spot & { diameterMm: number })[]
  /** Left ends of the baselines of the figures. */
  figures: (Spot & { key: string })[]
}

const secondsPerMs = 1 / 1000

/** The date of the paper, not of the printing: so the same paper gives the same bytes for ever. */
function creationTimestamp({ metadata: { date } }: PrintedPaper): number {
  return date ? Date.UTC(date.year, date.month - 1, date.day) * secondsPerMs : 0
}

/**
 * The paper as PDF: fonts embedded, byte for byte the same for the same document and fonts.
 * @throws LayoutError when it cannot be laid out. Missing glyphs are no error: `missingGlyphs`.
 */
export async function renderPdf(
  document: OfficialDocument,
  { fonts, figureUrl }: PdfOptions,
): Promise<Uint8Array> {
  const paper = printPaper(document, figureUrl)
  const { compiler, typeset } = await layOut(paper, fonts)
  return compiler.pdf(typeset, { creationTimestamp: creationTimestamp(paper) })
}

/** Pages, seal positions and figure positions of the PDF that `renderPdf` makes. */
export async function layoutOf(
  document: OfficialDocument,
  { fonts }: PdfOptions,
): Promise<PaperLayout> {
  const laidOut = await layOut(printPaper(document), fonts)
  const { sealDiameterMm: diameterMm } = geometry
  return {
    pageCount: laidOut.typeset.numOfPages,
    seals: marksOf(laidOut, 'seal').map(({ about: _, ...spot }) => ({ ...spot, diameterMm })),
    figures: marksOf(laidOut, 'figure').map(({ about, ...spot }) => ({
      ...spot,
      key: about ?? '',
    })),
  }
}
