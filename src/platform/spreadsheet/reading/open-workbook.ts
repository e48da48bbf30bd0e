import type { RawCell, RawSheet, RawWorkbook } from '../raw-workbook.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'
import { runInWorker } from './worker-run.ts'

export type OpenOptions = {
  readonly limits?: Partial<ReadingLimits>
  readonly signal?: AbortSignal
  /** Called with the number of rows received so far. */
  readonly onRows?: (rowCount: number) => void
}

/**
 * Opens an uploaded xlsx, xls or CSV file, told apart by its bytes, in a worker thread with limits
 * on size, memory and time. A file without any content is an error, never an empty success.
 * Throws UnreadableWorkbook with a stable code.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  fileName: string,
  options: OpenOptions = {},
): Promise<RawWorkbook> {
  const limits = { ...readingLimits, ...options.limits }
  if (bytes.byteLength > limits.fileBytesMax) {
    const maxMb = Math.round(limits.fileBytesMax / 1024 / 1024)
    throw new UnreadableWorkbook('file-too-large', { maxMb })
  }
  const sheets: RawSheet[] = []
  let rows: RawCell[][] = []
  let rowCount = 0
  const reading: { workbook?: Omit<RawWorkbook, 'sheets'> } = {}
  await runInWorker(
    { do: 'read', bytes, fileName, limits },
    (message) => {
      if (message.say === 'sheet') {
        rows = []
        sheets.push({ ...message.sheet, rows })
      } else if (message.say === 'rows') {
        for (const row of message.rows) rows.push(row)
        rowCount += message.rows.length
        options.onRows?.(rowCount)
      } else if (message.say === 'read') reading.workbook = message.workbook
    },
    options.signal,
  )
  if (!reading.workbook) throw new UnreadableWorkbook('no-content')
  return { ...reading.workbook, sheets }
}
