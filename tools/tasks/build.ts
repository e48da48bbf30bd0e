import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleServer } from './bundle.ts'
import { runQuietly } from './child.ts'
import { inputsDigest, type Part } from './inputs.ts'
import { ROOT } from './root.ts'

const DIST = join(ROOT, 'dist')
const RECORDS = join(DIST, '.inputs')

/** What each part puts into `dist`, as far as its presence tells that the part is there. */
const LANDMARKS: Readonly<Record<Part, string>> = {
  server: 'server.mjs',
  web: 'web',
  phone: 'phone',
}

async function isBuilt(part: Part, digest: string): Promise<boolean> {
  const recorded = await readFile(join(RECORDS, part), 'utf8').catch(() => '')
  return recorded === digest && existsSync(join(DIST, LANDMARKS[part]))
}

async function buildPages(part: 'web' | 'phone', draft: string): Promise<string[]> {
  if (!existsSync(join(ROOT, 'src', 'app', part, 'index.html'))) {
    return []
  }
  const vite = join(ROOT, 'node_modules', '.bin', 'vite')
  const folder = join(draft, part)
  const { code, output } = await runQuietly(vite, [
    'build',
    '--mode',
    part,
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) {
    throw new Error(`The ${part} pages could not be built:\n${output}`)
  }
  return [part]
}

function isOccupied(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOTEMPTY' || code === 'EEXIST'
}

/** Puts a finished file or folder in its place; of two builders at once either result will do. */
async function replace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
    return
  } catch (error) {
    if (!isOccupied(error)) {
      throw error
    }
  }
  const old = `${to}.${process.pid}.old`
  await rename(to, old).catch(() => undefined)
  try {
    await rename(from, to)
  } catch (error) {
    if (!isOccupied(error)) {
      throw error
    }
  }
  await rm(old, { recursive: true, force: true })
}

async function buildPart(part: Part): Promise<void> {
  const digest = await inputsDigest(part)
  if (await isBuilt(part, digest)) {
    return
  }
  const draft = join(ROOT, `dist.${process.pid}`, part)
  await mkdir(draft, { recursive: true })
  const made = part === 'server' ? await bundleServer(draft) : await buildPages(part, draft)
  await mkdir(RECORDS, { recursive: true })
  for (const name of made) {
    await replace(join(draft, name), join(DIST, name))
  }
  if (made.length > 0) {
    await writeFile(join(RECORDS, part), digest)
  }
}

/**
 * Makes these parts of `dist` current: `server.mjs` and `cli.mjs`, the folders `web` and `phone`.
 * Each is made aside and renamed, so that two builders at once do no harm.
 *
 * @throws Error with what the failing builder printed.
 */
export async function build(parts: readonly Part[]): Promise<void> {
  const results = await Promise.allSettled(parts.map(buildPart))
  await rm(join(ROOT, `dist.${process.pid}`), { recursive: true, force: true })
  const failures = results.filter((result) => result.status === 'rejected')
  if (failures.length > 0) {
    throw new Error(failures.map(({ reason }) => String(reason?.message ?? reason)).join('\n'))
  }
}

export async function buildEverything(): Promise<void> {
  await build(['server', 'web', 'phone'])
}
