import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline as piped, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { rowClasses } from '../contract/row-class.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/work.ts'
import { type FileStore, isClaimed, type StoredFile } from '../files/file-store.ts'
import { type Binding, systemBinding } from '../ports/actor.ts'
import { quoted, readMigrationNames, readTables, type TableShape } from './catalog.ts'

export const backupFormat = 'anyuan-backup/1'

export interface BackupCounts {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Claimed in the snapshot, and erased before their bytes were read. */
  readonly erasedFiles: number
}

/** A backup holds everything, so it is bound to the root with every class. */
const everything: Binding = {
  ...systemBinding,
  classes: rowClasses,
}

const rowsPerBatch = 2_000

/** Files are copied while the transaction waits, for as long as the disk takes. */
const withoutIdleLimit = 'set local idle_in_transaction_session_timeout = 0'

const noCounts = () => ({ tables: 0, rows: 0, files: 0, erasedFiles: 0 })

type Line =
  | { kind: 'head'; format: string; migrations: string[]; at: string }
  | { kind: 'key'; base64: string }
  | { kind: 'table'; name: string; columns: readonly string[] }
  | { kind: 'rows'; rows: Record<string, unknown>[] }
  | { kind: 'file'; sha256: string; base64: string }
  | EndLine

interface EndLine {
  readonly kind: 'end'
  readonly tables: Record<string, number>
  readonly files: number
  /** Backups of an older version do not say it. */
  readonly erasedFiles?: number
  readonly sha256: string
}

export interface BackupSource {
  readonly database: Database
  readonly files: Pick<FileStore, 'read'>
  /** The data folder's master key; without it enrolled codes cannot be read after a restore. */
  readonly masterKey: Uint8Array
}

/**
 * Writes all rows of one snapshot, all files and the master key to one compressed file. The file
 * appears under its name only when it is complete and was read back. It opens everything: keep it
 * as you keep keys.
 */
export async function writeBackup(source: BackupSource, path: string): Promise<BackupCounts> {
  const aside = `${path}.${crypto.randomUUID()}.part`
  const counts = noCounts()
  try {
    await source.database.inWork(everything, async (work) => {
      await work.query('set transaction isolation level repeatable read, read only')
      await work.query(withoutIdleLimit)
      const lines = Readable.from(backupLines(work, source, counts))
      await pipeline(lines, createGzip({ level: 6 }), createWriteStream(aside, { mode: 0o600 }))
    })
    const file = await open(aside, 'r+')
    await file.sync()
    await file.close()
    await verifyBackup(aside)
    await rename(aside, path)
    return counts
  } finally {
    await rm(aside, { force: true })
  }
}

async function* backupLines(
  work: Work,
  source: BackupSource,
  counts: ReturnType<typeof noCounts>,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const text = (line: Line): string => {
    const json = `${JSON.stringify(line)}\n`
    hash.update(json)
    return json
  }
  const migrations = await readMigrationNames(work)
  yield text({ kind: 'head', format: backupFormat, migrations, at: work.now.toISOString() })
  yield text({ kind: 'key', base64: Buffer.from(source.masterKey).toString('base64') })
  const tables: Record<string, number> = {}
  for (const table of await readTables(work)) {
    yield text({ kind: 'table', name: table.name, columns: table.columns })
    tables[table.name] = 0
    for await (const rows of readRows(work, table)) {
      tables[table.name] = (tables[table.name] ?? 0) + rows.length
      yield text({ kind: 'rows', rows })
    }
    counts.tables += 1
    counts.rows += tables[table.name] ?? 0
  }
  for await (const file of storedFiles(work)) {
    const bytes = await bytesOf(source, file)
    if (!bytes) {
      counts.erasedFiles += 1
      continue
    }
    yield text({ kind: 'file', sha256: file.sha256, base64: Buffer.from(bytes).toString('base64') })
    counts.files += 1
  }
  const { files, erasedFiles } = counts
  const end: EndLine = { kind: 'end', tables, files, erasedFiles, sha256: hash.digest('hex') }
  yield `${JSON.stringify(end)}\n`
}

/** Nothing for what an erasure removed after the snapshot; bytes that were lost are an error. */
async function bytesOf(source: BackupSource, file: StoredFile): Promise<Uint8Array | null> {
  try {
    return await source.files.read(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const claimed = await source.database.inWork(everything, (now) => isClaimed(now, file.sha256))
    return claimed ? source.files.read(file) : null
  }
}

async function* readRows(work: Work, table: TableShape) {
  const columns = table.columns.map((name) => quoted(name)).join(', ')
  const order = table.orderBy.map((name) => quoted(name)).join(', ') || '1'
  await work.query(
    `declare backup no scroll cursor for
     select to_jsonb(t) as row from (select ${columns} from ${quoted(table.name)} order by ${order}) t`,
  )
  for (;;) {
    const rows = await work.query<{ row: Record<string, unknown> }>(
      `fetch ${rowsPerBatch} from backup`,
    )
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await work.query('close backup')
}

async function* storedFiles(work: Work): AsyncGenerator<StoredFile> {
  const rows = await work.query<{ sha256: string; id: string; sizeBytes: number }>(
    `select distinct on (sha256) encode(sha256, 'hex') as sha256, id, size_bytes as "sizeBytes"
     from platform.file order by sha256`,
  )
  for (const row of rows) yield { ...row, mediaType: '', name: '' }
}

export interface RestoreTarget {
  readonly database: Database
  readonly files: Pick<FileStore, 'keep'>
  /** Receives the master key before any row is written. */
  readonly keepMasterKey: (key: Uint8Array) => Promise<void>
}

/**
 * Reads a backup into an empty, migrated database, in one transaction: all of it or nothing. The
 * master key is kept before the last line proves the file whole, so verify a foreign one first.
 *
 * @throws Error when the target holds rows, the schema differs, or the file is damaged.
 */
export async function restoreBackup(path: string, target: RestoreTarget): Promise<BackupCounts> {
  return target.database.inWork(everything, async (work) => {
    await work.query(withoutIdleLimit)
    const shapes = new Map((await readTables(work)).map((table) => [table.name, table]))
    await refuseFilled(work, [...shapes.keys()])
    const counts = noCounts()
    let into: Insertion | null = null
    for await (const line of readLines(path)) {
      if (line.kind === 'head') await refuseOtherSchema(work, line.migrations)
      if (line.kind === 'key') await target.keepMasterKey(Buffer.from(line.base64, 'base64'))
      if (line.kind === 'table') {
        await into?.finish()
        into = new Insertion(work, shapeOf(shapes, line.name), line.columns)
        counts.tables += 1
      }
      if (line.kind === 'rows') {
        await into?.add(line.rows)
        counts.rows += line.rows.length
      }
      if (line.kind === 'file') {
        await target.files.keep(line.sha256, Buffer.from(line.base64, 'base64'))
        counts.files += 1
      }
      if (line.kind === 'end') {
        await into?.finish()
        counts.erasedFiles = line.erasedFiles ?? 0
      }
    }
    return counts
  })
}

/** Reads a backup through and compares its hash. */
export async function verifyBackup(path: string): Promise<void> {
  for await (const _ of readLines(path));
}

const damaged = () =>
  new Error('The backup is damaged or was cut off, or this is none; nothing was restored.')

/** @throws Error at the end, or earlier, when it is not what was written. */
async function* readLines(path: string): AsyncGenerator<Line> {
  const hash = createHash('sha256')
  let complete = false
  for await (const json of readText(path)) {
    const line = parsed(json)
    if (line.kind === 'head' && line.format !== backupFormat) {
      throw new Error(`This is no backup of a format known here: ${line.format}`)
    }
    if (line.kind === 'end') complete = line.sha256 === hash.digest('hex')
    else hash.update(`${json}\n`)
    yield line
  }
  if (!complete) throw damaged()
}

function parsed(json: string): Line {
  try {
    return JSON.parse(json)
  } catch {
    throw damaged()
  }
}

/**
 * The lines of a compressed text, split at \n alone: `node:readline` also splits at U+2028 and
 * U+2029, which JSON leaves as they are inside a text.
 */
async function* readText(path: string): AsyncGenerator<string> {
  const text = piped(createReadStream(path), createGunzip(), () => undefined).setEncoding('utf8')
  let begun = ''
  try {
    for await (const chunk of text) {
      const [first = '', ...others] = String(chunk).split('\n')
      begun += first
      for (const next of others) {
        yield begun
        begun = next
      }
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? damaged() : error
  }
  if (begun) yield begun
}

async function refuseFilled(work: Work, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [row] = await work.query(`select 1 from ${quoted(name)} limit 1`)
    if (row) throw new Error(`The target is not empty (${name} has rows); restore into a new one.`)
  }
}

async function refuseOtherSchema(work: Work, migrations: readonly string[]): Promise<void> {
  const present = await readMigrationNames(work)
  const same = present.length === migrations.length && migrations.every((m, i) => m === present[i])
  if (!same) {
    throw new Error(
      `The backup has ${migrations.length} migrations up to ${migrations.at(-1)}, this version has ` +
        `${present.length} up to ${present.at(-1)}; restore with the version that wrote it.`,
    )
  }
}

function shapeOf(shapes: ReadonlyMap<string, TableShape>, name: string): TableShape {
  const shape = shapes.get(name)
  if (!shape) throw new Error(`The backup holds a table that is unknown here: ${name}`)
  return shape
}

/** Inserts one table's batches; a row that refers to another of its table goes in after it. */
class Insertion {
  readonly #work: Work
  readonly #shape: TableShape
  readonly #columns: string
  #held: Record<string, unknown>[] = []

  constructor(work: Work, shape: TableShape, columns: readonly string[]) {
    this.#work = work
    this.#shape = shape
    this.#columns = columns.map((name) => quoted(name)).join(', ')
  }

  async add(rows: Record<string, unknown>[]): Promise<void> {
    const { selfReference } = this.#shape
    if (selfReference === null) return this.#insert(rows)
    const free = rows.filter((row) => row[selfReference] === null)
    if (free.length > 0) await this.#insert(free)
    this.#held.push(...rows.filter((row) => row[selfReference] !== null))
  }

  async finish(): Promise<void> {
    const column = this.#shape.selfReference ?? ''
    while (this.#held.length > 0) {
      const waiting = new Set(this.#held.map(({ id }) => id))
      const refers = (row: Record<string, unknown>) => waiting.has(row[column])
      const ready = this.#held.filter((row) => !refers(row))
      this.#held = this.#held.filter(refers)
      if (ready.length === 0) throw damaged()
      for (let at = 0; at < ready.length; at += rowsPerBatch) {
        await this.#insert(ready.slice(at, at + rowsPerBatch))
      }
    }
  }

  async #insert(rows: readonly Record<string, unknown>[]): Promise<void> {
    const table = quoted(this.#shape.name)
    await this.#work.query(
      `insert into ${table} (${this.#columns})
       select ${this.#columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    )
  }
}
