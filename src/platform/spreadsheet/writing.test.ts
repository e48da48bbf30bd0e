import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS, { type Workbook } from 'exceljs'
import { describe, expect, test } from 'vitest'
import { bareXlsxParts, xlsxOf, zipOf } from '../../../test/workbooks.ts'
import {
  everyRow,
  exportRowsMax,
  type LocatedProblem,
  markErrors,
  type OutputColumn,
  openWorkbook,
  readRows,
  recognise,
  type TableSpec,
  writeCsv,
  writeRows,
  writeTemplate,
} from './index.ts'
import { cellAt } from './raw-workbook.ts'

const shops: TableSpec = {
  name: 'shops',
  title: '门店',
  version: 3,
  columns: [
    {
      key: 'name',
      labels: ['门店名称', 'Shop'],
      kind: 'text',
      required: true,
      example: '第一门店',
      hint: '写全称',
    },
    { key: 'town', labels: ['乡镇'], kind: 'text', example: '城关镇' },
    { key: 'code', labels: ['门店代码'], kind: 'identifier', lengths: [10], example: '0530000001' },
    {
      key: 'kind',
      labels: ['性质'],
      kind: 'choice',
      choices: [
        { value: 'public', labels: ['公营', '国营'] },
        { value: 'private', labels: ['私营'] },
      ],
      example: '公营',
    },
    { key: 'open', labels: ['营业'], kind: 'boolean', example: '是' },
    { key: 'since', labels: ['开业日期'], kind: 'date', example: '2026-09-01' },
    { key: 'opens', labels: ['开门'], kind: 'time', example: '07:30' },
    { key: 'staff', labels: ['人数'], kind: 'integer', min: 0, max: 9999, example: '12' },
  ],
}

const load = async (bytes: Uint8Array): Promise<Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer)
  return book
}

const save = async (book: Workbook): Promise<Uint8Array> =>
  new Uint8Array(await book.xlsx.writeBuffer())

describe('template', () => {
  const choices = {
    town: [
      { value: 't1', labels: ['城关镇'] },
      { value: 't2', labels: ['河口乡'] },
    ],
  }

  test('has dropdowns, checks, frozen headings, hidden codes with a stamp, notes', async () => {
    const book = await load(
      await writeTemplate(shops, { locale: 'zh-CN', choices, rowsPrepared: 100 }),
    )
    const [main, codes, notes] = book.worksheets
    if (!main || !codes || !notes) throw new Error('sheets are missing')
    expect([main.name, codes.name, codes.state, notes.name]).toEqual([
      '门店',
      '_codes',
      'veryHidden',
      '填写说明',
    ])
    expect(main.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(main.getCell('E50').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['_codes!$D$3:$D$4'],
      errorStyle: 'stop',
    })
    expect(main.getCell('C102').dataValidation).toMatchObject({
      type: 'list',
      errorStyle: 'warning',
    })
    expect(main.getCell('I3').dataValidation).toMatchObject({ type: 'whole', formulae: [0, 9999] })
    expect(main.getCell('D3').numFmt).toBe('@')
    expect(codes.getRow(1).values).toEqual([undefined, 'spreadsheet-template', 'shops', 3])
    expect(notes.getCell('E4').value).toBe('写全称')
  })

  test.each(['zh-CN', 'en'] as const)(
    'filled in (%s) it is recognised with the example skipped',
    async (locale) => {
      const book = await load(await writeTemplate(shops, { locale, choices }))
      const main = book.getWorksheet('门店')
      if (!main) throw new Error('no sheet')
      main.getRow(3).values = [
        '',
        '第二门店',
        '河口乡',
        '0530000002',
        '私营',
        locale === 'en' ? 'Yes' : '是',
        new Date(Date.UTC(2026, 8, 1)),
        0.3125,
        7,
      ]
      const workbook = await openWorkbook(await save(book), 'x')
      const recognition = recognise(workbook, shops)
      expect(recognition.template).toEqual({ name: 'shops', version: 3 })
      expect(recognition.columns.every(({ because }) => because === 'same-heading')).toBe(true)
      expect(recognition.ignoredColumns).toMatchObject([{ column: 0, reason: 'template-guide' }])
      expect(recognition.skipped).toMatchObject([{ row: 1, reason: 'example' }])
      expect(recognition.problems).toEqual([])
      expect([...readRows(workbook, shops, recognition)].map(({ values }) => values)).toEqual([
        {
          name: '第二门店',
          town: '河口乡',
          code: '0530000002',
          kind: 'private',
          open: true,
          since: '2026-09-01',
          opens: '07:30',
          staff: 7,
        },
      ])
    },
  )

  test('an example that somebody has written over is data; an old or foreign template is named', async () => {
    const book = await load(await writeTemplate({ ...shops, version: 2 }, { locale: 'zh-CN' }))
    const cell = book.getWorksheet('门店')?.getCell('B2')
    if (cell) cell.value = '真实门店'
    const workbook = await openWorkbook(await save(book), 'x')
    const recognition = recognise(workbook, shops)
    expect(recognition.dataRowCount).toBe(1)
    expect(recognition.problems.map(({ code }) => code)).toEqual(['template-old'])
    const other = recognise(workbook, { ...shops, name: 'stalls' })
    expect(other.problems.map(({ code }) => code)).toEqual(['template-other'])
  })
})

const columns: OutputColumn[] = [
  { key: 'name', labels: ['名称'], kind: 'text' },
  { key: 'code', labels: ['代码'], kind: 'identifier' },
  {
    key: 'kind',
    labels: ['性质'],
    kind: 'choice',
    choices: [{ value: 'public', labels: ['公营'] }],
  },
  { key: 'open', labels: ['营业'], kind: 'boolean' },
  { key: 'since', labels: ['日期'], kind: 'date' },
  { key: 'opens', labels: ['开门'], kind: 'time' },
  { key: 'staff', labels: ['人数'], kind: 'integer' },
]
const dangerous = {
  name: '=HYPERLINK("http://x","y")',
  code: '0012',
  kind: 'public',
  open: false,
  since: '2026-09-01',
  opens: '07:30',
  staff: -5,
}

describe('rows out', () => {
  test('stream into xlsx and read back as they were', async () => {
    async function* rows() {
      for (let index = 0; index < 1_200; index += 1) yield { ...dangerous, staff: index }
    }
    const output = new PassThrough()
    const bytes = buffer(output)
    const { rowCount } = await writeRows(columns, rows(), output, {
      sheetName: '导出[1]',
      locale: 'zh-CN',
    })
    expect(rowCount).toBe(1_200)
    const { sheets } = await openWorkbook(new Uint8Array(await bytes), 'x')
    const [sheet] = sheets
    if (!sheet) throw new Error('no sheet')
    expect(sheet.rows).toHaveLength(1_201)
    expect(sheet.rows[1200]?.map(({ text, kind }) => [text, kind])).toEqual([
      [dangerous.name, 'text'],
      ['0012', 'text'],
      ['公营', 'text'],
      ['否', 'text'],
      ['2026-09-01', 'date'],
      ['07:30', 'date'],
      ['1199', 'number'],
    ])
  })

  test('CSV guards against formulas and reads back as it was', async () => {
    const nasty = ['=1+1', '+7', '-x', '@a', '\tb', 'plain', 'with "quotes", commas', 'a\nb']
    const lines: string[] = []
    const rows = nasty.map((name) => ({ ...dangerous, name }))
    for await (const line of writeCsv(columns, rows, 'zh-CN')) lines.push(line)
    expect(lines[0]).toBe('\ufeff名称,代码,性质,营业,日期,开门,人数\r\n')
    expect(lines[1]).toBe("'=1+1,0012,公营,否,2026-09-01,07:30,-5\r\n")
    expect(lines.slice(1, 6).every((line) => /^"?'/.test(line))).toBe(true)
    const { sheets } = await openWorkbook(new TextEncoder().encode(lines.join('')), 'x.csv')
    expect(sheets[0]?.rows.slice(1).map((row) => row[0]?.text)).toEqual(nasty)
  })
})

describe('the own file back with the errors marked', () => {
  const problem = (more: Partial<LocatedProblem>): LocatedProblem => ({
    code: 'approximate',
    severity: 'refused',
    details: { value: '约500' },
    suggestion: '500',
    sheet: '表',
    row: 2,
    column: 2,
    key: 'staff',
    ...more,
  })
  const redOf = (book: Workbook, address: string): unknown => {
    const fill = book.getWorksheet('表')?.getCell(address).fill
    return fill?.type === 'pattern' ? fill.fgColor?.argb : undefined
  }

  test('xlsx: red and yellow cells with comments, all else as it was', async () => {
    const bytes = await xlsxOf([
      '表',
      (sheet) => {
        sheet.addRows([
          ['门店', '人数'],
          ['甲', '约500'],
          ['乙', 3],
        ])
        sheet.getCell('A1').font = { bold: true }
        sheet.getCell('B3').note = '原批注'
        sheet.mergeCells('D1:E2')
        sheet.getColumn(1).width = 33
      },
    ])
    const marked = await markErrors(
      bytes,
      [
        problem({}),
        problem({ row: 3, code: 'rows-x' as never, severity: 'note' }),
        problem({
          row: 3,
          code: 'formula-cached',
          severity: 'warning',
          details: { value: '3', formula: 'A1' },
        }),
      ],
      { fileName: 'x.xlsx', locale: 'zh-CN' },
    )
    const book = await load(marked)
    expect(redOf(book, 'B2')).toBe('FFFFC7CE')
    expect(redOf(book, 'B3')).toBe('FFFFEB9C')
    expect(redOf(book, 'A2')).toBeUndefined()
    const sheet = book.getWorksheet('表')
    expect(JSON.stringify(sheet?.getCell('B2').note)).toContain('建议改为“500”')
    expect(JSON.stringify(sheet?.getCell('B3').note)).toContain('原批注')
    expect(sheet?.getCell('A1').font.bold).toBe(true)
    expect(sheet?.getColumn(1).width).toBe(33)
    expect(sheet?.getCell('E2').isMerged).toBe(true)
    const list = book.getWorksheet('导入问题')
    expect(list?.rowCount).toBe(3)
    expect(list?.getCell('A2').text).toBe('表 B2')
  })

  test('csv and a foreign xlsx come back as a marked copy', async () => {
    const csv = new TextEncoder().encode('门店,人数,代码\n甲,约500,0012\n')
    const book = await load(
      await markErrors(csv, [problem({})], { fileName: '表.csv', locale: 'en' }),
    )
    expect(redOf(book, 'B2')).toBe('FFFFC7CE')
    expect(book.getWorksheet('表')?.getCell('C2').value).toBe('0012')
    expect(book.getWorksheet('Import problems')).toBeDefined()
    const foreign = zipOf(
      bareXlsxParts(
        '<worksheet><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>约500</t></is></c></row></sheetData></worksheet>',
      ),
    )
    const copy = await markErrors(foreign, [problem({ sheet: '甲&乙' })], {
      fileName: 'x',
      locale: 'zh-CN',
    })
    const { sheets } = await openWorkbook(copy, 'x')
    expect(sheets[0] && cellAt(sheets[0], 1, 1).text).toBe('约500')
  })
})

describe('everyRow', () => {
  const pageAfter = async (after: string | undefined) => ({
    rows: after === undefined ? [1, 2] : [3],
    next: after === undefined ? '2' : undefined,
    total: 3,
  })

  test('goes from page to page to the end', async () => {
    expect(await Readable.from(everyRow(pageAfter)).toArray()).toEqual([1, 2, 3])
  })

  test('refuses what is too long by its total, or by the rows themselves', async () => {
    let pages = 0
    const listed = (total: number, rows: number[]) => async () => {
      pages += 1
      return { rows, next: 'more', total }
    }
    const byTotal = everyRow(listed(exportRowsMax + 1, [1]))
    await expect(byTotal.next()).rejects.toMatchObject({ code: 'request.tooManyRows' })
    expect(pages).toBe(1)
    const thousand = Array.from({ length: 1000 }, (_, at) => at)
    const byRows = Readable.from(everyRow(listed(2, thousand))).toArray()
    await expect(byRows).rejects.toMatchObject({ code: 'request.tooManyRows' })
    expect(pages).toBe(1 + exportRowsMax / 1000 + 1)
  })
})
