import { Secret, TOTP } from 'otpauth'
import { systemClock } from '../../platform/clock/clock.ts'
import type { DemoAccount } from './demo-accounts.ts'

/** The demo accounts as a table; secrets of one-time codes for an authenticator app. */
export function accountLines(accounts: readonly DemoAccount[]): string[] {
  const widest = Math.max(...accounts.map(({ loginName }) => loginName.length))
  return [
    'Demo accounts (npx anyuan demo accounts shows them again, with codes of this moment):',
    ...accounts.map(({ loginName, password, totpSecret, title }) => {
      const code = totpSecret ? `  code from secret ${totpSecret}` : ''
      return `  ${loginName.padEnd(widest)}  ${password}  ${title}${code}`
    }),
  ]
}

/** The one-time code of an account at this moment, by the time that the product goes by. */
export function codeOf({ totpSecret }: DemoAccount, at: Date = systemClock.now()): string | null {
  if (!totpSecret) return null
  return new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: at.getTime() })
}
