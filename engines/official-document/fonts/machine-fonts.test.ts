import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paperWith } from '../pdf/papers.test-data.ts'
import { renderPdf } from '../pdf/render-pdf.ts'
import { operatorFamilies } from './font-names.catalogue.ts'
import { type FontSet, loadFonts } from './font-set.ts'
import { renameFaces } from './rename.ts'

// The compiler sees the fonts of the machine and takes no order not to. A home of its own with
// fonts that go by the names of ours, in another face, would show in the bytes of a paper.

let fonts: FontSet
let home: string
beforeAll(async () => {
  fonts = await loadFonts()
  home = await mkdtemp(join(tmpdir(), 'official-home-'))
})
afterAll(() => rm(home, { recursive: true }))

const paper = paperWith({
  body: [
    { type: 'heading1', text: '一、工作目标' },
    { type: 'heading2', text: '（一）护学岗' },
    { type: 'paragraph', text: '民警王喆，第106号，𪚥😀' },
  ],
})

const urlOf = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

const program = `
  import { createHash } from 'node:crypto'
  import { loadFonts } from ${urlOf('font-set.ts')}
  import { renderPdf } from ${urlOf('../pdf/render-pdf.ts')}
  const pdf = await renderPdf(${JSON.stringify(paper)}, { fonts: await loadFonts() })
  process.stdout.write(createHash('sha256').update(pdf).digest('hex'))`

async function digestAtHome(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', program],
    { env: { PATH: process.env.PATH, HOME: home } },
  )
  return stdout
}

test('a paper is the same on a machine that has other fonts by the names of ours', async () => {
  const pdf = await renderPdf(paper, { fonts })
  const digest = createHash('sha256').update(pdf).digest('hex')
  expect(await digestAtHome()).toBe(digest)
  const kai = await readFile('assets/fonts/fandol/FandolKai-Regular.otf')
  const faces = Object.values(fonts.slots).flatMap((slot) => slot.faces)
  const known = Object.values(operatorFamilies).flatMap(([family = '']) => family)
  const names = new Set([...faces.flatMap(({ familyNames }) => familyNames), ...known])
  const folder = join(home, '.local/share/fonts')
  await mkdir(folder, { recursive: true })
  for (const [nth, name] of [...names].entries()) {
    await writeFile(
      join(folder, `${nth}.otf`),
      renameFaces(kai, () => name),
    )
  }
  expect(await digestAtHome()).toBe(digest)
}, 30_000)
