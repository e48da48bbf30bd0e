import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../graph/source.ts'
import type { Complaint } from './complaint.ts'

const listPath = 'migrations/HASHES'

/**
 * A migration that ran somewhere never changes. `migrations/HASHES` keeps one line for each,
 * `<sha256>  <file name>`; a changed line in a review is the sign to ask whether it was released.
 */
export function checkMigrations(root: string): Complaint[] {
  const listed = readList(root)
  const actual = hashMigrations(root)
  const complaints: Complaint[] = []
  for (const [name, hash] of actual) {
    const path = `migrations/${name}`
    const known = listed.get(name)
    if (known === undefined) {
      const message = 'has no line in HASHES yet: run `npm run generate`'
      complaints.push({ path, line: 1, rule: 'unlisted-migration', message })
    } else if (known !== hash) {
      const message = 'differs from its line in HASHES: once it ran anywhere, write a new one'
      complaints.push({ path, line: 1, rule: 'edited-migration', message })
    }
  }
  let expected = 1
  for (const name of actual.keys()) {
    const number = Number.parseInt(name, 10)
    if (number !== expected) {
      const message = `is number ${number} where ${expected} comes next: there is one timeline`
      complaints.push({ path: `migrations/${name}`, line: 1, rule: 'migration-number', message })
    }
    expected = number + 1
  }
  for (const name of listed.keys()) {
    if (actual.has(name)) continue
    const message = `${name} is listed but gone`
    complaints.push({ path: listPath, line: 1, rule: 'edited-migration', message })
  }
  return complaints
}

/**
 * Adds lines for migrations that have none; lines that exist are never touched. Before the first
 * release there is no list, and the first migrations may still change.
 */
export function listNewMigrations(root: string): void {
  if (!existsSync(join(root, listPath))) return
  const listed = readList(root)
  const merged = new Map([...hashMigrations(root), ...listed])
  const lines = [...merged].sort(([a], [b]) => (a < b ? -1 : 1))
  const text = lines.map(([name, hash]) => `${hash}  ${name}\n`).join('')
  writeFileSync(join(root, listPath), text)
}

function hashMigrations(root: string): Map<string, string> {
  const paths = listFiles(root, ['migrations'], (path) => path.endsWith('.sql'))
  return new Map(
    paths.map((path) => {
      const hash = createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')
      return [path.slice('migrations/'.length), hash]
    }),
  )
}

function readList(root: string): Map<string, string> {
  const path = join(root, listPath)
  if (!existsSync(path)) return new Map()
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [hash = '', name = ''] = line.split(/\s+/)
      return [name, hash]
    }),
  )
}
