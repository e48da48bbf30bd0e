import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schoolSpelling, searchPatterns } from './spelling.ts'

describe('letters of a school', () => {
  it('are its pinyin and initials', () => {
    expect(schoolSpelling('拓东第一小学')).toEqual({
      pinyin: 'tuodongdiyixiaoxue',
      initials: 'tddyxx',
    })
    expect(schoolSpelling('重庆路ABC小学(东校区)')).toMatchObject({ initials: 'cqlaxxdxq' })
  })

  it('are the same for simplified and traditional names', () => {
    expect(schoolSpelling('培基小學').pinyin).toBe(schoolSpelling('培基小学').pinyin)
  })

  it('hold letters and digits only, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        const { pinyin, initials } = schoolSpelling(name)
        expect(`${pinyin}${initials}`).toMatch(/^[\p{L}\p{N}]*$/u)
      }),
      { numRuns: 40 },
    )
  })
})

describe('what somebody typed', () => {
  it('is looked for by letters, name or code', () => {
    expect(searchPatterns('TDDY')).toEqual({
      nameLike: '%TDDY%',
      lettersLike: '%tddy%',
      codeLike: 'TDDY%',
    })
    expect(searchPatterns('小学')).toEqual({
      nameLike: '%小学%',
      lettersLike: null,
      codeLike: null,
    })
    expect(searchPatterns('培基小学').lettersLike).toBe('%peijixiaoxue%')
  })

  it('never turns into a pattern of its own', () => {
    expect(searchPatterns('50%_\\').nameLike).toBe('%50\\%\\_\\\\%')
  })
})
