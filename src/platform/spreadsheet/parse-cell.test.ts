import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateCell, formulaCell, numberCell, textCell } from '../../../test/workbooks.ts'
import { parseCell, problemText } from './index.ts'
import type { RawCell } from './raw-workbook.ts'
import type { CellValue, ColumnKind, ColumnSpec } from './table-spec.ts'

const column = (kind: ColumnKind, more: Partial<ColumnSpec> = {}): ColumnSpec => ({
  key: 'k',
  labels: ['列'],
  kind,
  ...more,
})

/** The value, or the code that refused it with its suggestion. */
function read(
  kind: ColumnKind,
  cell: RawCell | string | number,
  more: Partial<ColumnSpec> = {},
): CellValue | [string, string?] {
  const raw =
    typeof cell === 'string' ? textCell(cell) : typeof cell === 'number' ? numberCell(cell) : cell
  const { value, problems } = parseCell(column(kind, more), raw)
  const refusal = problems.find(({ severity }) => severity === 'refused')
  if (!refusal) return value
  return refusal.suggestion === undefined ? [refusal.code] : [refusal.code, refusal.suggestion]
}

const codes = (kind: ColumnKind, cell: RawCell, more: Partial<ColumnSpec> = {}): string[] =>
  parseCell(column(kind, more), cell).problems.map(({ code }) => code)

describe('any kind', () => {
  test('empty, required, strokes and words for nothing', () => {
    expect(read('text', '  ')).toBe(null)
    expect(read('text', ' ', { required: true })).toEqual(['required-empty'])
    expect(read('integer', '—')).toBe(null)
    expect(read('date', '不适用')).toBe(null)
    expect(read('text', '暂无')).toBe('暂无')
    expect(codes('text', textCell('/'))).toEqual(['dash-as-empty'])
    expect(read('integer', '/', { required: true })).toEqual(['required-empty'])
  })

  test.each(['同上', '"', '〃', '″', '同前', ' 同上 ', 'ditto'])(
    '%s must be written out',
    (mark) => {
      expect(read('text', mark)).toEqual(['ditto-mark'])
      expect(read('integer', mark)).toEqual(['ditto-mark'])
    },
  )

  test('a formula gives its kept value with a warning, without one it is refused', () => {
    expect(read('integer', formulaCell('SUM(B2:B9)', 500))).toBe(500)
    expect(codes('integer', formulaCell('SUM(B2:B9)', 500))).toEqual(['formula-cached'])
    expect(read('integer', formulaCell('SUM(B2:B9)'))).toEqual(['formula-without-value'])
    expect(read('text', { text: '#REF!', kind: 'error' })).toEqual(['error-value'])
    const broken: RawCell = { text: '#N/A', kind: 'formula', formula: 'X', result: 'error' }
    expect(read('text', broken)).toEqual(['error-value'])
  })

  test('a problem of a personal column repeats nothing of its content', () => {
    const phone = column('identifier', { personal: true, lengths: [11] })
    for (const cell of [
      textCell('1990000123'),
      numberCell(1.99e17),
      formulaCell('A1', 19900001234),
    ]) {
      expect(JSON.stringify(parseCell(phone, cell).problems)).not.toMatch(/1990|1\.99/)
    }
  })
})

describe('text', () => {
  test('trims, makes letters and digits plain, keeps Chinese punctuation', () => {
    expect(read('text', '　城关镇第１小学（Ａ区） \u200b')).toBe('城关镇第1小学（A区）')
    expect(codes('text', textCell(' x '))).toEqual(['spaces-trimmed'])
    expect(codes('text', textCell('１'))).toEqual(['full-width'])
    expect(read('text', '一二三四', { lengthMax: 3 })).toEqual(['text-too-long'])
    expect(read('text', numberCell(5.3e17))).toEqual(['digits-lost'])
  })
})

describe('identifiers', () => {
  test('lost digits are refused, never guessed', () => {
    expect(read('identifier', '5.3E+17')).toEqual(['digits-lost'])
    expect(read('identifier', numberCell(530102199001011000))).toEqual(['digits-lost'])
    expect(
      problemText(
        { code: 'digits-lost', severity: 'refused', details: { value: '5.3E+17' } },
        'zh-CN',
      ),
    ).toContain('文本')
  })

  test('lengths, leading zeros, spaces, full width, a decimal tail', () => {
    const school = { lengths: [10] }
    expect(read('identifier', '0530123456', school)).toBe('0530123456')
    expect(read('identifier', numberCell(530123456), school)).toEqual([
      'leading-zeros-lost',
      '0530123456',
    ])
    expect(read('identifier', '053012345', school)).toEqual(['identifier-length'])
    expect(read('identifier', '１９９０ 0001234', { lengths: [11] })).toBe('19900001234')
    expect(read('identifier', '19900001234.0', { lengths: [11] })).toBe('19900001234')
    expect(read('identifier', 'AB-1', { pattern: /^\d+$/ })).toEqual(['identifier-shape'])
  })
})

describe('numbers', () => {
  test.each<[string, CellValue | [string, string?]]>([
    ['５００', 500],
    ['1,234', 1234],
    ['１，２３４', 1234],
    [' 1 234 ', 1234],
    ['500人', 500],
    ['500名', ['number-with-unit', '500']],
    ['约500', ['approximate', '500']],
    ['大约 1,200 人', ['approximate', '1200']],
    ['500左右', ['approximate', '500']],
    ['500余人', ['approximate', '500']],
    ['近百', ['approximate', '100']],
    ['>500', ['approximate', '500']],
    ['500-600', ['number-range']],
    ['五百二十', ['number-in-words', '520']],
    ['一千二', ['number-in-words', '1200']],
    ['一千零二', ['number-in-words', '1002']],
    ['一万二', ['number-in-words', '12000']],
    ['一百二十三', ['number-in-words', '123']],
    ['1.2万', ['number-in-words', '12000']],
    ['12.5', ['not-whole', '13']],
    ['5.3E+17', ['digits-lost']],
    ['很多', ['not-a-number']],
    ['-3', ['below-min']],
    ['120000', ['above-max']],
    ['约900000', ['approximate']],
  ])('%s', (text, wanted) => {
    expect(read('integer', text, { units: ['人'], min: 0, max: 99_999 })).toEqual(wanted)
  })

  test('stored numbers lose their binary noise, dates are no numbers', () => {
    expect(read('integer', numberCell(119.99999999999999))).toBe(120)
    expect(read('decimal', numberCell(12.5))).toBe(12.5)
    expect(Object.is(read('integer', '-0'), 0)).toBe(true)
  })
})

describe('dates', () => {
  test.each<[RawCell | string | number, CellValue | [string, string?]]>([
    ['2026-09-01', '2026-09-01'],
    ['2026.9.1', '2026-09-01'],
    ['2026/9/1', '2026-09-01'],
    ['2026年9月1日', '2026-09-01'],
    ['２０２６年９月１日（星期二）', '2026-09-01'],
    ['20260901', '2026-09-01'],
    ['2026-09-01 07:30', '2026-09-01'],
    [dateCell('2026-09-01', 46266), '2026-09-01'],
    [46266, '2026-09-01'],
    [20260901, '2026-09-01'],
    ['2026-02-29', ['date-not-real']],
    ['26.9.1', ['date-year-short', '2026-09-01']],
    ['2026年9月', ['date-incomplete', '2026-09-01']],
    [2026, ['date-incomplete', '2026-01-01']],
    ['9/1/2026', ['date-ambiguous', '2026-09-01']],
    ['9/15/2026', '2026-09-15'],
    ['15/9/2026', '2026-09-15'],
    [dateCell('1905-07-18', 2026), ['date-implausible']],
    [dateCell('0', 0), ['not-a-date']],
    ['长期', ['not-a-date']],
  ])('%j', (cell, wanted) => {
    expect(read('date', cell)).toEqual(wanted)
  })
})

describe('times', () => {
  test.each<[RawCell | string | number, CellValue | [string, string?]]>([
    ['7:30', '07:30'],
    ['7：30', '07:30'],
    ['07:30:00', '07:30'],
    ['0730', '07:30'],
    [730, '07:30'],
    ['7点半', '07:30'],
    ['七点半', '07:30'],
    ['十二点一刻', '12:15'],
    ['7时05分', '07:05'],
    ['下午3点', '15:00'],
    ['4:30 PM', '16:30'],
    ['7.30', '07:30'],
    [0.3125, '07:30'],
    [dateCell('2026-09-01 07:30', 46266.3125), '07:30'],
    ['2026-09-01 07:30:00', '07:30'],
    [7.3, ['time-like-number', '07:30']],
    [7, ['not-a-time', '07:00']],
    ['7:30-8:00', ['time-range', '07:30']],
    ['24:00', ['not-a-time']],
    ['早上', ['not-a-time']],
  ])('%j', (cell, wanted) => {
    expect(read('time', cell)).toEqual(wanted)
  })
})

describe('yes and no, choices', () => {
  test('the words and marks of forms', () => {
    for (const yes of ['是', '有', '√', '✓', 'Y', 'TRUE', '１'])
      expect(read('boolean', yes)).toBe(true)
    for (const no of ['否', '无', '×', 'x', 'No', '没有', '0'])
      expect(read('boolean', no)).toBe(false)
    expect(read('boolean', { text: 'TRUE', kind: 'boolean', number: 1 })).toBe(true)
    expect(read('boolean', '部分')).toEqual(['not-yes-or-no'])
  })

  test('labels and values count, near misses are proposed', () => {
    const choices = [
      { value: 'public', labels: ['公办', '公立'] },
      { value: 'private', labels: ['民办', '民办学校', '私立'] },
      { value: 'none', labels: ['无'] },
    ]
    expect(read('choice', ' 公 立', { choices })).toBe('public')
    expect(read('choice', 'private', { choices })).toBe('private')
    expect(read('choice', '无', { choices })).toBe('none')
    expect(read('choice', '公办的', { choices })).toEqual(['choice-unknown', '公办'])
    expect(read('choice', '军办', { choices })).toEqual(['choice-unknown'])
  })
})

describe('coordinates', () => {
  test.each<[RawCell | string | number, CellValue | [string, string?]]>([
    [102.712345, 102.712345],
    ['102.712345', 102.712345],
    ['东经102.712345°', 102.712345],
    ['E102.712345', 102.712345],
    ['102°42′44.4″', 102.7123333],
    ['１０２．７', 102.7],
    ['25.04', ['coordinate-out-of-range']],
    ['102.71,25.04', ['coordinate-pair', '102.71']],
    ['在校门口', ['not-a-coordinate']],
  ])('%j', (cell, wanted) => {
    expect(read('longitude', cell, { min: 73, max: 136 })).toEqual(wanted)
  })
})

const kinds: ColumnKind[] = [
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'boolean',
  'choice',
  'longitude',
  'latitude',
  'identifier',
]
const anyColumn = fc
  .record({
    kind: fc.constantFrom(...kinds),
    required: fc.boolean(),
    choices: fc.constant([
      { value: 'a', labels: ['甲', '第一'] },
      { value: 'b', labels: ['乙'] },
    ]),
    lengths: fc.constantFrom(undefined, [10], [11, 18]),
    units: fc.constant(['人']),
    min: fc.constantFrom(undefined, -10),
    max: fc.constantFrom(undefined, 1e6),
  })
  .map((more) => {
    const { lengths, min, max, ...rest } = more
    return {
      key: 'k',
      labels: ['列'],
      ...rest,
      ...(lengths && { lengths }),
      ...(min && { min }),
      ...(max && { max }),
    } as ColumnSpec
  })
const messy = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'0123456789.,-/:年月日时点分半约五百同上人%°′″E+"〃  ＋１２'),
  }),
)
const anyCell: fc.Arbitrary<RawCell> = fc.oneof(
  messy.map(textCell),
  fc.double().map(numberCell),
  fc.double().map((number) => dateCell(String(number), number)),
  fc.tuple(messy, fc.double()).map(([formula, number]) => formulaCell(formula, number)),
)

describe('properties', () => {
  test('never throws; gives a value or says why not; every text is complete', () => {
    fc.assert(
      fc.property(anyColumn, anyCell, (spec, cell) => {
        const { value, problems } = parseCell(spec, cell)
        const refusedAny = problems.some(({ severity }) => severity === 'refused')
        if (refusedAny) expect(value).toBe(null)
        else if (value === null) expect(spec.required).toBe(false)
        for (const problem of problems) {
          expect(
            problemText(
              { ...problem, details: { ...problem.details, value: '', formula: '' } },
              'zh-CN',
            ),
          ).not.toContain('{{')
          expect(problemText({ ...problem, details: {} }, 'en')).not.toBe('')
        }
      }),
      { seed: 20_260_901, numRuns: 3_000 },
    )
  })

  test('what was read parses again to itself, without a word', () => {
    fc.assert(
      fc.property(anyColumn, anyCell, (spec, cell) => {
        const { value } = parseCell(spec, cell)
        if (value === null || typeof value === 'boolean') return
        const again = parseCell(spec, textCell(String(value)))
        expect(again).toEqual({ value, problems: [] })
      }),
      { seed: 20_260_901, numRuns: 3_000 },
    )
  })

  test('a suggestion is always acceptable', () => {
    fc.assert(
      fc.property(anyColumn, anyCell, (spec, cell) => {
        for (const { suggestion } of parseCell(spec, cell).problems) {
          if (suggestion === undefined) continue
          const { problems } = parseCell(spec, textCell(suggestion))
          expect(problems.filter(({ severity }) => severity === 'refused')).toEqual([])
        }
      }),
      { seed: 20_260_901, numRuns: 3_000 },
    )
  })
})
