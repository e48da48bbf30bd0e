import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderDocx } from './docx/render-docx.ts'
import { officeFamilies } from './fonts/font-names.catalogue.ts'
import { type FontSet, loadFonts } from './fonts/font-set.ts'
import { findFolder } from './fonts/package-folder.ts'
import { OfficialDocument } from './model/document.ts'
import { layoutOf, renderPdf } from './pdf/render-pdf.ts'

const run = promisify(execFile)
const samples = new URL('./samples/', import.meta.url)

/** What stands in for the fonts that a DOCX names, in a LibreOffice that sees no others. */
const standIns: Record<keyof typeof officeFamilies, string> = {
  fangSong: 'FandolFang R',
  song: 'FandolSong',
  kai: 'FandolKai',
  hei: 'Noto Sans S Chinese',
  folio: 'FandolSong',
}

function fontConfiguration(cacheFolder: string): string {
  const folders = ['assets/fonts/fandol', 'node_modules/@embedpdf/fonts-sc/fonts']
  const aliases = Object.entries(officeFamilies).map(
    ([slot, name]) =>
      '<match target="pattern">' +
      `<test name="family"><string>${name}</string></test>` +
      '<edit name="family" mode="assign" binding="strong">' +
      `<string>${standIns[slot as keyof typeof officeFamilies]}</string></edit></match>`,
  )
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((folder) => `<dir>${findFolder(folder)}</dir>`),
    `<cachedir>${cacheFolder}</cachedir>`,
    ...aliases,
    '</fontconfig>',
  ].join('\n')
}

/** Poppler and LibreOffice read what this engine wrote; CI installs both, a laptop need not. */
describe.runIf(process.env.ANYUAN_ORACLES === '1')('other programs agree', async () => {
  const names = (await readdir(samples)).filter((name) => name.endsWith('.json'))
  let fonts: FontSet
  let folder: string
  beforeAll(async () => {
    fonts = await loadFonts()
    folder = await mkdtemp(join(tmpdir(), 'official-oracles-'))
    await writeFile(join(folder, 'fonts.conf'), fontConfiguration(join(folder, 'cache')))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const sample = async (name: string) =>
    OfficialDocument.parse(JSON.parse(await readFile(new URL(name, samples), 'utf8')))

  const pageCount = async (path: string) => {
    const { stdout } = await run('pdfinfo', [path])
    return Number(/Pages:\s+(\d+)/.exec(stdout)?.[1])
  }

  test.each(names)('poppler: pages, embedded fonts and title of %s', async (name) => {
    const document = await sample(name)
    const path = join(folder, `${name}.pdf`)
    await writeFile(path, await renderPdf(document, { fonts }))
    expect(await pageCount(path)).toBe((await layoutOf(document, { fonts })).pageCount)
    const used = (await run('pdffonts', [path])).stdout.split('\n').slice(2).filter(Boolean)
    expect(used.length).toBeGreaterThan(1)
    for (const line of used) {
      expect(line).toMatch(/\+(Fandol|NotoSansHans)\S*\s.*\syes yes yes\s/)
    }
    const text = (await run('pdftotext', ['-layout', path, '-'])).stdout.replace(/\s/g, '')
    expect(text).toContain(document.title.join('').replace(/\s/g, ''))
  })

  test('poppler: 28 characters from 28 mm to 184 mm on the grid', async () => {
    const text = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁'.repeat(30)
    const document = OfficialDocument.parse({
      family: 'plain',
      organs: ['安和县公安局'],
      title: ['方案'],
      body: [{ type: 'paragraph', text, indent: false }],
    })
    const path = join(folder, 'grid.pdf')
    await writeFile(path, await renderPdf(document, { fonts }))
    const boxes = (await run('pdftotext', ['-bbox', '-f', '2', '-l', '2', path, '-'])).stdout
    const words = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>(.*)</g)]
    const lines = words.filter(([, , , , word = '']) => word.length === 28)
    expect(lines.length).toBeGreaterThan(8)
    const mm = (points: string | undefined) => (Number(points) * 25.4) / 72
    expect(mm(lines[0]?.[1])).toBeCloseTo(28, 1)
    expect(mm(lines[0]?.[2])).toBeCloseTo(37, 1)
    expect(mm(lines[0]?.[3])).toBeCloseTo(184, 0)
  })

  test.each(names)(
    'LibreOffice: %s opens as DOCX with the pages of the PDF or one fewer',
    async (name) => {
      const document = await sample(name)
      const path = join(folder, `${name}.docx`)
      await writeFile(path, await renderDocx(document))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const to = ['--headless', '--convert-to', 'pdf', '--outdir', folder, path]
      await run('soffice', [profile, ...to], {
        env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
        timeout: 120_000,
      })
      const pages = await pageCount(join(folder, `${name}.pdf`))
      const expected = (await layoutOf(document, { fonts })).pageCount
      // A text processor does not begin an even page for the imprint alone.
      expect([expected, expected - 1]).toContain(pages)
    },
    180_000,
  )
})
