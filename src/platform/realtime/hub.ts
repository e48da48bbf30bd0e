import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { isWithin } from '../contract/area-path.ts'
import type { Database } from '../database/database.ts'
import type { LiveChange } from '../database/work.ts'
import type { Actor } from '../ports/actor.ts'

export interface LiveEvent extends LiveChange {
  readonly sequence: number
}

/** What an open stream is told: changed keys, or "reload everything you show". */
export interface LiveSubscriber {
  readonly actor: Actor
  changed(event: LiveEvent, id: string): void
  resync(id: string): void
  end(reason: string): void
}

/** Hears a notice of a channel; a failure to act on missed ones is tried again. */
export type HearsNotices = (channel: string, payload: string) => Promise<void>

const keptEvents = 20_000
const retryMs = 500

/**
 * Passes changes from PostgreSQL's notices to open streams whose scope covers them. Notices come
 * in commit order; each process numbers them under an epoch of its own. A stream that resumes
 * within the kept events misses nothing; any other is told to reload, so nothing is ever missed.
 */
export class LiveHub {
  readonly #epoch = randomUUID().slice(0, 8)
  readonly #events: LiveEvent[] = []
  readonly #subscribers = new Set<LiveSubscriber>()
  #sequence = 0
  #stop: (() => Promise<void>) | null = null
  #closed = false
  #connected = false
  #recovering = false

  get connected(): boolean {
    return this.#connected
  }

  get streams(): number {
    return this.#subscribers.size
  }

  /**
   * Listens to the database, and again after it was lost. `also` hears what is no change of a
   * screen; `sessions` with nothing says that notices were missed, and is said until it succeeds.
   */
  async start(database: Database, also: HearsNotices): Promise<void> {
    const connect = async (): Promise<void> => {
      this.#stop = await database.listen(['live', 'facts', 'sessions'], {
        message: (channel, payload) => {
          if (channel === 'live') this.publish(JSON.parse(payload) as LiveChange)
          else also(channel, payload).catch(() => recover())
        },
        lost: () => {
          this.#connected = false
          void recover()
        },
      })
      this.#connected = true
    }
    const catchUp = async (): Promise<boolean> => {
      try {
        if (!this.#connected) await connect()
        await also('sessions', '')
        return this.#connected
      } catch {
        // Whatever failed, the database is not there yet: it is tried again.
        return false
      }
    }
    const recover = async (): Promise<void> => {
      if (this.#recovering) return
      this.#recovering = true
      while (!this.#closed && !(await catchUp())) await delay(retryMs)
      this.#recovering = false
      // What changed while nobody listened is unknown: everybody reloads.
      if (!this.#closed) this.#resyncAll()
    }
    await connect()
  }

  publish(change: LiveChange): void {
    this.#sequence += 1
    const event = { ...change, sequence: this.#sequence }
    this.#events.push(event)
    if (this.#events.length > keptEvents) this.#events.splice(0, this.#events.length - keptEvents)
    for (const subscriber of this.#subscribers) this.#tell(subscriber, event)
  }

  /** Adds a stream; `lastId` is what the browser saw last (`Last-Event-ID`). */
  subscribe(subscriber: LiveSubscriber, lastId: string | undefined): () => void {
    this.#subscribers.add(subscriber)
    const [epoch, text] = (lastId ?? '').split(':')
    const seen = Number(text)
    const oldest = this.#events[0]?.sequence ?? this.#sequence + 1
    if (lastId && (epoch !== this.#epoch || !(seen >= oldest - 1))) {
      subscriber.resync(this.idOf(this.#sequence))
    } else if (lastId) {
      for (const event of this.#events) if (event.sequence > seen) this.#tell(subscriber, event)
    }
    return () => this.#subscribers.delete(subscriber)
  }

  /** The id that a stream which has seen everything so far resumes from. */
  idOf(sequence: number = this.#sequence): string {
    return `${this.#epoch}:${sequence}`
  }

  /** Ends the streams of revoked sessions at once. */
  endSession(sessionId: string): void {
    for (const subscriber of this.#subscribers) {
      if (subscriber.actor.sessionId === sessionId) subscriber.end('revoked')
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const subscriber of this.#subscribers) subscriber.end('closing')
    await this.#stop?.()
  }

  #resyncAll(): void {
    for (const subscriber of this.#subscribers) subscriber.resync(this.idOf())
  }

  #tell(subscriber: LiveSubscriber, event: LiveEvent): void {
    const keys = keysFor(subscriber.actor, event)
    if (keys.length > 0) subscriber.changed({ ...event, keys }, this.idOf(event.sequence))
  }
}

/**
 * Only the address of a change is told, and only inside the scope; the row is read under RLS. Who
 * is reached by their own person's key alone is not told whom else the change concerns.
 */
function keysFor(actor: Actor, event: LiveChange): readonly string[] {
  if (!actor.classes.some((rowClass) => rowClass === event.rowClass)) return []
  const { areaPath } = event
  const inside = isWithin(areaPath, actor.scope) || isWithin(actor.scope, areaPath)
  return inside ? event.keys : event.keys.filter((key) => key === `person:${actor.personId}`)
}
