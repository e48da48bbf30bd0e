import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { z } from 'zod'

/** `/gates/$gateId/days/$day` → `gateId`, `day`. */
type NamesIn<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}$${infer Name}`
    ? Name
    : never

export type ParamsIn<Path extends string> = { readonly [Name in NamesIn<Path>]: string }

type Search = z.ZodObject

/** Where a page stands and what its address may say. Made by `address`, used for every link. */
export interface Address<Path extends string = string, S extends Search = Search> {
  readonly path: Path
  readonly search: S
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds addresses of every shape
export type AnyAddress = Address<any, any>

export type SearchOf<A extends AnyAddress> = z.output<A['search']>

const nothing = z.object({})

/**
 * Every field of `search` is optional or has a default, so that no address can break its page, and
 * reads what it has read before: the router hands over its own result again.
 */
export function address<const Path extends string, S extends Search = typeof nothing>(
  path: Path,
  search: S = nothing as unknown as S,
): Address<Path, S> {
  return { path, search }
}

/** What is asked of a link: the parameters that the path names, and any of its search. */
export type Target<A extends AnyAddress> = ([NamesIn<A['path']>] extends [never]
  ? { params?: undefined }
  : { params: ParamsIn<A['path']> }) & { search?: Partial<SearchOf<A>> }

/** The address as text, for links that leave the router: a new window, a code to scan. */
export function hrefOf<A extends AnyAddress>(to: A, target: Target<A>): string {
  const params: Readonly<Record<string, string>> = target.params ?? {}
  const path = (to.path as string).replace(/\$(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  return path + searchText((target.search ?? {}) as Record<string, unknown>)
}

export function useParamsOf<A extends AnyAddress>(_at: A): ParamsIn<A['path']> {
  return useParams({ strict: false }) as ParamsIn<A['path']>
}

export function useSearchOf<A extends AnyAddress>(at: A): SearchOf<A> {
  return readSearch(at, useSearch({ strict: false }) as Record<string, unknown>) as SearchOf<A>
}

/** Goes to a page. */
export function useGo() {
  const navigate = useNavigate()
  return useCallback(
    <A extends AnyAddress>(to: A, target: Target<A>, replace = false) =>
      navigate({
        to: to.path,
        params: target.params ?? {},
        search: (target.search ?? {}) as never,
        replace,
      } as never),
    [navigate],
  )
}

/** Changes some fields of the present page's search; undefined and defaults leave the address. */
export function useChangeSearch<A extends AnyAddress>(at: A) {
  const router = useRouter()
  return useCallback(
    (changed: Partial<SearchOf<A>>, replace = true) => {
      const present = readSearch(at, router.state.location.search as Record<string, unknown>)
      const next = withoutDefaults(at, { ...present, ...changed })
      return router.navigate({ to: '.', search: next as never, replace } as never)
    },
    [at, router],
  )
}

/** Reads what an address says; a field that makes no sense counts as absent. */
export function readSearch(at: AnyAddress, raw: Record<string, unknown>): Record<string, unknown> {
  const parsed = at.search.safeParse(raw)
  if (parsed.success) return parsed.data
  const bad = new Set(parsed.error.issues.map((issue: z.core.$ZodIssue) => issue.path[0]))
  const kept = Object.entries(raw).filter(([name]) => !bad.has(name))
  const second = at.search.safeParse(Object.fromEntries(kept))
  return second.success ? second.data : at.search.parse({})
}

/** What stands in an address: only what differs from what the page does by itself. */
export function withoutDefaults(
  at: AnyAddress,
  search: Record<string, unknown>,
): Record<string, unknown> {
  const usual = at.search.parse({}) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(search).filter(
      ([name, value]) => value !== undefined && value !== '' && value !== usual[name],
    ),
  )
}

/** Addresses are read by people: `?state=short&station=…`, without quotes or brackets. */
export function searchText(search: Record<string, unknown>): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue
    fields.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = fields.toString()
  return text === '' ? '' : `?${text}`
}

export const searchFields = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text))
