import type { Attachment, Carrier, Entry, EntryState, Receipt } from './entry.ts'

/** Waits between tries of one record, by how often it was tried; the last one repeats. */
export const waitsMs = [3_000, 10_000, 30_000, 60_000, 300_000] as const

export const nextTry = (atMs: number, attempts: number): number =>
  atMs + (waitsMs[Math.min(attempts, waitsMs.length - 1)] ?? 0)

/** A machine whose clock was set back must not wait for the old time to come. */
export const isDue = ({ nextTryMs }: Pick<Entry, 'nextTryMs'>, atMs: number): boolean =>
  nextTryMs <= atMs || nextTryMs > atMs + Math.max(...waitsMs)

/** A record without a receipt is as unsent as one that the server was too busy for. */
export function changesBy(
  carrier: Pick<Carrier, 'stripped'>,
  entry: Entry,
  receipt: Receipt | undefined,
  atMs: number,
): Partial<Entry> {
  const said = { code: receipt?.code, detail: receipt?.detail, result: receipt?.result }
  switch (receipt?.outcome) {
    case 'stored':
    case 'duplicate':
      return {
        ...said,
        state: 'delivered',
        deliveredAtMs: atMs,
        content: carrier.stripped(entry.content),
      }
    case 'conflict':
    case 'refused':
      return { ...said, state: receipt.outcome }
    default:
      return { ...said, nextTryMs: nextTry(atMs, entry.attempts) }
  }
}

/** Delivered records are the server's; the phone shows those of the last week. */
const keepDeliveredMs = 7 * 86_400_000

/**
 * What the phone no longer needs: old records that are the server's whole or were taken back, and
 * bytes that no record is left to bring. A delivered record stays until its bytes have followed.
 */
export function outlived(
  entries: readonly Entry[],
  attachments: readonly Attachment[],
  atMs: number,
): { entryIds: string[]; attachmentIds: string[] } {
  const before = atMs - keepDeliveredMs
  const owing = new Set(attachments.map(({ entryId }) => entryId))
  const isOutlived = ({ id, state, deliveredAtMs = 0, madeAtMs }: Entry): boolean =>
    state === 'delivered'
      ? deliveredAtMs < before && !owing.has(id)
      : state === 'withdrawn' && madeAtMs < before
  const staying = new Set(entries.filter((entry) => !isOutlived(entry)).map(({ id }) => id))
  return {
    entryIds: entries.filter(isOutlived).map(({ id }) => id),
    attachmentIds: attachments.filter(({ entryId }) => !staying.has(entryId)).map(({ id }) => id),
  }
}

export interface OutboxView {
  readonly drafts: readonly Entry[]
  /** To be sent, or stopped by the server. */
  readonly pending: readonly Entry[]
  /** Newest first. */
  readonly delivered: readonly Entry[]
  readonly attachments: readonly Attachment[]
  readonly bytes: number
  /** What must not be lost by leaving: records and bytes that the server does not have. */
  readonly owed: number
  /** Records that a person must look at. */
  readonly stopped: number
}

export const noOutbox: OutboxView = {
  drafts: [],
  pending: [],
  delivered: [],
  attachments: [],
  bytes: 0,
  owed: 0,
  stopped: 0,
}

export function viewOf(entries: readonly Entry[], attachments: readonly Attachment[]): OutboxView {
  const byState = (...states: readonly EntryState[]) =>
    entries.filter(({ state }) => states.includes(state))
  const pending = byState('waiting', 'conflict', 'refused')
  const pendingIds = new Set(pending.map(({ id }) => id))
  const loose = attachments.filter(({ entryId }) => !pendingIds.has(entryId))
  return {
    drafts: byState('draft'),
    pending: pending.sort((a, b) => a.madeAtMs - b.madeAtMs),
    delivered: byState('delivered', 'withdrawn').sort((a, b) => b.madeAtMs - a.madeAtMs),
    attachments,
    bytes:
      pending.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) +
      attachments.reduce((sum, { bytes }) => sum + bytes.size, 0),
    owed: pending.length + loose.length,
    stopped: byState('conflict', 'refused').length,
  }
}
