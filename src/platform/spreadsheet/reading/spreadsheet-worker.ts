import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableWorkbook } from './unreadable-workbook.ts'
import { readWorkbook } from './workbook-reader.ts'
import type { WorkerMessage, WorkerTask } from './worker-messages.ts'

/** Rows of one message: small enough that the receiving thread is held for milliseconds only. */
const rowsPerMessage = 1_000

const port = parentPort
if (!port) throw new Error('spreadsheet-worker runs as a worker thread only')
const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer)

async function work(task: WorkerTask): Promise<void> {
  if (task.do === 'mark') {
    const { markWorkbook } = await import('../writing/mark-workbook.ts')
    const bytes = await markWorkbook(task)
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
