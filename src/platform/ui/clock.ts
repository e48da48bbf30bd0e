import { useSyncExternalStore } from 'react'

/**
 * Time in the browser, corrected by the server: countdowns run right on a machine whose clock is
 * wrong. The only place of the pages that reads the machine's clock.
 */
const samplesKept = 12
let samples: number[] = []
let skewMs = 0

/** Learns from an instant that the server has just sent. The least delayed sample is the truest. */
export function correctClock(serverInstant: string): void {
  const sample = Date.parse(serverInstant) - Date.now()
  if (Number.isNaN(sample)) return
  samples = [...samples, sample].slice(-samplesKept)
  skewMs = Math.max(...samples)
}

/** What was learnt in an earlier session, until the server speaks: its first word replaces it. */
export function assumeSkew(earlierMs: number): void {
  if (samples.length === 0) skewMs = earlierMs
}

/** Now, in ms since 1970, by the server's clock as far as it is known. */
export const nowMs = (): number => Date.now() + skewMs

export const now = (): Date => new Date(nowMs())

/** Time that only goes forward, for measuring how long something took. */
export const elapsedMs = (): number => performance.now()

const ticking = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let second = Math.floor(nowMs() / 1000)

/** Wakes at each full second of the corrected clock, so that all countdowns turn together. */
function schedule(): void {
  timer = setTimeout(
    () => {
      second = Math.floor(nowMs() / 1000)
      for (const tell of ticking) tell()
      schedule()
    },
    1000 - (nowMs() % 1000) + 5,
  )
}

function subscribe(tell: () => void): () => void {
  ticking.add(tell)
  if (!timer) schedule()
  return () => {
    ticking.delete(tell)
    if (ticking.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

const currentSecond = (): number => {
  const actual = Math.floor(nowMs() / 1000)
  // Without a running ticker the stored second is old; a running one decides when it turns.
  if (!timer || Math.abs(actual - second) > 1) second = actual
  return second
}

/** The present second, again at every full second. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, currentSecond) * 1000)
}

/** What is read off the present second; whoever asks is drawn anew only when that changes. */
export const useOfNow = <T extends string | number | boolean>(read: (now: Date) => T): T =>
  useSyncExternalStore(subscribe, () => read(new Date(currentSecond() * 1000)))

/** The machine's own time, for records that are sent with it so that the server sees its error. */
export const deviceNowMs = (): number => Date.now()

/** How far the server is ahead of the machine, as far as it is known, in ms. */
export const skewNowMs = (): number => skewMs
