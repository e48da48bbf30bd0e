/** What the phones are to do; they go on until they are told to stop. */
export interface PhonesOrder {
  readonly port: number
  readonly cityFile: string
  readonly clockOffsetMs: number
  readonly connections: number
  /** Gets `acknowledged-0.log` and `sent-0.log`, one id a line. */
  readonly folder: string
}
