import { useCallback, useEffect, useState } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import type { CallInput } from '../api.ts'
import { callHeard, type KeepOptions, useRefreshing } from './kept.ts'

export interface Asked<T> {
  /** The last answer; it stays while the next question is on its way. */
  readonly value: T | undefined
  readonly failure: Error | undefined
  readonly refresh: () => void
}

/** Reads an address and keeps nothing: what is told of other people is no phone's to remember. */
export function useAsked<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  { topics = [], keys = [] }: Pick<KeepOptions, 'topics' | 'keys'> = {},
): Asked<R> {
  const key = JSON.stringify([endpoint.path, input])
  const [value, setValue] = useState<R>()
  const [failure, setFailure] = useState<Error>()
  const [turn, setTurn] = useState(0)
  const refresh = useCallback(() => setTurn((last) => last + 1), [])
  const triggers = { topics: topics.join(' '), keys: keys.join(' '), everyMs: undefined }
  useRefreshing(refresh, { ...triggers, enabled: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for endpoint and input
  useEffect(() => {
    if (turn === 0) return
    let isLate = false
    const answered = (reply: R | undefined, error: Error | undefined) => {
      // An answer to what was asked before the present question.
      if (isLate) return
      if (!error) setValue(reply)
      setFailure(error)
    }
    callHeard(endpoint, input).then(
      (reply) => answered(reply, undefined),
      (error: Error) => answered(undefined, error),
    )
    return () => {
      isLate = true
    }
  }, [key, turn])
  return { value, failure, refresh }
}
