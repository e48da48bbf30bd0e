import type { Logger } from 'pino'

/** Work that time itself calls for: done every so often while anything is due. */
export interface Sweep {
  /** `duty.gap-watch` */
  readonly name: string
  readonly everyMs: number
  /** Does what is due and says how many; a full batch is followed at once by the next. */
  run(): Promise<number>
}

/** Runs each sweep on its own beat, never two of one at a time; errors are logged, not fatal. */
export class Sweeper {
  readonly #sweeps: readonly Sweep[]
  readonly #logger: Logger
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  constructor(sweeps: readonly Sweep[], logger: Logger) {
    this.#sweeps = sweeps
    this.#logger = logger
  }

  start(): void {
    for (const sweep of this.#sweeps) this.#schedule(sweep, 0)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all(this.#running)
  }

  #schedule(sweep: Sweep, afterMs: number): void {
    if (this.#stopped) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const running = this.#run(sweep).finally(() => {
        this.#running.delete(running)
        this.#schedule(sweep, sweep.everyMs)
      })
      this.#running.add(running)
    }, afterMs)
    this.#timers.add(timer)
  }

  async #run(sweep: Sweep): Promise<void> {
    try {
      while ((await sweep.run()) > 0 && !this.#stopped);
    } catch (error) {
      this.#logger.error({ err: error, sweep: sweep.name }, 'sweep failed')
    }
  }
}
