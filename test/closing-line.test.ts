import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addTotals, closingLine } from './closing-line.ts'

const FIXTURE = join(import.meta.dirname, 'fixtures', 'closing-line')
const VITEST = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs')

describe('the closing line', () => {
  it('counts a file that cannot be loaded as a failure, and what is to do as skipped', () => {
    const folder = mkdtempSync(join(tmpdir(), 'anyuan-closing-'))
    const file = join(folder, 'totals.json')
    const run = spawnSync(process.execPath, [VITEST, 'run', '--root', FIXTURE], {
      env: { ...process.env, ANYUAN_TEST_TOTALS: file },
      encoding: 'utf8',
    })
    const totals = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(folder, { recursive: true })
    expect(run.status).toBe(1)
    expect(totals).toEqual({ passed: 3, failed: 2, skipped: 2 })
    // A second try is never silent.
    const line = /^SECOND TRY mixed.test.ts > passes when tried again: expected .* "tries": 1/m
    expect(run.stdout).toMatch(line)
    expect(run.stdout.match(/SECOND TRY/g)).toHaveLength(1)
  })

  it('adds up suites and checks', () => {
    const totals = addTotals([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 1, failed: 2, skipped: 0 },
    ])
    expect(closingLine(totals)).toBe('4 passed, 2 failed, 1 skipped')
  })
})
