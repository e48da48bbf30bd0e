import { useCallback, useEffect, useState } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'
import { type CallInput, call, UnreachableError } from '../api.ts'
import { assumeSkew, correctClock, deviceNowMs, skewNowMs } from '../clock.ts'
import { type LiveChange, onLiveChange } from '../live.ts'
import { stored } from '../stored.ts'
import { heardServer, lostServer, onAwake, onReachable } from './connection.ts'
import { localStore, useStored } from './local-store.ts'
import { ownerNow, useOwner } from './owner.ts'

export interface Kept<T> {
  /** The last known answer; undefined until there is one. */
  readonly value: T | undefined
  /** Until when it is known to be true, in ms by the server's clock; 0 when never. */
  readonly asOfMs: number
  /** What went wrong with the last question; the value stays. */
  readonly failure: Error | undefined
  /** Nothing is known yet and the answer is on its way. */
  readonly opening: boolean
  readonly refresh: () => Promise<void>
}

export interface KeepOptions {
  /** Live topics that make the answer old. */
  readonly topics?: readonly string[]
  /** Only changes of these keys count; any when left out. */
  readonly keys?: readonly string[]
  /** Asks again after so many ms while the screen is seen. */
  readonly everyMs?: number
  readonly enabled?: boolean
}

/** Until the server speaks, the clock runs as it was last corrected. */
const lastSkew = stored<number>('skew', (value) => (typeof value === 'number' ? value : undefined))
assumeSkew(lastSkew.read() ?? 0)

const asking = new Map<string, Promise<void>>()

const keyOf = (owner: string, path: string, input: unknown): string =>
  `${owner} ${path} ${JSON.stringify(input)}`

async function ask<P, Q, B, R>(
  key: string,
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<void> {
  await remember(key, await callHeard(endpoint, input))
}

const remember = (key: string, value: unknown) =>
  localStore.kept.put({
    key,
    owner: key.split(' ')[0] ?? '',
    value,
    readAtMs: deviceNowMs(),
    skewMs: skewNowMs(),
  })

/** Remembers an answer that was asked for elsewhere. */
export async function keepAnswer<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  answer: R,
): Promise<void> {
  await remember(keyOf(ownerNow(), endpoint.path, input), answer)
}

/** Calls an address and tells the connection how it went. */
export async function callHeard<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
): Promise<R> {
  try {
    const reply = await call(endpoint, input)
    heardServer()
    // An answer that carries the server's time corrects the clock.
    const { now } = (reply ?? {}) as { now?: unknown }
    if (typeof now === 'string') {
      correctClock(now)
      lastSkew.write(skewNowMs())
    }
    return reply
  } catch (error) {
    if (error instanceof UnreachableError) lostServer()
    else heardServer()
    throw error
  }
}

/** Several screens that ask the same thing at once share one question. */
function askOnce(key: string, question: () => Promise<void>): Promise<void> {
  const running = asking.get(key) ?? question().finally(() => asking.delete(key))
  asking.set(key, running)
  return running
}

/**
 * Reads an address through the phone's memory: what was last known is shown at once, and is
 * replaced when the server answers.
 */
export function useKept<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  { topics = [], keys = [], everyMs, enabled = true }: KeepOptions = {},
): Kept<R> {
  const owner = useOwner()
  const key = keyOf(owner, endpoint.path, input)
  const row = useStored(async () => (await localStore.kept.get(key)) ?? null, key)
  const [outcome, setOutcome] = useState<{ key: string; failure?: Error }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for owner and input
  const refresh = useCallback(async () => {
    try {
      await askOnce(key, () => ask(key, endpoint, input))
      setOutcome({ key })
    } catch (error) {
      setOutcome({ key, failure: error as Error })
    }
  }, [key, endpoint])
  useRefreshing(refresh, { topics: topics.join(' '), keys: keys.join(' '), everyMs, enabled })
  const asked = outcome?.key === key
  return {
    value: row?.value as R | undefined,
    asOfMs: row ? row.readAtMs + row.skewMs : 0,
    failure: asked ? outcome.failure : undefined,
    opening: enabled && !row && !asked,
    refresh,
  }
}

interface Triggers {
  readonly topics: string
  readonly keys: string
  readonly everyMs: number | undefined
  readonly enabled: boolean
}

/** Asks at once, and again whenever the answer may have become old. */
export function useRefreshing(
  refresh: () => unknown,
  { topics, keys, everyMs, enabled }: Triggers,
): void {
  useEffect(() => {
    if (!enabled) return
    const again = () => void refresh()
    again()
    let soon: ReturnType<typeof setTimeout> | undefined
    const stops = [
      onAwake(again),
      onReachable(again),
      onLiveChange((change) => {
        if (!concerns(change, topics, keys)) return
        // At a bell many rows change within a second: they are one question.
        soon ??= setTimeout(() => {
          soon = undefined
          again()
        }, gatherMs)
      }),
    ]
    const timer = everyMs
      ? setInterval(() => {
          if (document.visibilityState === 'visible') again()
        }, everyMs)
      : undefined
    return () => {
      for (const stop of stops) stop()
      clearInterval(timer)
      clearTimeout(soon)
    }
  }, [refresh, topics, keys, everyMs, enabled])
}

const gatherMs = 400

function concerns(change: LiveChange, topics: string, keys: string): boolean {
  if (change.kind === 'resync') return true
  if (!topics.split(' ').includes(change.topic)) return false
  return keys === '' || keys.split(' ').some((key) => change.keys.includes(key))
}

/** Forgets what a person's screens showed. What waits to be sent stays. */
export async function forgetKept(owner: string): Promise<void> {
  await localStore.kept.where('owner').equals(owner).delete()
}

const keptDaysMax = 14

/** Forgets answers that nobody has looked at for long. */
export async function pruneKept(): Promise<void> {
  const before = deviceNowMs() - keptDaysMax * 86_400_000
  await localStore.kept.filter(({ readAtMs }) => readAtMs < before).delete()
}
