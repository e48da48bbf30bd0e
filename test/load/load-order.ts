import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface LoadOrder {
  /** closed: each connection sends when it was answered; open: arrivals at random instants. */
  readonly kind: 'closed' | 'open'
  readonly port: number
  readonly cityFile: string
  readonly clockOffsetMs: number
  readonly seconds: number
  readonly connections: number
  /** How many of the city's phones take part, in turn. */
  readonly phones: number
  /** Of an open loop. */
  readonly arrivals: number
}

export interface LoadDone {
  readonly acknowledged: number
  readonly seconds: number
  /** Everything else, by what was said. */
  readonly refused: Readonly<Record<string, number>>
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

const program = fileURLToPath(new URL('./check-in-load.ts', import.meta.url))

/** The load client in a process of its own. */
export class LoadClient {
  readonly #child: ChildProcess

  constructor() {
    this.#child = fork(program, [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  }

  async run(order: LoadOrder): Promise<LoadDone> {
    const answered = once(this.#child, 'message')
    this.#child.send(order)
    const [done] = await answered
    return done as LoadDone
  }

  end(): void {
    this.#child.disconnect()
  }
}
