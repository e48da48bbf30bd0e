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
  /** Gets `sent-0.log`, `acknowledged-0.log` and so on, a pair for each run, one id a line. */
  readonly folder: string
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
