import type { findingTexts } from './finding.catalogue.ts'

/** Stable names of what can be wrong with a paper. */
export type FindingCode = keyof typeof findingTexts

/**
 * One departure from the standard. An error must be mended before the paper is issued, a warning
 * is for the eyes of whoever releases it. `found` is the text in question.
 */
export interface Finding {
  code: FindingCode
  severity: 'error' | 'warning'
  path: (string | number)[]
  found?: string
}

export type Path = Finding['path']

export function error(code: FindingCode, path: Path, found?: string): Finding {
  return { code, severity: 'error', path, ...(found === undefined ? {} : { found }) }
}

export function warning(code: FindingCode, path: Path, found?: string): Finding {
  return { code, severity: 'warning', path, ...(found === undefined ? {} : { found }) }
}
