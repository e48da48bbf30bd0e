import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id, Instant } from '../../../platform/contract/id.ts'
import { GateKey } from './gate.ts'

/** How long one rotating code is shown. */
export const gateCodeStepS = 30

/** Crockford's alphabet: no letter is taken for a digit. */
export const gateCodeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const gateCodeLength = 10

const prefix = 'anyuan:gate'

/** What stands in the square code on the display. */
export const gateCodeText = (gateId: string, code: string): string => `${prefix}:${gateId}:${code}`

/** Reads what a phone scanned; `undefined` when it is no code of a gate. */
export function parseGateCode(text: string): { gateId: string; code: string } | undefined {
  const [first, second, gateId = '', code = '', ...rest] = text.trim().split(':')
  if (`${first}:${second}` !== prefix || rest.length > 0) return undefined
  const codeIsWell =
    code.length === gateCodeLength && [...code].every((letter) => gateCodeAlphabet.includes(letter))
  return Id.safeParse(gateId).success && codeIsWell ? { gateId, code } : undefined
}

/** Codes for the next minutes, so that the display survives a broken line. */
export const GateCodes = z.object({
  gateId: Id,
  gateName: z.string(),
  schoolId: Id,
  schoolName: z.string(),
  stepS: z.number().int(),
  now: Instant,
  codes: z.array(z.object({ startsAt: Instant, text: z.string() })),
})
export type GateCodes = z.infer<typeof GateCodes>

export const showGateCodes = endpoint({
  method: 'GET',
  path: '/api/schools/gates/:gateId/codes',
  access: 'schools.gateCode.show',
  summary: 'The rotating codes that the display at the gate shows next',
  params: GateKey,
  reply: GateCodes,
})
