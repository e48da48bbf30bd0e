import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Endpoint } from '../contract/endpoint.ts'
import { type CallInput, call, RefusedError, UnreachableError } from './api.ts'
import type { LiveChange } from './live.ts'

/** Topics of changes that make what was read stale; `prefix.*` covers a whole module. */
export type Topics = readonly string[]

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // While cut off the last values stay; what is missing is said, not waited for.
      networkMode: 'always',
      retry: (count, error) => count < 2 && isPassing(error),
      retryDelay: (count) => 500 * 2 ** count,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Whether the same question may well be answered in a moment. */
function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true
  return error instanceof RefusedError && error.problem.status === 503
}

/** What a route prefetches and a page reads: one address, its input, and what makes it stale. */
export function reading<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  topics: Topics = [],
) {
  return queryOptions({
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }) => call(endpoint, input, signal),
    meta: { topics },
  })
}

export interface ReadOptions {
  readonly topics?: Topics
  readonly enabled?: boolean
  /** Shows the rows of the last filter until those of the new one arrive. */
  readonly keepLast?: boolean
  readonly refetchMs?: number
}

/** Reads an address and keeps it fresh by the live stream. */
export function useRead<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  { topics = [], enabled = true, keepLast = false, refetchMs }: ReadOptions = {},
) {
  return useQuery({
    ...reading(endpoint, input, topics),
    enabled,
    ...(keepLast ? { placeholderData: keepPreviousData } : {}),
    ...(refetchMs ? { refetchInterval: refetchMs } : {}),
  })
}

export interface ActOptions<R, I> {
  /** What the action makes stale, besides what the live stream will tell. */
  readonly topics?: Topics
  readonly onDone?: (reply: R, input: I) => void
}

/** Performs a write; what it made stale is read again. */
export function useAct<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  options: ActOptions<R, CallInput<P, Q, B>> = {},
): UseMutationResult<R, Error, CallInput<P, Q, B>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: CallInput<P, Q, B>) => call(endpoint, input),
    onSuccess: (reply, input) => {
      if (options.topics) refresh(client, options.topics)
      options.onDone?.(reply, input)
    },
  })
}

const covers = (topics: Topics, topic: string): boolean =>
  topics.some((known) =>
    known.endsWith('.*') ? topic.startsWith(known.slice(0, -1)) : known === topic,
  )

/** Marks what depends on any of the topics as stale; what is on screen is read at once. */
export function refresh(client: QueryClient, topics: Topics): void {
  void client.invalidateQueries({
    predicate: ({ meta }) => {
      const own = meta?.['topics'] as Topics | undefined
      return own !== undefined && topics.some((topic) => covers(own, topic))
    },
  })
}

/** Changes of one moment are one refetch. */
const gatherMs = 200

/** Lets the live stream make queries stale. Returns how to stop. */
export function refreshByChanges(
  client: QueryClient,
  subscribe: (tell: (change: LiveChange) => void) => () => void,
): () => void {
  const waiting = new Set<string>()
  let everything = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    if (everything) void client.invalidateQueries()
    else refresh(client, [...waiting])
    waiting.clear()
    everything = false
  }
  const stop = subscribe((change) => {
    if (change.kind === 'resync') everything = true
    else waiting.add(change.topic)
    timer ??= setTimeout(flush, gatherMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
