import { defineConfig } from 'vitest/config'
import { TotalsReporter } from './test/closing-line.ts'

export default defineConfig({
  test: {
    include: [
      '{src,engines,tools,test,e2e}/**/*.test.{ts,tsx}',
      ...(process.env['ANYUAN_POLICIES'] === '1' ? ['test/*.proof.ts'] : []),
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    environment: 'node',
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // A worker keeps its modules: each test has a database of its own, and none changes a module.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // How long what comes by itself may take: on a busy machine seconds, and nothing is said by it.
    expect: { poll: { timeout: 15_000 } },
    teardownTimeout: 30_000,
    // Asked for by the full proof alone, which names what needed it (docs/decisions/0009).
    retry: process.env['ANYUAN_SECOND_TRY'] === '1' ? 1 : 0,
    reporters: ['default', new TotalsReporter()],
    // A test that leaves the time zone to the machine fails on every other machine.
    env: { TZ: 'UTC' },
  },
})
