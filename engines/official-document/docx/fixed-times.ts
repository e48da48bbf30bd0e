const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endOfCentralDirectory = 0x06054b50
const endSize = 22

/** 1 January 1980 at midnight, the first moment a ZIP archive can name. */
const firstDosDate = 0x0021

function centralDirectory(view: DataView): { start: number; count: number } {
  for (let at = view.byteLength - endSize; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === endOfCentralDirectory) {
      return { start: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) }
    }
  }
  throw new RangeError('No central directory in the archive')
}

/** Sets the time of every entry to the same moment, so that equal content gives equal bytes. */
export function fixEntryTimes(archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive)
  const view = new DataView(bytes.buffer)
  const { start, count } = centralDirectory(view)
  let at = start
  for (let entry = 0; entry < count; entry += 1) {
    const local = view.getUint32(at + 42, true)
    if (view.getUint32(at, true) !== centralHeader || view.getUint32(local, true) !== localHeader) {
      throw new RangeError('The archive is not laid out as expected')
    }
    for (const field of [at + 12, local + 10]) {
      view.setUint16(field, 0, true)
      view.setUint16(field + 2, firstDosDate, true)
    }
    const variable = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    at += 46 + variable.reduce((sum, length) => sum + length, 0)
  }
  return bytes
}
