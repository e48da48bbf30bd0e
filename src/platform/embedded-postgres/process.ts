import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Account } from './account.ts'

/**
 * How every PostgreSQL program is started: as the given account, from the root folder (the
 * inherited one may be closed to that account), with nothing of our own environment.
 */
export function spawnAs(
  account: Account | undefined,
  command: string,
  parameters: readonly string[],
  options: { detached?: boolean; output: 'pipe' | number },
): ChildProcess {
  return spawn(command, parameters, {
    cwd: '/',
    env: { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC' },
    stdio: ['ignore', options.output, options.output],
    detached: options.detached ?? false,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  })
}

/** Runs a program to its end. The code is -1 when it could not be started at all. */
export function runAs(
  account: Account | undefined,
  command: string,
  parameters: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawnAs(account, command, parameters, { output: 'pipe' })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.on('error', (error) => resolve({ code: -1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}

/** A process that ended but was never collected by its parent still has a pid. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}

/** True while the system knows this pid, be it only of a process that nobody has collected. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True while a process of this pid, ours or another's, is there. */
export function isAlive(pid: number): boolean {
  return isTaken(pid) && !isZombie(pid)
}

/** Asks a condition until it holds; false when it did not hold after so many attempts. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  attempts: number,
  pauseMs: number,
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await condition()) {
      return true
    }
    await delay(pauseMs)
  }
  return false
}
