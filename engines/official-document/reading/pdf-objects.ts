import { inflateSync } from 'node:zlib'

/**
 * Just enough PDF to read back what `renderPdf` writes: plain objects, no object streams, text in
 * Identity-H with ToUnicode maps. It is no general reader.
 */
export interface PdfObject {
  dictionary: string
  /** Decompressed, one character per byte. */
  stream: string | undefined
}

export type PdfObjects = ReadonlyMap<number, PdfObject>

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

function streamOf(file: string, dictionary: string, start: number): string {
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
  const raw = file.slice(start, start + length)
  if (!dictionary.includes('/FlateDecode')) return raw
  return latin1(inflateSync(Buffer.from(raw, 'latin1')))
}

export function readObjects(bytes: Uint8Array): PdfObjects {
  const file = latin1(bytes)
  const objects = new Map<number, PdfObject>()
  const begins = /(?:^|\n)(\d+) 0 obj\n/g
  for (let match = begins.exec(file); match; match = begins.exec(file)) {
    const start = match.index + match[0].length
    const end = file.indexOf('endobj', start)
    const streamAt = file.indexOf('stream\n', start)
    const hasStream = streamAt >= 0 && streamAt < end
    const dictionary = file.slice(start, hasStream ? streamAt : end)
    const stream = hasStream ? streamOf(file, dictionary, streamAt + 7) : undefined
    if (hasStream) begins.lastIndex = streamAt + 7 + (stream === undefined ? 0 : 1)
    objects.set(Number(match[1]), { dictionary, stream })
  }
  return objects
}

/** The object that `/Key 12 0 R` in a dictionary points to. */
export function follow(objects: PdfObjects, from: string, key: string): PdfObject | undefined {
  const number = new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(from)?.[1]
  return number === undefined ? undefined : objects.get(Number(number))
}

export type PdfToken = number | string | { bytes: string }

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function literalString(source: string, start: number): { bytes: string; next: number } {
  let bytes = ''
  let depth = 1
  let at = start + 1
  for (; at < source.length; at += 1) {
    const sign = source[at] ?? ''
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0]
      const next = source[at + 1] ?? ''
      bytes += octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[next] ?? next)
      at += octal ? octal.length : 1
      continue
    }
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0) break
    bytes += sign
  }
  return { bytes, next: at + 1 }
}

function hexBytes(hex: string): string {
  return (hex.match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('')
}

/** The operands and operators of a content stream or a CMap, in order. */
export function* tokens(source: string): Generator<PdfToken> {
  const plain = /[^\s()<>[\]]+/y
  let at = 0
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (sign === '(') {
      const { bytes, next } = literalString(source, at)
      yield { bytes }
      at = next
    } else if (sign === '<' && source[at + 1] !== '<') {
      const end = source.indexOf('>', at)
      yield { bytes: hexBytes(source.slice(at + 1, end)) }
      at = end + 1
    } else if (/[\s<>]/.test(sign)) {
      at += 1
    } else if (sign === '[' || sign === ']') {
      yield sign
      at += 1
    } else {
      plain.lastIndex = at
      const word = plain.exec(source)?.[0] ?? sign
      const number = Number(word)
      yield Number.isNaN(number) ? word : number
      at += word.length
    }
  }
}
