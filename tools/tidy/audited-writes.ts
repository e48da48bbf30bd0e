import { posix } from 'node:path'
import type { Node } from 'oxc-parser'
import { architecture } from '../../architecture.mjs'
import { type Source, walk } from '../graph/source.ts'
import type { Complaint } from './complaint.ts'

/** One top-level function, constant or class of a module's server, and what its text does. */
type Unit = {
  source: Source
  name: string
  offset: number
  isExported: boolean
  /** Other units that it names, as `path#name`. */
  names: Set<string>
  writes: Set<string>
  audits: boolean
}

/**
 * Every exported use case that reaches a write must reach `work.audit(…)` too. Queries only
 * write; whoever calls them tells the trail. Calls are followed through the module's files.
 */
export function checkAuditedWrites(sources: readonly Source[]): Complaint[] {
  const units = new Map<string, Unit>()
  for (const source of sources) {
    if (!/^src\/modules\/[^/]+\/server\/.*(?<!\.test|\.generated)\.ts$/.test(source.path)) continue
    for (const unit of unitsOf(source)) units.set(`${source.path}#${unit.name}`, unit)
  }
  const complaints: Complaint[] = []
  for (const [key, unit] of units) {
    if (!unit.isExported || unit.source.path.endsWith('.queries.ts')) continue
    if (key in architecture.schema.unaudited) continue
    const reached = reachedFrom(unit, units)
    const written = new Set(reached.flatMap((other) => [...other.writes]))
    if (written.size === 0 || reached.some((other) => other.audits)) continue
    complaints.push({
      path: unit.source.path,
      line: unit.source.lineAt(unit.offset),
      rule: 'unaudited-write',
      message: `${unit.name} writes ${[...written].sort().join(', ')} and tells no audit trail`,
    })
  }
  return complaints
}

function reachedFrom(start: Unit, units: ReadonlyMap<string, Unit>): Unit[] {
  const reached = new Set([start])
  for (const unit of reached) {
    for (const name of unit.names) {
      const other = units.get(name)
      if (other) reached.add(other)
    }
  }
  return [...reached]
}

function unitsOf(source: Source): Unit[] {
  const imported = importedNames(source)
  return source.program.body.flatMap((statement) => {
    const isExported = statement.type === 'ExportNamedDeclaration'
    const declaration = isExported ? statement.declaration : statement
    if (!declaration) return []
    return declaredNames(declaration).map(([name, node]) => ({
      source,
      name,
      offset: node.start,
      isExported,
      ...textOf(node, source, imported),
    }))
  })
}

function declaredNames(declaration: Node): [string, Node][] {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
    return declaration.id ? [[declaration.id.name, declaration]] : []
  }
  if (declaration.type !== 'VariableDeclaration') return []
  return declaration.declarations.flatMap((one): [string, Node][] =>
    one.id.type === 'Identifier' ? [[one.id.name, one]] : [],
  )
}

/** Local name → `path#name` of what is imported from the same module's server. */
function importedNames(source: Source): Map<string, string> {
  const names = new Map<string, string>()
  for (const { moduleRequest, entries } of source.module.staticImports) {
    if (!moduleRequest.value.startsWith('.')) continue
    const path = posix.join(posix.dirname(source.path), moduleRequest.value)
    for (const entry of entries) {
      names.set(entry.localName.value, `${path}#${entry.importName.name ?? ''}`)
    }
  }
  return names
}

const sqlWrite =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?([a-z]+\.\w+)/gi
const kyselyWrite = /^(?:insertInto|updateTable|deleteFrom|mergeInto)$/

function textOf(
  unit: Node,
  source: Source,
  imported: ReadonlyMap<string, string>,
): Pick<Unit, 'names' | 'writes' | 'audits'> {
  const names = new Set<string>()
  const writes = new Set<string>()
  let audits = false
  walk(unit, (node) => {
    if (node.type === 'Identifier') {
      names.add(imported.get(node.name) ?? `${source.path}#${node.name}`)
    }
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { property } = node.callee
      const method = property.type === 'Identifier' ? property.name : ''
      const [first] = node.arguments
      if (method === 'audit') audits = true
      if (kyselyWrite.test(method) && first?.type === 'Literal') note(writes, String(first.value))
    }
    const text =
      node.type === 'TemplateElement' ? node.value.raw : node.type === 'Literal' ? node.value : ''
    if (typeof text !== 'string') return
    for (const [, table = ''] of text.matchAll(sqlWrite)) note(writes, table)
  })
  return { names, writes, audits }
}

function note(writes: Set<string>, table: string): void {
  const [schema = ''] = table.split('.')
  const isModule = schema in architecture.mayUse
  if (isModule && !(table in architecture.schema.unaudited)) writes.add(table)
}
