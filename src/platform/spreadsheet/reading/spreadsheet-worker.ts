import { parentPort, workerData } from 'node:worker_threads'
import type { RawCell, RawSheet, RawWorkbook } from '../raw-workbook.ts'
import type { LocatedProblem } from '../table-spec.ts'
import type { Locale } from '../text.ts'
import type { ReadingLimits } from './limits.ts'
import { type Details, type UnreadableCode, UnreadableWorkbook } from './unreadable-workbook.ts'
import { readWorkbook } from './workbook-reader.ts'

type Source = { bytes: Uint8Array; fileName: string; limits: ReadingLimits }

/** What the worker is started with. */
export type WorkerTask =
  | ({ do: 'read' } & Source)
  | ({ do: 'mark'; problems: LocatedProblem[]; locale: Locale } & Source)

/** What it says, in this order: a sheet, its rows in pieces, …, the end. */
export type WorkerMessage =
  | { say: 'sheet'; sheet: Omit<RawSheet, 'rows'> }
  | { say: 'rows'; rows: RawCell[][] }
  | { say: 'read'; workbook: Omit<RawWorkbook, 'sheets'> }
  | { say: 'marked'; bytes: Uint8Array }
  | { say: 'refused'; code: UnreadableCode; details: Details }

/** Rows of one message: small enough that the receiving thread is held for milliseconds only. */
const rowsPerMessage = 1_000

const port = parentPort
if (!port) throw new Error('spreadsheet-worker runs as a worker thread only')
const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer)

async function work(task: WorkerTask): Promise<void> {
  if (task.do === 'mark') {
    const { markErrorsHere } = await import('../writing/mark-errors.ts')
    const bytes = await markErrorsHere(task)
    return say({ say: 'marked', bytes }, [bytes.buffer as ArrayBuffer])
  }
  const { sheets, ...workbook } = await readWorkbook(task.bytes, task.fileName, task.limits)
  for (const { rows, ...sheet } of sheets) {
    say({ say: 'sheet', sheet })
    for (let start = 0; start < rows.length; start += rowsPerMessage) {
      say({ say: 'rows', rows: rows.slice(start, start + rowsPerMessage) })
    }
  }
  say({ say: 'read', workbook })
}

try {
  await work(workerData as WorkerTask)
} catch (error) {
  if (!(error instanceof UnreadableWorkbook)) throw error
  say({ say: 'refused', code: error.code, details: error.details })
}
