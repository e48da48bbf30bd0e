import type { Node } from 'oxc-parser'
import { architecture } from '../../architecture.mjs'
import { type Source, walk } from '../graph/source.ts'
import { checkClaims } from './claims.ts'
import type { Complain } from './complaint.ts'
import { checkForeignTables } from './foreign-tables.ts'

/** Code that runs for users, as against tests, benchmarks and tools. */
export function isProductCode(path: string): boolean {
  return (
    /^(?:src|engines)\//.test(path) &&
    !/\.(?:test|test-data|e2e)\.tsx?$/.test(path) &&
    !/^engines\/[^/]+\/(?:test|bench)\//.test(path)
  )
}

/** The banned name, where it lives instead, and what to use. */
const banned = [
  { name: 'new Date()', homes: ['src/platform/clock', 'src/platform/ui/clock'], use: 'the clock' },
  { name: 'Date.now()', homes: ['src/platform/clock', 'src/platform/ui/clock'], use: 'the clock' },
  { name: 'Math.random', homes: [], use: 'node:crypto or a seeded generator' },
  { name: 'process.env', homes: ['src/platform/config'], use: 'the configuration' },
  { name: 'fetch()', homes: ['src/platform/ui/api'], use: 'the typed client' },
] as const

type BannedName = (typeof banned)[number]['name']

/** Where text for users may stand in code: catalogues, templates of papers, demo data. */
const textHomes = /\.(?:catalogue|document|template)\.tsx?$|\/(?:locales|demo)\//

function isTextHome(path: string): boolean {
  const readers = Object.keys(architecture.languageReaders)
  return textHomes.test(path) || readers.some((reader) => path.startsWith(reader))
}

/** Names of formats, which look like addresses and are never called. */
const formatNames = /^https?:\/\/(?:www\.w3\.org|schemas\.|json-schema\.org|purl\.org)/

/** Complaints about one parsed file that need its syntax tree. */
export function checkSyntax(source: Source, complain: Complain): void {
  const mayHoldText = isTextHome(source.path)
  for (const error of source.parseErrors) complain(error.offset, 'parse-error', error.message)
  const product = isProductCode(source.path)
  const textLines = new Set<number>()
  walk(source.program, (node, ancestors) => {
    if (node.type === 'ExportAllDeclaration') {
      complain(node.start, 'export-star', 'say what is exported, by name')
    }
    checkSkipped(node, complain)
    if (!product) return
    checkBanned(node, source.path, complain)
    checkSilence(node, source, complain)
    checkBareError(node, source.path, complain)
    const text = literalText(node, ancestors)
    if (text === undefined) return
    checkHost(node, text, source.path, complain)
    checkForeignTables(source.path, text, node.start, complain)
    checkClaims(text, node.start, complain)
    const line = source.lineAt(node.start)
    // As written: a range of code points given by escapes is no text.
    const written = source.text.slice(node.start, node.end)
    if (/\p{Script=Han}/u.test(written) && !mayHoldText && !textLines.has(line)) {
      textLines.add(line)
      complain(node.start, 'untranslated-text', 'texts live in catalogues, templates or demo data')
    }
  })
}

function checkBanned(node: Node, path: string, complain: Complain): void {
  const name = bannedName(node)
  const entry = banned.find((candidate) => candidate.name === name)
  if (!entry || entry.homes.some((home) => path.startsWith(home))) return
  complain(node.start, 'banned-call', `\`${entry.name}\` is banned here, use ${entry.use}`)
}

function bannedName(node: Node): BannedName | undefined {
  if (node.type === 'NewExpression') {
    return isGlobal(node.callee, 'Date') && node.arguments.length === 0 ? 'new Date()' : undefined
  }
  if (node.type === 'MemberExpression') {
    if (isMember(node, 'Date', 'now')) return 'Date.now()'
    if (isMember(node, 'Math', 'random')) return 'Math.random'
    return isMember(node, 'process', 'env') ? 'process.env' : undefined
  }
  if (node.type === 'ImportDeclaration' && /^(?:node:)?process$/.test(node.source.value)) {
    return node.specifiers.some((specifier) => specifier.local.name === 'env')
      ? 'process.env'
      : undefined
  }
  if (node.type !== 'CallExpression') return undefined
  if (isGlobal(node.callee, 'Date')) return 'new Date()'
  return isGlobal(node.callee, 'fetch') ? 'fetch()' : undefined
}

/** `name`, or the same hung on the global object. */
function isGlobal(node: Node, name: string): boolean {
  if (node.type === 'Identifier') return node.name === name
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false
  return /^(?:globalThis|window|self)$/.test(node.object.name) && propertyName(node) === name
}

function isMember(node: Node & { type: 'MemberExpression' }, object: string, property: string) {
  return isGlobal(node.object, object) && propertyName(node) === property
}

function propertyName(node: Node & { type: 'MemberExpression' }): string | undefined {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name
  const literal = node.property.type === 'Literal' ? node.property.value : undefined
  return typeof literal === 'string' ? literal : undefined
}

const tests = /^(?:test|it|describe|suite|bench)$/

function checkSkipped(node: Node, complain: Complain): void {
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
    const { name } = node.callee
    if (/^(?:x|f)(?:it|test|describe)$/.test(name)) {
      complain(node.start, 'skipped-test', `\`${name}\` hides tests`)
    }
  }
  if (node.type !== 'MemberExpression') return
  const property = propertyName(node)
  if (property !== 'only' && property !== 'skip' && property !== 'todo') return
  let root: Node = node.object
  while (root.type === 'MemberExpression') root = root.object
  if (root.type === 'Identifier' && tests.test(root.name)) {
    complain(node.start, 'skipped-test', `\`.${property}\` hides tests`)
  }
}

/** A failure may be dropped on purpose, but then a comment inside says why. */
function checkSilence(node: Node, source: Source, complain: Complain): void {
  const explained = source.comments.some(
    (comment) => comment.start > node.start && comment.end < node.end,
  )
  if (explained) return
  if (node.type === 'CatchClause' && node.body.body.length === 0) {
    complain(node.start, 'silent-catch', 'an empty catch says in a comment why that is right')
  }
  if (node.type === 'CallExpression' && isSilentHandler(node)) {
    complain(node.start, 'silent-catch', 'a dropped rejection says in a comment why that is right')
  }
}

function isSilentHandler(node: Node & { type: 'CallExpression' }): boolean {
  if (node.callee.type !== 'MemberExpression' || propertyName(node.callee) !== 'catch') return false
  const [handler] = node.arguments
  if (handler?.type !== 'ArrowFunctionExpression') return false
  const { body } = handler
  if (body.type === 'BlockStatement') return body.body.length === 0
  if (body.type === 'Literal') return body.value === null || body.value === false
  return body.type === 'Identifier' && body.name === 'undefined'
}

function checkBareError(node: Node, path: string, complain: Complain): void {
  if (!/^src\/modules\/.*\.(?:routes|actions)\.ts$/.test(path)) return
  if (node.type !== 'ThrowStatement' || node.argument.type !== 'NewExpression') return
  if (!isGlobal(node.argument.callee, 'Error')) return
  complain(node.start, 'bare-error', 'a refusal on the wire comes from the catalogue of problems')
}

function checkHost(node: Node, text: string, path: string, complain: Complain): void {
  const address = /https?:\/\/[^\s'"`]*|\b(?:\d{1,3}\.){3}\d{1,3}\b/.exec(text)?.[0]
  if (address === undefined || formatNames.test(address)) return
  // A template that starts with the scheme alone takes its host from elsewhere.
  if (/^https?:\/\/$/.test(address)) return
  const loopback = /^(?:https?:\/\/)?(?:127\.0\.0\.1|0\.0\.0\.0|localhost)\b/.test(address)
  if (loopback && /^src\/(?:platform|app)\//.test(path)) return
  complain(node.start, 'hard-coded-host', `${address} belongs to the configuration`)
}

/** Text of a literal that is not the specifier of an import. */
function literalText(node: Node, ancestors: readonly Node[]): string | undefined {
  if (node.type === 'JSXText') return node.value
  if (node.type === 'TemplateElement') return node.value.raw
  if (node.type !== 'Literal' || typeof node.value !== 'string') return undefined
  return /^(?:Import|Export|TSImport)/.test(ancestors.at(-1)?.type ?? '') ? undefined : node.value
}
