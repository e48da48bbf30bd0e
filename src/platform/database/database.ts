import type { Binding } from '../ports/actor.ts'
import type { Work } from './work.ts'

/** `urgent` has connections of its own: what must not wait when everybody else does. */
export type Lane = 'ordinary' | 'urgent'

/**
 * The only way to the data: a unit of work bound to a scope. No connection leaves it.
 */
export interface Database {
  /** Runs one unit of work: commits when `run` returns, rolls back when it throws. */
  inWork<T>(binding: Binding, run: (work: Work) => Promise<T>, lane?: Lane): Promise<T>
  /** Notices of PostgreSQL channels on a connection of their own; `onLost` when it breaks. */
  listen(channels: readonly string[], on: Listener): Promise<() => Promise<void>>
  ping(): Promise<void>
  stats(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

export interface Listener {
  message(channel: string, payload: string): void
  lost(): void
}
