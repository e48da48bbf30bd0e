import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { type FontSet, loadFonts } from '../fonts/font-set.ts'
import type { OfficialDocumentInput } from '../model/document.ts'
import { type PdfReading, readPdf } from '../reading/read-pdf.ts'
import { hanzi, paperWith } from './papers.test-data.ts'
import { layoutOf, renderPdf } from './render-pdf.ts'

let fonts: FontSet
beforeAll(async () => {
  fonts = await loadFonts()
})

async function read(over: Partial<OfficialDocumentInput>): Promise<PdfReading> {
  return readPdf(await renderPdf(paperWith(over), { fonts }))
}

const textOf = ({ pages }: PdfReading) =>
  pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n')

const ourFonts = [
  'FandolFang-Regular',
  'FandolKai-Regular',
  'FandolSong-Bold',
  'FandolSong-Regular',
  'NotoSansHans-Light',
  'NotoSansHans-Medium',
]

const hostile = [
  '#import "x": *',
  '*bold* _emph_ `raw` $x^2$',
  'back\\slash \\u{41} ~ -- ---',
  '= heading  - list + enum / term: x',
  '@label <label> [content] {code} //comment',
  '"quoted" \'single\' &amp; <b>tag</b>',
]

test.each(hostile)('text never becomes markup: %s', async (text) => {
  const printed = textOf(await read({ body: [{ type: 'paragraph', text }] }))
  expect(printed.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''))
})

test('text in the head, title, tables and imprint is printed as it is, too', async () => {
  const text = '#panic("x")*'
  const printed = textOf(
    await read({
      organs: [text],
      organSuffix: undefined,
      title: [text],
      recipient: text,
      body: [{ type: 'table', columns: [{ title: text }], rows: [[text]] }],
      attachments: [{ title: text, body: [{ type: 'list', items: [text] }] }],
      contact: text,
      copyTo: [text],
      printer: text,
      printedDate: '2026-09-01',
    }),
  )
  expect(printed.split(text)).toHaveLength(12)
})

test('the same paper gives the same bytes, also from a second set of fonts', async () => {
  const digest = async (set: FontSet) =>
    createHash('sha256')
      .update(await renderPdf(paperWith(), { fonts: set }))
      .digest('hex')
  const first = await digest(fonts)
  expect(await digest(fonts)).toBe(first)
  expect(await digest(await loadFonts())).toBe(first)
})

test('only the given fonts are used and every one is embedded', async () => {
  const { fonts: used } = await read({
    body: [
      { type: 'heading1', text: '一、工作目标' },
      { type: 'heading2', text: '（一）护学岗' },
      { type: 'paragraph', text: '民警王喆、李堃，Latin ΑΒΓ Кириллица あ ① ％' },
      // What none of ours draws, fonts of many machines do: Georgian, Devanagari, a smile.
      { type: 'paragraph', text: 'ქართული हिन्दी 😀' },
    ],
  })
  for (const { name, embedded } of used) {
    expect(ourFonts).toContain(name)
    expect(embedded).toBe(true)
  }
})

test('each part has its face: 小标宋 title, 黑体, 楷体 and 仿宋 below it', async () => {
  const { pages } = await read({
    body: [
      { type: 'heading1', text: '一、工作目标' },
      { type: 'heading2', text: '（一）护学岗' },
      { type: 'heading3', text: '1.岗位设置' },
      { type: 'paragraph', text: [{ text: '重点', emphasis: 'hei' }, { text: '任务如下' }] },
    ],
  })
  const faceOf = (text: string) =>
    pages[0]?.lines.find((line) => line.text.includes(text))?.glyphs.at(-1)?.font
  expect(faceOf('关于做好')).toBe('FandolSong-Bold')
  expect(faceOf('一、工作目标')).toBe('NotoSansHans-Medium')
  expect(faceOf('（一）护学岗')).toBe('FandolKai-Regular')
  expect(faceOf('1.岗位设置')).toBe('FandolFang-Regular')
  expect(faceOf('任务如下')).toBe('FandolFang-Regular')
  const run = pages[0]?.lines.find(({ text }) => text.includes('任务如下'))
  expect(run?.glyphs[0]?.font).toBe('NotoSansHans-Medium')
})

test('rare characters of names are drawn by the font behind', async () => {
  const { pages } = await read({ body: [{ type: 'paragraph', text: '王喆、李堃、张昇' }] })
  const glyphs = pages.flatMap((page) => page.glyphs)
  const fontOf = (text: string) => glyphs.find((glyph) => glyph.text === text)?.font
  expect(fontOf('喆')).toBe('NotoSansHans-Light')
  expect(fontOf('堃')).toBe('NotoSansHans-Light')
  expect(fontOf('李')).toBe('FandolFang-Regular')
})

test('a table runs over pages with its head on each, and text goes on on the grid', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => [`第${index + 1}行`, '护学岗', '正常'])
  const reading = await read({
    body: [
      {
        type: 'table',
        caption: '表1',
        columns: [{ title: '序号' }, { title: '岗位' }, { title: '情况' }],
        rows,
      },
      { type: 'paragraph', text: '以上为全部岗位。' },
    ],
    signature: undefined,
    family: 'plain',
  })
  const heads = reading.pages.filter(({ lines }) =>
    lines.some(({ text }) => /^序号岗位/.test(text)),
  )
  expect(heads).toHaveLength(reading.pages.length)
  expect(reading.pages.length).toBe(4)
  const text = textOf(reading)
  for (const [name] of rows) expect(text).toContain(name)
  const after = reading.pages.at(-1)?.lines.find((line) => line.text.includes('以上为'))
  const fromTop = (after?.topPt ?? 0) - 0.88 * 16 - (37 * 72) / 25.4
  expect((fromTop / 28.99) % 1).toBeCloseTo(0, 1)
})

test('a long cell takes whole lines of the grid and nothing is lost', async () => {
  const long = hanzi(400)
  const reading = await read({
    body: [
      {
        type: 'table',
        columns: [
          { title: '序号', weight: 1 },
          { title: '内容', weight: 5, align: 'start' },
        ],
        rows: [['1', long]],
      },
    ],
  })
  const cell = reading.pages
    .flatMap(({ lines }) => lines)
    .map(({ text }) => text.replace(/^1(?=.)/, ''))
    .join('')
  expect([...long].every((character) => cell.includes(character))).toBe(true)
  expect(cell.split('天地玄黄')).toHaveLength(long.split('天地玄黄').length)
})

test('a text over three pages keeps every character in order', async () => {
  const text = hanzi(28 * 70)
  const reading = await read({ body: [{ type: 'paragraph', text, indent: false }] })
  const body = textOf(reading).replace(/[^\p{Script=Han}]/gu, '')
  expect(reading.pages.length).toBeGreaterThan(3)
  expect(body).toContain(text)
})

test('a signature never stands on a page without words', async () => {
  const signatureAt = async (lines: number) => {
    const text = hanzi(28 * lines)
    const { pages } = await read({ body: [{ type: 'paragraph', text, indent: false }] })
    const page = pages.find(({ lines: all }) => all.some((line) => line.text === '2026年9月1日'))
    return page?.lines.some((line) => text.includes(line.text)) ?? false
  }
  const lengths = Array.from({ length: 26 }, (_, index) => index + 1)
  const beside = await Promise.all(lengths.map(signatureAt))
  expect(lengths.filter((_, index) => !beside[index])).toEqual([])
})

test('attachments are listed without a stop and printed on pages of their own', async () => {
  const { pages } = await read({
    attachments: [
      { title: '岗位表', body: [{ type: 'paragraph', text: '附件正文' }] },
      { title: '人员名单' },
    ],
  })
  const lines = pages[0]?.lines.map(({ text }) => text.replace(/\s/g, '')) ?? []
  expect(lines).toContain('附件：1.岗位表')
  expect(lines).toContain('2.人员名单')
  const attachment = pages[1]?.lines.map(({ text }) => text) ?? []
  expect(attachment.slice(0, 3)).toEqual(['附件1', '岗位表', '附件正文'])
  const label = pages[1]?.lines[0]
  const title = pages[1]?.lines[1]
  expect((title?.topPt ?? 0) - (label?.topPt ?? 0)).toBeCloseTo(2 * 28.99 + 0.88 * 6, 0)
})

test('figures can be links, and the layout tells where each of them stands', async () => {
  const body: OfficialDocumentInput['body'] = [
    {
      type: 'paragraph',
      text: [
        { text: '护学岗' },
        { figure: { key: 'duty.post-count', value: '106' } },
        { text: '处' },
      ],
    },
  ]
  const paper = paperWith({ body, sealSlot: 'marked' })
  const figureUrl = (key: string) => `https://example.org/figures/${key}`
  const { pages } = readPdf(await renderPdf(paper, { fonts, figureUrl }))
  expect(pages[0]?.links).toEqual(['https://example.org/figures/duty.post-count'])
  const layout = await layoutOf(paper, { fonts })
  expect(layout.pageCount).toBe(1)
  expect(layout.figures).toHaveLength(1)
  expect(layout.figures[0]).toMatchObject({ key: 'duty.post-count', page: 1 })
  const line = pages[0]?.lines.find(({ text }) => text.includes('护学岗106处'))
  const value = line?.glyphs.find(({ text }) => text === '1')
  expect(layout.figures[0]?.xMm).toBeCloseTo((value?.leftPt ?? 0) / (72 / 25.4), 0)
  expect(layout.seals).toHaveLength(1)
  expect(layout.seals[0]).toMatchObject({ page: 1, diameterMm: 42 })
})
