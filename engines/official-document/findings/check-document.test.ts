import { expect, test } from 'vitest'
import type { OfficialDocumentInput } from '../model/document.ts'
import { readDocument } from './check-document.ts'
import { findingTexts } from './finding.catalogue.ts'
import type { FindingCode } from './finding.ts'

const correct: OfficialDocumentInput = {
  family: 'redhead',
  organs: ['安和县公安局'],
  documentNumber: '安公发〔2026〕18号',
  title: ['关于做好护学岗工作的通知'],
  recipient: '各派出所',
  body: [
    { type: 'heading1', text: '一、工作目标' },
    { type: 'paragraph', text: '请遵照执行。' },
    { type: 'heading1', text: '二、工作措施' },
    { type: 'heading2', text: '（一）自查' },
    { type: 'heading2', text: '（二）互查' },
    { type: 'heading3', text: '1.校门' },
  ],
  attachments: [{ title: '护学岗一览表' }],
  signature: { organs: ['安和县公安局'], date: '2026-09-01' },
  contact: '联系人：骆遥，电话：19900001234',
  copyTo: ['县教育体育局'],
  printer: '安和县公安局办公室',
  printedDate: '2026-09-02',
}

const figure = (value: string) => ({ figure: { key: 'duty.post-count', value } })
const paragraph = (text: string) => ({ type: 'paragraph', text }) as const

/** For each code, what is wrong with the correct paper, and where the finding points. */
const wrongs: Record<FindingCode, [change: object, path: string]> = {
  shape: [{ family: 'memo' }, 'family'],
  'text.blank': [{ title: ['　'] }, 'title.0'],
  'text.unprintable': [{ recipient: '各\u202e所' }, 'recipient'],
  'text.half-width-punctuation': [{ body: [paragraph('各所,各校')] }, 'body.0.text'],
  'document-number.missing': [{ documentNumber: undefined }, 'documentNumber'],
  'document-number.brackets': [{ documentNumber: '安公发[2026]18号' }, 'documentNumber'],
  'document-number.padded': [{ documentNumber: '安公发〔2026〕018号' }, 'documentNumber'],
  'document-number.ordinal': [{ documentNumber: '安公发〔2026〕第18号' }, 'documentNumber'],
  'document-number.format': [{ documentNumber: '安公发〔2026〕18' }, 'documentNumber'],
  'document-number.year': [{ documentNumber: '安公发〔2025〕18号' }, 'documentNumber'],
  'secrecy.copy-number-missing': [{ secrecy: { level: 'secret' } }, 'copyNumber'],
  'title.ends-with-punctuation': [{ title: ['关于护学岗的通知。'] }, 'title.0'],
  'title.no-kind': [{ title: ['关于护学岗'] }, 'title.0'],
  'title.line-long': [{ title: [`${'关于护学岗工作'.repeat(3)}的通知`] }, 'title.0'],
  'recipient.colon': [{ recipient: '各派出所：' }, 'recipient'],
  'heading.out-of-sequence': [
    { body: [{ type: 'heading1', text: '二、工作措施' }] },
    'body.0.text',
  ],
  'heading.ends-with-full-stop': [
    { body: [{ type: 'heading1', text: '一、工作措施。' }] },
    'body.0.text',
  ],
  'figure.contradiction': [
    { body: [{ type: 'list', items: [[figure('106')], [figure('105')]] }] },
    'body.0.items.1',
  ],
  'attachment.ends-with-punctuation': [
    { attachments: [{ title: '一览表。' }] },
    'attachments.0.title',
  ],
  'attachment.numbered': [{ attachments: [{ title: '1.一览表' }] }, 'attachments.0.title'],
  'signature.missing': [{ signature: undefined }, 'signature'],
  'date.invalid': [
    { signature: { organs: ['安和县公安局'], date: '2026-02-30' } },
    'signature.date',
  ],
  'copy-to.punctuation': [{ copyTo: ['县教育体育局，各学校'] }, 'copyTo.0'],
  'contact.brackets': [{ contact: '（联系人：骆遥）' }, 'contact'],
  'imprint.incomplete': [{ printer: undefined }, 'printer'],
  'printed-date.before-signature': [{ printedDate: '2026-08-31' }, 'printedDate'],
  'figure.key-format': [
    { body: [{ type: 'paragraph', text: [{ figure: { key: '岗', value: '1' } }] }] },
    '',
  ],
  'table.row-width': [
    { body: [{ type: 'table', columns: [{ title: '甲' }], rows: [['1', '2']] }] },
    'body.0.rows',
  ],
}

test('a correct paper has no findings', () => {
  const { document, findings } = readDocument(correct)
  expect(findings).toEqual([])
  expect(document?.sealSlot).toBe('blank')
})

test.each(Object.entries(wrongs))('%s is found where it is', (code, [change, path]) => {
  const { findings } = readDocument({ ...correct, ...change })
  expect(findings.map((finding) => finding.code)).toContain(code)
  const found = findings.find((finding) => finding.code === code)
  if (path !== '') expect(found?.path.join('.')).toBe(path)
})

test('a wrong shape yields no document, a departure from the standard still does', () => {
  expect(readDocument({ ...correct, body: [] }).document).toBeUndefined()
  expect(readDocument({ ...correct, surprise: true }).document).toBeUndefined()
  expect(readDocument({ ...correct, documentNumber: '安公发18号' }).document).toBeDefined()
})

test('a plain paper needs neither number nor signature', () => {
  const plain = { ...correct, family: 'plain', documentNumber: undefined, signature: undefined }
  expect(readDocument(plain).findings).toEqual([])
})

test('headings count on past ten and start again below a higher one', () => {
  const numbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
  const body = numbers.flatMap((number) => [
    { type: 'heading1', text: `${number}、措施` },
    { type: 'heading2', text: '（一）自查' },
  ])
  expect(readDocument({ ...correct, body }).findings).toEqual([])
})

test('every finding speaks Chinese and English', () => {
  for (const texts of Object.values(findingTexts)) {
    expect(texts['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(texts.en).not.toBe('')
  }
})
