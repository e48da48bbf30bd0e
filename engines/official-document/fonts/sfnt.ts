/** What the engine needs to know of one face in a TrueType or OpenType file. */
export interface FontFace {
  /** All family names in the file, whatever their language. */
  familyNames: readonly string[]
  /** Whether the face draws a code point. */
  has: (codePoint: number) => boolean
}

/** Raised when a file is not a readable font. `code` is stable. */
export class FontFormatError extends Error {
  readonly code = 'font.unreadable'
}

/** One entry of a face's directory: where a table lies, and where the entry itself is written. */
export interface TableRecord {
  recordAt: number
  start: number
  length: number
}

const trueTypeCollection = 0x74746366
const sfntVersions = new Set([0x00010000, 0x4f54544f, 0x74727565])

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Offsets of the faces: one in a plain file, several in a collection. */
export function faceOffsets(bytes: Uint8Array): number[] {
  const file = viewOf(bytes)
  if (file.getUint32(0) !== trueTypeCollection) return [0]
  const count = file.getUint32(8)
  return Array.from({ length: count }, (_, index) => file.getUint32(12 + index * 4))
}

/** The table of a face by its four letters. */
export function tableRecord(bytes: Uint8Array, faceAt: number, tag: string): TableRecord {
  const file = viewOf(bytes)
  if (!sfntVersions.has(file.getUint32(faceAt))) throw new FontFormatError('Unknown sfnt version')
  const count = file.getUint16(faceAt + 4)
  for (let index = 0; index < count; index += 1) {
    const recordAt = faceAt + 12 + index * 16
    const letters = [0, 1, 2, 3].map((byte) => file.getUint8(recordAt + byte))
    if (String.fromCharCode(...letters) === tag) {
      const start = file.getUint32(recordAt + 8)
      return { recordAt, start, length: file.getUint32(recordAt + 12) }
    }
  }
  throw new FontFormatError(`Table ${tag} is missing`)
}

function tableView(bytes: Uint8Array, faceAt: number, tag: string): DataView {
  const { start, length } = tableRecord(bytes, faceAt, tag)
  return new DataView(bytes.buffer, bytes.byteOffset + start, length)
}

export const nameIds = { family: 1, postScript: 6, typographicFamily: 16 } as const

/** One entry of a name table. */
export interface FontName {
  id: number
  text: string
}

function decodeName(bytes: DataView, platform: number): string {
  const encoding = platform === 1 ? 'macintosh' : 'utf-16be'
  return new TextDecoder(encoding).decode(bytes)
}

export function namesOf(bytes: Uint8Array, faceAt: number): FontName[] {
  const name = tableView(bytes, faceAt, 'name')
  const count = name.getUint16(2)
  const strings = name.getUint16(4)
  return Array.from({ length: count }, (_, index) => {
    const record = 6 + index * 12
    const start = name.byteOffset + strings + name.getUint16(record + 10)
    const text = new DataView(name.buffer, start, name.getUint16(record + 8))
    return { id: name.getUint16(record + 6), text: decodeName(text, name.getUint16(record)) }
  })
}

/** Format 4: ranges of the basic plane. Glyph 0 is the empty box. */
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

/** Format 12: ranges of all planes. */
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

const familyIds: ReadonlySet<number> = new Set([nameIds.family, nameIds.typographicFamily])

function readFace(bytes: Uint8Array, faceAt: number): FontFace {
  const cmap = tableView(bytes, faceAt, 'cmap')
  const names = namesOf(bytes, faceAt)
  let covered: Set<number> | undefined
  return {
    familyNames: names.flatMap(({ id, text }) => (familyIds.has(id) ? [text] : [])),
    has: (codePoint) => {
      covered ??= coverageOf(cmap)
      return covered.has(codePoint)
    },
  }
}

/**
 * The faces of a `.ttf`, `.otf` or `.ttc` file.
 * @throws FontFormatError when the bytes are no such file.
 */
export function readFaces(bytes: Uint8Array): FontFace[] {
  try {
    return faceOffsets(bytes).map((faceAt) => readFace(bytes, faceAt))
  } catch (error) {
    if (error instanceof RangeError) throw new FontFormatError('The file ends too early')
    throw error
  }
}
