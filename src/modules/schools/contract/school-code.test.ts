import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeCategories, codeFitsKind, SchoolCode, schoolCodeFault } from './school-code.ts'

describe('the national school code', () => {
  it('is ten digits of a known category and province', () => {
    expect(schoolCodeFault('2153000001')).toBeUndefined()
    expect(schoolCodeFault('215300001')).toBe('notTenDigits')
    expect(schoolCodeFault('21530000０1')).toBe('notTenDigits')
    expect(schoolCodeFault('2053000001')).toBe('unknownCategory')
    expect(schoolCodeFault('2199000001')).toBe('unknownProvince')
  })

  it('is accepted for every category, province and serial', () => {
    const category = fc.constantFrom(...Object.keys(codeCategories))
    const province = fc.constantFrom('11', '37', '53', '65', '71', '81', '82')
    const serial = fc.integer({ min: 0, max: 999_999 })
    fc.assert(
      fc.property(category, province, serial, (first, second, third) => {
        const code = `${first}${second}${String(third).padStart(6, '0')}`
        expect(SchoolCode.safeParse(code).success).toBe(true)
      }),
    )
  })

  it('is never accepted for other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[0-9]{10}$/.test(text))
        expect(schoolCodeFault(text)).toBe('notTenDigits')
      }),
    )
  })

  it('tells whether it fits the kind of school', () => {
    expect(codeFitsKind('1153000001', 'kindergarten')).toBe(true)
    expect(codeFitsKind('1153000001', 'primary')).toBe(false)
    expect(codeFitsKind('0000000000', 'primary')).toBe(false)
  })
})
