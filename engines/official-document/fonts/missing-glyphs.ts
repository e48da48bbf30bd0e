import type { OfficialDocument } from '../model/document.ts'
import { printPaper } from '../printed/paper.ts'
import { collectPieces } from '../printed/piece.ts'
import type { FontSet } from './font-set.ts'

/** Selectors and joiners shape their neighbour and have no picture of their own. */
const isInvisible = (codePoint: number) =>
  codePoint === 0x200d || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)

/**
 * The characters of a paper that no font of their slot can draw, each once, in code point order.
 * They would be printed as empty boxes: show the list before the paper is issued.
 */
export function missingGlyphs(document: OfficialDocument, fonts: FontSet): string[] {
  const missing = new Set<string>()
  for (const { text, slot } of collectPieces(printPaper(document))) {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0
      const drawn = fonts.slots[slot].faces.some((face) => face.has(codePoint))
      if (!drawn && !isInvisible(codePoint)) missing.add(character)
    }
  }
  return [...missing].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
}
