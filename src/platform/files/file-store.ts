import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rowClasses } from '../contract/row-class.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/work.ts'
import { type Binding, systemBinding } from '../ports/actor.ts'
import { aloneSince, noteDatabase } from './file-folder.ts'
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

/** Bytes that any area or class claims must stay. */
const everyClaim: Binding = { ...systemBinding, classes: rowClasses }

/** Files lie on shelves, by the first byte of their hash. */
export const shelfCount = 256

/** The hash by which bytes are kept. */
export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Files lie in the data folder under their hash; a row claims each use of one. */
export class FileStore {
  readonly #folder: string
  readonly #database: string
  private constructor(folder: string, database: string) {
    this.#folder = folder
    this.#database = database
  }

  /** A folder for the files of a database, by its identity; says so there. */
  static async open(folder: string, database: string, now: Date): Promise<FileStore> {
    await noteDatabase(folder, { database, since: now })
    return new FileStore(folder, database)
  }

  /** Stores bytes and claims them inside the caller's transaction. */
  async put(work: Work, file: NewFile, accepted: readonly MediaType[]): Promise<StoredFile> {
    const mediaType = this.#checked(file.bytes, accepted)
    const sha256 = digestOf(file.bytes)
    await this.#checkQuota(work, file.bytes.length)
    await lockBytes(work, sha256)
    const uploadedBy = work.binding.personId ?? '00000000-0000-0000-0000-000000000000'
    await work.query(
      `insert into platform.file (county_id, id, area_path, class, sha256, media_type, size_bytes,
         name, purpose, uploaded_by, uploaded_at, delete_after)
       values ($1, $2, $3::ltree, $4, decode($5, 'hex'), $6, $7, $8, $9, $10, $11, $12)
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
    if (stored?.sha256 !== sha256) throw fileProblems.otherContent()
    // Before the claim is committed: one without bytes is never acknowledged. After the refusals:
    // what is not taken is not written.
    await this.#write(sha256, file.bytes)
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
    if (digestOf(bytes) !== file.sha256)
      throw new Error(`Stored file ${file.id} does not match its hash.`)
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
    if (digestOf(bytes) !== sha256)
      throw new Error(`File content does not match its hash ${sha256}.`)
    await this.#write(sha256, bytes)
  }

  /**
   * Gives up a claim and names its bytes, for `removeUnclaimed` once this is committed: before, a
   * rollback would leave the claim without them.
   */
  async release(work: Work, countyId: string, id: string): Promise<readonly string[]> {
    const gone = await work.query<{ sha256: string }>(
      `delete from platform.file where county_id = $1 and id = $2
       returning encode(sha256, 'hex') as sha256`,
      [countyId, id],
    )
    return gone.map(({ sha256 }) => sha256)
  }

  /** Removes those bytes that no row claims any more. */
  async removeUnclaimed(database: Database, hashes: readonly string[]): Promise<void> {
    for (const sha256 of hashes) {
      await database.inWork(everyClaim, async (work) => {
        // Whoever claims the same content at this moment is waited for, or finds the bytes gone.
        await lockBytes(work, sha256)
        if (!(await isClaimed(work, sha256))) await rm(this.#path(sha256), { force: true })
      })
    }
  }

  /**
   * Removes what lies on a shelf since before an instant and no row claims; gives how many, or null
   * where files of another database lie too, whose claims are not seen from here.
   */
  async clearShelf(database: Database, shelf: number, before: Date): Promise<number | null> {
    const since = await aloneSince(this.#folder, this.#database)
    if (!since) return null
    const folder = join(this.#folder, shelf.toString(16).padStart(2, '0'))
    const old: string[] = []
    for (const name of await namesIn(folder)) {
      const found = await stat(join(folder, name)).catch(() => {
        // Gone meanwhile: given up by its last claim, or finished under its own name.
        return null
      })
      if (found && found.mtime >= since && found.mtime < before) old.push(name)
    }
    // Written halfway when the process ended.
    const cutOff = old.filter((name) => name.length > hashLength)
    for (const name of cutOff) await rm(join(folder, name), { force: true })
    const whole = old.filter((name) => name.length === hashLength)
    const strays = await database.inWork(everyClaim, (work) => unclaimedOf(work, whole))
    await this.removeUnclaimed(database, strays)
    return cutOff.length + strays.length
  }

  #path(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash)
  }
}

const hashLength = 64
const ownName = /^[0-9a-f]{64}(\.[0-9a-f-]{36})?$/

/** What this store has written there; nothing where no folder was made yet. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => ownName.test(name))
}

async function unclaimedOf(work: Work, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return []
  const rows = await work.query<{ hash: string }>(
    `select h.hash from unnest($1::text[]) as h(hash)
     left join lateral (select f.id from platform.file f
       where f.sha256 = decode(h.hash, 'hex') limit 1) f on true
     where f.id is null`,
    [hashes],
  )
  return rows.map(({ hash }) => hash)
}

/** Until the end of the transaction nobody else claims these bytes or removes them. */
async function lockBytes(work: Work, sha256: string): Promise<void> {
  await work.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`file ${sha256}`])
}

/** Whether any row claims the bytes; for units of work that see every row. */
export async function isClaimed(work: Work, sha256: string): Promise<boolean> {
  const [claim] = await work.query(
    `select 1 from platform.file where sha256 = decode($1, 'hex') limit 1`,
    [sha256],
  )
  return claim !== undefined
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
