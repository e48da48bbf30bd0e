import { type Block, listMarker } from '../model/blocks.ts'
import { type FigureUrl, type FontSlot, type Piece, piecesOf } from './piece.ts'
import { type PrintedTable, printTable } from './table.ts'

/** A heading stays with what follows it and has no first-line rule of its own. */
export interface PrintedHeading {
  kind: 'heading'
  level: 1 | 2 | 3
  pieces: Piece[]
}

export interface PrintedParagraph {
  kind: 'paragraph'
  indent: boolean
  pieces: Piece[]
}

export type PrintedBlock = PrintedHeading | PrintedParagraph | PrintedTable

const headings = {
  heading1: { level: 1, slot: 'hei' },
  heading2: { level: 2, slot: 'kai' },
  heading3: { level: 3, slot: 'fangSong' },
} as const satisfies Record<string, { level: 1 | 2 | 3; slot: FontSlot }>

/** A list becomes paragraphs that begin with their marker, as official papers set it. */
function printBlock(block: Block, figureUrl?: FigureUrl): PrintedBlock[] {
  switch (block.type) {
    case 'heading1':
    case 'heading2':
    case 'heading3': {
      const { level, slot } = headings[block.type]
      return [{ kind: 'heading', level, pieces: [{ text: block.text, slot }] }]
    }
    case 'paragraph': {
      const pieces = piecesOf(block.text, 'fangSong', figureUrl)
      return [{ kind: 'paragraph', indent: block.indent, pieces }]
    }
    case 'list':
      return block.items.map((item, position) => ({
        kind: 'paragraph',
        indent: true,
        pieces: [
          { text: listMarker(block.marker, position), slot: 'fangSong' },
          ...piecesOf(item, 'fangSong', figureUrl),
        ],
      }))
    case 'table':
      return [printTable(block, figureUrl)]
  }
}

export function printBlocks(blocks: readonly Block[], figureUrl?: FigureUrl): PrintedBlock[] {
  return blocks.flatMap((block) => printBlock(block, figureUrl))
}
