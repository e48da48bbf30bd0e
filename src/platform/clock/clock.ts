/** Time that tests own: the only place that reads the machine's clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that runs on from another instant, for demonstrations and tests. */
export function shiftedClock(offsetMs: number, base: Clock = systemClock): Clock {
  return { now: () => new Date(base.now().getTime() + offsetMs) }
}

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  #at: Date
  constructor(at: Date) {
    this.#at = at
  }
  now(): Date {
    return new Date(this.#at)
  }
  set(at: Date): void {
    this.#at = at
  }
  advance(ms: number): void {
    this.#at = new Date(this.#at.getTime() + ms)
  }
}
