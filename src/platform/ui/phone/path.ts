import { useSyncExternalStore } from 'react'

/** The phone's addresses: `/record?post=…` below the base that the pages are served from. */
const base = import.meta.env.BASE_URL

const listeners = new Set<() => void>()

const readPath = (): string => {
  const { pathname, search } = window.location
  const inside = pathname.startsWith(base) ? pathname.slice(base.length) : ''
  return `/${inside}${search}`
}

function tellAll(): void {
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', tellAll)
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) window.removeEventListener('popstate', tellAll)
  }
}

/** The present address, again at each change. */
export function usePath(): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '/', search = ''] = useSyncExternalStore(subscribe, readPath).split('?')
  return { path, query: new URLSearchParams(search) }
}

export const hrefOf = (path: string): string => base + path.slice(1)

/** Opens a screen. `replace` when going back to the present one would make no sense. */
export function go(path: string, { replace = false } = {}): void {
  const depth = replace ? depthNow() : depthNow() + 1
  window.history[replace ? 'replaceState' : 'pushState']({ depth }, '', hrefOf(path))
  tellAll()
}

const depthNow = (): number => (window.history.state as { depth?: number } | null)?.depth ?? 0

/** Back to where the person came from; a screen opened by its address goes up instead. */
export function goBack(up: string): void {
  if (depthNow() > 0) window.history.back()
  else go(up, { replace: true })
}

/** `/invite/:token` on `/invite/abc` → `{ token: 'abc' }`; undefined when it does not fit. */
export function matched(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [pattern.split('/'), path.replace(/\/$/, '').split('/')]
  if (path === '/') given.length = 2
  if (wanted.length !== given.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(value)
    else if (part !== value) return undefined
  }
  return found
}
