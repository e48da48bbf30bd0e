import type { Block } from './blocks.ts'
import type { OfficialDocument } from './document.ts'
import { printedRun, type RichText, runsOf } from './text.ts'

/** One printed number: its key, what is printed, and where it stands in the document. */
export interface PrintedFigure {
  key: string
  value: string
  path: (string | number)[]
}

type Located = { text: RichText; path: (string | number)[] }

function textsOf(block: Block, path: (string | number)[]): Located[] {
  if (block.type === 'paragraph') return [{ text: block.text, path: [...path, 'text'] }]
  if (block.type === 'list') {
    return block.items.map((text, index) => ({ text, path: [...path, 'items', index] }))
  }
  if (block.type === 'table') {
    return block.rows.flatMap((cells, row) =>
      cells.map((text, column) => ({ text, path: [...path, 'rows', row, column] })),
    )
  }
  return []
}

/** Every figure of a paper in reading order, attachments last. */
export function figuresOf(document: OfficialDocument): PrintedFigure[] {
  const inBody = document.body.flatMap((block, index) => textsOf(block, ['body', index]))
  const inAttachments = document.attachments.flatMap((attachment, number) =>
    (attachment.body ?? []).flatMap((block, index) =>
      textsOf(block, ['attachments', number, 'body', index]),
    ),
  )
  return [...inBody, ...inAttachments].flatMap(({ text, path }) =>
    runsOf(text).flatMap((run) =>
      'figure' in run ? [{ key: run.figure.key, value: printedRun(run), path }] : [],
    ),
  )
}
