import { createHash } from 'node:crypto'
import { sessionLife } from '../../contract/session.ts'

const hourMs = 3_600_000

/** What the database keeps of a token, of sessions and of links. */
export const tokenHashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const expiryOf = (now: Date, deviceBound: boolean): Date =>
  new Date(
    now.getTime() + hourMs * (deviceBound ? 24 * sessionLife.deviceDays : sessionLife.consoleIdleH),
  )
