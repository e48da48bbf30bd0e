import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { bareXlsxParts, xlsxOf, zipOf } from '../../../test/workbooks.ts'
import { openWorkbook, UnreadableWorkbook, unreadableText } from './index.ts'
import { cellAt } from './raw-workbook.ts'
import type { ReadingLimits } from './reading/limits.ts'

const refusal = async (
  bytes: Uint8Array,
  limits: Partial<ReadingLimits> = {},
): Promise<UnreadableWorkbook> => {
  const error = await openWorkbook(bytes, 'x.xlsx', { limits }).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UnreadableWorkbook)) throw new Error(`not refused: ${String(error)}`)
  expect(unreadableText(error, 'zh-CN')).not.toMatch(/\{\{|undefined/)
  expect(unreadableText(error, 'en')).not.toMatch(/\{\{|undefined/)
  return error
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('xlsx', () => {
  test('gives text, numbers, dates, booleans, formulas, errors, merges and hidden rows', async () => {
    const bytes = await xlsxOf([
      '表',
      (sheet) => {
        sheet.getCell('A1').value = '甲'
        sheet.getCell('B1').value = 12.5
        sheet.getCell('C1').value = new Date(Date.UTC(2026, 8, 1))
        sheet.getCell('D1').value = true
        sheet.getCell('E1').value = { formula: 'SUM(1,2)', result: 3 }
        sheet.getCell('F1').value = { error: '#N/A' }
        sheet.getCell('G1').value = { richText: [{ text: '富' }, { text: '文本' }] }
        sheet.getCell('H1').value = 123
        sheet.getCell('H1').numFmt = '0000000000'
        sheet.getCell('I1').value = 0.3125
        sheet.getCell('I1').numFmt = 'h:mm'
        sheet.getCell('A4').value = '乙'
        sheet.getRow(4).hidden = true
        sheet.mergeCells('A4:A6')
      },
    ])
    const { format, sheets } = await openWorkbook(bytes, 'anything')
    const [sheet] = sheets
    expect(format).toBe('xlsx')
    expect(sheet?.rows[0]).toEqual([
      { text: '甲', kind: 'text' },
      { text: '12.5', kind: 'number', number: 12.5 },
      { text: '2026-09-01', kind: 'date', number: 46266 },
      { text: 'TRUE', kind: 'boolean', number: 1 },
      { text: '3', kind: 'formula', number: 3, formula: 'SUM(1,2)', result: 'number' },
      { text: '#N/A', kind: 'error' },
      { text: '富文本', kind: 'text' },
      { text: '0000000123', kind: 'number', number: 123 },
      { text: '07:30', kind: 'date', number: 0.3125 },
    ])
    expect(sheet?.merges).toEqual([{ top: 3, left: 0, bottom: 5, right: 0 }])
    expect(sheet?.hiddenRows).toEqual([3])
    expect(sheet?.rows[1]).toEqual([])
  })

  test('follows relations, prefixes, cells without address and shared formulas', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>
      <x:c t="inlineStr"><x:is><x:t>a&amp;lt;_x000D_b</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>
      <x:row r="3"><x:c r="B3"><x:f t="shared" ref="B3:B4" si="0">A3*2</x:f><x:v>4</x:v></x:c></x:row>
      <x:row r="4"><x:c r="B4"><x:f t="shared" si="0"/><x:v>6</x:v></x:c></x:row>
      </x:sheetData></x:worksheet>`
    const strings = {
      name: 'xl/strings.xml',
      content:
        '<sst><si><r><t>城</t></r><r><t>关</t></r><rPh sb="0" eb="1"><t>chéng</t></rPh></si></sst>',
    }
    const { sheets } = await openWorkbook(zipOf(bareXlsxParts(sheet, [strings])), 'x')
    const [first] = sheets
    if (!first) throw new Error('no sheet')
    expect(first.name).toBe('甲&乙')
    expect(first.rows[0]?.map(({ text }) => text)).toEqual(['城关', 'a&lt;\rb', '7'])
    expect(cellAt(first, 3, 1)).toMatchObject({ kind: 'formula', formula: 'A3*2', number: 6 })
  })

  test('counts content, not formatting, as rows', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
      <row r="1048576"><c r="A1048576" s="3"/></row></sheetData></worksheet>`
    const { sheets } = await openWorkbook(zipOf(bareXlsxParts(sheet)), 'x')
    expect(sheets[0]?.rows).toHaveLength(1)
  })
})

describe('a hostile or broken file gets a clear answer', () => {
  const sheetXml = (cells: string): string =>
    `<worksheet><sheetData>${cells}</sheetData></worksheet>`

  test('a zip bomb that declares its size', async () => {
    const big = `<row r="1"><c r="A1" t="inlineStr"><is><t>${'a'.repeat(50_000_000)}</t></is></c></row>`
    const bytes = zipOf(bareXlsxParts(sheetXml(big)))
    expect(bytes.byteLength).toBeLessThan(100_000)
    expect((await refusal(bytes)).code).toBe('archive-bomb')
  })

  test('a zip bomb that lies about its size is stopped while inflating', async () => {
    const big = sheetXml(`<row r="1"><c r="A1"><v>${'1'.repeat(50_000_000)}</v></c></row>`)
    const parts = bareXlsxParts(big).map((part) => ({ ...part, claimedBytes: part.content.length }))
    const bytes = zipOf(
      parts.map((part) => (part.content === big ? { ...part, claimedBytes: 900 } : part)),
    )
    expect((await refusal(bytes)).code).toBe('archive-broken')
  })

  test('one endless cell', async () => {
    const noise = Array.from({ length: 400_000 }, (_, index) =>
      ((index * 7919) % 9973).toString(36),
    ).join('')
    const big = sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>${noise}</t></is></c></row>`)
    expect((await refusal(zipOf(bareXlsxParts(big)))).code).toBe('cell-too-long')
  })

  test('a cell a little over the limit of Excel', async () => {
    const cell = `<row r="2"><c r="A2" t="inlineStr"><is><t>${'长'.repeat(32_768)}</t></is></c></row>`
    const error = await refusal(zipOf(bareXlsxParts(sheetXml(cell))))
    expect([error.code, error.details['row']]).toEqual(['cell-too-long', 2])
  })

  test('too many parts, rows, columns, cells, bytes', async () => {
    const row = sheetXml('<row r="9"><c r="A9"><v>1</v></c><c r="C9"><v>1</v></c></row>')
    const bytes = zipOf(bareXlsxParts(row))
    const codes = await Promise.all([
      refusal(bytes, { entriesMax: 3 }),
      refusal(bytes, { rowsMax: 8 }),
      refusal(bytes, { columnsMax: 2 }),
      refusal(bytes, { cellsMax: 2 }),
      refusal(bytes, { fileBytesMax: 100 }),
      refusal(bytes, { inflatedBytesMax: 100 }),
    ])
    expect(codes.map(({ code }) => code)).toEqual([
      'archive-too-many-entries',
      'too-many-rows',
      'too-many-columns',
      'too-many-cells',
      'file-too-large',
      'archive-too-large',
    ])
  })

  test('memory and time have an end', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, row) =>
        `<row r="${row + 1}"><c r="A${row + 1}" t="inlineStr"><is><t>${(row * 7919) % 1e9}x${row * 31}</t></is></c><c r="B${row + 1}"><v>${row}</v></c></row>`,
    )
    const bytes = zipOf(bareXlsxParts(sheetXml(rows.join(''))))
    expect((await refusal(bytes, { memoryMbMax: 12 })).code).toBe('needs-too-much-memory')
    expect((await refusal(bytes, { readingMsMax: 1 })).code).toBe('takes-too-long')
    const signal = AbortSignal.abort()
    await expect(openWorkbook(bytes, 'x', { signal })).rejects.toMatchObject({
      code: 'reading-cancelled',
    })
  })

  test('a document type, a cut archive, a password, a web page, a picture, nothing', async () => {
    const declared = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    const whole = await xlsxOf(['a', (sheet) => sheet.addRow(['b'])])
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ])
    const codes = await Promise.all([
      refusal(zipOf(bareXlsxParts(declared))),
      refusal(whole.slice(0, whole.length - 300)),
      refusal(new Uint8Array(ole)),
      refusal(bytesOf('\ufeff\r\n<html><table><tr><td>学校</td></tr></table></html>')),
      refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
      refusal(new Uint8Array()),
      refusal(zipOf([{ name: 'word/document.xml', content: '<a/>' }])),
      refusal(new Uint8Array([0xff, 0x31, 0xff, 0x30])),
    ])
    expect(codes.map(({ code }) => code)).toEqual([
      'archive-broken',
      'archive-broken',
      'password-protected',
      'web-page',
      'not-a-workbook',
      'file-empty',
      'other-format',
      'encoding-unknown',
    ])
  })

  test('a workbook of empty sheets is no success', async () => {
    const bytes = await xlsxOf(
      ['空', () => undefined],
      ['也空', (sheet) => (sheet.getCell('B2').value = '')],
    )
    expect((await refusal(bytes)).code).toBe('no-content')
  })
})

describe('csv and xls', () => {
  const texts = async (bytes: Uint8Array): Promise<string[][]> =>
    (await openWorkbook(bytes, '名册.csv')).sheets[0]?.rows.map((row) =>
      row.map(({ text }) => text),
    ) ?? []

  test('UTF-8 with mark, plain UTF-8, GB 18030 and UTF-16 read the same', async () => {
    // 学校,人数 / 喆堃,5 in GB 18030.
    const gb = new Uint8Array(Buffer.from('d1a7d0a32cc8cbcafd0d0a86b488d22c350d0a', 'hex'))
    const plain = '学校,人数\r\n喆堃,5\r\n'
    const wanted = [
      ['学校', '人数'],
      ['喆堃', '5'],
    ]
    expect(await texts(gb)).toEqual(wanted)
    expect(await texts(bytesOf(plain))).toEqual(wanted)
    expect(await texts(bytesOf(`\ufeff${plain}`))).toEqual(wanted)
    expect(await texts(new Uint8Array(Buffer.from(`\ufeff${plain}`, 'utf16le')))).toEqual(wanted)
  })

  test('finds commas, semicolons and tabs, quotes and line breaks inside cells', async () => {
    expect(await texts(bytesOf('a;b\n"1;5";2\n'))).toEqual([
      ['a', 'b'],
      ['1;5', '2'],
    ])
    expect(await texts(bytesOf('a\tb\n1,5\t2\n'))).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ])
    expect(await texts(bytesOf('a,b\n"x\ny","say ""hi"""\n'))).toEqual([
      ['a', 'b'],
      ['x\ny', 'say "hi"'],
    ])
  })

  test('takes off what keeps Excel from calculating, and knows a formula', async () => {
    const { sheets } = await openWorkbook(bytesOf('a,b,c\n="0123",\'=1+1,=A1+1\n'), 'x.csv')
    expect(sheets[0]?.rows[1]).toEqual([
      { text: '0123', kind: 'text' },
      { text: '=1+1', kind: 'text' },
      { text: '', kind: 'formula', formula: 'A1+1', result: 'empty' },
    ])
  })

  test('an old xls file, whatever it is called', async () => {
    const sheet = utils.aoa_to_sheet([
      ['单位', '日期', '数'],
      ['甲', 46266, 7],
    ])
    const dateCell = sheet['B2']
    if (dateCell) dateCell.z = 'yyyy-mm-dd'
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '册')
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }))
    const read = await openWorkbook(bytes, 'a.xlsx')
    expect(read.format).toBe('xls')
    expect(read.sheets[0]?.rows[1]).toEqual([
      { text: '甲', kind: 'text' },
      { text: '2026-09-01', kind: 'date', number: 46266 },
      { text: '7', kind: 'number', number: 7 },
    ])
    expect(read.sheets[0]?.merges).toEqual([{ top: 1, left: 0, bottom: 2, right: 0 }])
  })
})
