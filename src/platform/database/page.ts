import type { Page } from '../contract/page.ts'
import { baseProblems } from '../contract/problems.catalogue.ts'

type KeyPart = string | number | null

/** The opaque key of a row, from the values that the list is ordered by. */
export const pageKey = (...parts: readonly (KeyPart | Date)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The values behind `after`; as many nulls on the first page. */
export function readPageKey(after: string | undefined, length: number): KeyPart[] {
  if (after === undefined) return Array.from({ length }, () => null)
  try {
    const parts: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === length && parts.every(isPart)) return parts
  } catch {
    // What is no JSON is no key either.
  }
  throw baseProblems.malformed({ reason: 'after' })
}

const isPart = (part: unknown): part is KeyPart =>
  part === null || typeof part === 'string' || typeof part === 'number'

/** A page from rows that were asked with one more than fits, to see whether more follow. */
export function pageOfRows<T>(
  found: readonly T[],
  limit: number,
  total: number,
  keyOf: (row: T) => string,
): Page<T> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, total, ...(last && found.length > limit ? { next: keyOf(last) } : {}) }
}

/**
 * A page of a list that is known whole. It goes on behind the last row that was seen or, where
 * that one has left the list meanwhile, from where it stood.
 */
export function pageOfList<T>(
  list: readonly T[],
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  idOf: (row: T) => string,
): Page<T> {
  const [seen, place] = readPageKey(after, 2)
  const at = list.findIndex((row) => idOf(row) === seen)
  const start = at < 0 ? Math.max(Number(place) || 0, 0) : at + 1
  const lastAt = start + limit - 1
  return pageOfRows(list.slice(start), limit, list.length, (row) => pageKey(idOf(row), lastAt))
}
