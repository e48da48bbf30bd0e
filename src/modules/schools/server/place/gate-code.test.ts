import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gateCodeText, parseGateCode } from '../../contract/gate-code.ts'
import { gateCodeAt, gateCodesFrom, verifyGateCode } from './gate-code.ts'

const secretOf = fc.uint8Array({ minLength: 20, maxLength: 20 })
const instantOf = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2060-01-01'),
  noInvalidDate: true,
})
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

describe('the rotating code of a gate', () => {
  it('counts at the instant it is shown and one step around it', () => {
    fc.assert(
      fc.property(secretOf, instantOf, fc.integer({ min: -30, max: 30 }), (secret, at, offset) => {
        expect(verifyGateCode(secret, gateCodeAt(secret, at), later(at, offset))).toBe(true)
      }),
    )
  })

  it('no longer counts two minutes later, nor at another gate', () => {
    fc.assert(
      fc.property(secretOf, secretOf, instantOf, (secret, other, at) => {
        fc.pre(Buffer.compare(secret, other) !== 0)
        const code = gateCodeAt(secret, at)
        expect(verifyGateCode(secret, code, later(at, 120))).toBe(false)
        expect(verifyGateCode(secret, code, later(at, -120))).toBe(false)
        expect(verifyGateCode(other, code, at)).toBe(false)
      }),
    )
  })

  it('refuses anything that is no code', () => {
    fc.assert(
      fc.property(secretOf, instantOf, fc.string(), (secret, at, text) => {
        expect(verifyGateCode(secret, text, at)).toBe(false)
      }),
    )
  })

  it('is announced in a sequence without holes', () => {
    const secret = new Uint8Array(20).fill(7)
    const at = new Date('2026-11-23T07:00:10+08:00')
    const codes = gateCodesFrom(secret, at, 20)
    expect(codes[0]?.startsAt.toISOString()).toBe('2026-11-22T23:00:00.000Z')
    for (const [index, { code, startsAt }] of codes.entries()) {
      expect(code).toBe(gateCodeAt(secret, later(at, index * 30)))
      expect(verifyGateCode(secret, code, startsAt)).toBe(true)
    }
  })

  it('travels as a text that names its gate', () => {
    const gateId = '019ab000-0000-7000-8000-000000000001'
    const code = gateCodeAt(new Uint8Array(20), new Date('2026-11-23T07:00:00+08:00'))
    expect(parseGateCode(gateCodeText(gateId, code))).toEqual({ gateId, code })
    expect(parseGateCode(` ${gateCodeText(gateId, code)}\n`)).toEqual({ gateId, code })
    for (const text of ['', code, `anyuan:gate:${gateId}`, `anyuan:gate:x:${code}`, 'https://a']) {
      expect(parseGateCode(text)).toBeUndefined()
    }
    fc.assert(fc.property(fc.string(), (text) => parseGateCode(text) === undefined))
  })
})
