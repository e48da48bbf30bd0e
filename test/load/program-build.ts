import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { bundle } from '../../tools/tasks/bundle.ts'
import { ROOT } from '../../tools/tasks/root.ts'

export interface ProgramBuild {
  /** Path of the bundle. */
  readonly program: string
  readonly remove: () => Promise<void>
}

const entry = fileURLToPath(new URL('./server-entry.ts', import.meta.url))
let builds = 0

/** Bundles the server as the product's build does; plugins may put a flaw into it. */
export const buildServer = (plugins: readonly Plugin[] = []): Promise<ProgramBuild> =>
  buildProgram(entry, plugins)

/** Bundles a program of the product, whose entry file is given. */
export async function buildProgram(
  entry: string,
  plugins: readonly Plugin[] = [],
): Promise<ProgramBuild> {
  builds += 1
  // Beside `dist`, because modules find their own files by their place relative to it.
  const folder = join(ROOT, `dist.load-${process.pid}-${builds}`)
  await mkdir(folder, { recursive: true })
  await bundle([{ in: entry, out: 'program' }], folder, plugins)
  return {
    program: join(folder, 'program.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/**
 * Replaces texts of one source file while it is bundled. Each must be found exactly once: a source
 * that has changed must not pass for one that carries the flaw.
 */
export function patched(
  file: string,
  replacements: readonly (readonly [from: string, to: string])[],
): Plugin {
  return {
    name: `patched ${file}`,
    setup(build) {
      build.onLoad({ filter: new RegExp(`/${file.replaceAll('.', '\\.')}$`) }, async ({ path }) => {
        let contents = await readFile(path, 'utf8')
        for (const [from, to] of replacements) {
          if (contents.split(from).length !== 2) {
            throw new Error(`${file} does not hold this exactly once any more:\n${from}`)
          }
          contents = contents.replace(from, () => to)
        }
        return { contents, loader: 'ts' }
      })
    },
  }
}
