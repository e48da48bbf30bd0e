import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import type { CallInput } from '../api.ts'
import { reading, type Topics } from '../api-queries.ts'

/** One page of a list, as every list address answers. */
export interface PageReply<Row> {
  readonly rows: Row[]
  readonly next?: string | undefined
  readonly total: number
}

export interface Paging {
  readonly first: number
  readonly previous: (() => void) | undefined
  readonly next: (() => void) | undefined
}

export const pageRows = 100

export interface PagesOptions {
  readonly enabled?: boolean
  /** Another edition of what the server holds is another list. */
  readonly edition?: string
}

/** Reads a list page by page, forwards by the key of the last row, back by the keys seen. */
export function usePages<P, Q, B, Row>(
  endpoint: Endpoint<P, Q, B, PageReply<Row>>,
  input: CallInput<P, Q, B>,
  topics: Topics,
  { enabled = true, edition = '' }: PagesOptions = {},
) {
  const [seen, setSeen] = useState<readonly string[]>([])
  const filter = JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter, first page
  useEffect(() => setSeen([]), [filter])
  const after = seen.at(-1)
  const page = { ...input, query: { ...input.query, after, limit: pageRows } }
  const options = reading(endpoint, page as unknown as CallInput<P, Q, B>, topics)
  const query = useQuery({
    ...options,
    queryKey: [...options.queryKey, edition],
    placeholderData: keepPreviousData,
    enabled,
  })
  const next = query.data?.next
  const paging: Paging = {
    first: seen.length * pageRows + 1,
    previous: seen.length > 0 ? () => setSeen(seen.slice(0, -1)) : undefined,
    next: next ? () => setSeen([...seen, next]) : undefined,
  }
  return { query, paging }
}
