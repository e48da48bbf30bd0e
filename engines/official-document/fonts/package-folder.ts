import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const searchDepthMax = 8

/**
 * The first existing one of `relatives`, looked for in the folder of this module and in those
 * above it: the engine may run from its source, from a bundle in `dist/`, or copied elsewhere.
 */
export function findFolder(...relatives: string[]): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let depth = 0; depth < searchDepthMax; depth += 1) {
    const here = folder
    const found = relatives.map((relative) => join(here, relative)).find(existsSync)
    if (found) return found
    folder = dirname(folder)
  }
  return undefined
}
