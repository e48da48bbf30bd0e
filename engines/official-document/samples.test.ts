import { readdir, readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { renderDocx } from './docx/render-docx.ts'
import { readDocument } from './findings/check-document.ts'
import { type FontSet, loadFonts } from './fonts/font-set.ts'
import { missingGlyphs } from './fonts/missing-glyphs.ts'
import { documentSchema } from './model/document-schema.ts'
import { layoutOf, renderPdf } from './pdf/render-pdf.ts'

const folder = new URL('./samples/', import.meta.url)
const samples = (await readdir(folder)).filter((name) => name.endsWith('.json'))

let fonts: FontSet
beforeAll(async () => {
  fonts = await loadFonts()
})

test('there is a sample of every family', async () => {
  const families = await Promise.all(
    samples.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')).family),
  )
  expect(new Set(families)).toEqual(new Set(['redhead', 'letter', 'plain']))
})

test.each(samples)('%s is correct and can be printed', async (name) => {
  const { document, findings } = readDocument(
    JSON.parse(await readFile(new URL(name, folder), 'utf8')),
  )
  expect(findings).toEqual([])
  if (!document) throw new Error('unreadable')
  expect(missingGlyphs(document, fonts)).toEqual([])
  expect((await layoutOf(document, { fonts })).pageCount).toBeGreaterThan(0)
  expect((await renderPdf(document, { fonts })).subarray(0, 5)).toEqual(Buffer.from('%PDF-'))
  expect((await renderDocx(document)).subarray(0, 2)).toEqual(Uint8Array.from([0x50, 0x4b]))
})

test('document.schema.json describes the model', async () => {
  const written = await readFile(new URL('./document.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(written)).toEqual(documentSchema())
})
