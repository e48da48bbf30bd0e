import type { Worksheet } from 'exceljs'
import { describe, expect, test } from 'vitest'
import { xlsxOf } from '../../../test/workbooks.ts'
import {
  describeRecognition,
  openWorkbook,
  type RawWorkbook,
  type ReadRowsOptions,
  type Recognition,
  type RecognitionChoice,
  readRows,
  recognise,
  type TableRow,
  type TableSpec,
} from './index.ts'

const shops: TableSpec = {
  name: 'shops',
  title: '门店',
  version: 3,
  columns: [
    { key: 'town', labels: ['乡镇', '所属乡镇', 'Town'], kind: 'text', fillFromAbove: true },
    { key: 'name', labels: ['门店名称', '店名', 'Shop'], kind: 'text', required: true },
    {
      key: 'code',
      labels: ['门店代码', '机构代码'],
      kind: 'identifier',
      lengths: [10],
      required: true,
    },
    { key: 'staff', labels: ['员工人数', '人数'], kind: 'integer', min: 0, units: ['人'] },
    { key: 'opens', labels: ['开门时间', '营业时间开门'], kind: 'time' },
    { key: 'closes', labels: ['关门时间', '营业时间关门'], kind: 'time' },
    { key: 'longitude', labels: ['经度'], kind: 'longitude', min: 73, max: 136 },
    { key: 'latitude', labels: ['纬度'], kind: 'latitude', min: 3, max: 54 },
    {
      key: 'phone',
      labels: ['联系电话', '电话'],
      kind: 'identifier',
      personal: true,
      lengths: [11],
    },
  ],
  unique: [['code']],
  coordinates: [{ longitude: 'longitude', latitude: 'latitude' }],
}

type Taken = { workbook: RawWorkbook; recognition: Recognition; rows: TableRow[] }

async function take(
  bytes: Uint8Array,
  choice: RecognitionChoice = {},
  options: ReadRowsOptions = {},
): Promise<Taken> {
  const workbook = await openWorkbook(bytes, '上报.xlsx')
  const recognition = recognise(workbook, shops, choice)
  return { workbook, recognition, rows: [...readRows(workbook, shops, recognition, options)] }
}

/** What a bureau sends: title, unit line, two heading rows, merged towns, totals, signatures. */
function bureauTable(sheet: Worksheet): void {
  sheet.addRows([
    ['安和县门店基本情况统计表'],
    ['填报单位：安和县商务局（盖章）', '', '', '', '', '', '填报日期：2026年9月1日'],
    [
      '序号',
      '所属乡镇',
      '门店名称',
      '门店代码（10位）',
      '员工人数（人）',
      '营业时间',
      '',
      '校门位置',
      '',
      '备注',
    ],
    ['', '', '', '', '', '开门', '关门', '经度', '纬度', ''],
    ['甲', '乙', '丙', '1', '2', '3', '4', '5', '6', '7'],
    [1, '城关镇', '第一门店', '0530000001', 12, '7:30', '18:00', 102.71, 25.04, ''],
    [2, '', '第二门店', '0530000002', '约500', '7点半', '1800', 25.05, 102.72, '搬迁'],
    [3, '', '第三门店', '5.3E+09', '１５', '', '', '', '', ''],
    ['', '城关镇小计', '', '', 27],
    ['二、乡镇'],
    [4, '河口乡', '同上', '0530000004', 3],
    [5, '河口乡', '第五门店', '0530000002', 4],
    ['合计', '', '5所', '', 34],
    [],
    ['制表人：某某', '', '审核：', '', '', '单位负责人：'],
    ['注：1.本表一式两份。'],
    ['2.于每月5日前报送。'],
  ])
  for (const range of [
    'A1:J1',
    'A3:A4',
    'B3:B4',
    'C3:C4',
    'D3:D4',
    'E3:E4',
    'F3:G3',
    'H3:I3',
    'J3:J4',
    'B6:B8',
    'A10:J10',
    'A16:J16',
    'A17:J17',
  ]) {
    sheet.mergeCells(range)
  }
}

const notes = (sheet: Worksheet): void => {
  sheet.addRows([['填表说明'], ['1.门店名称填全称。'], ['2.门店代码为10位。']])
}

describe('a table as a bureau sends it', () => {
  const sent = xlsxOf(['填表说明', notes], ['基本情况', bureauTable], ['Sheet3', () => undefined])

  test('says what was taken for what', async () => {
    const { recognition } = await take(await sent)
    expect(recognition.sheet).toEqual({ index: 1, name: '基本情况' })
    expect(recognition.ignoredSheets.map(({ name, reason }) => [name, reason])).toEqual([
      ['填表说明', 'no-table'],
      ['Sheet3', 'empty'],
    ])
    expect(recognition.above.map(({ row, as }) => [row, as])).toEqual([
      [0, 'title'],
      [1, 'unit-line'],
    ])
    expect(recognition.header).toEqual({ first: 2, last: 3 })
    expect(recognition.columns.map(({ key, column, because }) => [key, column, because])).toEqual([
      ['town', 1, 'synonym'],
      ['name', 2, 'same-heading'],
      ['code', 3, 'without-brackets'],
      ['staff', 4, 'without-brackets'],
      ['opens', 5, 'synonym'],
      ['closes', 6, 'synonym'],
      ['longitude', 7, 'under-group'],
      ['latitude', 8, 'under-group'],
    ])
    expect(recognition.ignoredColumns.map(({ column, reason }) => [column, reason])).toEqual([
      [0, 'row-number'],
      [9, 'unknown'],
    ])
    expect(recognition.skipped.map(({ row, reason }) => [row + 1, reason])).toEqual([
      [5, 'column-numbers'],
      [9, 'total'],
      [10, 'section-heading'],
      [13, 'total'],
      [14, 'blank'],
      [15, 'signature'],
      [16, 'note'],
      [17, 'note'],
    ])
    expect(recognition.fills).toEqual([
      { key: 'town', column: 1, row: 5, lastRow: 7, text: '城关镇' },
    ])
    expect(recognition.problems).toEqual([])
    expect(recognition.dataRowCount).toBe(5)
  })

  test('loses no row: each is data or skipped with its reason', async () => {
    const { recognition, rows, workbook } = await take(await sent)
    const skipped = recognition.skipped.reduce(
      (sum, { row, lastRow }) => sum + lastRow - row + 1,
      0,
    )
    const header = (recognition.header?.last ?? 0) + 1
    expect(header + skipped + rows.length).toBe(workbook.sheets[1]?.rows.length)
  })

  test('reads the rows with a problem for each trap', async () => {
    const { rows } = await take(await sent)
    expect(rows.map(({ row, refused }) => [row, refused])).toEqual([
      [6, false],
      [7, true],
      [8, true],
      [11, true],
      [12, true],
    ])
    expect(rows[0]?.values).toEqual({
      town: '城关镇',
      name: '第一门店',
      code: '0530000001',
      staff: 12,
      opens: '07:30',
      closes: '18:00',
      longitude: 102.71,
      latitude: 25.04,
    })
    expect(rows[2]?.values).toMatchObject({ town: '城关镇', staff: 15 })
    const refusals = rows.flatMap(({ problems }) =>
      problems
        .filter(({ severity }) => severity === 'refused')
        .map(({ row, key, code, suggestion }) => [row, key, code, suggestion]),
    )
    expect(refusals).toEqual([
      [7, 'staff', 'approximate', '500'],
      [7, 'longitude', 'coordinates-swapped', '102.72'],
      [7, 'latitude', 'coordinates-swapped', '25.05'],
      [8, 'code', 'digits-lost', undefined],
      [11, 'name', 'ditto-mark', undefined],
      [12, 'code', 'duplicate-row', undefined],
    ])
  })

  test('takes a suggestion that the user has accepted, and says so', async () => {
    const accept = ({ code }: { code: string }): boolean =>
      code === 'approximate' || code === 'coordinates-swapped'
    const { rows } = await take(await sent, {}, { accept })
    expect(rows[1]).toMatchObject({
      refused: false,
      values: { staff: 500, longitude: 102.72, latitude: 25.05 },
    })
    expect(rows[1]?.problems.find(({ key }) => key === 'staff')).toMatchObject({
      code: 'corrected',
      details: { from: '约500', to: '500' },
    })
  })

  test('can be told in words, in both languages', async () => {
    const { recognition } = await take(await sent)
    const zh = describeRecognition(recognition, shops, 'zh-CN')
    expect(zh).toContainEqual({
      topic: 'above',
      place: '第 1 行',
      text: '标题: 安和县门店基本情况统计表',
    })
    expect(zh).toContainEqual({
      topic: 'column',
      place: 'F 列“营业时间 / 开门”',
      text: '读作“开门时间”：表头是同义的“营业时间开门”',
    })
    for (const { place, text } of [...zh, ...describeRecognition(recognition, shops, 'en')]) {
      expect(place + text).not.toMatch(/\{\{|undefined/)
    }
  })

  test('does as the user says instead', async () => {
    const { recognition } = await take(await sent, {
      columns: { phone: 9, staff: null },
      keepRows: [8],
      skipRows: [5],
    })
    expect(recognition.columns.find(({ key }) => key === 'phone')).toMatchObject({
      column: 9,
      because: 'chosen',
    })
    expect(recognition.columns.some(({ key }) => key === 'staff')).toBe(false)
    expect(recognition.ignoredColumns).toContainEqual({
      column: 4,
      heading: '员工人数（人）',
      reason: 'chosen',
    })
    expect(recognition.skipped.some(({ row }) => row === 8)).toBe(false)
    expect(recognition.skipped).toContainEqual(
      expect.objectContaining({ row: 5, reason: 'chosen' }),
    )
    const other = await take(await sent, { sheet: 0 })
    expect(other.recognition.problems.map(({ code }) => code)).toEqual(['no-table'])
    const header = await take(await sent, { header: { first: 3, last: 3 } })
    expect(header.recognition.header).toEqual({ first: 3, last: 3 })
  })
})

describe('other tables', () => {
  const plain = (...rows: unknown[][]): Promise<Uint8Array> =>
    xlsxOf(['表', (sheet) => sheet.addRows(rows)])

  test('headings and nothing else, or no headings at all', async () => {
    const bare = await take(await plain(['店名', '机构代码']))
    expect(bare.recognition.problems.map(({ code }) => code)).toEqual(['no-data-rows'])
    const other = await take(await plain(['姓名', '年龄'], ['甲', 3]))
    expect(other.recognition.problems).toEqual([
      { code: 'no-table', severity: 'refused', details: { headings: '门店名称、门店代码' } },
    ])
    expect(other.rows).toEqual([])
  })

  test('a missing required column, a heading that is only similar, one that comes twice', async () => {
    const { recognition } = await take(
      await plain(
        ['店名', '店名', '总员工人数', '经营者联系电话'],
        ['甲', '甲', 5, '不详'],
        ['乙', '乙', 6, '不详'],
      ),
    )
    expect(recognition.problems.map(({ code, details }) => [code, details['heading']])).toEqual([
      ['column-missing', '门店代码'],
      ['heading-similar', '总员工人数'],
      ['heading-twice', '店名'],
    ])
    expect(recognition.ignoredColumns.map(({ column, reason }) => [column, reason])).toEqual([
      [1, 'taken-elsewhere'],
      [3, 'content-does-not-fit'],
    ])
  })

  test('group words that were not merged over their columns', async () => {
    const { recognition } = await take(
      await plain(
        ['门店名称', '门店代码', '营业时间', ''],
        ['', '', '开门', '关门'],
        ['甲', '0530000001', '7:00', '8:00'],
      ),
    )
    expect(recognition.header).toEqual({ first: 0, last: 1 })
    expect(recognition.columns.map(({ key, column }) => [key, column])).toEqual([
      ['name', 0],
      ['code', 1],
      ['opens', 2],
      ['closes', 3],
    ])
  })

  test('one sheet per town: the others are named, not forgotten', async () => {
    const write = (sheet: Worksheet): void => {
      sheet.addRows([
        ['门店名称', '门店代码'],
        ['甲', '0530000001'],
      ])
    }
    const { recognition } = await take(await xlsxOf(['城关', write], ['河口', write]))
    expect(recognition.ignoredSheets).toEqual([{ index: 1, name: '河口', reason: 'same-table' }])
    expect(recognition.problems.map(({ code }) => code)).toEqual(['more-sheets'])
  })

  test('figures in ten thousands, hidden rows, repeated headings, whole rows twice', async () => {
    const bytes = await xlsxOf([
      '表',
      (sheet) => {
        sheet.addRows([
          ['统计表'],
          ['单位：万人'],
          ['门店名称', '门店代码', '人数'],
          ['甲', '0530000001', 1],
          ['门店名称', '门店代码', '人数'],
          ['乙', '0530000002', 1],
          ['乙', '0530000002', 1],
        ])
        sheet.getRow(6).hidden = true
      },
    ])
    const { recognition, rows } = await take(bytes)
    expect(recognition.problems.map(({ code }) => code)).toEqual(['unit-scaled', 'rows-hidden'])
    expect(recognition.skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'repeated-heading'],
    ])
    expect(rows[2]?.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['repeated-row', 'warning'],
    ])
  })

  test('a blank or 同上 under a town is answered from above only when agreed', async () => {
    const bytes = await plain(
      ['乡镇', '门店名称', '门店代码'],
      ['城关镇', '甲', '0530000001'],
      ['同上', '乙', '0530000002'],
      ['〃', '丙', '0530000003'],
    )
    const asked = await take(bytes)
    expect(asked.rows[2]?.problems).toMatchObject([{ code: 'ditto-mark', suggestion: '城关镇' }])
    const agreed = await take(bytes, {}, { accept: ({ code }) => code === 'ditto-mark' })
    expect(agreed.rows.map(({ values }) => values['town'])).toEqual(['城关镇', '城关镇', '城关镇'])
  })

  test('a row with one cell is data with errors, not silently dropped', async () => {
    const { rows } = await take(
      await plain(['门店名称', '门店代码'], ['甲', '0530000001'], ['乙'], ['', '0530000003']),
    )
    expect(rows.map(({ row, refused }) => [row, refused])).toEqual([
      [2, false],
      [3, true],
      [4, true],
    ])
    const totals = await take(
      await plain(
        ['门店名称', '门店代码'],
        ['城关小计'],
        ['乙'],
        ['丙', '0530000003'],
        ['合计'],
        ['经办处'],
      ),
    )
    expect(totals.rows.map(({ row, refused }) => [row, refused])).toEqual([
      [3, true],
      [4, false],
    ])
    expect(totals.recognition.skipped.at(-1)).toMatchObject({ row: 5, reason: 'below-table' })
  })
})
