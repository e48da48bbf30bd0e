/** What the engine needs to know of one face in a TrueType or OpenType file. */
export interface FontFace {
  /** The name under which Typst finds the face. */
  family: string
  /** All family names in the file, whatever their language. */
  familyNames: readonly string[]
  /** 100 to 900. */
  weight: number
  /** Whether the face draws a code point. */
  has: (codePoint: number) => boolean
}

/** Raised when a file is not a readable font. `code` is stable. */
export class FontFormatError extends Error {
  readonly code = 'font.unreadable'
}

type Tables = Map<string, DataView>

const trueTypeCollection = 0x74746366
const sfntVersions = new Set([0x00010000, 0x4f54544f, 0x74727565])

function tablesAt(file: DataView, offset: number): Tables {
  if (!sfntVersions.has(file.getUint32(offset))) throw new FontFormatError('Unknown sfnt version')
  const tables: Tables = new Map()
  const count = file.getUint16(offset + 4)
  for (let index = 0; index < count; index += 1) {
    const record = offset + 12 + index * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => file.getUint8(record + byte)))
    const start = file.byteOffset + file.getUint32(record + 8)
    tables.set(tag, new DataView(file.buffer, start, file.getUint32(record + 12)))
  }
  return tables
}

function tableOf(tables: Tables, tag: string): DataView {
  const table = tables.get(tag)
  if (!table) throw new FontFormatError(`Table ${tag} is missing`)
  return table
}

/** `text` is absent where the encoding is neither Unicode nor Mac Roman; Typst skips those too. */
interface Name {
  id: number
  text: string | undefined
}

function decodeName(bytes: DataView, platform: number, encoding: number): string | undefined {
  const unicode = platform === 0 || (platform === 3 && [0, 1, 10].includes(encoding))
  if (unicode) return new TextDecoder('utf-16be').decode(bytes)
  if (platform === 1 && encoding === 0) return new TextDecoder('macintosh').decode(bytes)
  return undefined
}

function namesOf(name: DataView): Name[] {
  const count = name.getUint16(2)
  const strings = name.getUint16(4)
  return Array.from({ length: count }, (_, index) => {
    const record = 6 + index * 12
    const start = name.byteOffset + strings + name.getUint16(record + 10)
    const bytes = new DataView(name.buffer, start, name.getUint16(record + 8))
    const text = decodeName(bytes, name.getUint16(record), name.getUint16(record + 2))
    return { id: name.getUint16(record + 6), text }
  })
}

/** Ranges `[first, last]` of a format 4 map whose glyph is not the empty box. */
function addSegments(map: DataView, covered: Set<number>): void {
  const double = map.getUint16(6)
  for (let at = 0; at < double; at += 2) {
    const last = map.getUint16(14 + at)
    const first = map.getUint16(16 + double + at)
    const delta = map.getUint16(16 + 2 * double + at)
    const rangeAt = 16 + 3 * double + at
    const range = map.getUint16(rangeAt)
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : map.getUint16(rangeAt + range + 2 * (code - first))
      if ((glyph & 0xffff) !== 0) covered.add(code)
    }
  }
}

function addGroups(map: DataView, covered: Set<number>): void {
  const count = map.getUint32(12)
  for (let index = 0; index < count; index += 1) {
    const group = 16 + index * 12
    const first = map.getUint32(group)
    const last = Math.min(map.getUint32(group + 4), 0x10ffff)
    const glyph = map.getUint32(group + 8)
    for (let code = first; code <= last; code += 1) {
      if (glyph + code - first !== 0) covered.add(code)
    }
  }
}

function coverageOf(cmap: DataView): Set<number> {
  const covered = new Set<number>()
  const count = cmap.getUint16(2)
  for (let index = 0; index < count; index += 1) {
    const platform = cmap.getUint16(4 + index * 8)
    if (platform !== 0 && platform !== 3) continue
    const start = cmap.byteOffset + cmap.getUint32(8 + index * 8)
    const map = new DataView(cmap.buffer, start, cmap.byteOffset + cmap.byteLength - start)
    const format = map.getUint16(0)
    if (format === 4) addSegments(map, covered)
    if (format === 12) addGroups(map, covered)
  }
  return covered
}

const typefaceFamily = 1
const typographicFamily = 16

function readFace(tables: Tables, familyFor: (family: string) => string): FontFace {
  const names = namesOf(tableOf(tables, 'name'))
  const family = names.find((name) => name.id === typefaceFamily && name.text)?.text
  if (!family) throw new FontFormatError('The face has no family name')
  const cmap = tableOf(tables, 'cmap')
  let covered: Set<number> | undefined
  return {
    family: familyFor(family),
    familyNames: names.flatMap(({ id, text }) =>
      text && (id === typefaceFamily || id === typographicFamily) ? [text] : [],
    ),
    weight: tables.get('OS/2')?.getUint16(4) ?? 400,
    has: (codePoint) => {
      covered ??= coverageOf(cmap)
      return covered.has(codePoint)
    },
  }
}

/** Writes the weight into the OS/2 table of a font in memory; the file on disk stays as it is. */
export function declareWeight(bytes: Uint8Array, weight: number): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  tableOf(tablesAt(file, 0), 'OS/2').setUint16(4, weight)
}

/**
 * The faces of a `.ttf`, `.otf` or `.ttc` file.
 * @throws FontFormatError when the bytes are no such file.
 */
export function readFaces(bytes: Uint8Array, familyFor: (family: string) => string): FontFace[] {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (file.getUint32(0) !== trueTypeCollection) return [readFace(tablesAt(file, 0), familyFor)]
    const count = file.getUint32(8)
    return Array.from({ length: count }, (_, index) =>
      readFace(tablesAt(file, file.getUint32(12 + index * 4)), familyFor),
    )
  } catch (error) {
    if (error instanceof RangeError) throw new FontFormatError('The file ends too early')
    throw error
  }
}
