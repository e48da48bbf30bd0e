import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findFolder } from '../fonts/package-folder.ts'
import { LayoutError } from './typst-compiler.ts'

const files = ['1-page.typ', '2-blocks.typ', '3-heads.typ', '4-endings.typ', '5-paper.typ']

let source: Promise<string> | undefined

async function read(): Promise<string> {
  const folder = findFolder('layout', 'pdf/layout', 'engines/official-document/pdf/layout')
  if (!folder) throw new LayoutError('The folder pdf/layout is missing')
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.join('\n')
}

/** The layout in Typst's language, read once. It is the same for every paper. */
export function layoutSource(): Promise<string> {
  source ??= read()
  return source
}
