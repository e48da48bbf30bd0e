import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isEntry } from './entry.ts'
import { listFiles, parseSource, type Source } from './graph/source.ts'
import { checkAuditedWrites } from './tidy/audited-writes.ts'
import { type Complain, type Complaint, printed } from './tidy/complaint.ts'
import { checkMigrations } from './tidy/migrations.ts'
import { checkName } from './tidy/names.ts'
import { checkPlainText } from './tidy/plain-text.ts'
import { checkSyntax } from './tidy/syntax.ts'

export type TidyReport = {
  /** `path:line rule: message`, sorted by path and line. */
  complaints: string[]
  filesRead: number
}

/** Fewer files than this mean that tidy looked in the wrong place. */
const filesReadMin = 300

const folders = ['src', 'engines', 'tools', 'test', 'e2e', 'bench', 'faults', 'ci', 'migrations']
const textSuffix = /\.(?:tsx?|mts|mjs|cjs|sql|sh|css|html|json|md)$/

/** Counts what can be counted: names, leftovers, lengths, banned calls, texts, migrations. */
export function checkTidy(root: string, expectedFilesMin: number): TidyReport {
  const complaints: Complaint[] = checkMigrations(root)
  const sources: Source[] = []
  const paths = listFiles(root, folders, (path) => textSuffix.test(path))
  for (const path of paths) {
    const text = readFileSync(join(root, path), 'utf8')
    const source = /\.(?:tsx?|mts|mjs)$/.test(path) ? parseSource(path, text) : undefined
    const complain: Complain = (offset, rule, message) => {
      const line = text.slice(0, offset).split('\n').length
      complaints.push({ path, line, rule, message })
    }
    checkName(path, complain)
    checkPlainText(path, text, complain)
    if (!source || path.endsWith('.generated.ts')) continue
    checkSyntax(source, complain)
    sources.push(source)
  }
  complaints.push(...checkAuditedWrites(sources))
  if (paths.length < expectedFilesMin) {
    const message = `${paths.length} read, at least ${expectedFilesMin} expected`
    complaints.push({ path: 'tools/tidy.ts', line: 1, rule: 'too-few-files', message })
  }
  return { complaints: printed(complaints), filesRead: paths.length }
}

if (isEntry(import.meta.filename)) {
  const root = join(import.meta.dirname, '..')
  const { complaints, filesRead } = checkTidy(root, filesReadMin)
  for (const complaint of complaints) console.error(complaint)
  console.log(`tidy: ${filesRead} files read, ${complaints.length} complaints`)
  process.exitCode = complaints.length === 0 ? 0 : 1
}
