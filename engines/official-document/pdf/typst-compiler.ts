import { setImmediate } from 'node:timers/promises'
import type {
  NodeCompiler,
  NodeTypstCompileResult,
  NodeTypstDocument,
} from '@myriaddreamin/typst-ts-node-compiler'
import type { FontSet } from '../fonts/font-set.ts'

/** Raised when a paper cannot be laid out; a fault of the engine or of a font, not of the text. */
export class LayoutError extends Error {
  readonly code = 'layout.failed'
}

const compilers = new WeakMap<FontSet, NodeCompiler>()

/** Typst keeps what it computed; a result unused for this many papers is let go. */
const cacheAgeMax = 10

/**
 * Lets the event loop turn. What the compiler holds outside the heap is only given back between
 * turns: 3,000 papers in one turn took 2.5 GB, with a turn before each they stay at 0.4 GB
 * (measured 2026-11-21). It also keeps a batch of papers from blocking everything else.
 */
export function turn(): Promise<void> {
  return setImmediate()
}

/** The compiler of a font set, made once. It is loaded on demand: DOCX needs none of it. */
export async function compilerFor(fonts: FontSet): Promise<NodeCompiler> {
  const known = compilers.get(fonts)
  if (known) return known
  const typst = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = typst.NodeCompiler.create({ fontArgs: [{ fontBlobs: [...fonts.files] }] })
  compilers.set(fonts, compiler)
  return compiler
}

function complaints(compiler: NodeCompiler, result: NodeTypstCompileResult): string[] {
  const failure = result.takeDiagnostics()
  const warning = result.takeWarnings()
  const reports = [failure, warning].flatMap((error) =>
    error ? compiler.fetchDiagnostics(error) : [],
  )
  return reports.map((report) => String(report.message ?? JSON.stringify(report)))
}

/**
 * Lays out one paper; `data` reaches the layout as `sys.inputs.printing`.
 * @throws LayoutError on any error or warning, an unknown font among them.
 */
export function compile(compiler: NodeCompiler, layout: string, data: string): NodeTypstDocument {
  compiler.evictCache(cacheAgeMax)
  const compiled = compiler.compile({ mainFileContent: layout, inputs: { printing: data } })
  const document = compiled.result
  const messages = complaints(compiler, compiled)
  if (!document || messages.length > 0) throw new LayoutError(messages.join('; '))
  return document
}
