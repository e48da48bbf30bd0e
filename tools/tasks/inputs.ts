import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './root.ts'

/** What `dist` is made of. */
export type Part = 'server' | 'web' | 'phone'

const CONFIGURATION = ['package-lock.json', 'tsconfig.json', 'tools/tasks/build.ts']
const SOURCES = ['src', 'engines', 'vite.config.mts']
const SERVER_ONLY = /\/server\//
const PAGES_ONLY = /\/(web|mobile|ui)\//
const NEVER = /(^|\/)(node_modules|dist|fixtures|samples)(\/|$)|\.test\.tsx?$|\.md$/

async function filesBelow(path: string): Promise<string[]> {
  if (!existsSync(join(ROOT, path))) {
    return []
  }
  if (/\.\w+$/.test(path)) {
    return [path]
  }
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
}

/** A digest of everything that this part is built from; equal digests need no new build. */
export async function inputsDigest(part: Part): Promise<string> {
  const foreign = part === 'server' ? PAGES_ONLY : SERVER_ONLY
  const all = await Promise.all([...SOURCES, ...CONFIGURATION].map(filesBelow))
  const files = all.flat().filter((path) => !NEVER.test(path) && !foreign.test(path))
  const hash = createHash('sha256').update(part)
  for (const path of files.sort()) {
    hash.update(`\0${path}\0`).update(await readFile(join(ROOT, path)))
  }
  return hash.digest('hex')
}
