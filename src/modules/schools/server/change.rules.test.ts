import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, patched, refuseOtherContent, refuseStale } from './change.rules.ts'

describe('difference', () => {
  it('names what changed and keeps both sides', () => {
    expect(difference({ a: 1, b: [1, 2] }, { a: 2, b: [1, 2] })).toEqual({
      fields: ['a'],
      before: { a: 1 },
      after: { a: 2 },
    })
    expect(difference(null, { a: 1 })).toEqual({ fields: ['a'], before: null, after: { a: 1 } })
  })

  it('names erasable fields without their values', () => {
    expect(difference({ name: 'x', phone: '1' }, { name: 'y', phone: '2' }, ['phone'])).toEqual({
      fields: ['name', 'phone'],
      before: { name: 'x' },
      after: { name: 'y' },
    })
  })

  it('is empty for equal content in another order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => {
        const turned = Object.fromEntries(Object.entries(values).reverse())
        expect(difference(values, turned).fields).toEqual([])
        expect(() => refuseOtherContent(values, turned)).not.toThrow()
      }),
    )
  })
})

describe('updates', () => {
  it('leave what is not given, and take null as a value', () => {
    const present = { a: 1 as number | null, b: 'x', version: 3 }
    expect(patched(present, { a: null })).toEqual({ a: null, b: 'x', version: 3 })
    const { b } = patched(present, { ...({ c: 1 } as object), b: 'y' })
    expect(b).toBe('y')
  })

  it('are refused on another version', () => {
    expect(() => refuseStale(3, 3)).not.toThrow()
    expect(() => refuseStale(4, 3)).toThrow('request.stale')
  })
})
