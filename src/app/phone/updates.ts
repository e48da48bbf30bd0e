import { registerSW } from 'virtual:pwa-register'
import { useSyncExternalStore } from 'react'

let ready = false
let apply: (reload?: boolean) => Promise<void> = async () => undefined
const listeners = new Set<() => void>()

/** Stores the pages on the phone; a newer version waits until the person takes it. */
export function followUpdates(): void {
  apply = registerSW({
    onNeedRefresh() {
      ready = true
      for (const tell of listeners) tell()
    },
  })
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useUpdateReady = (): boolean => useSyncExternalStore(subscribe, () => ready)

export const takeUpdate = (): Promise<void> => apply(true)
