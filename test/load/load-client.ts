import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadDone, LoadOrder } from './load-order.ts'

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
