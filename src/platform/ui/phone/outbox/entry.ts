/**
 * draft: not finished by its author. waiting: to be sent. conflict: the server has other content
 * under this id. refused: the server said why not. delivered: the server's receipt is here.
 * withdrawn: taken back before it was sent.
 */
export const entryStates = [
  'draft',
  'waiting',
  'conflict',
  'refused',
  'delivered',
  'withdrawn',
] as const
export type EntryState = (typeof entryStates)[number]

/** One record that the phone made, from its draft to the server's receipt. */
export interface Entry {
  /** The record's own id. */
  readonly id: string
  /** The person who made it. */
  readonly owner: string
  /** Who brings it to the server. */
  readonly carrier: string
  readonly state: EntryState
  /** Where it happened, in words. */
  readonly place: string
  /** Exactly what is sent. */
  readonly content: unknown
  /** The machine's time when it was made. */
  readonly madeAtMs: number
  readonly sizeBytes: number
  readonly attempts: number
  /** Not sent again by itself before this. */
  readonly nextTryMs: number
  /** What the server said last: a stable code and a sentence. */
  readonly code?: string | undefined
  readonly detail?: string | undefined
  /** What the server made of it. */
  readonly result?: unknown
  readonly deliveredAtMs?: number
}

/** Bytes that belong to a record and follow it. Deleted only when the server has them. */
export interface Attachment {
  readonly id: string
  readonly entryId: string
  readonly owner: string
  readonly bytes: Blob
  readonly sha256: string
  /** Why the server will not take them. */
  readonly refusal?: string
}

/** The server's word about one record. */
export interface Receipt {
  readonly id: string
  readonly outcome: 'stored' | 'duplicate' | 'conflict' | 'refused' | 'retry'
  readonly code?: string | undefined
  readonly detail?: string | undefined
  readonly result?: unknown
}

/** What a module tells the outbox about its records. */
export interface Carrier {
  readonly name: string
  readonly batchMax: number
  /** Sends records in one request; one receipt each. */
  send(contents: readonly unknown[]): Promise<readonly Receipt[]>
  /** Sends bytes after their record was stored. */
  attach(attachment: Attachment): Promise<void>
  /** What the phone may keep after delivery. */
  stripped(content: unknown): unknown
  /** In words, for the list. */
  describe(entry: Entry): string
  /** What the server has under the id of a conflict; undefined where it cannot be asked. */
  serverVersion(entry: Entry): Promise<unknown>
  /** A line for each field, to compare two versions. */
  details(content: unknown): readonly Field[]
  /** The screen on which a draft is finished. */
  draftPath(entry: Entry): string
}

/** One field of a record in words. */
export interface Field {
  readonly label: string
  readonly value: string
}
