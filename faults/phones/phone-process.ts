import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PhonesOrder } from './order.ts'

const program = fileURLToPath(new URL('./persistent-phones.ts', import.meta.url))

/** The phones in a process of their own: nothing that is killed takes their logs with it. */
export class PhoneProcess {
  readonly #child: ChildProcess

  constructor(order: PhonesOrder) {
    this.#child = fork(program, [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
    this.#child.once('exit', (code) => {
      if (code) throw new Error(`The phones ended with ${code}.`)
    })
    this.#child.send(order)
  }

  async acknowledged(): Promise<number> {
    const answered = once(this.#child, 'message')
    this.#child.send('count')
    const [count] = await answered
    return Number(count)
  }

  /** Resolves when every record under way was acknowledged. */
  async stop(): Promise<void> {
    const done = once(this.#child, 'message')
    this.#child.send('stop')
    await done
    this.#child.disconnect()
  }
}
