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
}

/** Who reacts to what: one registry, `'duty.gap-opened': tellStation`. */
export type Subscriptions = Readonly<
  Record<string, (work: Work, fact: StoredFact) => Promise<void>>
>

/** One registry of several: a topic may have a subscriber in each, heard in the given order. */
export function joinSubscriptions(registries: readonly Subscriptions[]): Subscriptions {
  const topics = new Set(registries.flatMap((registry) => Object.keys(registry)))
  const joined = [...topics].map((topic) => {
    const listeners = registries.flatMap((registry) => registry[topic] ?? [])
    const tellAll = async (work: Work, fact: StoredFact) => {
      for (const listen of listeners) await listen(work, fact)
    }
    return [topic, tellAll] as const
  })
  return Object.fromEntries(joined)
}

const attemptsMax = 12
const retryBaseMs = 1_000
const idleMs = 5_000

/**
 * Delivers facts to their subscribers, each in a transaction that also removes the fact: done
 * once, or tried again later with growing pauses, or kept with its reason for a person to see.
 */
export class FactDispatcher {
  readonly #database: Database
  readonly #subscriptions: Subscriptions
  readonly #clock: Clock
  readonly #logger: Logger
  #timer: NodeJS.Timeout | null = null
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

  /** Called when a notice says that facts wait. */
  wake(): void {
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
        while (await this.#deliverOne());
      } catch (error) {
        this.#logger.error({ err: error }, 'facts could not be read')
      }
    }
  }

  async #deliverOne(): Promise<boolean> {
    let fact: StoredFact | undefined
    try {
      return await this.#database.inWork(systemBinding, async (work) => {
        fact = await claim(work)
        if (!fact) return false
        await this.#subscriptions[fact.topic]?.(work, fact)
        await work.query('delete from platform.outbox where id = $1', [fact.id])
        return true
      })
    } catch (error) {
      if (!fact) throw error
      await this.#postpone(fact, error)
      return true
    }
  }

  async #postpone(fact: StoredFact, error: unknown): Promise<void> {
    this.#logger.warn({ err: error, topic: fact.topic, fact: fact.id }, 'fact not delivered')
    await this.#database.inWork(systemBinding, (work) =>
      work.query(
        `update platform.outbox set attempts = attempts + 1,
           next_attempt_at = $2::timestamptz + make_interval(secs => $3 * power(2, attempts)),
           failed_reason = case when attempts + 1 >= $4 then $5 end
         where id = $1`,
        [
          fact.id,
          this.#clock.now(),
          retryBaseMs / 1000,
          attemptsMax,
          wordsOf(error as Error).slice(0, 500),
        ],
      ),
    )
  }
}

async function claim(work: Work): Promise<StoredFact | undefined> {
  const [fact] = await work.query<StoredFact>(
    `select id, topic, county_id as "countyId", area_path::text as "areaPath", payload, at
     from platform.outbox where failed_reason is null and next_attempt_at <= $1
     order by next_attempt_at, id limit 1 for update skip locked`,
    [work.now],
  )
  return fact
}
