import { OfficialDocument, type OfficialDocumentInput } from '../model/document.ts'

/** A small correct paper; `over` replaces what a test is about. */
export function paperWith(over: Partial<OfficialDocumentInput> = {}): OfficialDocument {
  return OfficialDocument.parse({
    family: 'redhead',
    organs: ['安和县公安局'],
    organSuffix: '文件',
    documentNumber: '安公发〔2026〕18号',
    title: ['关于做好护学岗工作的通知'],
    recipient: '各派出所',
    body: [{ type: 'paragraph', text: '请遵照执行。' }],
    signature: { organs: ['安和县公安局'], date: '2026-09-01' },
    ...over,
  })
}

const characters = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳'

/** Chinese characters without punctuation, so that nothing but the grid breaks the lines. */
export function hanzi(count: number): string {
  return characters.repeat(Math.ceil(count / characters.length)).slice(0, count)
}
