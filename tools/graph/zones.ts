import type { Architecture } from '../../architecture.mjs'

/** Where a file stands in the tree; the import rules speak of zones, not of paths. */
export type Zone =
  | { kind: 'app' }
  | { kind: 'platform'; folder: string }
  | { kind: 'module'; module: string; part: ModulePart; inner: string }
  | { kind: 'engine'; engine: string }
  /** Tests, tools, benchmarks: may import anything, and nothing imports them. */
  | { kind: 'outside' }

/** `inner` of a module zone is the path inside the module, as in `web/index.ts`. */
export type ModulePart = 'server' | 'browser' | 'contract' | 'catalogue'

export function zoneOf(path: string, architecture: Architecture): Zone {
  const [top, second, third, ...rest] = path.split('/')
  if (top === 'engines' && second !== undefined) return { kind: 'engine', engine: second }
  if (top !== 'src') return { kind: 'outside' }
  if (second === 'app') return { kind: 'app' }
  if (second === 'platform')
    return { kind: 'platform', folder: rest.length > 0 ? (third ?? '') : '' }
  if (second === 'modules' && third !== undefined && rest.length > 0) {
    const inner = rest.join('/')
    return { kind: 'module', module: third, part: partOf(inner, architecture), inner }
  }
  return { kind: 'outside' }
}

function partOf(inner: string, architecture: Architecture): ModulePart {
  const folder = inner.includes('/') ? inner.slice(0, inner.indexOf('/')) : ''
  if (architecture.browserFolders.includes(folder)) return 'browser'
  if (architecture.catalogueFolders.includes(folder)) return 'catalogue'
  return folder === 'contract' ? 'contract' : 'server'
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
export const isRules = (path: string): boolean => /\.rules\.ts$/.test(path)

export function isFrontDoor(inner: string, doors: readonly string[]): boolean {
  return doors.some((door) => (door.endsWith('/') ? inner.startsWith(door) : inner === door))
}
