/** Every rule of tidy; each has a red example of its name under `fixtures/`. */
export const ruleNames = [
  'banned-call',
  'bare-error',
  'barrel',
  'claim-in-subquery',
  'edited-migration',
  'export-star',
  'forbidden-name',
  'foreign-table',
  'hard-coded-host',
  'leftover',
  'long-file',
  'long-line',
  'machine-path',
  'migration-number',
  'parse-error',
  'phone-number',
  'silent-catch',
  'skipped-test',
  'too-few-files',
  'unaudited-write',
  'unlisted-migration',
  'untranslated-text',
] as const

export type RuleName = (typeof ruleNames)[number]

/** `line` counts from 1; `path` is relative to the root. */
export type Complaint = { path: string; line: number; rule: RuleName; message: string }

export type Complain = (offset: number, rule: RuleName, message: string) => void

/** `path:line rule: message`, by path, line and text. */
export function printed(complaints: readonly Complaint[]): string[] {
  return [...complaints]
    .sort((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.message, b.message))
    .map(({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
