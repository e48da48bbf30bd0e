import type { Clock } from '../clock/clock.ts'
import { systemBinding } from '../ports/actor.ts'
import type { Database } from './database.ts'
import type { Work } from './work.ts'

export interface SharedCommitOptions<I, R> {
  readonly database: Database
  readonly clock: Clock
  /** How long a batch waits for company, also the one behind another. */
  readonly collectMs: number
  readonly batchMax: number
  /** Requests that may wait at once; beyond it `submit` refuses with `overflow`. */
  readonly waitingMax: number
  readonly overflow: () => Error
  /** Batches under way at once: more than 1 only where they do not write the same rows. */
  readonly concurrency: number
  /** Writes a batch in one transaction and answers each item, an Error refusing only that one. */
  readonly write: (work: Work, items: readonly I[]) => Promise<readonly (R | Error)[]>
}

interface Waiting<I, R> {
  readonly item: I
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

/**
 * Many waiting requests, one commit, each answered after it. The disk's flush is the limit of
 * single-row commits (about 2,000/s), so bursts share one.
 */
export class SharedCommit<I, R> {
  readonly #options: SharedCommitOptions<I, R>
  #waiting: Waiting<I, R>[] = []
  #timer: NodeJS.Timeout | null = null
  #underWay = 0

  constructor(options: SharedCommitOptions<I, R>) {
    this.#options = options
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Resolves after the commit that holds the item. */
  submit(item: I): Promise<R> {
    if (this.#waiting.length >= this.#options.waitingMax) {
      return Promise.reject(this.#options.overflow())
    }
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      this.#flushSoon()
    })
  }

  #flushSoon(): void {
    if (this.#waiting.length >= this.#options.batchMax) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), this.#options.collectMs)
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    while (this.#waiting.length > 0 && this.#underWay < this.#options.concurrency) {
      const batch = this.#waiting.splice(0, this.#options.batchMax)
      this.#underWay += 1
      void this.#write(batch).finally(() => {
        this.#underWay -= 1
        if (this.#waiting.length > 0) this.#flushSoon()
      })
    }
  }

  async #write(batch: readonly Waiting<I, R>[]): Promise<void> {
    const { database, write } = this.#options
    try {
      const items = batch.map(({ item }) => item)
      const results = await database.inWork(systemBinding, (work) => write(work, items))
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index]
        if (result instanceof Error) reject(result)
        else resolve(result as R)
      })
    } catch (error) {
      // One bad item must not refuse its neighbours: alone, each meets its own error.
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const waiting of batch) await this.#write([waiting])
    }
  }
}
