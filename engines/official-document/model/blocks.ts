import { z } from 'zod'
import { NonEmptyText, RichText } from './text.ts'
import { wording } from './wording.catalogue.ts'

const heading = <Level extends 'heading1' | 'heading2' | 'heading3'>(type: Level) =>
  z.strictObject({ type: z.literal(type), text: NonEmptyText })

/** 一级 黑体, 二级 楷体, 三级 仿宋 (GB/T 9704-2012, 7.3.3). The number is part of the text. */
export const Heading1 = heading('heading1').meta({
  id: 'Heading1',
  description: 'First level, in the hei face.',
})
export const Heading2 = heading('heading2').meta({
  id: 'Heading2',
  description: 'Second level, in the kai face.',
})
export const Heading3 = heading('heading3').meta({
  id: 'Heading3',
  description: 'Third level, in the body face.',
})

export const Paragraph = z
  .strictObject({
    type: z.literal('paragraph'),
    text: RichText,
    indent: z.boolean().default(true).describe('First line two characters in.'),
  })
  .meta({ id: 'Paragraph' })

export const List = z
  .strictObject({
    type: z.literal('list'),
    marker: z.enum(['decimal', 'parenthesised', 'circled', 'dash']).default('decimal'),
    items: z.array(RichText).min(1).max(200),
  })
  .meta({ id: 'List' })

export const TableColumn = z
  .strictObject({
    title: NonEmptyText,
    weight: z.number().positive().max(100).optional().describe('Share of the width.'),
    align: z.enum(['start', 'center', 'end']).default('center'),
  })
  .meta({ id: 'TableColumn' })

export const Table = z
  .strictObject({
    type: z.literal('table'),
    caption: NonEmptyText.optional(),
    columns: z.array(TableColumn).min(1).max(14),
    rows: z.array(z.array(RichText)).min(1).max(5000),
  })
  .refine((table) => table.rows.every((row) => row.length === table.columns.length), {
    error: 'table.row-width',
    path: ['rows'],
  })
  .meta({ id: 'Table', description: 'Every row has one cell per column.' })

export const Block = z.discriminatedUnion('type', [
  Heading1,
  Heading2,
  Heading3,
  Paragraph,
  List,
  Table,
])

export type Block = z.infer<typeof Block>
export type List = z.infer<typeof List>
export type Table = z.infer<typeof Table>
export type ListMarker = List['marker']

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** The printed marker of the item at a position counted from 0. */
export function listMarker(marker: ListMarker, position: number): string {
  const number = position + 1
  if (marker === 'dash') return wording.listDash
  if (marker === 'parenthesised') return `(${number})`
  if (marker === 'circled') return circled[position] ?? `(${number})`
  return `${number}.`
}
