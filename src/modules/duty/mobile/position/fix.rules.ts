import type { Fix } from '../../contract/position-verdict.ts'

export interface TimedFix {
  readonly fix: Fix
  readonly atMs: number
}

/** A better fix is kept this long against worse ones: receivers jump between methods. */
const holdMs = 15_000

/** Of two fixes in a row, the one to judge by. */
export function betterFix(present: TimedFix | undefined, next: TimedFix): TimedFix {
  if (!present || next.atMs - present.atMs > holdMs) return next
  return next.fix.accuracyM <= present.fix.accuracyM ? next : present
}
