import { createHash } from 'node:crypto'
import { canonicalJson } from '../contract/content-hash.ts'

/** SHA-256 of a record's content: tells a repeat (success) from another content (conflict). */
export function contentHash(content: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(content)).digest()
}

/** Salted digest (hex) of a value that may be erased while its trace must verify (0002). */
export function saltedDigest(salt: Uint8Array, value: unknown): string {
  return createHash('sha256').update(salt).update(canonicalJson(value)).digest('hex')
}
