import Dexie, { liveQuery, type Table } from 'dexie'
import { useEffect, useState } from 'react'
import type { Attachment, Entry } from './outbox/entry.ts'

/** The last known answer to one question of one person, so that screens open without a network. */
export interface KeptRow {
  /** Owner, address and input. */
  readonly key: string
  readonly owner: string
  readonly value: unknown
  /** The machine's time when it was read, and how far the server's was ahead. */
  readonly readAtMs: number
  readonly skewMs: number
}

class LocalStore extends Dexie {
  declare kept: Table<KeptRow, string>
  declare entries: Table<Entry, string>
  declare attachments: Table<Attachment, string>

  constructor() {
    super('anyuan-phone')
    this.version(1).stores({
      kept: 'key, owner',
      entries: 'id, owner, [owner+state]',
      attachments: 'id, entryId, owner',
    })
  }
}

/** Everything that the phone remembers of its own. */
export const localStore = new LocalStore()

/** Follows what a query finds; undefined until the first answer. */
export function useStored<T>(query: () => Promise<T>, subject: string): T | undefined {
  const [found, setFound] = useState<{ subject: string; value: T }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject stands for the query
  useEffect(() => {
    const watching = liveQuery(query).subscribe({
      next: (value) => setFound({ subject, value }),
      // Storage is forbidden or broken here: the screens work from what the server answers.
      error: () => undefined,
    })
    return () => watching.unsubscribe()
  }, [subject])
  return found?.subject === subject ? found.value : undefined
}

/** Asks the browser not to clear the store when space is short; false when it refuses. */
export async function askToStay(): Promise<boolean> {
  if (!navigator.storage?.persist) return false
  return (await navigator.storage.persisted()) || navigator.storage.persist()
}
