import { useSyncExternalStore } from 'react'
import { stored } from '../stored.ts'

/** Whose phone this is at present: rows of another person are neither shown nor sent. */
const choice = stored<string>('owner', (value) => (typeof value === 'string' ? value : undefined))
const listeners = new Set<() => void>()

export const ownerNow = (): string => choice.read() ?? ''

export function setOwner(personId: string): void {
  if (personId === ownerNow()) return
  choice.write(personId)
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useOwner = (): string => useSyncExternalStore(subscribe, ownerNow)
