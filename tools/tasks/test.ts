import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addTotals, closingLine, type Totals } from '../../test/closing-line.ts'
import { makeRunFolder } from '../../test/run-folder.ts'
import { build } from './build.ts'
import { staticChecks } from './check.ts'
import { runThrough } from './child.ts'
import { ROOT } from './root.ts'

const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')

async function runVitest(filters: readonly string[]): Promise<Totals> {
  const folder = await makeRunFolder()
  const file = join(folder.path, 'totals.json')
  try {
    const code = await runThrough(process.execPath, [VITEST, 'run', ...filters], {
      ...process.env,
      TMPDIR: folder.path,
      ANYUAN_TEST_TOTALS: file,
    })
    const text = await readFile(file, 'utf8').catch(() => '')
    const totals = text ? (JSON.parse(text) as Totals) : { passed: 0, failed: 1, skipped: 0 }
    // Vitest also fails for reasons that no test carries, such as a broken teardown.
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals
  } finally {
    await folder.remove()
  }
}

async function buildAsCheck(): Promise<Totals> {
  try {
    await build(['server', 'web', 'phone'])
    console.log('passed   build')
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.log(`FAILED   build\n${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const NOTHING: Totals = { passed: 0, failed: 0, skipped: 0 }
const TESTS_ONLY = '--tests-only'

/**
 * Everything that proves the product, ending with one line over all of it. With `--tests-only`
 * no static check; with other parameters only the tests whose path contains one of them.
 */
export async function test(parameters: string[]): Promise<void> {
  const filters = parameters.filter((parameter) => parameter !== TESTS_ONLY)
  const built = await buildAsCheck()
  const [tests, checks] = await Promise.all([
    runVitest(filters),
    parameters.length > 0 ? NOTHING : staticChecks(),
  ])
  const totals = addTotals([built, checks, tests])
  if (tests.passed + tests.failed === 0) {
    console.log('No test was run.')
  }
  console.log(closingLine(totals))
  process.exitCode = totals.failed > 0 || tests.passed === 0 ? 1 : 0
}
