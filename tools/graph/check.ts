import { join } from 'node:path'
import { type Architecture, architecture } from '../../architecture.mjs'
import { isEntry } from '../entry.ts'
import { type Complaint, printed, type RuleName } from './complaint.ts'
import { cyclesIn } from './cycles.ts'
import { type Refusal, refusalOf } from './edges.ts'
import { importsOf } from './imports.ts'
import { makeResolver, type Target } from './resolve.ts'
import { readSources, type Source, walk } from './source.ts'
import { isTest, zoneOf } from './zones.ts'

export type GraphReport = {
  /** `path:line rule: message`, sorted by path and line. */
  complaints: string[]
  modulesRead: number
}

type Complain = (offset: number, rule: RuleName, message: string) => void

const foldersRead = ['src', 'engines', 'test', 'tools', 'e2e', 'bench', 'faults', 'ci']

/** Reads every source below `root` and holds every edge against the architecture. */
export function checkGraph(root: string, rules: Architecture): GraphReport {
  const sources = readSources(root, foldersRead)
  const resolve = makeResolver(root, rules.virtualModules)
  const graph = new Map<string, string[]>()
  const complaints: Complaint[] = declaredGraphComplaints(sources, rules)

  for (const source of sources) {
    const edges: string[] = []
    graph.set(source.path, edges)
    const complain: Complain = (offset, rule, message) => {
      complaints.push({ path: source.path, line: source.lineAt(offset), rule, message })
    }
    for (const error of source.parseErrors) complain(error.offset, 'parse-error', error.message)
    checkSuppressions(source, complain)
    checkDomainWords(source, rules, complain)
    for (const { specifier, offset } of importsOf(source)) {
      const target = specifier === undefined ? undefined : resolve(source.path, specifier)
      const refusal = importRefusal(source, specifier, target, rules)
      if (refusal) complain(offset, refusal.rule, refusal.message)
      if (target?.kind === 'file') edges.push(target.path)
    }
  }

  for (const cycle of cyclesIn(graph)) {
    complaints.push({ path: cycle[0] ?? '', line: 1, rule: 'cycle', message: cycle.join(' > ') })
  }
  if (sources.length < rules.modulesReadMin) {
    const message = `${sources.length} read, at least ${rules.modulesReadMin} expected`
    complaints.push({ path: 'architecture.mjs', line: 1, rule: 'too-few-modules', message })
  }
  return { complaints: printed(complaints), modulesRead: sources.length }
}

function importRefusal(
  source: Source,
  specifier: string | undefined,
  target: Target | undefined,
  rules: Architecture,
): Refusal | undefined {
  const outside = zoneOf(source.path, rules).kind === 'outside' || isTest(source.path)
  if (specifier === undefined || target === undefined) {
    const refusal = { rule: 'computed-import', message: 'the specifier must be a literal' } as const
    return outside ? undefined : refusal
  }
  // The build's output is absent in a fresh clone, and only tools may start it.
  if (outside && target.kind === 'unresolved' && /(^|\/)dist\//.test(specifier)) return undefined
  const refusal = refusalOf(source.path, target, rules)
  return refusal?.rule === 'unresolved'
    ? { ...refusal, message: `'${specifier}' ${refusal.message}` }
    : refusal
}

/** The declared graph itself: every module has an entry, and the entries form no cycle. */
function declaredGraphComplaints(sources: readonly Source[], rules: Architecture): Complaint[] {
  const complaints: Complaint[] = []
  const complain = (path: string, rule: RuleName, message: string): void => {
    complaints.push({ path, line: 1, rule, message })
  }
  const present = new Set<string>()
  for (const { path } of sources) {
    const zone = zoneOf(path, rules)
    if (zone.kind === 'module') present.add(zone.module)
    if (path.startsWith('src/') && zone.kind === 'outside') {
      complain(path, 'homeless', 'a file under src belongs to app, platform or a module')
    }
  }
  for (const module of present) {
    if (rules.mayUse[module]) continue
    const message = `${module} has no entry in architecture.mjs`
    complain(`src/modules/${module}`, 'undeclared-module', message)
  }
  for (const cycle of cyclesIn(new Map(Object.entries(rules.mayUse)))) {
    complain('architecture.mjs', 'declared-cycle', cycle.join(' > '))
  }
  return complaints
}

const suppressions = [
  /@ts-(?:nocheck|ignore)\b/,
  /\b(?:eslint|oxlint|tslint)-(?:disable|enable)/,
  /biome-ignore-all\b/,
  /biome-ignore\s+lint(?:\s*:|\/(?:suspicious\/noImportCycles|performance\/noReExportAll))/,
  /biome-ignore\s+lint\/style\/noRestrictedImports/,
  /\bgraph-(?:ignore|disable)/,
]

function checkSuppressions(source: Source, complain: Complain): void {
  for (const comment of source.comments) {
    const hit = suppressions.map((pattern) => pattern.exec(comment.value)?.[0]).find(Boolean)
    if (hit) complain(comment.start, 'suppression', `'${hit}' may not silence a check`)
  }
}

function checkDomainWords(source: Source, rules: Architecture, complain: Complain): void {
  if (zoneOf(source.path, rules).kind !== 'platform' || isTest(source.path)) return
  if (source.path.endsWith('.generated.ts')) return
  const words = new Set(rules.domainWords.flatMap((word) => [word, `${word}s`]))
  const seen = new Set<string>(rules.domainWordsKnown[source.path])
  const look = (offset: number, text: string): void => {
    const word = wordsOf(text).find((candidate) => words.has(candidate))
    if (word === undefined || seen.has(word)) return
    seen.add(word)
    complain(offset, 'domain-word', `platform knows no '${word}'`)
  }
  look(0, source.path)
  walk(source.program, (node) => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') look(node.start, node.name)
    if (node.type === 'Literal' && typeof node.value === 'string') look(node.start, node.value)
    if (node.type === 'TemplateElement') look(node.start, node.value.raw)
    if (node.type === 'JSXText') look(node.start, node.value)
  })
}

/** `dutyPosts_by-school` → duty, posts, by, school. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
}

if (isEntry(import.meta.filename)) {
  const started = performance.now()
  const { complaints, modulesRead } = checkGraph(join(import.meta.dirname, '../..'), architecture)
  for (const complaint of complaints) console.error(complaint)
  const spentMs = Math.round(performance.now() - started)
  console.log(`graph: ${modulesRead} modules read, ${complaints.length} complaints, ${spentMs} ms`)
  process.exitCode = complaints.length === 0 ? 0 : 1
}
