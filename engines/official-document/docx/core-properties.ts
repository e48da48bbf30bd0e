import type { PrintedPaper } from '../printed/paper.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

const namespaces = [
  'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ')

function w3cDate({ metadata: { date } }: PrintedPaper): string {
  const { year, month, day } = date ?? { year: 1980, month: 1, day: 1 }
  return `${new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 19)}Z`
}

/** `docProps/core.xml` with the date of the paper where the library would write the moment. */
export function coreProperties(paper: PrintedPaper): string {
  const moments = ['created', 'modified'].map(
    (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${w3cDate(paper)}</dcterms:${name}>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<cp:coreProperties ${namespaces}>`,
    `<dc:title>${escapeXml(paper.metadata.title)}</dc:title>`,
    `<dc:creator>${escapeXml(paper.metadata.author)}</dc:creator>`,
    ...moments,
    '</cp:coreProperties>',
  ].join('')
}
