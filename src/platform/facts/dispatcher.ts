import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/work.ts'
import { wordsOf } from '../observability/error-words.ts'
import { systemBinding } from '../ports/actor.ts'

export interface StoredFact {
  readonly id: number
  readonly topic: string
  readonly countyId: string
  readonly areaPath: string
  readonly payload: Record<string, unknown>
  readonly at: Date
  readonly attempts: number
}

type Listener = (work: Work, fact: StoredFact) => Promise<void>

/** Hears at once all facts of a topic that wait: they only say that something is out of date. */
interface GroupListener {
  readonly together: (work: Work, facts: readonly StoredFact[]) => Promise<void>
}

/** Who reacts to what: one registry, `'duty.gap-opened': tellStation`. */
export type Subscriptions = Readonly<Record<string, Listener | GroupListener>>

/** One registry of several: a topic may have a subscriber in each, heard in the given order. */
export function joinSubscriptions(registries: readonly Subscriptions[]): Subscriptions {
  const topics = new Set(registries.flatMap((registry) => Object.keys(registry)))
  const joined = [...topics].map((topic) => {
    const listeners = registries.flatMap((registry) => registry[topic] ?? [])
    const together = async (work: Work, facts: readonly StoredFact[]) => {
      for (const listener of listeners) await tell(listener, work, facts)
    }
    const alone: Listener = (work, fact) => together(work, [fact])
    return [topic, listeners.every(hearsTogether) ? { together } : alone] as const
  })
  return Object.fromEntries(joined)
}

const hearsTogether = (listener: Listener | GroupListener | undefined): listener is GroupListener =>
  typeof listener === 'object'

async function tell(
  listener: Listener | GroupListener,
  work: Work,
  facts: readonly StoredFact[],
): Promise<void> {
  if (hearsTogether(listener)) return listener.together(work, facts)
  for (const fact of facts) await listener(work, fact)
}

const attemptsMax = 12
const retryBaseMs = 1_000
const idleMs = 5_000
/** How long what is told together waits for company: a burst announces dozens a second. */
const companyMs = 200

/** Told at once at most; what one of them spoils is tried again one by one. */
const togetherMax = 500

/**
 * Delivers facts to their subscribers, urgent ones first, in a transaction that also removes them:
 * done once, or tried again later with growing pauses, or kept with the reason for a person to see.
 */
export class FactDispatcher {
  readonly #database: Database
  readonly #subscriptions: Subscriptions
  readonly #clock: Clock
  readonly #logger: Logger
  #timer: NodeJS.Timeout | null = null
  #soon: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()
  #again = false
  #busy = false

  constructor(database: Database, subscriptions: Subscriptions, clock: Clock, logger: Logger) {
    this.#database = database
    this.#subscriptions = subscriptions
    this.#clock = clock
    this.#logger = logger
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), idleMs)
    this.wake()
  }

  /** A notice names the topics of facts that wait; empty: notices were missed. */
  heed(topics: string): void {
    const mayWait = (topic: string) => hearsTogether(this.#subscriptions[topic])
    if (!topics.split(' ').every(mayWait)) this.wake()
    else this.#soon ??= setTimeout(() => this.wake(), companyMs)
  }

  /** Tells at once of everything that waits. */
  wake(): void {
    if (this.#soon) clearTimeout(this.#soon)
    this.#soon = null
    this.#again = true
    if (this.#busy) return
    this.#busy = true
    this.#running = this.#drain().finally(() => {
      this.#busy = false
    })
  }

  /** Resolves when everything that waits now has been tried. */
  async settle(): Promise<void> {
    this.wake()
    await this.#running
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    if (this.#soon) clearTimeout(this.#soon)
    this.#again = false
    await this.#running
  }

  /** How many facts are kept for a person to see. */
  async countParked(): Promise<number> {
    const [row] = await this.#database.inWork(systemBinding, (work) =>
      work.query<{ count: number }>(
        'select count(*) from platform.outbox where failed_reason is not null',
      ),
    )
    return row?.count ?? 0
  }

  async #drain(): Promise<void> {
    while (this.#again) {
      this.#again = false
      try {
        while (await this.#deliverNext());
      } catch (error) {
        this.#logger.error({ err: error }, 'facts could not be read')
      }
    }
  }

  async #deliverNext(): Promise<boolean> {
    let facts: StoredFact[] = []
    try {
      return await this.#database.inWork(systemBinding, async (work) => {
        facts = await this.#claim(work)
        const [first] = facts
        if (!first) return false
        const listener = this.#subscriptions[first.topic]
        if (listener) await tell(listener, work, facts)
        await work.query('delete from platform.outbox where id = any($1::bigint[])', [
          facts.map(({ id }) => id),
        ])
        return true
      })
    } catch (error) {
      if (facts.length === 0) throw error
      await this.#postpone(facts, error)
      return true
    }
  }

  /** The next fact, with those of its topic that its listeners hear together with it. */
  async #claim(work: Work): Promise<StoredFact[]> {
    const [first] = await work.query<StoredFact>(
      `${waiting} order by urgent desc, next_attempt_at, id limit 1 for update skip locked`,
      [work.now],
    )
    if (!first) return []
    if (first.attempts > 0 || !hearsTogether(this.#subscriptions[first.topic])) return [first]
    const others = await work.query<StoredFact>(
      `${waiting} and topic = $2 and id <> $3 and attempts = 0
       order by next_attempt_at, id limit $4 for update skip locked`,
      [work.now, first.topic, first.id, togetherMax - 1],
    )
    return [first, ...others]
  }

  async #postpone(facts: readonly StoredFact[], error: unknown): Promise<void> {
    const ids = facts.map(({ id }) => id)
    this.#logger.warn({ err: error, topic: facts[0]?.topic, facts: ids }, 'facts not delivered')
    await this.#database.inWork(systemBinding, (work) =>
      work.query(
        `update platform.outbox set attempts = attempts + 1,
           next_attempt_at = $2::timestamptz + make_interval(secs => $3 * power(2, attempts)),
           failed_reason = case when attempts + 1 >= $4 then $5 end
         where id = any($1::bigint[])`,
        [
          ids,
          this.#clock.now(),
          retryBaseMs / 1000,
          attemptsMax,
          wordsOf(error as Error).slice(0, 500),
        ],
      ),
    )
  }
}

const waiting = `select id, topic, county_id as "countyId", area_path::text as "areaPath", payload,
    at, attempts
  from platform.outbox where failed_reason is null and next_attempt_at <= $1`
