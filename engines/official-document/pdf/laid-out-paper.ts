import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { z } from 'zod'
import type { FontSet } from '../fonts/font-set.ts'
import { geometry, ptPerMm } from '../printed/geometry.ts'
import type { PrintedPaper } from '../printed/paper.ts'
import { layoutSource } from './layout-source.ts'
import { compile, compilerFor, turn } from './typst-compiler.ts'

/** A paper that is laid out but not yet written, and the compiler that can be asked about it. */
export interface LaidOutPaper {
  compiler: NodeCompiler
  typeset: NodeTypstDocument
}

/** A spot measured from the upper left corner of a page; pages count from 1. */
export interface Spot {
  page: number
  xMm: number
  yMm: number
}

const Mark = z.object({
  page: z.int(),
  xPt: z.number(),
  yPt: z.number(),
  about: z.string().nullable(),
})

/** Where the layout left marks of one label, in reading order. */
export function marksOf(laidOut: LaidOutPaper, label: string): (Spot & { about: string | null })[] {
  const { compiler, typeset } = laidOut
  const found = compiler.query(typeset, { selector: `<${label}>`, field: 'value' })
  return z
    .array(Mark)
    .parse(found)
    .map(({ page, xPt, yPt, about }) => ({
      page,
      xMm: xPt / ptPerMm,
      yMm: yPt / ptPerMm,
      about,
    }))
}

/** Lines that move on to the page of a signature which would stand there alone. */
const movedLines = 2

/**
 * Lines to be kept free below the last words, so that some of them stand beside the signature
 * (GB/T 9704-2012, 7.3.5.4); none when they do already.
 */
function linesToHold(laidOut: LaidOutPaper): number {
  const [words] = marksOf(laidOut, 'words-end')
  const [signature] = marksOf(laidOut, 'signature')
  if (!words || !signature || words.page >= signature.page) return 0
  const { marginTopMm, bodyHeightMm, linePitchPt, bodySizePt } = geometry
  const lineTopPt = words.yMm * ptPerMm - emTop * bodySizePt
  const belowPt = (marginTopMm + bodyHeightMm) * ptPerMm - lineTopPt - linePitchPt
  return Math.floor(belowPt / linePitchPt + 0.01) + movedLines
}

/** Share of the size by which a Chinese character rises above the baseline. */
const emTop = 0.88

/**
 * Lays out a paper. When its signature would stand alone on a page, it is laid out once more
 * with the last lines of the text moved on to that page; the grid stays as it is.
 */
export async function layOut(paper: PrintedPaper, fonts: FontSet): Promise<LaidOutPaper> {
  const compiler = await compilerFor(fonts)
  const layout = await layoutSource()
  const faces = Object.entries(fonts.slots).map(([slot, { families }]) => [slot, families])
  const run = (lines: number): LaidOutPaper => {
    const data = { paper, geometry, fonts: Object.fromEntries(faces), heldLines: lines }
    return { compiler, typeset: compile(compiler, layout, JSON.stringify(data)) }
  }
  await turn()
  const first = run(0)
  const held = linesToHold(first)
  return held > 0 ? run(held) : first
}
