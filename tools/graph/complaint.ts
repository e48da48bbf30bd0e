/** Every rule of the graph checker; each has a red example of its name under `fixtures/`. */
export const ruleNames = [
  'browser-uses-server',
  'computed-import',
  'contract-not-pure',
  'cycle',
  'declared-cycle',
  'domain-word',
  'engine-knows-product',
  'floor',
  'homeless',
  'into-app',
  'into-tests',
  'into-tools',
  'package-home',
  'parse-error',
  'past-front-door',
  'platform-uses-module',
  'rules-not-pure',
  'server-uses-browser',
  'suppression',
  'too-few-modules',
  'unbound-connection',
  'undeclared-edge',
  'undeclared-module',
  'unresolved',
] as const

export type RuleName = (typeof ruleNames)[number]

/** `line` counts from 1; `path` is relative to the root. */
export type Complaint = { path: string; line: number; rule: RuleName; message: string }

/** `path:line rule: message`, by path, line and text. */
export function printed(complaints: readonly Complaint[]): string[] {
  return [...complaints]
    .sort((a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.message, b.message))
    .map(({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
