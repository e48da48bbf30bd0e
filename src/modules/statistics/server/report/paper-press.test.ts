import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paperWith } from '../../../../../engines/official-document/pdf/papers.test-data.ts'
import { readPdf } from '../../../../../engines/official-document/reading/read-pdf.ts'
import { createPaperPress } from './paper-press.ts'

const packaged = 'assets/fonts/fandol/FandolKai-Regular.otf'
const words = '各校已按时到岗'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anyuan-fonts-'))
  for (const place of ['data/fonts', 'own']) await mkdir(join(folder, place), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const paper = paperWith({ body: [{ type: 'paragraph', text: words }] })

async function fontOfBody(places: { fontFolder?: string }): Promise<string | undefined> {
  const press = createPaperPress({ dataFolder: join(folder, 'data'), ...places })
  const { pages } = readPdf(await press.pdf(paper))
  return pages[0]?.lines.find(({ text }) => text.includes(words))?.glyphs[0]?.font
}

it('prints with the fonts of ANYUAN_FONTS, else with those of the data folder, else its own', async () => {
  expect(await fontOfBody({})).toBe('FandolFang-Regular')
  await copyFile(packaged, join(folder, 'data/fonts/fangSong.otf'))
  expect(await fontOfBody({})).toBe('FandolKai-Regular')
  expect(await fontOfBody({ fontFolder: join(folder, 'own') })).toBe('FandolFang-Regular')
  await copyFile(packaged, join(folder, 'own/fangSong.otf'))
  expect(await fontOfBody({ fontFolder: join(folder, 'own') })).toBe('FandolKai-Regular')
})
