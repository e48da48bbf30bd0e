import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Linux only: the figures come from /proc. */
interface ProcessStat {
  /** `Z` when it has ended and its parent has not heard of it yet. */
  readonly state: string
  readonly parent: number
  /** User and system time of the process itself, in ticks. */
  readonly own: number
  /** The same of its children that have ended and were waited for. */
  readonly ended: number
}

function statOf(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold blanks and brackets; what follows it does not.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (index: number) => Number(fields[index])
    return {
      state: fields[0] ?? '',
      parent: field(1),
      own: field(11) + field(12),
      ended: field(13) + field(14),
    }
  } catch {
    return null
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => statOf(other)?.parent === pid)
}

export function isRunning(pid: number): boolean {
  const state = statOf(pid)?.state ?? 'Z'
  return state !== 'Z' && state !== 'X'
}

const tickMs = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/**
 * CPU time used so far by a process, its children and those that have ended, in milliseconds. Read
 * again when a child was waited for meanwhile: it would count neither as running nor as ended.
 */
export function cpuMsOf(pid: number): number {
  for (;;) {
    const before = statOf(pid)
    if (!before) return 0
    const children = childrenOf(pid).reduce((sum, child) => sum + (statOf(child)?.own ?? 0), 0)
    if (statOf(pid)?.ended === before.ended) return (before.own + before.ended + children) * tickMs
  }
}

/** Load averages of 1, 5 and 15 minutes, to be printed beside wall times. */
export const loadAverage = (): string =>
  readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')
