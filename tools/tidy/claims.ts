import type { Complain } from './complaint.ts'

/**
 * Rows that are claimed with `skip locked` come from a materialized expression: a plain subquery
 * may be run once for each row that it is joined with, and every run claims as many rows again.
 */
export function checkClaims(text: string, offset: number, complain: Complain): void {
  for (const { index } of text.matchAll(/\bskip\s+locked\b/gi)) {
    const head = enclosing(text.slice(0, index))
    if (head === undefined || /\bas\s+materialized\s*$/i.test(head)) continue
    complain(
      offset,
      'claim-in-subquery',
      'claim rows `with … as materialized (…)`, or by themselves',
    )
  }
}

/** What stands before the parenthesis that is open at the end of a text. */
function enclosing(text: string): string | undefined {
  let closed = 0
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (text[index] === ')') closed += 1
    if (text[index] !== '(') continue
    if (closed === 0) return text.slice(0, index)
    closed -= 1
  }
  return undefined
}
