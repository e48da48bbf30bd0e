import type { Node } from 'oxc-parser'
import { type Source, walk } from './source.ts'

/** One place where a file names another: the specifier, or `undefined` when it is computed. */
export type Import = { specifier: string | undefined; offset: number }

/**
 * Every way in which a file can name another one: imports and re-exports of values and types,
 * `import()`, `import('x').T`, `require()`, `new URL('x.ts', import.meta.url)`,
 * `import.meta.glob()` and triple-slash references.
 */
export function importsOf(source: Source): Import[] {
  const found: Import[] = []
  walk(source.program, (node) => {
    const entry = importOf(node)
    if (entry) found.push(entry)
  })
  for (const comment of source.comments) {
    const path = /^\/\s*<reference\s+path=["']([^"']+)["']/.exec(comment.value)?.[1]
    if (path !== undefined) found.push({ specifier: relative(path), offset: comment.start })
  }
  return found
}

function importOf(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSImportType':
      return { specifier: node.source.value, offset: node.start }
    case 'ExportNamedDeclaration':
      return node.source ? { specifier: node.source.value, offset: node.start } : undefined
    case 'TSExternalModuleReference':
      return { specifier: node.expression.value, offset: node.start }
    case 'ImportExpression':
      return { specifier: literalText(node.source), offset: node.start }
    case 'CallExpression':
      return callImport(node)
    case 'NewExpression':
      return workerImport(node)
    default:
      return undefined
  }
}

function callImport(node: Node & { type: 'CallExpression' }): Import | undefined {
  const { callee } = node
  const first = node.arguments[0]
  if (callee.type === 'Identifier' && callee.name === 'require') {
    return { specifier: first && literalText(first), offset: node.start }
  }
  const isGlob =
    callee.type === 'MemberExpression' &&
    callee.object.type === 'MetaProperty' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'glob'
  return isGlob ? { specifier: undefined, offset: node.start } : undefined
}

/** A worker's entry is an edge too, although no import statement names it. */
function workerImport(node: Node & { type: 'NewExpression' }): Import | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return undefined
  const [first, base] = node.arguments
  if (base?.type !== 'MemberExpression' || base.object.type !== 'MetaProperty') return undefined
  const specifier = first && literalText(first)
  return specifier !== undefined && /\.tsx?$/.test(specifier)
    ? { specifier: relative(specifier), offset: node.start }
    : undefined
}

function literalText(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  return undefined
}

function relative(path: string): string {
  return /^[./]/.test(path) ? path : `./${path}`
}
