import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { addTotals, closingLine, type Totals } from '../../test/closing-line.ts'
import { runQuietly } from './child.ts'
import { ROOT } from './root.ts'

interface Check {
  name: string
  command: string
  parameters: readonly string[]
  /** The file without which there is nothing to check yet. */
  needs: string
}

const BIN = join(ROOT, 'node_modules', '.bin')

function program(name: string, path: string, ...parameters: string[]): Check {
  return {
    name,
    command: process.execPath,
    parameters: ['--disable-warning=ExperimentalWarning', join(ROOT, path), ...parameters],
    needs: path,
  }
}

const STATIC_CHECKS: readonly Check[] = [
  { name: 'tsc', command: join(BIN, 'tsc'), parameters: ['--noEmit'], needs: 'tsconfig.json' },
  {
    name: 'biome',
    command: join(BIN, 'biome'),
    // With NO_COLOR set, Biome 2.6 prints an escape sequence around every character.
    parameters: ['check', '--colors=off', '--diagnostic-level=error', '.'],
    needs: 'biome.json',
  },
  {
    name: 'knip',
    command: join(BIN, 'knip'),
    parameters: ['--no-progress'],
    needs: 'knip.json',
  },
  program('graph', 'tools/graph/check.ts'),
  program('tidy', 'tools/tidy.ts'),
]

const DRIFT = program('drift', 'tools/generate.ts', '--check')

async function runCheck({ name, command, parameters, needs }: Check): Promise<Totals> {
  if (!existsSync(join(ROOT, needs))) {
    console.log(`skipped  ${name}: there is no ${needs}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const start = performance.now()
  const { code, output } = await runQuietly(command, parameters)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (code === 0) {
    console.log(`passed   ${name} (${seconds} s)`)
    return { passed: 1, failed: 0, skipped: 0 }
  }
  console.log(`FAILED   ${name} (${seconds} s)\n${output.trimEnd()}`)
  return { passed: 0, failed: 1, skipped: 0 }
}

async function inOrder(checks: readonly Check[]): Promise<Totals> {
  const all: Totals[] = []
  for (const check of checks) {
    all.push(await runCheck(check))
  }
  return addTotals(all)
}

/** Types, format and lint, dead code, module graph, house rules; each counts as one test. */
export function staticChecks(): Promise<Totals> {
  return inOrder(STATIC_CHECKS)
}

/** The static checks, and that nothing generated has drifted. */
export async function check(): Promise<void> {
  const totals = await inOrder([...STATIC_CHECKS, DRIFT])
  console.log(closingLine(totals))
  process.exitCode = totals.failed > 0 ? 1 : 0
}
