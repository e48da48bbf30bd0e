import { describe, expect, it } from 'vitest'
import { acceptedStep, newTotpSecret, totpCodeAt, totpEnrolment } from './totp.ts'

const now = new Date('2026-11-23T07:00:10+08:00')
const step = Math.floor(now.getTime() / 30_000)
const secret = newTotpSecret()

describe('codes of an authenticator', () => {
  it('agrees with the example of RFC 6238', () => {
    const example = Buffer.from('12345678901234567890')
    expect(totpCodeAt(example, new Date(59_000))).toBe('287082')
  })

  it('accepts the present code once', () => {
    const code = totpCodeAt(secret, now)
    expect(acceptedStep(secret, code, now, 0)).toBe(step)
    expect(acceptedStep(secret, code, now, step)).toBeNull()
  })

  it('accepts a clock that is one period off, not two', () => {
    const at = (s: number) => totpCodeAt(secret, new Date(now.getTime() + s * 1000))
    expect(acceptedStep(secret, at(-30), now, 0)).toBe(step - 1)
    expect(acceptedStep(secret, at(30), now, 0)).toBe(step + 1)
    expect(acceptedStep(secret, at(-60), now, 0)).toBeNull()
  })

  it('does not accept an older code after a newer one', () => {
    const before = totpCodeAt(secret, new Date(now.getTime() - 30_000))
    expect(acceptedStep(secret, before, now, step)).toBeNull()
  })

  it('tells an authenticator all it needs', () => {
    const { otpauthUrl } = totpEnrolment(secret, 'ah-zhian-07', 'Anyuan')
    expect(otpauthUrl).toMatch(/^otpauth:\/\/totp\/Anyuan:ah-zhian-07\?.*secret=[A-Z2-7]{32}/)
  })
})
