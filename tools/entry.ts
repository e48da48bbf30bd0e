import { realpathSync } from 'node:fs'

/**
 * Whether a file (its `import.meta.filename`) was started as a program, rather than imported.
 * Node 22 has no `import.meta.main`, and a checkout may be reached through a link.
 */
export function isEntry(filename: string): boolean {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === realpathSync(filename)
}
