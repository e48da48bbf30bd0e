import { useSyncExternalStore } from 'react'
import { RefusedError, UnreachableError } from '../../api.ts'
import { deviceNowMs } from '../../clock.ts'
import { heardServer, lostServer, onAwake, onReachable } from '../connection.ts'
import { localStore } from '../local-store.ts'
import { ownerNow } from '../owner.ts'
import type { Attachment, Carrier, Entry, Receipt } from './entry.ts'
import { changesBy, isDue, nextTry, outlived, waitsMs } from './outbox-view.ts'

const carriers = new Map<string, Carrier>()
const doneListeners = new Set<() => void>()

export function registerCarrier(carrier: Carrier): void {
  carriers.set(carrier.name, carrier)
}

export const carrierOf = (entry: Entry): Carrier | undefined => carriers.get(entry.carrier)

/** Runs after records reached the server. Returns how to stop. */
export function onDelivered(run: () => void): () => void {
  doneListeners.add(run)
  return () => doneListeners.delete(run)
}

let sending: ReadonlySet<string> = new Set()
const sendingListeners = new Set<() => void>()

function showSending(ids: readonly string[]): void {
  sending = new Set(ids)
  for (const tell of sendingListeners) tell()
}

/** The records that are on their way at this moment. */
export const useSending = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (tell) => {
      sendingListeners.add(tell)
      return () => sendingListeners.delete(tell)
    },
    () => sending,
  )

export interface DeliverOptions {
  /** Only this record, whatever became of it before. */
  readonly only?: string
  /** A person asks: waits between tries do not count. */
  readonly now?: boolean
}

let last: Promise<void> = Promise.resolve()
let timer: ReturnType<typeof setTimeout> | undefined

/** Sends what waits. Runs follow each other; another tab's run makes this one unnecessary. */
export function deliver(options: DeliverOptions = {}): Promise<void> {
  const next = () => exclusively(() => run(options))
  // A run that broke must not keep the next one from being tried.
  last = last.then(next, next)
  return last
}

async function exclusively(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request('anyuan.outbox', { ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}

async function run({ only, now = false }: DeliverOptions): Promise<void> {
  const owner = ownerNow()
  if (owner === '') return
  if (!navigator.onLine) {
    // Not even tried: what was never sent can still be taken back.
    lostServer()
    return
  }
  const due = await dueEntries(owner, { only, now })
  try {
    for (const carrier of carriers.values()) {
      const own = due.filter((entry) => entry.carrier === carrier.name)
      for (let from = 0; from < own.length; from += carrier.batchMax) {
        await sendBatch(carrier, own.slice(from, from + carrier.batchMax))
      }
    }
    await sendAttachments(owner)
    if (due.length > 0) for (const tell of doneListeners) tell()
  } catch (error) {
    if (!(error instanceof UnreachableError) && !(error instanceof RefusedError)) throw error
    // What waits keeps its own time for the next try.
  } finally {
    showSending([])
    await schedule(owner)
  }
}

async function dueEntries(
  owner: string,
  { only, now }: { only: string | undefined; now: boolean },
): Promise<Entry[]> {
  if (only !== undefined) {
    const entry = await localStore.entries.get(only)
    const again = entry?.state === 'waiting' || entry?.state === 'refused'
    return entry && again && entry.owner === owner ? [entry] : []
  }
  const waiting = await localStore.entries
    .where('[owner+state]')
    .equals([owner, 'waiting'])
    .sortBy('madeAtMs')
  const atMs = deviceNowMs()
  return now ? waiting : waiting.filter((entry) => isDue(entry, atMs))
}

async function sendBatch(carrier: Carrier, batch: readonly Entry[]): Promise<void> {
  showSending(batch.map(({ id }) => id))
  // Written before anything is sent: from here on the server may have them.
  await localStore.entries.bulkUpdate(
    batch.map(({ id, attempts }) => ({ key: id, changes: { attempts: attempts + 1 } })),
  )
  try {
    const receipts = await carrier.send(batch.map(({ content }) => content))
    heardServer()
    await applyReceipts(carrier, batch, receipts)
  } catch (error) {
    if (error instanceof UnreachableError) {
      lostServer()
      await postpone(batch)
      throw error
    }
    if (!(error instanceof RefusedError)) throw error
    heardServer()
    await afterRefusal(carrier, batch, error)
  }
}

/** Says nothing about what was sent: no session, too busy, broken. */
const isPassing = ({ problem: { status } }: RefusedError): boolean =>
  status === 401 || status === 429 || status >= 500

/** A request that was refused as a whole says nothing about each record: they go one by one. */
async function afterRefusal(
  carrier: Carrier,
  batch: readonly Entry[],
  error: RefusedError,
): Promise<void> {
  const { code, detail } = error.problem
  if (isPassing(error)) {
    await postpone(batch)
    throw error
  }
  const [single, ...others] = batch
  if (single && others.length === 0) {
    await localStore.entries.update(single.id, { state: 'refused', code, detail })
    return
  }
  for (const entry of batch) await sendBatch(carrier, [entry])
}

async function postpone(batch: readonly Entry[]): Promise<void> {
  const atMs = deviceNowMs()
  await localStore.entries.bulkUpdate(
    batch.map(({ id, attempts }) => ({ key: id, changes: { nextTryMs: nextTry(atMs, attempts) } })),
  )
}

async function applyReceipts(
  carrier: Carrier,
  batch: readonly Entry[],
  receipts: readonly Receipt[],
): Promise<void> {
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
  const atMs = deviceNowMs()
  await localStore.entries.bulkUpdate(
    batch.map((entry) => ({
      key: entry.id,
      changes: changesBy(carrier, entry, byId.get(entry.id), atMs),
    })),
  )
}

/** Bytes go after the words, one by one, each deleted when the server has it. */
async function sendAttachments(owner: string): Promise<void> {
  const attachments = await localStore.attachments.where('owner').equals(owner).toArray()
  for (const attachment of attachments) {
    if (attachment.refusal) continue
    const entry = await localStore.entries.get(attachment.entryId)
    const carrier = entry?.state === 'delivered' ? carrierOf(entry) : undefined
    if (!carrier) continue
    showSending([attachment.entryId])
    await sendAttachment(carrier, attachment)
  }
}

async function sendAttachment(carrier: Carrier, attachment: Attachment): Promise<void> {
  try {
    await carrier.attach(attachment)
    heardServer()
    await localStore.attachments.delete(attachment.id)
  } catch (error) {
    if (error instanceof UnreachableError) lostServer()
    if (!(error instanceof RefusedError) || isPassing(error)) throw error
    await localStore.attachments.update(attachment.id, { refusal: error.problem.detail })
  }
}

/** The next try by itself, while the pages are open. */
async function schedule(owner: string): Promise<void> {
  clearTimeout(timer)
  const waiting = await localStore.entries
    .where('[owner+state]')
    .equals([owner, 'waiting'])
    .toArray()
  const bytes = await localStore.attachments.where('owner').equals(owner).toArray()
  if (waiting.length === 0 && bytes.every(({ refusal }) => refusal)) return
  const atMs = deviceNowMs()
  const dueMs = Math.min(...waiting.map(({ nextTryMs }) => nextTryMs), atMs + waitsMs[3])
  timer = setTimeout(() => void deliver(), Math.max(dueMs - atMs, waitsMs[0]))
}

/** Sends at start, when the network is back and when the phone is taken up. */
export function startDelivery(): () => void {
  const again = () => void deliver({ now: true })
  void prune()
  again()
  const stops = [onAwake(again), onReachable(again)]
  return () => {
    for (const stop of stops) stop()
    clearTimeout(timer)
  }
}

/** In one transaction: a record that is saved meanwhile comes with its bytes. */
async function prune(): Promise<void> {
  const { entries, attachments } = localStore
  await localStore.transaction('rw', entries, attachments, async () => {
    const all = [await entries.toArray(), await attachments.toArray()] as const
    const { entryIds, attachmentIds } = outlived(...all, deviceNowMs())
    await entries.bulkDelete(entryIds)
    await attachments.bulkDelete(attachmentIds)
  })
}
