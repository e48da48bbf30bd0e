import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paperWith } from '../pdf/papers.test-data.ts'
import { renderPdf } from '../pdf/render-pdf.ts'
import { readPdf } from '../reading/read-pdf.ts'
import { FontFolderError, type FontSet, loadFonts } from './font-set.ts'
import { missingGlyphs } from './missing-glyphs.ts'
import { findFolder } from './package-folder.ts'
import { FontFormatError, readFaces } from './sfnt.ts'

let fonts: FontSet
let folder: string
beforeAll(async () => {
  fonts = await loadFonts()
  folder = await mkdtemp(join(tmpdir(), 'official-fonts-'))
})
afterAll(() => rm(folder, { recursive: true }))

const rareNames = '昇堃赟喆燊璟翀祎玥垚犇頔濛彧淼珺昳'

test('every rare character of names has a glyph in every slot', () => {
  for (const [slot, { faces }] of Object.entries(fonts.slots)) {
    const missing = [...rareNames].filter(
      (name) => !faces.some((face) => face.has(name.codePointAt(0) ?? 0)),
    )
    expect([slot, missing]).toEqual([slot, []])
  }
})

test('what no font draws is listed once, in the order of code points', () => {
  const paper = paperWith({
    title: ['关于𪚥的通知'],
    body: [{ type: 'paragraph', text: '😀王喆😀\ue000' }],
  })
  expect(missingGlyphs(paper, fonts)).toEqual(['\ue000', '😀', '𪚥'])
  expect(missingGlyphs(paperWith(), fonts)).toEqual([])
})

test('an operator font named after its slot is asked before the packaged one', async () => {
  const packaged = findFolder('assets/fonts/fandol') ?? ''
  await copyFile(join(packaged, 'FandolKai-Regular.otf'), join(folder, 'fangSong.otf'))
  await copyFile(join(packaged, 'FandolSong-Regular.otf'), join(folder, 'Unasked.otf'))
  await writeFile(join(folder, 'broken.ttf'), 'no font')
  const own = await loadFonts({ operatorFolder: folder })
  expect(own.slots.fangSong.faces.map(({ familyNames }) => familyNames[0])).toEqual([
    'FandolKai',
    'FandolFang R',
    'Noto Sans S Chinese Light',
  ])
  expect(own.ignored).toEqual([
    { file: 'broken.ttf', reason: 'unreadable' },
    { file: 'Unasked.otf', reason: 'no-slot' },
  ])
  const { pages } = readPdf(await renderPdf(paperWith(), { fonts: own }))
  const body = pages[0]?.lines.find(({ text }) => text.includes('请遵照执行'))
  expect(body?.glyphs[0]?.font).toBe('FandolKai-Regular')
})

test('fonts of the machine cannot be reached, not even by their names', () => {
  for (const { families } of Object.values(fonts.slots)) {
    for (const family of families) expect(family).toMatch(/^official-document-\d+-\d+$/)
  }
  const names = fonts.files.flatMap((bytes) =>
    readFaces(bytes).flatMap(({ familyNames }) => familyNames),
  )
  expect(new Set(names).size).toBe(fonts.files.length)
})

test('a family that the compiler does not know is an error, never another font', async () => {
  const { slots } = fonts
  const astray = { ...fonts, slots: { ...slots, song: { ...slots.song, families: ['Absent'] } } }
  await expect(renderPdf(paperWith(), { fonts: astray })).rejects.toThrow(
    /unknown font family: absent/,
  )
})

test('a missing folder and a file that is no font say so', async () => {
  await expect(loadFonts({ packagedFolder: join(folder, 'absent') })).rejects.toThrow(/ENOENT/)
  expect(new FontFolderError('x').code).toBe('font.folder-missing')
  expect(() => readFaces(new Uint8Array(8))).toThrow(FontFormatError)
  expect(() => readFaces(Uint8Array.from([0x4f, 0x54, 0x54, 0x4f, 0, 9]))).toThrow(FontFormatError)
})
