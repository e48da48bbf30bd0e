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

/** Runs the command line; pages are built for the one command that serves them. */
export async function runCommandLine(parameters: string[]): Promise<void> {
  const serves = parameters[0] === 'serve' && !parameters.some((one) => /^(-h|--help)$/.test(one))
  if (serves) {
    console.error('Building what changed: the server, the console and the phone …')
  }
  if (await buildOrExplain(serves ? ['server', 'web', 'phone'] : ['server'])) {
    await runBundle('cli.mjs', parameters)
  }
}
