import { type ReadingLimits, readingLimits } from '../reading/limits.ts'
import { runInWorker } from '../reading/worker-run.ts'
import type { LocatedProblem } from '../table-spec.ts'
import type { Locale } from '../text.ts'

export type MarkOptions = {
  readonly fileName: string
  readonly locale: Locale
  readonly limits?: Partial<ReadingLimits>
}

/**
 * Gives the user's own file back as xlsx with refused cells red and doubtful ones yellow, each with
 * a comment that says what to do, and a sheet that lists them all. An xls or CSV file comes back as
 * an xlsx copy. Runs in the worker; throws UnreadableWorkbook.
 */
export async function markErrors(
  bytes: Uint8Array,
  problems: readonly LocatedProblem[],
  options: MarkOptions,
): Promise<Uint8Array> {
  const limits = { ...readingLimits, ...options.limits }
  const marked: { bytes?: Uint8Array } = {}
  const task = {
    do: 'mark' as const,
    bytes,
    fileName: options.fileName,
    locale: options.locale,
    limits,
    problems: problems.filter(({ severity }) => severity !== 'note'),
  }
  await runInWorker(task, (message) => {
    if (message.say === 'marked') marked.bytes = message.bytes
  })
  if (!marked.bytes) throw new Error('the spreadsheet worker gave no marked file')
  return marked.bytes
}
