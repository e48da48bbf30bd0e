import { type PdfFont, readFont } from './pdf-font.ts'
import { follow, type PdfObject, type PdfObjects, readObjects } from './pdf-objects.ts'
import { PageReading, type PdfGlyph, type PdfRule } from './pdf-page.ts'

/** A line of text: what stands on one baseline, from left to right. */
export interface PdfLine {
  text: string
  topPt: number
  leftPt: number
  rightPt: number
  glyphs: PdfGlyph[]
}

export interface PdfPage {
  widthPt: number
  heightPt: number
  glyphs: PdfGlyph[]
  lines: PdfLine[]
  rules: PdfRule[]
  /** Addresses that the page links to. */
  links: string[]
}

export interface PdfReading {
  pages: PdfPage[]
  fonts: { name: string; embedded: boolean }[]
}

const sameLinePt = 2

function gatherLines(glyphs: readonly PdfGlyph[]): PdfLine[] {
  const lines: PdfGlyph[][] = []
  for (const glyph of [...glyphs].sort((a, b) => a.topPt - b.topPt)) {
    const line = lines.at(-1)
    const near = line?.[0] && Math.abs(line[0].topPt - glyph.topPt) < sameLinePt
    if (line && near) line.push(glyph)
    else lines.push([glyph])
  }
  return lines.map((line) => {
    const ordered = line.sort((a, b) => a.leftPt - b.leftPt)
    return {
      text: ordered.map(({ text }) => text).join(''),
      topPt: ordered[0]?.topPt ?? 0,
      leftPt: ordered[0]?.leftPt ?? 0,
      rightPt: Math.max(...ordered.map(({ leftPt, widthPt }) => leftPt + widthPt)),
      glyphs: ordered,
    }
  })
}

function fontsOf(objects: PdfObjects, page: PdfObject): Map<string, PdfFont> {
  const fonts = new Map<string, PdfFont>()
  const block = /\/Font <<([\s\S]*?)>>/.exec(page.dictionary)?.[1] ?? ''
  for (const [, name = '', number] of block.matchAll(/\/(\S+) (\d+) 0 R/g)) {
    const dictionary = objects.get(Number(number))?.dictionary ?? ''
    fonts.set(name, readFont(objects, dictionary))
  }
  return fonts
}

function linksOf(objects: PdfObjects, page: PdfObject): string[] {
  const list = /\/Annots \[([^\]]*)\]/.exec(page.dictionary)?.[1] ?? ''
  return [...list.matchAll(/(\d+) 0 R/g)].flatMap(([, number]) => {
    const dictionary = objects.get(Number(number))?.dictionary ?? ''
    const address = /\/URI \(([^)]*)\)/.exec(dictionary)?.[1]
    return address ? [address] : []
  })
}

/** Reads a PDF made by this engine back: glyphs, lines, rules and links, page by page. */
export function readPdf(bytes: Uint8Array): PdfReading {
  const objects = readObjects(bytes)
  const catalogue = [...objects.values()].find(({ dictionary }) =>
    dictionary.includes('/Type /Pages'),
  )
  const kids = /\/Kids \[([^\]]*)\]/.exec(catalogue?.dictionary ?? '')?.[1] ?? ''
  const used = new Map<string, boolean>()
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, number]) => {
    const page = objects.get(Number(number))
    if (!page) return []
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page.dictionary)
    const [widthPt, heightPt] = [Number(box?.[1]), Number(box?.[2])]
    const fonts = fontsOf(objects, page)
    for (const { name, embedded } of fonts.values()) used.set(name, embedded)
    const content = follow(objects, page.dictionary, 'Contents')?.stream ?? ''
    const { glyphs, rules } = new PageReading(content, fonts, heightPt)
    const links = linksOf(objects, page)
    return [{ widthPt, heightPt, glyphs, rules, links, lines: gatherLines(glyphs) }]
  })
  return { pages, fonts: [...used].map(([name, embedded]) => ({ name, embedded })) }
}
