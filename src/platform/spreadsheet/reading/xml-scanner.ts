import { UnreadableWorkbook } from './unreadable-workbook.ts'

/** Called in document order; names come without their namespace prefix. */
export type XmlHandler = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/**
 * A small forward scanner for the XML of spreadsheets. It keeps no tree, resolves no declared
 * entity and refuses a document type, so nothing can grow behind its back; one run of text or one
 * tag longer than `runCharactersMax` ends the reading.
 */
export class XmlScanner {
  private readonly handler: XmlHandler
  private readonly runCharactersMax: number
  private readonly characterMax: number
  private rest = ''

  constructor(handler: XmlHandler, cellCharactersMax: number) {
    this.handler = handler
    this.characterMax = cellCharactersMax
    // A character may be written as `&#x1F3EB;`, ten characters.
    this.runCharactersMax = cellCharactersMax * 10
  }

  write(chunk: string): void {
    const source = this.rest + chunk
    let position = 0
    while (position < source.length) {
      const next =
        source.charCodeAt(position) === 60
          ? this.markup(source, position)
          : this.characters(source, position)
      if (next < 0) break
      position = next
    }
    this.rest = source.slice(position)
    if (this.rest.length > this.runCharactersMax) {
      throw new UnreadableWorkbook('cell-too-long', { max: this.characterMax })
    }
  }

  end(): void {
    if (this.rest.trim() !== '') throw new UnreadableWorkbook('archive-broken')
  }

  /** Text up to the next tag; -1 while the tag has not arrived. */
  private characters(source: string, start: number): number {
    const end = source.indexOf('<', start)
    if (end < 0) return -1
    this.handler.text(decodeEntities(source.slice(start, end)))
    return end
  }

  private markup(source: string, start: number): number {
    const second = source.charCodeAt(start + 1)
    if (second === 33) return this.declaration(source, start)
    if (second === 63) return after(source, '?>', start)
    const end = tagEnd(source, start)
    if (end < 0) return -1
    if (second === 47) this.handler.close(localName(source.slice(start + 2, end).trim()))
    else this.tag(source.slice(start + 1, end))
    return end + 1
  }

  private declaration(source: string, start: number): number {
    if (source.startsWith('<!--', start)) return after(source, '-->', start + 4)
    if (source.startsWith('<![CDATA[', start)) {
      const end = source.indexOf(']]>', start)
      if (end < 0) return -1
      this.handler.text(source.slice(start + 9, end))
      return end + 3
    }
    if (source.length - start < 9) return -1
    throw new UnreadableWorkbook('archive-broken')
  }

  private tag(content: string): void {
    const closed = content.endsWith('/')
    const body = closed ? content.slice(0, -1) : content
    const space = body.search(/\s/)
    const name = localName(space < 0 ? body : body.slice(0, space))
    this.handler.open(name, space < 0 ? '' : body.slice(space))
    if (closed) this.handler.close(name)
  }
}

/** Where the tag ends, with `>` inside quoted values passed over; -1 while it is incomplete. */
function tagEnd(source: string, start: number): number {
  let quote = 0
  for (let position = start; position < source.length; position += 1) {
    const code = source.charCodeAt(position)
    if (quote) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return position
  }
  return -1
}

function after(source: string, mark: string, start: number): number {
  const end = source.indexOf(mark, start)
  return end < 0 ? -1 : end + mark.length
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const attributePatterns = new Map<string, RegExp>()

/** The value of an attribute by its local name, or null. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = attributePatterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const match = pattern.exec(attributes)
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : null
}

const namedEntities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g,
    (all, hex, decimal, name) => {
      if (name) return namedEntities[name] ?? all
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

/** Excel writes control characters of a cell as `_x000D_`. */
export const decodeCellEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text

/** Feeds one part of the archive through the scanner. */
export async function scanXml(
  part: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  cellCharactersMax: number,
): Promise<void> {
  const scanner = new XmlScanner(handler, cellCharactersMax)
  let decoder: TextDecoder | null = null
  for await (const chunk of part) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8')
    scanner.write(decoder.decode(chunk, { stream: true }))
  }
  scanner.write(decoder?.decode() ?? '')
  scanner.end()
}
