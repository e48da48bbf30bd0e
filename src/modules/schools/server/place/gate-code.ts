import { createHmac, timingSafeEqual } from 'node:crypto'
import { gateCodeAlphabet, gateCodeLength, gateCodeStepS } from '../../contract/gate-code.ts'

const bitsPerLetter = 5
const stepMs = gateCodeStepS * 1000

/** The steps before and after that still count: clocks differ, and a scan takes a moment. */
const toleranceSteps = 1

/** The code that the display of a gate shows at an instant; it changes every 30 s. */
export function gateCodeAt(secret: Uint8Array, at: Date): string {
  return codeOfStep(secret, stepOf(at))
}

/** Whether a scanned code was on display at the instant, or one step before or after. */
export function verifyGateCode(secret: Uint8Array, code: string, at: Date): boolean {
  const shown = Buffer.from(code.toUpperCase())
  if (shown.length !== gateCodeLength) return false
  let matches = false
  for (let offset = -toleranceSteps; offset <= toleranceSteps; offset += 1) {
    const expected = Buffer.from(codeOfStep(secret, stepOf(at) + offset))
    matches = timingSafeEqual(expected, shown) || matches
  }
  return matches
}

/** The codes of the next steps, the present one first, each with the instant it starts. */
export function gateCodesFrom(
  secret: Uint8Array,
  at: Date,
  count: number,
): { startsAt: Date; code: string }[] {
  const first = stepOf(at)
  return Array.from({ length: count }, (_, index) => ({
    startsAt: new Date((first + index) * stepMs),
    code: codeOfStep(secret, first + index),
  }))
}

const stepOf = (at: Date): number => Math.floor(at.getTime() / stepMs)

/** 50 bits: nobody guesses one within the two minutes that it lives. */
function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigInt64BE(BigInt(step))
  const digest = createHmac('sha256', secret).update(counter).digest()
  let bits = digest.readBigUInt64BE()
  let code = ''
  for (let letter = 0; letter < gateCodeLength; letter += 1) {
    code += gateCodeAlphabet[Number(bits & 31n)] ?? ''
    bits >>= BigInt(bitsPerLetter)
  }
  return code
}
