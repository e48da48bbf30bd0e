import { inflateRawSync } from 'node:zlib'

const centralHeader = 0x02014b50
const endOfCentralDirectory = 0x06054b50

/** The parts of an archive that this engine wrote, by name, as text. */
export function readParts(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || bytes.readUInt32LE(end) !== endOfCentralDirectory) throw new RangeError('No ZIP')
  const parts = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  while (bytes.readUInt32LE(at) === centralHeader) {
    const size = bytes.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    const deflated = bytes.readUInt16LE(at + 10) === 8
    const path = bytes.toString('utf8', at + 46, at + 46 + (name ?? 0))
    parts.set(path, (deflated ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return parts
}
