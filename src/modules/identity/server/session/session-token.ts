import { createHash } from 'node:crypto'
import { type Role, roles } from '../../contract/role.ts'
import { sessionLife } from '../../contract/session.ts'

const hourMs = 3_600_000

/** What the database keeps of a token, of sessions and of links. */
export const tokenHashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What a session depends on: a phone that stays signed in, and for how many days without use. */
export interface Bond {
  readonly bound: boolean
  /** Absent: 30. */
  readonly days?: number | undefined
}

/** A role without a phone keeps to the console's hours. */
export const isBound = (role: string, wanted: boolean): boolean =>
  wanted && roles[role as Role].phone

export const expiryOf = (now: Date, { bound, days = sessionLife.deviceDays }: Bond): Date =>
  new Date(now.getTime() + hourMs * (bound ? 24 * days : sessionLife.consoleIdleH))

/** The token of a cookie: behind it may stand until when it lasts. */
export const cookieToken = (value: string | undefined): string | undefined => value?.split('.')[0]
