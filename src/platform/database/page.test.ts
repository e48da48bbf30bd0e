import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageKey, pageOfList, pageOfRows, readPageKey } from './page.ts'

const pageSize = fc.integer({ min: 1, max: 5 })
const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 })
const idOf = (id: string): string => id

describe('page keys', () => {
  it('come back as they were and refuse anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.integer(), fc.uuid(), (text, rank, id) => {
        expect(readPageKey(pageKey(text, rank, id, null), 4)).toEqual([text, rank, id, null])
        expect(() => readPageKey(pageKey(text), 2)).toThrow('request.malformed')
      }),
    )
    expect(readPageKey(undefined, 2)).toEqual([null, null])
    expect(() => readPageKey('nonsense', 1)).toThrow('request.malformed')
    const object = Buffer.from('[{}]').toString('base64url')
    expect(() => readPageKey(object, 1)).toThrow('request.malformed')
  })
})

describe('pages', () => {
  it('say that more follows only when it does', () => {
    expect(pageOfRows([1, 2, 3], 2, 3, String)).toEqual({ rows: [1, 2], next: '2', total: 3 })
    expect(pageOfRows([1, 2], 2, 2, String)).toEqual({ rows: [1, 2], total: 2 })
  })

  it('of a whole list show each row once, in its order', () => {
    fc.assert(
      fc.property(ids, pageSize, (list, limit) => {
        const shown: string[] = []
        let after: string | undefined
        do {
          const page = pageOfList(list, { after, limit }, idOf)
          shown.push(...page.rows)
          after = page.next
        } while (after !== undefined)
        expect(shown).toEqual(list)
      }),
    )
  })

  it('go on where the last row stood when it has left the list', () => {
    fc.assert(
      fc.property(ids, pageSize, (list, limit) => {
        const { rows, next } = pageOfList(list, { limit }, idOf)
        if (next === undefined) return
        const rest = list.filter((id) => id !== rows.at(-1))
        const following = pageOfList(rest, { after: next, limit }, idOf)
        expect(following.rows).toEqual(list.slice(limit, 2 * limit))
      }),
    )
  })
})
