import { v7 } from 'uuid'
import { deviceNowMs } from '../../clock.ts'
import { localStore, useStored } from '../local-store.ts'
import { ownerNow, useOwner } from '../owner.ts'
import { deliver } from './delivery.ts'
import type { Entry, EntryState } from './entry.ts'
import { type OutboxView, viewOf } from './outbox-view.ts'

/** An id that this phone makes, ordered by its clock. */
export const newRecordId = (): string => v7({ msecs: deviceNowMs() })

export interface NewEntry {
  readonly id: string
  readonly carrier: string
  readonly place: string
  readonly content: unknown
  readonly attachment?: { readonly id: string; readonly bytes: Blob; readonly sha256: string }
}

/**
 * Stores a record on the phone and starts to send it. When this returns, the record survives the
 * end of the battery; it throws when the phone could not store it.
 */
export async function save(entry: NewEntry): Promise<void> {
  const owner = ownerNow()
  const { attachment } = entry
  await localStore.transaction('rw', localStore.entries, localStore.attachments, async () => {
    await localStore.entries.put(fresh(entry, owner, 'waiting'))
    if (attachment) {
      await localStore.attachments.put({ ...attachment, entryId: entry.id, owner })
    }
  })
  void deliver()
}

/** Keeps what is not finished yet; the next save of this id replaces it. */
export async function saveDraft(entry: NewEntry): Promise<void> {
  await localStore.entries.put(fresh(entry, ownerNow(), 'draft'))
}

const fresh = (entry: NewEntry, owner: string, state: EntryState): Entry => ({
  id: entry.id,
  owner,
  carrier: entry.carrier,
  state,
  place: entry.place,
  content: entry.content,
  madeAtMs: deviceNowMs(),
  sizeBytes: new Blob([JSON.stringify(entry.content)]).size,
  attempts: 0,
  nextTryMs: 0,
})

/** Deletes a draft, or what the server has refused for good; nothing that may be on its way. */
export async function discard(id: string): Promise<void> {
  await localStore.transaction('rw', localStore.entries, localStore.attachments, async () => {
    const entry = await localStore.entries.get(id)
    if (!entry || entry.state === 'waiting') return
    await localStore.entries.delete(id)
    await localStore.attachments.where('entryId').equals(id).delete()
  })
}

/** Gives up bytes that the server will not take; their record stays delivered. */
export async function discardRefusedBytes(entryId: string): Promise<void> {
  await localStore.attachments
    .where('entryId')
    .equals(entryId)
    .filter(({ refusal }) => refusal !== undefined)
    .delete()
}

/** Takes a record back that was never sent. False when the server may have it already. */
export async function withdrawUnsent(id: string): Promise<boolean> {
  return localStore.transaction('rw', localStore.entries, async () => {
    const entry = await localStore.entries.get(id)
    if (entry?.state !== 'waiting' || entry.attempts > 0) return false
    await localStore.entries.update(id, { state: 'withdrawn' })
    return true
  })
}

/** Notes that the server took a delivered record back. */
export async function noteWithdrawn(id: string): Promise<void> {
  await localStore.entries.update(id, { state: 'withdrawn' })
}

/** A conflict ends by keeping what the server has, or by sending one's own under a new id. */
export async function keepServerVersion(id: string): Promise<void> {
  await localStore.entries.update(id, { state: 'delivered', deliveredAtMs: deviceNowMs() })
}

export async function sendAsNew(id: string): Promise<void> {
  const entry = await localStore.entries.get(id)
  if (entry?.state !== 'conflict') return
  const renewed = newRecordId()
  const content = { ...(entry.content as object), id: renewed }
  await localStore.transaction('rw', localStore.entries, localStore.attachments, async () => {
    await localStore.entries.delete(id)
    await localStore.entries.put({ ...entry, id: renewed, content, state: 'waiting', attempts: 0 })
    await localStore.attachments.where('entryId').equals(id).modify({ entryId: renewed })
  })
  void deliver()
}

async function readView(owner: string): Promise<OutboxView> {
  const [entries, attachments] = await Promise.all([
    localStore.entries.where('owner').equals(owner).toArray(),
    localStore.attachments.where('owner').equals(owner).toArray(),
  ])
  return viewOf(entries, attachments)
}

/** The present person's records; undefined until the store has answered. */
export function useOutbox(): OutboxView | undefined {
  const owner = useOwner()
  return useStored(() => readView(owner), `outbox ${owner}`)
}

/** How many records of a person the server does not have yet. */
export const owedBy = async (owner: string): Promise<number> => (await readView(owner)).owed

/** Forgets what the server has; what it does not have stays. */
export async function forgetDelivered(owner: string): Promise<void> {
  await localStore.entries
    .where('[owner+state]')
    .anyOf([
      [owner, 'delivered'],
      [owner, 'withdrawn'],
    ])
    .delete()
}
