import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { PrintedBlock, PrintedHeading, PrintedParagraph } from '../printed/block.ts'
import { geometry } from '../printed/geometry.ts'
import type { Piece } from '../printed/piece.ts'
import type { PrintedColumn, PrintedTable } from '../printed/table.ts'
import {
  bodyWidthTwips,
  centredLine,
  characterTwips,
  gridLine,
  line,
  linePitchTwips,
  runs,
  twips,
} from './lines.ts'

const twoCharacters = { firstLine: 2 * characterTwips }

function headingLine({ pieces, level }: PrintedHeading): Paragraph {
  return line(runs(pieces), { indent: twoCharacters, keepNext: true, outlineLevel: level - 1 })
}

function paragraphLine({ pieces, indent }: PrintedParagraph): Paragraph {
  return line(runs(pieces), {
    alignment: AlignmentType.BOTH,
    ...(indent ? { indent: twoCharacters } : {}),
  })
}

const alignments = {
  start: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
}

const cellPaddingTwips = 70

function cell(
  pieces: readonly Piece[],
  { widthPt, align }: PrintedColumn,
  sizePt: number,
): TableCell {
  const text = line(runs(pieces, sizePt), {
    alignment: alignments[align],
    spacing: { ...gridLine, line: twips(sizePt * 1.32) },
  })
  return new TableCell({
    width: { size: twips(widthPt), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: cellPaddingTwips, right: cellPaddingTwips, top: 0, bottom: 0 },
    children: [text],
  })
}

/** As in the PDF: rows of one grid line, a taller head, and its excess given back below. */
function tableLines(table: PrintedTable): (Paragraph | Table)[] {
  const { columns, rows, sizePt, caption = [] } = table
  const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    height: { value: linePitchTwips + twips(geometry.bodySizePt), rule: HeightRule.ATLEAST },
    children: columns.map((column) => cell(column.title, { ...column, align: 'center' }, sizePt)),
  })
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        height: { value: linePitchTwips, rule: HeightRule.ATLEAST },
        children: columns.map((column, index) => cell(row[index] ?? [], column, sizePt)),
      }),
  )
  const grid = new Table({
    width: { size: bodyWidthTwips, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: columns.map(({ widthPt }) => twips(widthPt)),
    borders: {
      top: rule,
      bottom: rule,
      left: rule,
      right: rule,
      insideHorizontal: rule,
      insideVertical: rule,
    },
    rows: [head, ...body],
  })
  const gap = line([], {
    spacing: { ...gridLine, line: linePitchTwips - twips(geometry.bodySizePt) },
  })
  const captions = caption.map((piece) =>
    centredLine(piece, geometry.bodySizePt, { keepNext: true }),
  )
  return [...captions, grid, gap]
}

export function blockLines(blocks: readonly PrintedBlock[]): (Paragraph | Table)[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [headingLine(block)]
    return block.kind === 'paragraph' ? [paragraphLine(block)] : tableLines(block)
  })
}
