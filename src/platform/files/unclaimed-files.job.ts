import type { Sweep } from '../jobs/sweeper.ts'
import type { Ground } from '../ports/module.ts'
import { shelfCount } from './file-store.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Once a day removes the bytes that no row claims: those of an upload that was refused or cut off,
 * and those that were given up before the process ended. One shelf at a turn; it tells how many
 * shelves of the round are left.
 */
export function unclaimedFilesSweep({ database, files, wallClock, logger }: Ground): Sweep {
  let next = 0
  return {
    name: 'platform.unclaimed-files',
    everyMs: dayMs,
    async run() {
      const shelf = next
      next = (next + 1) % shelfCount
      // Files bear the world's time, whatever time a demonstration plays.
      const before = new Date(wallClock.now().getTime() - hourMs)
      const removed = await files.clearShelf(database, shelf, before)
      if (removed === null) {
        logger.warn(
          'files of another database lie in the data folder: none is removed as unclaimed',
        )
        next = 0
        return 0
      }
      if (removed > 0) logger.info({ removed }, 'removed files that nothing claims')
      return (shelfCount - next) % shelfCount
    },
  }
}
