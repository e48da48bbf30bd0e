import { beforeAll, expect, test } from 'vitest'
import { type FontSet, loadFonts } from '../fonts/font-set.ts'
import type { OfficialDocumentInput } from '../model/document.ts'
import { type PdfLine, type PdfPage, readPdf } from '../reading/read-pdf.ts'
import { hanzi, paperWith } from './papers.test-data.ts'
import { renderPdf } from './render-pdf.ts'

const mm = 72 / 25.4
const emTop = 0.88

let fonts: FontSet
beforeAll(async () => {
  fonts = await loadFonts()
})

async function pagesOf(over: Partial<OfficialDocumentInput>): Promise<PdfPage[]> {
  return readPdf(await renderPdf(paperWith(over), { fonts })).pages
}

function lineWith(pages: readonly PdfPage[], text: string): PdfLine {
  const line = pages.flatMap((page) => page.lines).find((one) => one.text.includes(text))
  if (!line) throw new Error(`No line with ${text}`)
  return line
}

/** Upper edge of the characters of a line, in millimetres from the paper's edge. */
const topMm = (line: PdfLine) => (line.topPt - emTop * (line.glyphs[0]?.sizePt ?? 0)) / mm
const bottomMm = (line: PdfLine) => topMm(line) + (line.glyphs[0]?.sizePt ?? 0) / mm

const isRed = (color: string) => /^0\.9\d* 0 0\.0\d*$/.test(color)

const longBody: OfficialDocumentInput['body'] = [
  { type: 'paragraph', text: hanzi(28 * 60), indent: false },
]

test('a full page has 22 lines of 28 characters at 28.99 pt, 156 mm by 225 mm', async () => {
  const [, page] = await pagesOf({ body: longBody })
  const lines = page?.lines.slice(0, -1) ?? []
  expect(page?.widthPt).toBeCloseTo(210 * mm, 2)
  expect(page?.heightPt).toBeCloseTo(297 * mm, 2)
  expect(lines).toHaveLength(22)
  for (const [index, line] of lines.entries()) {
    expect(line.text).toHaveLength(28)
    expect(line.leftPt / mm).toBeCloseTo(28, 1)
    expect(line.rightPt / mm).toBeGreaterThan(183.8)
    expect(line.rightPt / mm).toBeLessThan(184.1)
    expect(topMm(line)).toBeCloseTo(37 + (index * 28.99) / mm, 1)
    expect(line.glyphs.every(({ sizePt }) => Math.abs(sizePt - 16) < 0.001)).toBe(true)
  }
})

test('the red head: organ 35 mm below the body edge, rule 4 mm below the number', async () => {
  const pages = await pagesOf({ body: longBody })
  const organ = lineWith(pages, '安和县公安局文件')
  const number = lineWith(pages, '安公发〔2026〕18号')
  const title = lineWith(pages, '关于做好护学岗工作的通知')
  const rule = pages[0]?.rules.find(({ color }) => isRed(color))
  expect(topMm(organ)).toBeCloseTo(72, 1)
  expect(organ.glyphs.every(({ color }) => isRed(color))).toBe(true)
  expect((organ.leftPt + organ.rightPt) / 2 / mm).toBeCloseTo(28 + 78, 0)
  expect(organ.rightPt - organ.leftPt).toBeLessThanOrEqual(156 * mm)
  expect(topMm(number) - bottomMm(organ)).toBeCloseTo((2 * 28.99) / mm, 0)
  expect((rule?.topPt ?? 0) / mm - bottomMm(number)).toBeCloseTo(4, 1)
  expect((rule?.widthPt ?? 0) / mm).toBeCloseTo(156, 1)
  expect(topMm(title) - (rule?.topPt ?? 0) / mm).toBeCloseTo((2 * 28.99) / mm, 1)
  expect(title.glyphs[0]?.sizePt).toBe(22)
  expect(pages[0]?.lines.some(({ text }) => text.includes('天地玄黄'))).toBe(true)
})

test('secrecy and urgency stand at the upper left, the issuer beside the number', async () => {
  const pages = await pagesOf({
    copyNumber: '000012',
    secrecy: { level: 'secret', term: '1年' },
    urgency: 'extra-urgent',
    issuers: ['林疏桐'],
  })
  const marks = ['000012', '秘密★1年', '特急'].map((text) => lineWith(pages, text))
  for (const [index, mark] of marks.entries()) {
    expect(mark.leftPt / mm).toBeCloseTo(28, 1)
    expect(topMm(mark)).toBeCloseTo(37 + (index * 28.99) / mm, 1)
  }
  const number = lineWith(pages, '安公发〔2026〕18号')
  expect(number.text).toContain('签发人：林疏桐')
  expect(number.leftPt).toBeCloseTo(28 * mm + 15.78, 0)
  expect(number.rightPt).toBeCloseTo(184 * mm - 15.78, 0)
})

test('page numbers: 4号, 7 mm below the body, odd at the right and even at the left', async () => {
  const pages = await pagesOf({ body: longBody, printing: 'single-sided' })
  expect(pages.length).toBeGreaterThanOrEqual(3)
  for (const [index, page] of pages.entries()) {
    const line = page.lines.at(-1)
    expect(line?.text.replace(/\s/g, '')).toBe(`—${index + 1}—`)
    expect(line?.glyphs[0]?.sizePt).toBe(14)
    expect(line?.glyphs[0]?.font).toBe('FandolSong-Regular')
    const dashPt = (line?.topPt ?? 0) - 0.38 * 14
    expect(dashPt / mm - 262).toBeCloseTo(7, 1)
    if (index % 2 === 0) expect(line?.rightPt).toBeCloseTo(184 * mm - 14, 1)
    else expect(line?.leftPt).toBeCloseTo(28 * mm + 14, 1)
  }
})

test('the imprint stands at the foot of the last, even page between rules of 0.35 mm', async () => {
  const pages = await pagesOf({
    copyTo: ['县教育体育局', '各学校'],
    printer: '安和县公安局办公室',
    printedDate: '2026-09-02',
  })
  expect(pages).toHaveLength(2)
  const rules = pages[1]?.rules ?? []
  expect(rules.map(({ thicknessPt }) => thicknessPt / mm)).toEqual([
    expect.closeTo(0.35, 2),
    expect.closeTo(0.25, 2),
    expect.closeTo(0.35, 2),
  ])
  const last = rules.at(-1)
  expect(((last?.topPt ?? 0) + (last?.thicknessPt ?? 0) / 2) / mm).toBeCloseTo(262, 1)
  expect((last?.widthPt ?? 0) / mm).toBeCloseTo(156, 1)
  const copies = lineWith(pages, '抄送：县教育体育局，各学校。')
  const printed = lineWith(pages, '2026年9月2日印发')
  expect(copies.leftPt).toBeCloseTo(28 * mm + 14, 1)
  expect(copies.glyphs[0]?.sizePt).toBe(14)
  expect(printed.text).toBe('安和县公安局办公室2026年9月2日印发')
  expect(printed.rightPt).toBeCloseTo(184 * mm - 14, 1)
  expect(pages[1]?.lines.at(-1)?.text.replace(/\s/g, '')).toBe('—2—')
})

test('printed on one side, a short paper keeps its imprint on the first page', async () => {
  const pages = await pagesOf({
    printer: '安和县公安局办公室',
    printedDate: '2026-09-02',
    printing: 'single-sided',
  })
  expect(pages).toHaveLength(1)
})

test('blank pages before the imprint and the page of the imprint carry no number', async () => {
  const imprint = { printer: '安和县公安局办公室', printedDate: '2026-09-02' }
  const full = { type: 'paragraph' as const, text: hanzi(28 * 39), indent: false }
  const pages = await pagesOf({ ...imprint, body: [full], signature: undefined, family: 'plain' })
  const folios = pages.map(({ lines }) => lines.some(({ text }) => /^—\s*\d+\s*—$/.test(text)))
  expect(folios).toEqual([true, true, false, false])
  expect(pages[2]?.glyphs).toHaveLength(0)
})

test('under a seal the date ends four characters from the right, the organ centred on it', async () => {
  const pages = await pagesOf({})
  const date = lineWith(pages, '2026年9月1日')
  const organ = pages[0]?.lines.findLast(({ text }) => text === '安和县公安局')
  expect(date.rightPt).toBeCloseTo(184 * mm - 4 * 15.78, 0)
  expect(((organ?.leftPt ?? 0) + (organ?.rightPt ?? 0)) / 2).toBeCloseTo(
    (date.leftPt + date.rightPt) / 2,
    0,
  )
  expect(topMm(date) - topMm(organ ?? date)).toBeCloseTo(28.99 / mm, 1)
})

test('without a seal the date begins two characters after the organ', async () => {
  const pages = await pagesOf({
    sealSlot: 'none',
    signature: { organs: ['安和县公安局治安管理大队'], date: '2026-09-01' },
  })
  const organ = lineWith(pages, '安和县公安局治安管理大队')
  const date = lineWith(pages, '2026年9月1日')
  expect(organ.rightPt).toBeCloseTo(184 * mm - 2 * 15.78, 0)
  expect(date.leftPt - organ.leftPt).toBeCloseTo(2 * 15.78, 0)
})

test('a letter: organ 30 mm from the edge, rules of 170 mm, no number on page one', async () => {
  const pages = await pagesOf({
    family: 'letter',
    organSuffix: undefined,
    title: ['关于商请共享作息时间的函'],
    body: longBody,
    copyTo: ['各派出所'],
  })
  const [first] = pages
  const organ = lineWith(pages, '安和县公安局')
  const number = lineWith(pages, '安公发〔2026〕18号')
  const reds = first?.rules.filter(({ color }) => isRed(color)) ?? []
  expect(topMm(organ)).toBeCloseTo(30, 1)
  expect(reds.map(({ widthPt }) => Math.round(widthPt / mm))).toEqual([170, 170, 170, 170])
  expect(reds.map(({ leftPt }) => Math.round(leftPt / mm))).toEqual([20, 20, 20, 20])
  const [thick, thin, footThin, footThick] = reds.map(({ thicknessPt }) => thicknessPt)
  expect([thick, footThick]).toEqual([footThick, thick])
  expect(thick).toBeGreaterThan(thin ?? 9)
  expect(footThin).toBe(thin)
  expect((reds[0]?.topPt ?? 0) / mm - bottomMm(organ)).toBeCloseTo(4, 0)
  expect((reds[2]?.topPt ?? 0) / mm).toBeCloseTo(277, 0)
  expect(topMm(number) * mm - (reds[1]?.topPt ?? 0)).toBeCloseTo(14, -0.5)
  expect(number.rightPt / mm).toBeCloseTo(184, 0)
  expect(first?.lines.some(({ text }) => text.includes('—'))).toBe(false)
  expect(pages[1]?.lines.at(-1)?.text.replace(/\s/g, '')).toBe('—2—')
  expect(pages.at(-1)?.rules).toHaveLength(0)
  expect(lineWith(pages, '抄送：各派出所。').topPt / mm).toBeLessThan(262)
})

test('several organs stand spread to one width with the suffix beside them', async () => {
  const pages = await pagesOf({ organs: ['安和县公安局', '安和县教育体育局'] })
  const [first] = pages
  const big = first?.glyphs.filter(({ color }) => isRed(color)) ?? []
  const rows = [...new Set(big.map(({ topPt }) => Math.round(topPt)))]
  expect(rows).toHaveLength(3)
  const shorter = first?.lines.find(({ text }) => text === '安和县公安局')
  const longer = first?.lines.find(({ text }) => text.startsWith('安和县教育体育局'))
  const longerEnd = longer?.glyphs[7]
  expect(shorter?.leftPt).toBeCloseTo(longer?.leftPt ?? 0, 0)
  expect(shorter?.rightPt).toBeCloseTo((longerEnd?.leftPt ?? 0) + (longerEnd?.widthPt ?? 0), 0)
})
