import { Worker } from 'node:worker_threads'
import { UnreadableWorkbook } from './unreadable-workbook.ts'
import type { WorkerMessage, WorkerTask } from './worker-messages.ts'

/**
 * The worker is this folder's own TypeScript file, also for the bundled server: the bundler keeps
 * the address of every module, and Node strips the types.
 */
const workerUrl = new URL('./spreadsheet-worker.ts', import.meta.url)

const workersMax = 2
const waitingMax = 20
let running = 0
const waiting: (() => void)[] = []

/**
 * Runs one task in a thread of its own, bounded in memory and time; two at once, others wait.
 * Rejects with UnreadableWorkbook, or with what the thread died of.
 */
export async function runInWorker(
  task: WorkerTask,
  hear: (message: WorkerMessage) => void,
  signal?: AbortSignal,
): Promise<void> {
  await takeSlot()
  try {
    await runWorker(task, hear, signal)
  } finally {
    leaveSlot()
  }
}

async function takeSlot(): Promise<void> {
  if (running < workersMax) {
    running += 1
    return
  }
  if (waiting.length >= waitingMax) throw new UnreadableWorkbook('too-many-at-once')
  await new Promise<void>((resolve) => waiting.push(resolve))
}

/** Whoever waits longest takes the slot over, so a newcomer cannot slip in between. */
function leaveSlot(): void {
  const next = waiting.shift()
  if (next) next()
  else running -= 1
}

async function runWorker(
  task: WorkerTask,
  hear: (message: WorkerMessage) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted) throw new UnreadableWorkbook('reading-cancelled')
  const { memoryMbMax, readingMsMax } = task.limits
  const worker = new Worker(workerUrl, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMbMax, maxYoungGenerationSizeMb: 64 },
  })
  const done = Promise.withResolvers<void>()
  const refuse = (error: unknown): void => done.reject(error)
  const cancel = (): void => refuse(new UnreadableWorkbook('reading-cancelled'))
  const seconds = Math.round(readingMsMax / 1000)
  const timer = setTimeout(
    () => refuse(new UnreadableWorkbook('takes-too-long', { seconds })),
    readingMsMax,
  )
  signal?.addEventListener('abort', cancel, { once: true })
  worker.on('message', (message: WorkerMessage) => {
    if (message.say === 'refused') refuse(new UnreadableWorkbook(message.code, message.details))
    else hear(message)
    if (message.say === 'read' || message.say === 'marked') done.resolve()
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    refuse(memory ? new UnreadableWorkbook('needs-too-much-memory') : error)
  })
  worker.on('exit', () => refuse(new Error('the spreadsheet worker ended without an answer')))
  try {
    await done.promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
    await worker.terminate()
  }
}
