import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Comment, type Node, type ParseResult, parseSync, visitorKeys } from 'oxc-parser'

/** One parsed source file. `path` is relative to the root, with forward slashes. */
export type Source = {
  path: string
  text: string
  program: ParseResult['program']
  module: ParseResult['module']
  comments: Comment[]
  /** Messages of the parser with the offset they point to; empty when the file parses. */
  parseErrors: { message: string; offset: number }[]
  /** Line number, counted from 1, of an offset in `text`. */
  lineAt: (offset: number) => number
}

const sourceSuffix = /\.(?:ts|tsx|mts|mjs)$/
const foldersNotRead = new Set(['node_modules', 'dist', 'fixtures', '.git', '.cache'])

/** Every file below `folders` that `wanted` accepts, sorted. A missing folder is empty. */
export function listFiles(
  root: string,
  folders: readonly string[],
  wanted: (path: string) => boolean,
): string[] {
  const found: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!foldersNotRead.has(entry.name)) visit(path)
      } else if (entry.isFile() && wanted(path)) {
        found.push(path)
      }
    }
  }
  const present = new Set(readdirSync(root))
  for (const folder of folders) if (present.has(folder)) visit(folder)
  return found.sort()
}

/** Every TypeScript or ES module source below `folders`, parsed. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return listFiles(root, folders, (path) => sourceSuffix.test(path)).map((path) =>
    parseSource(path, readFileSync(join(root, path), 'utf8')),
  )
}

export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text, { showSemanticErrors: false })
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1)
  }
  return {
    path,
    text,
    program: parsed.program,
    module: parsed.module,
    comments: parsed.comments,
    parseErrors: parsed.errors.map((error) => ({
      message: error.message,
      offset: error.labels[0]?.start ?? 0,
    })),
    lineAt: (offset) => lineStarts.findLastIndex((start) => start <= offset) + 1,
  }
}

/** Calls `visit` for every node from `root` on, parents first, with the chain of its ancestors. */
export function walk(root: Node, visit: (node: Node, ancestors: readonly Node[]) => void): void {
  const ancestors: Node[] = []
  const step = (node: Node): void => {
    visit(node, ancestors)
    ancestors.push(node)
    for (const key of visitorKeys[node.type] ?? []) {
      const child: unknown = Reflect.get(node, key)
      for (const candidate of Array.isArray(child) ? child : [child]) {
        if (isNode(candidate)) step(candidate)
      }
    }
    ancestors.pop()
  }
  step(root)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
