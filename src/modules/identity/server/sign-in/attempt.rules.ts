/** Failures of one source: a network address, or a login name whether or not it exists. */
export interface Attempts {
  readonly failed: number
  readonly windowStartedAt: Date
  readonly lockedUntil: Date | null
}

export interface AttemptLimit {
  /** Attempts before the first wait. */
  readonly free: number
  readonly waitMaxS: number
  /** After this long without a lock the count begins anew. */
  readonly windowMin: number
}

/** A whole school may share one address, so it may fail more often than one name. */
export const attemptLimits = {
  login: { free: 5, waitMaxS: 900, windowMin: 24 * 60 },
  address: { free: 30, waitMaxS: 300, windowMin: 60 },
} as const satisfies Record<string, AttemptLimit>

const firstWaitS = 5

/** Seconds that a source must still wait, 0 when it may try. */
export function waitS(attempts: Attempts | null, now: Date): number {
  const leftMs = (attempts?.lockedUntil?.getTime() ?? 0) - now.getTime()
  return leftMs > 0 ? Math.ceil(leftMs / 1000) : 0
}

/**
 * Counts an attempt before it is known to fail, so that many at once cannot slip past the count;
 * each one beyond the free ones doubles the wait.
 */
export function counted(before: Attempts | null, now: Date, limit: AttemptLimit): Attempts {
  const windowMs = limit.windowMin * 60_000
  const running = before !== null && now.getTime() - before.windowStartedAt.getTime() < windowMs
  const failed = (running ? before.failed : 0) + 1
  const lockS = Math.min(firstWaitS * 2 ** Math.max(failed - limit.free, 0), limit.waitMaxS)
  return {
    failed,
    windowStartedAt: running ? before.windowStartedAt : now,
    lockedUntil: failed >= limit.free ? new Date(now.getTime() + lockS * 1000) : null,
  }
}

/** Takes one attempt back that turned out right. */
export function uncounted(before: Attempts, limit: AttemptLimit): Attempts {
  const failed = Math.max(before.failed - 1, 0)
  return { ...before, failed, lockedUntil: failed < limit.free ? null : before.lockedUntil }
}
