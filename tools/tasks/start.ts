import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { build } from './build.ts'
import { ROOT } from './root.ts'

interface Program {
  main: (parameters: string[]) => Promise<void>
}

async function runBundle(file: string, parameters: string[]): Promise<void> {
  enableCompileCache(join(ROOT, '.anyuan', 'compile-cache'))
  const program = (await import(join(ROOT, 'dist', file))) as Program
  await program.main(parameters)
}

/** Builds what changed and runs the server in this process. */
export async function startServer(parameters: string[]): Promise<void> {
  await build(['server', 'web', 'phone'])
  await runBundle('server.mjs', parameters)
}

/** Runs the command line; pages are not built for it. */
export async function runCommandLine(parameters: string[]): Promise<void> {
  await build(['server'])
  await runBundle('cli.mjs', parameters)
}
