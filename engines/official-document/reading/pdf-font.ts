import { follow, type PdfObjects, tokens } from './pdf-objects.ts'

export interface PdfFont {
  name: string
  embedded: boolean
  /** Thousandths of the size. */
  widthOf: (glyph: number) => number
  textOf: (glyph: number) => string
}

function glyphNumber(bytes: string): number {
  return [...bytes].reduce((number, byte) => number * 256 + byte.charCodeAt(0), 0)
}

function utf16(bytes: string): string {
  return new TextDecoder('utf-16be').decode(Buffer.from(bytes, 'latin1'))
}

function readUnicode(cmap: string): Map<number, string> {
  const texts = new Map<number, string>()
  for (const [, section = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    const strings = [...tokens(section)].flatMap((token) =>
      typeof token === 'object' ? [token.bytes] : [],
    )
    for (let index = 0; index + 1 < strings.length; index += 2) {
      texts.set(glyphNumber(strings[index] ?? ''), utf16(strings[index + 1] ?? ''))
    }
  }
  return texts
}

/** `[0 0 1000 1 [500 600]]`: either a range with one width, or a first glyph with a list. */
function readWidths(dictionary: string): Map<number, number> {
  const widths = new Map<number, number>()
  const list = /\/W \[([\s\S]*?)\]\s*(?:>>|\/)/.exec(dictionary)?.[1] ?? ''
  const parts = [...tokens(list)]
  for (let at = 0; at < parts.length; ) {
    const first = Number(parts[at])
    if (parts[at + 1] === '[') {
      at += 2
      for (let glyph = first; parts[at] !== ']' && at < parts.length; glyph += 1, at += 1) {
        widths.set(glyph, Number(parts[at]))
      }
      at += 1
    } else {
      const last = Number(parts[at + 1])
      for (let glyph = first; glyph <= last; glyph += 1) widths.set(glyph, Number(parts[at + 2]))
      at += 3
    }
  }
  return widths
}

export function readFont(objects: PdfObjects, dictionary: string): PdfFont {
  const descendant = follow(objects, dictionary, 'DescendantFonts')?.dictionary ?? ''
  const descriptor = follow(objects, descendant, 'FontDescriptor')?.dictionary ?? ''
  const unicode = readUnicode(follow(objects, dictionary, 'ToUnicode')?.stream ?? '')
  const widths = readWidths(descendant)
  const standardWidth = Number(/\/DW (\d+)/.exec(descendant)?.[1] ?? 1000)
  const base = /\/BaseFont \/(?:[A-Z]{6}\+)?(\S+)/.exec(descendant)?.[1] ?? ''
  return {
    name: base,
    embedded: /\/FontFile[23]? /.test(descriptor),
    widthOf: (glyph) => widths.get(glyph) ?? standardWidth,
    textOf: (glyph) => unicode.get(glyph) ?? '',
  }
}
