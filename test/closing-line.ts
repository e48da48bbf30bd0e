import { writeFileSync } from 'node:fs'
import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/** How many tests, or checks, ended in which way. */
export interface Totals {
  passed: number
  failed: number
  skipped: number
}

export function addTotals(all: readonly Totals[]): Totals {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** The one line that a whole run ends with. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** What a run counts: a file that could not be loaded is one failure, as is a stray error. */
export function countTests(
  modules: ReadonlyArray<TestModule>,
  strayErrors: ReadonlyArray<SerializedError>,
): Totals {
  const totals: Totals = { passed: 0, failed: strayErrors.length, skipped: 0 }
  for (const module of modules) {
    let failedHere = 0
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') {
        totals.passed += 1
      } else if (state === 'skipped') {
        totals.skipped += 1
      } else {
        failedHere += 1
      }
    }
    totals.failed += module.state() === 'failed' ? Math.max(1, failedHere) : failedHere
  }
  return totals
}

/** A line for each test that only passed when it was tried again, with why it failed before. */
export function secondTries(modules: ReadonlyArray<TestModule>): string[] {
  return modules.flatMap((module) =>
    [...module.children.allTests()]
      .filter((test) => test.diagnostic()?.flaky)
      .map((test) => {
        const { message, actual } = test.result().errors?.[0] ?? { message: '' }
        const found = String(actual ?? '').replace(/\s+/g, ' ')
        const reason = `${message.split('\n')[0]} ${found.slice(0, 600)}`.trim()
        return `SECOND TRY ${module.relativeModuleId} > ${test.fullName}: ${reason}`
      }),
  )
}

/**
 * Names the tests that passed only when tried again, and writes the totals as JSON into the file
 * that ANYUAN_TEST_TOTALS names, if it names one.
 */
export class TotalsReporter implements Reporter {
  onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    strayErrors: ReadonlyArray<SerializedError>,
  ): void {
    for (const line of secondTries(modules)) console.log(line)
    const path = process.env.ANYUAN_TEST_TOTALS
    if (path) {
      writeFileSync(path, JSON.stringify(countTests(modules, strayErrors)))
    }
  }
}
