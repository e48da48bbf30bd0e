import { type Emphasis, printedRun, type RichText, runsOf } from '../model/text.ts'

/** The five typefaces of a paper: 仿宋, 小标宋, 楷体, 黑体, and the 宋体 of the page number. */
export const fontSlots = ['fangSong', 'song', 'kai', 'hei', 'folio'] as const

export type FontSlot = (typeof fontSlots)[number]

/** A stretch of text in one typeface. `figure` is the key of the number it prints. */
export interface Piece {
  text: string
  slot: FontSlot
  figure?: string
  link?: string
}

/** Turns the key of a figure into an address to open, or into nothing. */
export type FigureUrl = (key: string) => string | undefined

/** The pieces of a text whose plain runs are set in `slot`. */
export function piecesOf(text: RichText, slot: FontSlot, figureUrl?: FigureUrl): Piece[] {
  return runsOf(text).map((run) => {
    const face: Emphasis | FontSlot = run.emphasis ?? slot
    const piece: Piece = { text: printedRun(run), slot: face }
    if (!('figure' in run)) return piece
    const link = figureUrl?.(run.figure.key)
    return { ...piece, figure: run.figure.key, ...(link ? { link } : {}) }
  })
}

function isPiece(value: object): value is Piece {
  return 'slot' in value && 'text' in value
}

/** Every piece inside a value, however deep: what the paper will print, face by face. */
export function collectPieces(value: unknown): Piece[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(collectPieces)
  if (isPiece(value)) return [value]
  return Object.values(value).flatMap(collectPieces)
}
