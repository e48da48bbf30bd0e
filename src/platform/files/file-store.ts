import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Work } from '../database/work.ts'
import { fileProblems } from './problems.catalogue.ts'

export interface StoredFile {
  readonly id: string
  readonly sha256: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly name: string
}

export interface NewFile {
  /** Made by the client; a repeat with the same content is success. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly name: string
  readonly purpose: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly deleteAfter?: Date
}

const sizeMaxBytes = 20 * 1024 * 1024
const quotaPerPersonDayBytes = 500 * 1024 * 1024

/** Files lie in the data folder under their hash; a row claims each use of one. */
export class FileStore {
  readonly #folder: string
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Stores bytes and claims them inside the caller's transaction. */
  async put(work: Work, file: NewFile, accepted: readonly MediaType[]): Promise<StoredFile> {
    const mediaType = this.#checked(file.bytes, accepted)
    const sha256 = createHash('sha256').update(file.bytes).digest()
    await this.#checkQuota(work, file.bytes.length)
    // The bytes first: a claim without bytes could be acknowledged, bytes without a claim cannot.
    await this.#write(sha256.toString('hex'), file.bytes)
    const uploadedBy = work.binding.personId ?? '00000000-0000-0000-0000-000000000000'
    await work.query(
      `insert into platform.file (county_id, id, area_path, class, sha256, media_type, size_bytes,
         name, purpose, uploaded_by, uploaded_at, delete_after)
       values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (county_id, id) do nothing`,
      [
        file.countyId,
        file.id,
        file.areaPath,
        file.rowClass,
        sha256,
        mediaType,
        file.bytes.length,
        file.name,
        file.purpose,
        uploadedBy,
        work.now,
        file.deleteAfter ?? null,
      ],
    )
    const stored = await this.find(work, file.countyId, file.id)
    if (stored?.sha256 !== sha256.toString('hex')) throw fileProblems.otherContent()
    return stored
  }

  async find(work: Work, countyId: string, id: string): Promise<StoredFile | undefined> {
    const [row] = await work.query<StoredFile>(
      `select id, encode(sha256, 'hex') as sha256, media_type as "mediaType",
         size_bytes as "sizeBytes", name
       from platform.file where county_id = $1 and id = $2`,
      [countyId, id],
    )
    return row
  }

  /** The bytes of a found file; refuses content that no longer matches its hash. */
  async read(file: StoredFile): Promise<Uint8Array> {
    const bytes = await readFile(this.#path(file.sha256))
    const actual = createHash('sha256').update(bytes).digest('hex')
    if (actual !== file.sha256) throw new Error(`Stored file ${file.id} does not match its hash.`)
    return bytes
  }

  #checked(bytes: Uint8Array, accepted: readonly MediaType[]): MediaType {
    if (bytes.length === 0) throw fileProblems.empty()
    if (bytes.length > sizeMaxBytes) {
      throw fileProblems.tooLarge({ limitMb: sizeMaxBytes / 1024 / 1024 })
    }
    const mediaType = mediaTypeOf(bytes)
    if (!mediaType || !accepted.includes(mediaType)) {
      throw fileProblems.kindRefused({ accepted: [...accepted] })
    }
    return mediaType
  }

  async #checkQuota(work: Work, bytes: number): Promise<void> {
    if (!work.binding.personId) return
    const [used] = await work.query<{ bytes: number }>(
      `select coalesce(sum(size_bytes), 0)::bigint as bytes from platform.file
       where uploaded_by = $1 and uploaded_at > $2::timestamptz - interval '1 day'`,
      [work.binding.personId, work.now],
    )
    if ((used?.bytes ?? 0) + bytes > quotaPerPersonDayBytes) {
      throw fileProblems.quota({ limitMb: quotaPerPersonDayBytes / 1024 / 1024 })
    }
  }

  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(hash)
    const present = await stat(path).catch(() => {
      // Absent is the usual answer: the bytes are new.
      return null
    })
    if (present) return
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const aside = `${path}.${crypto.randomUUID()}`
    const file = await open(aside, 'wx', 0o600)
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await rename(aside, path)
  }

  /** Keeps bytes under their hash without a claim: a restore brings the claims separately. */
  async keep(sha256: string, bytes: Uint8Array): Promise<void> {
    const actual = createHash('sha256').update(bytes).digest('hex')
    if (actual !== sha256) throw new Error(`File content does not match its hash ${sha256}.`)
    await this.#write(sha256, bytes)
  }

  /**
   * Gives up a claim, and the bytes when no other row claims them. For units of work that see
   * every row: bytes that another area claims must stay.
   */
  async release(work: Work, countyId: string, id: string): Promise<void> {
    const [gone] = await work.query<{ sha256: string }>(
      `delete from platform.file where county_id = $1 and id = $2
       returning encode(sha256, 'hex') as sha256`,
      [countyId, id],
    )
    if (!gone) return
    const others = await work.query(
      `select 1 from platform.file where sha256 = decode($1, 'hex') limit 1`,
      [gone.sha256],
    )
    if (others.length === 0) work.afterCommit(() => void this.remove(gone.sha256))
  }

  /** Removes bytes that no row claims any more. */
  async remove(sha256: string): Promise<void> {
    await rm(this.#path(sha256), { force: true })
  }

  #path(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash)
  }
}

export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'application/pdf'
  | 'application/zip'
  | 'application/vnd.ms-excel'
  | 'text/plain'

const signatures: readonly (readonly [MediaType, string])[] = [
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e470d0a1a0a'],
  ['application/pdf', '255044462d'],
  ['application/zip', '504b0304'],
  ['application/vnd.ms-excel', 'd0cf11e0a1b11ae1'],
]

/** The type told by the first bytes; names and headers are not believed. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('hex')
  if (head.startsWith('52494646') && head.slice(16, 24) === '57454250') return 'image/webp'
  const signed = signatures.find(([, signature]) => head.startsWith(signature))?.[0]
  return signed ?? (isText(bytes) ? 'text/plain' : undefined)
}

/** Text has no zero bytes, but for UTF-16, which says so by its first two. */
const isText = (bytes: Uint8Array): boolean =>
  /^(fffe|feff)/.test(Buffer.from(bytes.subarray(0, 2)).toString('hex')) ||
  !bytes.subarray(0, 4_096).includes(0)
