import type { Table } from '../model/blocks.ts'
import { printedText } from '../model/text.ts'
import { geometry, ptPerMm } from './geometry.ts'
import { type FigureUrl, type Piece, piecesOf } from './piece.ts'

export interface PrintedColumn {
  title: Piece[]
  widthPt: number
  align: 'start' | 'center' | 'end'
}

export interface PrintedTable {
  kind: 'table'
  caption?: Piece[]
  sizePt: number
  columns: PrintedColumn[]
  rows: Piece[][][]
}

/** Width of a text in characters of the grid: what is not CJK takes about half of one. */
export function gridWidth(text: string): number {
  let width = 0
  for (const character of text) width += character < '\u2e80' ? 0.55 : 1
  return width
}

/** 4号 as in the imprint while it fits, then 小四 and 五号. */
function tableSizePt(columnCount: number): number {
  if (columnCount <= 5) return 14
  return columnCount <= 9 ? 12 : 10.5
}

/** Space beside the text of a cell, both sides and the stroke together. */
const cellMarginPt = 9

/** A column as wide as its longest text on one line; a long text has its lines broken anyway. */
function naturalWidths(table: Table, sizePt: number): number[] {
  const widestText = 18
  return table.columns.map((column, index) => {
    const cells = table.rows.map((row) => gridWidth(printedText(row[index] ?? '')))
    const longest = cells.reduce((width, cell) => Math.max(width, cell), gridWidth(column.title))
    return Math.min(widestText, longest) * sizePt + cellMarginPt
  })
}

/**
 * Widths that fill the body. What is short keeps its width; what is long shares the rest. With
 * declared weights, these alone decide.
 */
function columnWidths(table: Table, sizePt: number): number[] {
  const whole = geometry.bodyWidthMm * ptPerMm
  const declared = table.columns.map(({ weight }) => weight ?? 1)
  if (table.columns.some(({ weight }) => weight !== undefined)) return scaled(declared, whole)
  const natural = naturalWidths(table, sizePt)
  return scaled(capped(natural, whole), whole)
}

function scaled(widths: readonly number[], whole: number): number[] {
  const sum = widths.reduce((total, width) => total + width, 0)
  return widths.map((width) => Math.floor((width * whole * 100) / sum) / 100)
}

/** Cuts the widest columns down to one common width at which all of them fit. */
function capped(widths: readonly number[], whole: number): number[] {
  const ascending = [...widths].sort((a, b) => a - b)
  let rest = whole
  for (const [index, width] of ascending.entries()) {
    const share = rest / (ascending.length - index)
    if (width > share) return widths.map((each) => Math.min(each, share))
    rest -= width
  }
  return [...widths]
}

export function printTable(table: Table, figureUrl?: FigureUrl): PrintedTable {
  const sizePt = tableSizePt(table.columns.length)
  const widths = columnWidths(table, sizePt)
  return {
    kind: 'table',
    ...(table.caption ? { caption: [{ text: table.caption, slot: 'hei' as const }] } : {}),
    sizePt,
    columns: table.columns.map((column, index) => ({
      title: [{ text: column.title, slot: 'hei' as const }],
      widthPt: widths[index] ?? 0,
      align: column.align,
    })),
    rows: table.rows.map((row) => row.map((cell) => piecesOf(cell, 'fangSong', figureUrl))),
  }
}
