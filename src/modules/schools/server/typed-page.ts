import { z } from 'zod'
import { Day, Id, Instant } from '../../../platform/contract/id.ts'
import type { Page } from '../../../platform/contract/page.ts'
import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import { readPageKey } from '../../../platform/database/page-key.ts'

/** Key of what is listed by time, by text or by day: that value and the id. */
export const TimeKey = z.tuple([Instant, Id])
export const TextKey = z.tuple([z.string().max(300), Id])
export const DayKey = z.tuple([Day, Id])

/**
 * The parts of a key that the browser sent back; undefined without a key. A forged one is refused
 * here, before the database stumbles over it.
 */
export function readKey<T extends unknown[]>(
  after: string | undefined,
  parts: z.ZodType<T> & { def: { items: readonly unknown[] } },
): T | undefined {
  if (after === undefined) return undefined
  const read = parts.safeParse(readPageKey(after, parts.def.items.length))
  if (!read.success) throw baseProblems.malformed({ reason: 'after' })
  return read.data
}

/** A page from rows that were asked with one more than fits, to see whether more follow. */
export function pageOfRows<T>(
  rows: readonly T[],
  limit: number,
  total: number,
  keyOf: (row: T) => string,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    ...(rows.length > limit && last ? { next: keyOf(last) } : {}),
    total,
  }
}
