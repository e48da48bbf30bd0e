import { Writable } from 'node:stream'
import type { Page } from '../../contract/page.ts'
import { baseProblems } from '../../contract/problems.catalogue.ts'
import type { Locale } from '../text.ts'
import type { OutputColumn, OutputRows } from './csv-rows.ts'
import { writeRows } from './xlsx-rows.ts'

/** More rows than this nobody reads, and writing them takes a server too long for one request. */
export const exportRowsMax = 50_000

/**
 * The rows of a list page by page, as its readers get them. More than `exportRowsMax` are refused:
 * by the total of the first page, or where a page holds several rows for each of its own.
 */
export async function* everyRow<R>(
  readPage: (after: string | undefined) => Promise<Page<R>>,
): AsyncGenerator<R> {
  let after: string | undefined
  let count = 0
  do {
    const page = await readPage(after)
    count += page.rows.length
    if (Math.max(count, page.total) > exportRowsMax) {
      throw baseProblems.tooManyRows({ rowsMax: exportRowsMax })
    }
    yield* page.rows
    after = page.next
  } while (after !== undefined)
}

/** A whole xlsx file of one sheet, for a reply. */
export async function tableFile(
  columns: readonly OutputColumn[],
  rows: OutputRows,
  options: { readonly sheetName: string; readonly locale: Locale },
): Promise<{ readonly bytes: Uint8Array; readonly rowCount: number }> {
  const chunks: Buffer[] = []
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  const { rowCount } = await writeRows(columns, rows, output, options)
  return { bytes: Buffer.concat(chunks), rowCount }
}
