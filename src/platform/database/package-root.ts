import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder with package.json and migrations, both from sources and from the bundle. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'migrations')) && existsSync(join(folder, 'package.json'))) {
    return folder
  }
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The product folder with its migrations was not found.')
  return findRoot(parent)
}
