import { faceOffsets, nameIds, namesOf, tableRecord } from './sfnt.ts'

const windows = 3
const unicodeBmp = 1
const englishUs = 0x0409

/** A name table with the given entries, all in UTF-16. */
function nameTable(entries: readonly { id: number; text: string }[]): Buffer {
  const texts = entries.map(({ text }) => Buffer.from(text, 'utf16le').swap16())
  const head = Buffer.alloc(6 + entries.length * 12)
  head.writeUInt16BE(entries.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  for (const [index, { id }] of entries.entries()) {
    const length = texts[index]?.length ?? 0
    const fields = [windows, unicodeBmp, englishUs, id, length, offset]
    for (const [field, value] of fields.entries()) {
      head.writeUInt16BE(value, 6 + index * 12 + field * 2)
    }
    offset += length
  }
  return Buffer.concat([head, ...texts])
}

/**
 * A copy of a font in memory whose faces go by other family names; the outlines and the PostScript
 * name, which the PDF shows, stay. The compiler always sees the fonts of the machine as well and
 * picks by name: under a name of ours it can only find the file we gave it.
 */
export function renameFaces(bytes: Uint8Array, familyOf: (face: number) => string): Buffer {
  const faces = faceOffsets(bytes)
  const tables = faces.map((faceAt, face) => {
    const postScript = namesOf(bytes, faceAt).find(({ id }) => id === nameIds.postScript)
    return nameTable([
      { id: nameIds.family, text: familyOf(face) },
      ...(postScript ? [postScript] : []),
    ])
  })
  const renamed = Buffer.concat([bytes, ...tables])
  let start = bytes.byteLength
  for (const [face, faceAt] of faces.entries()) {
    const { recordAt } = tableRecord(bytes, faceAt, 'name')
    const length = tables[face]?.length ?? 0
    renamed.writeUInt32BE(start, recordAt + 8)
    renamed.writeUInt32BE(length, recordAt + 12)
    start += length
  }
  return renamed
}
