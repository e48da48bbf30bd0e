import { type Binding, systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { fileKeptDays, undoHours } from '../../contract/import.ts'
import { dropRun } from './commit.actions.ts'
import { detachFile, forgetBefore, runsWithOldFiles } from './run.queries.ts'

const atOnce = 20
const hourMs = 3_600_000
/** Sees every claim on a file's bytes: those that anybody else claims stay. */
const everywhere: Binding = { ...systemBinding, classes: [...systemBinding.classes, 'vault'] }

/**
 * Deletes the files of imports that have ended or that nobody went on with, and what only an undo
 * would have needed: they hold more than what was taken from them. Answers with how many.
 */
export async function deleteOldFiles({ database, files }: Ground): Promise<number> {
  return database.inWork(everywhere, async (work) => {
    const ended = new Date(work.now.getTime() - undoHours * hourMs)
    const abandoned = new Date(work.now.getTime() - fileKeptDays * 24 * hourMs)
    const runs = await runsWithOldFiles(work, { ended, abandoned, limit: atOnce })
    for (const run of runs) {
      const isOpen = run.state === 'received' || run.state === 'checked'
      if (isOpen) await dropRun(work, run.id)
      await detachFile(work, run)
      await forgetBefore(work, run)
      if (run.fileId) await files.release(work, run.countyId, run.fileId)
    }
    return runs.length
  })
}
