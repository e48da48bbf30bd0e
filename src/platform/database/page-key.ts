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
