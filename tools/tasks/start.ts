import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { build } from './build.ts'
import type { Part } from './inputs.ts'
import { ROOT } from './root.ts'

interface Program {
  main: (parameters: string[]) => Promise<void>
}

async function runBundle(file: string, parameters: string[]): Promise<void> {
  enableCompileCache(join(ROOT, '.anyuan', 'compile-cache'))
  const program = (await import(join(ROOT, 'dist', file))) as Program
  await program.main(parameters)
}

async function buildOrExplain(parts: readonly Part[]): Promise<boolean> {
  try {
    await build(parts)
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
    return false
  }
}

/** Builds what changed and runs the server in this process. */
export async function startServer(parameters: string[]): Promise<void> {
  if (await buildOrExplain(['server', 'web', 'phone'])) {
    await runBundle('server.mjs', parameters)
  }
}

/** Runs the command line; pages are not built for it. */
export async function runCommandLine(parameters: string[]): Promise<void> {
  if (await buildOrExplain(['server'])) {
    await runBundle('cli.mjs', parameters)
  }
}
