import { useSyncExternalStore } from 'react'
import { correctClock, elapsedMs, now, useNow } from './clock.ts'

/** What the stream tells: keys of rows that changed, or that everything must be read again. */
export type LiveChange =
  | { readonly kind: 'change'; readonly topic: string; readonly keys: readonly string[] }
  | { readonly kind: 'resync' }

/** What the tab that holds the stream passes on to the other tabs. */
type Message =
  | LiveChange
  | { readonly kind: 'beat'; readonly now: string }
  | { readonly kind: 'end' }

interface LiveOptions {
  /** One stream serves all tabs of this session. */
  readonly session: string
  /** The stream was ended by the server: the session may be over. */
  readonly onEnd: () => void
}

const streamAddress = '/api/live'
/** Beats come each 2 s; two lost ones and a little more mean that the screen may be old. */
const staleAfterMs = 5_000
/** A connection that is open but silent is dead; the browser would not notice for minutes. */
const deadAfterMs = 12_000
const reopenMs = 2_000

interface Beat {
  readonly at: Date
  readonly elapsedMs: number
}

let beat: Beat | null = null
/** Up to which change this page knows: since its first reading, or what the stream told last. */
let knownId: string | null = null
const beatListeners = new Set<() => void>()
const changeListeners = new Set<(change: LiveChange) => void>()

/** A reply tells up to which change it knows; the first of a page counts, the stream goes on. */
export function noteKnown(id: string | null): void {
  knownId ??= id
}

/** Hears every change inside the scope of the session. Returns how to stop. */
export function onLiveChange(tell: (change: LiveChange) => void): () => void {
  changeListeners.add(tell)
  return () => changeListeners.delete(tell)
}

/**
 * Follows the server's stream: the first tab of a browser opens it and passes on what it hears,
 * because a browser opens few connections to one host. Returns how to stop.
 */
export function followLive({ session, onEnd }: LiveOptions): () => void {
  const stopping = new AbortController()
  const channel = new BroadcastChannel(`anyuan.live.${session}`)
  const hear = (message: Message): void => {
    if (message.kind === 'beat') heardBeat(message.now)
    else if (message.kind === 'end') onEnd()
    else for (const tell of changeListeners) tell(message)
  }
  channel.onmessage = ({ data }) => hear(data as Message)
  const tellAll = (message: Message): void => {
    hear(message)
    channel.postMessage(message)
  }
  void whenLeader(`anyuan.live.${session}`, stopping.signal, () => {
    // A tab that takes over does not know what the last one had not passed on yet.
    if (beat) tellAll({ kind: 'resync' })
    return holdStream(tellAll, stopping.signal)
  })
  return () => {
    stopping.abort()
    channel.close()
    beat = null
  }
}

/** Runs `lead` in one tab at a time. Without locks (plain http) each tab has its own stream. */
async function whenLeader(
  name: string,
  signal: AbortSignal,
  lead: () => Promise<void>,
): Promise<void> {
  if (!navigator.locks) return lead()
  try {
    await navigator.locks.request(name, { signal }, lead)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Keeps one stream open until told to stop, opening it again whenever it dies. */
function holdStream(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let lost = false
  const reopen = (delayMs: number) => {
    source?.close()
    clearTimeout(timer)
    timer = setTimeout(open, delayMs)
  }
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      lost = true
      reopen(0)
    }, deadAfterMs)
  }
  const open = () => {
    const after = knownId === null ? '' : `?after=${encodeURIComponent(knownId)}`
    source = new EventSource(streamAddress + after)
    listen(source, tell, alive)
    source.addEventListener('open', () => {
      // A new source has no id to resume from, unlike one that the browser reopened itself.
      if (lost) tell({ kind: 'resync' })
      lost = false
      alive()
    })
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return
      lost = true
      tell({ kind: 'end' })
      reopen(reopenMs)
    })
    alive()
  }
  open()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      source?.close()
      clearTimeout(timer)
      resolve()
    })
  })
}

function listen(source: EventSource, tell: (message: Message) => void, alive: () => void): void {
  const on = (name: string, toMessage: (data: never) => Message) =>
    source.addEventListener(name, (event) => {
      alive()
      const { data, lastEventId } = event as MessageEvent<string>
      if (lastEventId !== '') knownId = lastEventId
      tell(toMessage(JSON.parse(data) as never))
    })
  on('beat', (data: { now: string }) => ({ kind: 'beat', now: data.now }))
  on('change', (data: { topic: string; keys: string[] }) => ({ kind: 'change', ...data }))
  on('resync', () => ({ kind: 'resync' }))
  on('end', () => ({ kind: 'end' }))
}

function heardBeat(serverInstant: string): void {
  correctClock(serverInstant)
  beat = { at: now(), elapsedMs: elapsedMs() }
  for (const tell of beatListeners) tell()
}

function subscribeBeat(tell: () => void): () => void {
  beatListeners.add(tell)
  return () => beatListeners.delete(tell)
}

export interface Freshness {
  /** `opening` until the first beat. */
  readonly state: 'opening' | 'live' | 'cut'
  /** Since how many whole seconds nothing was heard. */
  readonly silentS: number
  /** Until when everything on the screen is known to be true. */
  readonly asOf: Date | null
}

/** How fresh the screen is, again at each second. */
export function useFreshness(): Freshness {
  const last = useSyncExternalStore(subscribeBeat, () => beat)
  useNow()
  if (!last) return { state: 'opening', silentS: 0, asOf: null }
  const silentMs = elapsedMs() - last.elapsedMs
  return {
    state: silentMs > staleAfterMs ? 'cut' : 'live',
    silentS: Math.floor(silentMs / 1000),
    asOf: last.at,
  }
}
