import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { ReadingLimits } from './limits.ts'
import { UnreadableWorkbook } from './unreadable-workbook.ts'

/** An archive whose parts are only ever read through counting. */
export type GuardedZip = {
  /** Names as in the archive, with forward slashes. */
  readonly names: readonly string[]
  /** Inflates one part, or gives null when there is none of that name (case does not matter). */
  inflate(name: string): AsyncIterable<Uint8Array> | null
}

const smallPartBytes = 1024 * 1024

/**
 * Opens a ZIP archive (xlsx) and checks its directory: number of parts, declared sizes, ratios,
 * encryption. Throws UnreadableWorkbook. Only parts of the central directory can be reached, so a
 * part hidden between local headers is never seen.
 */
export async function openGuardedZip(
  bytes: Uint8Array,
  limits: ReadingLimits,
): Promise<GuardedZip> {
  const zip = await broken(() =>
    fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      autoClose: false,
      validateEntrySizes: true,
    }),
  )
  if (zip.entryCount > limits.entriesMax) {
    throw new UnreadableWorkbook('archive-too-many-entries', { max: limits.entriesMax })
  }
  const entries = new Map<string, Entry>()
  await broken(async () => {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase()
      if (entries.has(name)) throw new UnreadableWorkbook('archive-broken')
      entries.set(name, entry)
    }
  })
  checkDirectory([...entries.values()], bytes.byteLength, limits)
  const count = { inflatedBytes: 0 }
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    inflate(name) {
      const entry = entries.get(name.toLowerCase())
      return entry ? inflateCounting(zip, entry, limits, count) : null
    },
  }
}

/** Inflates every part once, so that a reader outside our control may have the bytes. */
export async function countAllParts(zip: GuardedZip): Promise<void> {
  for (const name of zip.names) {
    for await (const chunk of zip.inflate(name) ?? []) void chunk
  }
}

function checkDirectory(entries: readonly Entry[], fileBytes: number, limits: ReadingLimits): void {
  let declared = 0
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new UnreadableWorkbook('password-protected')
    if (!entry.canDecodeFileData()) throw new UnreadableWorkbook('archive-broken')
    declared += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (entry.uncompressedSize > smallPartBytes && ratio > limits.ratioMax) {
      throw new UnreadableWorkbook('archive-bomb', { ratioMax: limits.ratioMax })
    }
  }
  if (declared > limits.inflatedBytesMax) throw tooLarge(limits)
  if (declared > smallPartBytes && declared / fileBytes > limits.ratioMax) {
    throw new UnreadableWorkbook('archive-bomb', { ratioMax: limits.ratioMax })
  }
}

async function* inflateCounting(
  zip: ZipFile,
  entry: Entry,
  limits: ReadingLimits,
  count: { inflatedBytes: number },
): AsyncGenerator<Uint8Array> {
  const stream = await broken(() => zip.openReadStreamPromise(entry))
  let partBytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      partBytes += chunk.byteLength
      count.inflatedBytes += chunk.byteLength
      if (count.inflatedBytes > limits.inflatedBytesMax) throw tooLarge(limits)
      if (partBytes > smallPartBytes && partBytes > entry.compressedSize * limits.ratioMax) {
        throw new UnreadableWorkbook('archive-bomb', { ratioMax: limits.ratioMax })
      }
      yield chunk
    }
  } catch (error) {
    throw asBroken(error)
  }
}

const tooLarge = (limits: ReadingLimits): UnreadableWorkbook =>
  new UnreadableWorkbook('archive-too-large', {
    maxMb: Math.round(limits.inflatedBytesMax / 1024 / 1024),
  })

const asBroken = (error: unknown): UnreadableWorkbook =>
  error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook('archive-broken', {}, error)

async function broken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asBroken(error)
  }
}
