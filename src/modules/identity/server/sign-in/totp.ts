import { Secret, TOTP } from 'otpauth'

const periodS = 30
/** A phone's clock may be one period off, either way. */
const windowPeriods = 1
const secretBytes = 20

export const newTotpSecret = (): Buffer => Buffer.from(new Secret({ size: secretBytes }).bytes)

/** `otpauth://totp/…` for the QR code, and the same secret for typing. */
export function totpEnrolment(
  secret: Uint8Array,
  loginName: string,
  issuer: string,
): { otpauthUrl: string; secret: string } {
  const totp = totpOf(secret, loginName, issuer)
  return { otpauthUrl: totp.toString(), secret: totp.secret.base32 }
}

/**
 * The time step whose code this is, or null. A step that is not after `lastStep` was used before:
 * somebody who watched the typing has nothing.
 */
export function acceptedStep(
  secret: Uint8Array,
  code: string,
  now: Date,
  lastStep: number,
): number | null {
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token: code, timestamp, window: windowPeriods })
  if (delta === null) return null
  const step = Math.floor(timestamp / 1000 / periodS) + delta
  return step > lastStep ? step : null
}

/** The code of an instant, for clients that hold the secret themselves. */
export const totpCodeAt = (secret: Uint8Array, at: Date): string =>
  totpOf(secret).generate({ timestamp: at.getTime() })

function totpOf(secret: Uint8Array, label = '', issuer = ''): TOTP {
  const { buffer } = new Uint8Array(secret)
  return new TOTP({
    secret: new Secret({ buffer: buffer as ArrayBuffer }),
    period: periodS,
    digits: 6,
    algorithm: 'SHA1',
    ...(label ? { label } : {}),
    ...(issuer ? { issuer } : {}),
  })
}
