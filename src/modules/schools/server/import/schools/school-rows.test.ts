import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinedKind, groupRows, kindOf, middle, type SchoolRow } from './school-rows.ts'

const blank: SchoolRow = {
  row: 2,
  code: null,
  temporaryCode: null,
  sourceId: null,
  name: '第一小学',
  nameEn: null,
  kind: null,
  stage: { stages: [], kind: null, unknown: [] },
  category: null,
  ownership: null,
  boarding: null,
  enrolment: null,
  boarders: null,
  staffCount: null,
  classes: null,
  town: null,
  station: null,
  address: '人民路1号',
  lon: null,
  lat: null,
  session: null,
}

const rowsOf = (...rows: Partial<SchoolRow>[]): SchoolRow[] =>
  rows.map((row, index) => ({ ...blank, row: index + 2, ...row }))

describe('rows of one school', () => {
  it('are the sessions of a school, whatever the width of their letters', () => {
    const { groups, problems } = groupRows(
      rowsOf(
        { session: '上午', sourceId: 'a', address: '人民路12号（东）' },
        { session: '下午', sourceId: 'b', address: '人民路１２号 (东)' },
        { session: '下午', sourceId: 'c', address: '人民路1－2号(东)' },
      ),
    )
    expect(problems).toEqual([])
    expect(groups.map(({ sourceIds }) => sourceIds)).toEqual([['a', 'b'], ['c']])
    expect(groups[0]?.sessions).toEqual(['AM', 'PM'])
  })

  it('are a slip when nothing tells them apart', () => {
    const { groups, problems } = groupRows(rowsOf({}, {}, { name: '第二小学' }))
    expect(groups).toHaveLength(2)
    expect(problems).toMatchObject([{ row: 3, rule: 'sameSchoolTwice', details: { row: 2 } }])
    const codes = rowsOf(
      { code: '2153000001', session: '上午' },
      { code: '2153000002', session: '下午' },
    )
    expect(groupRows(codes).problems).toMatchObject([{ row: 3, rule: 'otherCodeSameSchool' }])
  })

  it('are placed in their middle; one far away is named', () => {
    const { groups, problems } = groupRows(
      rowsOf(
        { session: '上午', lon: 102.5, lat: 24.9 },
        { session: '下午', lon: 102.5002, lat: 24.9 },
        { session: '全日', lon: 103.5, lat: 24.9 },
      ),
    )
    expect(groups[0]?.position).toEqual({ lon: 102.5002, lat: 24.9 })
    expect(problems).toMatchObject([{ row: 4, rule: 'farApart', severity: 'warning' }])
  })

  it('add up to one kind, special schools first', () => {
    expect(combinedKind(['primary', 'junior'])).toBe('nineYear')
    expect(combinedKind(['kindergarten', 'primary'])).toBe('primary')
    expect(combinedKind(['primary', 'complete'])).toBe('complete')
    expect(combinedKind(['special', 'primary'])).toBe('special')
    expect(combinedKind([])).toBe(null)
  })

  it('keep every row in exactly one place, in any order', () => {
    const row = fc.record({
      name: fc.constantFrom('甲', '乙', '丙'),
      address: fc.constantFrom('1号', '2号', null),
      session: fc.constantFrom('上午', '下午', null),
      sourceId: fc.option(fc.string({ minLength: 1, maxLength: 3 })),
      lon: fc.double({ min: 102, max: 103, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (some) => {
        const rows = rowsOf(...some.map((one) => ({ ...one, lat: 24.9 })))
        const { groups, problems } = groupRows(rows)
        const placed = groups.flatMap((group) => group.rows.map((one) => one.row))
        const refused = problems.flatMap((one) => (one.severity === 'refused' ? [one.row] : []))
        expect([...placed, ...refused].sort((a, b) => a - b)).toEqual(rows.map((one) => one.row))
      }),
    )
  })
})

describe('what a row says', () => {
  it('tells the kind by its word, its category, its code and its name, in this order', () => {
    const kind = (row: Partial<SchoolRow>) => kindOf({ ...blank, ...row })
    expect(kind({ kind: 'primary', category: '資助特殊學校' })).toBe('special')
    expect(kind({ kind: 'primary', category: '資助小學' })).toBe('primary')
    expect(kind({ code: '1153000001', name: '春苗' })).toBe('kindergarten')
    expect(kind({ name: '安和县职业技术学校' })).toBe('vocational')
    expect(kind({ name: '春苗' })).toBe(null)
  })

  it('never makes a university of a school that is named after one', () => {
    const kind = (name: string) => kindOf({ ...blank, name })
    expect(kind('云南大学')).toBe('university')
    for (const name of ['华中师范大学昆明实验学校', '云南大学附属学校', '昆明学院附属经开学校']) {
      expect([name, kind(name)]).toEqual([name, null])
    }
    expect(kind('云南大学附属中学')).toBe('complete')
    expect(kind('云南师范大学附中呈贡校区')).toBe('complete')
    expect(kind('昆明学院附属小学')).toBe('primary')
    expect(kind('云南大学附小')).toBe('primary')
    expect(kind('昆明学院附属幼儿园')).toBe('kindergarten')
    expect(kind('北京师范大学昆明实验九年一贯制学校')).toBe('nineYear')
  })

  it('has a middle that lies between its positions', () => {
    const degrees = fc.double({ min: 73, max: 136, noNaN: true })
    fc.assert(
      fc.property(fc.array(degrees, { minLength: 1, maxLength: 9 }), (lons) => {
        const found = middle(lons.map((lon) => ({ lon, lat: 24 })))
        expect(found?.lon).toBeGreaterThanOrEqual(Math.min(...lons) - 1e-6)
        expect(found?.lon).toBeLessThanOrEqual(Math.max(...lons) + 1e-6)
      }),
    )
  })
})
