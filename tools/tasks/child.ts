import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { ROOT } from './root.ts'

export interface Outcome {
  code: number
  output: string
}

const running = new Set<ChildProcess>()
let stopsWithUs = false

/** Whatever ends us ends the programs that we started. */
function follow(child: ChildProcess): void {
  running.add(child)
  child.once('close', () => running.delete(child))
  if (stopsWithUs) {
    return
  }
  stopsWithUs = true
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      for (const each of running) {
        each.kill(signal)
      }
      process.exitCode = 130
    })
  }
}

function start(command: string, parameters: readonly string[], options: SpawnOptions) {
  const child = spawn(command, parameters, { cwd: ROOT, ...options })
  follow(child)
  return child
}

/** Runs a program to its end with our own output; resolves to its exit code. */
export function runThrough(
  command: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = start(command, parameters, { env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** Runs a program to its end and keeps what it printed. */
export function runQuietly(command: string, parameters: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = start(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
