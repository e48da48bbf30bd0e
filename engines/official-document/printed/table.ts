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

const narrowestColumn = 3
const widestColumn = 18

/** Columns share the width of the body by their declared weight, else by their longest cell. */
function columnWeights(table: Table): number[] {
  return table.columns.map((column, index) => {
    if (column.weight) return column.weight
    const cells = table.rows.map((row) => gridWidth(printedText(row[index] ?? '')))
    const longest = Math.max(gridWidth(column.title), ...cells) + 1
    return Math.min(widestColumn, Math.max(narrowestColumn, longest))
  })
}

export function printTable(table: Table, figureUrl?: FigureUrl): PrintedTable {
  const weights = columnWeights(table)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const bodyWidthPt = geometry.bodyWidthMm * ptPerMm
  return {
    kind: 'table',
    ...(table.caption ? { caption: [{ text: table.caption, slot: 'hei' as const }] } : {}),
    sizePt: tableSizePt(table.columns.length),
    columns: table.columns.map((column, index) => ({
      title: [{ text: column.title, slot: 'hei' as const }],
      widthPt: Math.floor(((weights[index] ?? 1) * bodyWidthPt * 100) / whole) / 100,
      align: column.align,
    })),
    rows: table.rows.map((row) => row.map((cell) => piecesOf(cell, 'fangSong', figureUrl))),
  }
}
