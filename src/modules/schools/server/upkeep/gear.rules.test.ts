import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coreSet, gearMovements, gears } from '../../contract/upkeep.ts'
import { type LedgerSum, stockOf } from './gear.rules.ts'

const today = '2026-11-23'
const entry = (fields: Partial<LedgerSum>): LedgerSum => ({
  gear: 'spray',
  movement: 'in',
  quantity: 1,
  expiresOn: null,
  ...fields,
})
const lineOf = (sums: LedgerSum[], gear: LedgerSum['gear'] = 'spray') =>
  stockOf(sums, 0, today).stock.find((line) => line.gear === gear)

describe('gear in stock', () => {
  it('is what came in less what went out, expired or was lost', () => {
    const sums = [
      entry({ quantity: 10 }),
      entry({ movement: 'out', quantity: 2 }),
      entry({ movement: 'expired', quantity: 3 }),
      entry({ movement: 'lost', quantity: 1 }),
    ]
    expect(lineOf(sums)).toMatchObject({ inStock: 4, cameIn: 10, wentOut: 2, expired: 3, lost: 1 })
  })

  it('is overdue past its day until it is written off', () => {
    const old = entry({ quantity: 4, expiresOn: '2026-11-01' })
    const fresh = entry({ quantity: 6, expiresOn: '2028-01-01' })
    expect(lineOf([fresh, old])).toMatchObject({ overdue: 4, nextExpiry: '2028-01-01' })
    const written = entry({ movement: 'expired', quantity: 3 })
    expect(lineOf([fresh, old, written])).toMatchObject({ overdue: 1, inStock: 7 })
    const today0 = entry({ quantity: 1, expiresOn: today })
    expect(lineOf([today0])).toMatchObject({ overdue: 0, nextExpiry: today })
  })

  it('makes as many core sets as its scarcest usable piece', () => {
    const full = coreSet.map((gear) => entry({ gear, quantity: 3 }))
    expect(stockOf(full, 4, today)).toMatchObject({ coreSets: 3, setsMissing: 1 })
    const stale = full.map((sum) =>
      sum.gear === 'spray' ? { ...sum, expiresOn: '2026-01-01' } : sum,
    )
    expect(stockOf(stale, 2, today)).toMatchObject({ coreSets: 0, setsMissing: 2 })
    expect(stockOf([], 0, today)).toMatchObject({ coreSets: 0, setsMissing: 0 })
  })

  it('adds up for any ledger, in any order', () => {
    const sum = fc.record({
      gear: fc.constantFrom(...gears),
      movement: fc.constantFrom(...gearMovements),
      quantity: fc.integer({ min: 1, max: 50 }),
      expiresOn: fc.constantFrom(null, '2026-01-01', '2026-11-23', '2027-05-05'),
    })
    fc.assert(
      fc.property(fc.array(sum, { maxLength: 30 }), fc.nat({ max: 20 }), (sums, guards) => {
        const found = stockOf(sums, guards, today)
        for (const line of found.stock) {
          expect(line.inStock).toBe(line.cameIn - line.wentOut - line.expired - line.lost)
          expect(line.overdue).toBeGreaterThanOrEqual(0)
          expect(line.overdue).toBeLessThanOrEqual(Math.max(0, line.inStock))
        }
        expect(found.coreSets + found.setsMissing).toBeGreaterThanOrEqual(guards)
        expect(stockOf([...sums].reverse(), guards, today)).toEqual(found)
      }),
    )
  })
})
