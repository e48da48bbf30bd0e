import { expect, test } from 'vitest'
import type { OfficialDocumentInput } from '../model/document.ts'
import { paperWith } from '../pdf/papers.test-data.ts'
import { readParts } from '../reading/read-zip.ts'
import { renderDocx } from './render-docx.ts'

async function partsOf(over: Partial<OfficialDocumentInput> = {}) {
  const parts = readParts(await renderDocx(paperWith(over)))
  return { parts, body: parts.get('word/document.xml') ?? '' }
}

/** The paragraph that prints a text, as XML. */
function paragraphWith(xml: string, text: string): string {
  const all = xml.match(/<w:p>(?:(?!<w:p>)[\s\S])*?<\/w:p>/g) ?? []
  return all.find((paragraph) => paragraph.includes(text)) ?? ''
}

test('the page: A4, margins of the standard, grid of 579 twentieths of a point', async () => {
  const { body } = await partsOf()
  expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"')
  const margins = /<w:pgMar [^>]*>/.exec(body)?.[0] ?? ''
  const margin = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1])
  expect([margin('top'), margin('left')]).toEqual([2098, 1587])
  expect(11906 - margin('left') - margin('right')).toBeCloseTo(8844, -1)
  expect(16838 - margin('top') - margin('bottom')).toBeCloseTo(12756, -1)
  const grid = /<w:docGrid [^>]*>/.exec(body)?.[0] ?? ''
  expect(grid).toContain('w:linePitch="579"')
  expect(grid).toContain('w:type="lines"')
})

test('the body: 3号仿宋 on exact lines, 28 characters to the line', async () => {
  const { body, parts } = await partsOf()
  const paragraph = paragraphWith(body, '请遵照执行')
  expect(paragraph).toContain('w:eastAsia="仿宋_GB2312"')
  expect(paragraph).toContain('<w:sz w:val="32"/>')
  expect(paragraph).toContain('<w:spacing w:val="-5"/>')
  expect(paragraph).toMatch(/<w:spacing [^>]*w:line="579" w:lineRule="exact"/)
  expect(paragraph).toContain('w:firstLine="630"')
  expect(parts.get('word/styles.xml')).toContain('<w:autoSpaceDN w:val="0"/>')
})

test('each part names its official face', async () => {
  const { body } = await partsOf({
    body: [
      { type: 'heading1', text: '一、目标' },
      { type: 'heading2', text: '（一）自查' },
      { type: 'paragraph', text: '正文' },
    ],
  })
  expect(paragraphWith(body, '安和县公安局文件')).toContain('w:eastAsia="方正小标宋简体"')
  expect(paragraphWith(body, '安和县公安局文件')).toContain('<w:color w:val="E60012"/>')
  expect(paragraphWith(body, '关于做好')).toContain('w:eastAsia="方正小标宋简体"')
  expect(paragraphWith(body, '一、目标')).toContain('w:eastAsia="黑体"')
  expect(paragraphWith(body, '一、目标')).toContain('<w:outlineLvl w:val="0"/>')
  expect(paragraphWith(body, '（一）自查')).toContain('w:eastAsia="楷体_GB2312"')
})

test('page numbers differ on odd and even pages', async () => {
  const { parts, body } = await partsOf()
  expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
  const footers = [...parts].filter(([path]) => path.startsWith('word/footer'))
  expect(footers).toHaveLength(2)
  const sides = footers.map(([, xml]) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1])
  expect(sides.sort()).toEqual(['left', 'right'])
  for (const [, xml] of footers) {
    expect(xml).toContain('PAGE')
    expect(xml).toContain('<w:sz w:val="28"/>')
  }
  expect(body).toMatch(/<w:footerReference[^>]*w:type="even"/)
})

test('the imprint is one frame at the foot of the page, anchored before the last line', async () => {
  const { body } = await partsOf({
    copyTo: ['县教育体育局'],
    printer: '安和县公安局办公室',
    printedDate: '2026-09-02',
  })
  for (const text of ['抄送：', '2026年9月2日印发']) {
    const paragraph = paragraphWith(body, text)
    expect(paragraph).toMatch(/<w:framePr [^>]*w:vAnchor="margin"[^>]*w:yAlign="bottom"/)
    expect(paragraph).toMatch(/<w:top [^>]*w:sz="8"/)
  }
  const last = (body.match(/<w:p>(?:(?!<w:p>)[\s\S])*?<\/w:p>/g) ?? []).at(-1) ?? ''
  expect(last).not.toContain('framePr')
})

test('a letter has its rules in frames and no page number on page one', async () => {
  const { body, parts } = await partsOf({ family: 'letter', organSuffix: undefined })
  expect(body).toContain('<w:titlePg/>')
  expect(paragraphWith(body, '安和县公安局')).toContain('w:y="1701"')
  const first = [...parts].find(([, xml]) => xml.includes('thinThickSmallGap'))?.[1] ?? ''
  expect(first).toContain('w:vAnchor="page"')
  expect(first).not.toContain('PAGE')
})

test('a table repeats its head and keeps every cell', async () => {
  const { body } = await partsOf({
    body: [
      {
        type: 'table',
        columns: [{ title: '派出所' }, { title: '岗位', align: 'end' }],
        rows: [['城关', [{ figure: { key: 'duty.post-count', value: '22' } }]]],
      },
    ],
  })
  expect(body).toContain('<w:tblHeader/>')
  expect(body.match(/<w:tc>/g)).toHaveLength(4)
  expect(paragraphWith(body, '>22<')).toContain('<w:jc w:val="right"/>')
})

test.each(['<w:p/>&amp;]]>', '{PAGE} HYPERLINK "x"', '王喆、李堃'])(
  'text stays text: %s',
  async (text) => {
    const { body } = await partsOf({ body: [{ type: 'paragraph', text }] })
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(body.replaceAll('&quot;', '"')).toContain(escaped)
    expect(body).not.toContain('instrText')
  },
)

test('the same paper gives the same bytes', async () => {
  const first = await renderDocx(paperWith())
  expect(Buffer.compare(await renderDocx(paperWith()), first)).toBe(0)
  const core = readParts(first).get('docProps/core.xml')
  expect(core).toContain('2026-09-01T00:00:00Z')
})
