import { randomUUID } from 'node:crypto'
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

const keptEvents = 20_000

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

  get connected(): boolean {
    return this.#connected
  }

  get streams(): number {
    return this.#subscribers.size
  }

  async start(database: Database, also: (channel: string, payload: string) => void): Promise<void> {
    const connect = async (): Promise<void> => {
      this.#stop = await database.listen(['live', 'facts', 'sessions'], {
        message: (channel, payload) => {
          if (channel === 'live') this.publish(JSON.parse(payload) as LiveChange)
          else also(channel, payload)
        },
        lost: () => {
          this.#connected = false
          void retry()
        },
      })
      this.#connected = true
    }
    const retry = async (): Promise<void> => {
      while (!this.#closed && !this.#connected) {
        await connect().catch(() => new Promise((resolve) => setTimeout(resolve, 500)))
      }
      // What changed while nobody listened is unknown: everybody reloads.
      also('sessions', '')
      this.#resyncAll()
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
    if (covers(subscriber.actor, event)) subscriber.changed(event, this.idOf(event.sequence))
  }
}

/** Only the address of a change is told, and only inside the scope; the row is read under RLS. */
function covers(actor: Actor, event: LiveChange): boolean {
  const inside =
    event.areaPath === actor.scope ||
    event.areaPath.startsWith(`${actor.scope}.`) ||
    actor.scope.startsWith(`${event.areaPath}.`) ||
    event.keys.includes(`person:${actor.personId}`)
  return inside && actor.classes.some((rowClass) => rowClass === event.rowClass)
}
