import { useSyncExternalStore } from 'react'
import { nowMs } from '../clock.ts'

/** Whether the server answers, by what was last tried. */
export interface Connection {
  readonly reachable: boolean
  /** Since when, by the corrected clock; 0 while nothing was tried. */
  readonly sinceMs: number
}

let connection: Connection = { reachable: navigator.onLine, sinceMs: nowMs() }
const listeners = new Set<() => void>()
const backListeners = new Set<() => void>()

function change(reachable: boolean): void {
  if (connection.reachable === reachable) return
  connection = { reachable, sinceMs: nowMs() }
  for (const tell of listeners) tell()
  if (reachable) for (const tell of backListeners) tell()
}

/** Every exchange with the server tells how it went. */
export const heardServer = (): void => change(true)
export const lostServer = (): void => change(false)

export const isReachable = (): boolean => connection.reachable

/** Runs when the server may be reached again. Returns how to stop. */
export function onReachable(run: () => void): () => void {
  backListeners.add(run)
  return () => backListeners.delete(run)
}

/** Runs whenever it is worth asking the server again: network back, or the phone taken up. */
export function onAwake(run: () => void): () => void {
  const awake = () => {
    if (document.visibilityState === 'visible') run()
  }
  window.addEventListener('online', awake)
  document.addEventListener('visibilitychange', awake)
  return () => {
    window.removeEventListener('online', awake)
    document.removeEventListener('visibilitychange', awake)
  }
}

function subscribe(tell: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('offline', lostServer)
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) window.removeEventListener('offline', lostServer)
  }
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection)
