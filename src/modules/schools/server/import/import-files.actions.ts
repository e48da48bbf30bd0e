import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { fileKeptDays, undoHours } from '../../contract/import.ts'
import { dropRun } from './commit.actions.ts'
import { detachFile, forgetBefore, runsWithOldFiles } from './run.queries.ts'

const atOnce = 20
const hourMs = 3_600_000

/**
 * Deletes the files of imports that have ended or that nobody went on with, and what only an undo
 * would have needed: they hold more than what was taken from them. Answers with how many.
 */
export async function deleteOldFiles({ database, files }: Ground): Promise<number> {
  const { count, released } = await database.inWork(systemBinding, async (work) => {
    const ended = new Date(work.now.getTime() - undoHours * hourMs)
    const abandoned = new Date(work.now.getTime() - fileKeptDays * 24 * hourMs)
    const runs = await runsWithOldFiles(work, { ended, abandoned, limit: atOnce })
    const released: string[] = []
    for (const run of runs) {
      const isOpen = run.state === 'received' || run.state === 'checked'
      if (isOpen) await dropRun(work, run.id)
      await detachFile(work, run)
      await forgetBefore(work, run)
      if (run.fileId) released.push(...(await files.release(work, run.countyId, run.fileId)))
    }
    return { count: runs.length, released }
  })
  await files.removeUnclaimed(database, released)
  return count
}
