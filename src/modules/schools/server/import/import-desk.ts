import { createHash } from 'node:crypto'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Binding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  openWorkbook,
  type RawWorkbook,
  UnreadableWorkbook,
  unreadableText,
} from '../../../../platform/spreadsheet/index.ts'
import type { ImportSubject as SubjectName } from '../../contract/import.ts'
import { fileKeptDays, type ImportProgress, ImportSettings } from '../../contract/import.ts'
import { importProblems } from '../../contract/import-problems.catalogue.ts'
import type { CoordinateSystem } from '../../contract/position.ts'
import { areaOrOwn, findAreas } from '../area.queries.ts'
import { countyOrStation } from '../school/school.actions.ts'
import { type DryRun, planTable, type ReadTable, readTable } from './dry-run.ts'
import type { ImportSubject } from './import-subject.ts'
import { offeredImport } from './offered-imports.ts'
import { findRun, insertRun, type StoredRun, writeCheck } from './run.queries.ts'

/** A table that somebody hands in. */
export interface Arrival {
  /** Made by the client; a repeat with the same content is the same import. */
  readonly id: string
  readonly subject: SubjectName
  readonly areaId?: string | undefined
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly coordinates?: CoordinateSystem | undefined
  readonly attribution?: string | undefined
}

interface Job {
  progress: ImportProgress
  readonly done: Promise<DryRun>
  ms: number | null
}

/** Dry runs of big tables are kept for their pages; older ones are made again when asked for. */
const keptMax = 6
const dayMs = 86_400_000
const purpose = 'schools.import'
const kinds = ['application/zip', 'application/vnd.ms-excel', 'text/plain'] as const

/**
 * Takes tables in, reads and compares them beside the requests, and keeps what it found until it
 * is committed. Everything in memory can be made again from the stored file and settings.
 */
export class ImportDesk {
  readonly #ground: Ground
  readonly #jobs = new Map<string, Job>()

  constructor(ground: Ground) {
    this.#ground = ground
  }

  /** Stores a readable table as an import and begins its dry run. */
  async receive(binding: Binding, arrival: Arrival): Promise<StoredRun> {
    const subject = subjectOr404(arrival.subject)
    const workbook = await openOrRefuse(arrival.bytes, arrival.fileName)
    const run = await this.#ground.database.inWork(binding, (work) =>
      this.#store(work, subject, arrival),
    )
    if (run.state === 'received') this.#job(binding, run, workbook)
    return run
  }

  async #store(work: Work, subject: ImportSubject, arrival: Arrival): Promise<StoredRun> {
    refuseWithoutPermission(work.binding, subject)
    const fileSha256 = createHash('sha256').update(arrival.bytes).digest('hex')
    const present = await findRun(work, arrival.id)
    if (present) {
      const isSame = present.fileSha256 === fileSha256 && present.subject === arrival.subject
      if (!isSame) throw baseProblems.conflict()
      return present
    }
    const area = countyOrStation(
      work.binding.actor
        ? await areaOrOwn(work, arrival.areaId)
        : (await findAreas(work, [arrival.areaId ?? ''])).get(arrival.areaId ?? ''),
    )
    const fileName = arrival.fileName.slice(0, 200)
    const { countyId, path: areaPath } = area
    const fileId = newId(work.now)
    const deleteAfter = new Date(work.now.getTime() + fileKeptDays * dayMs)
    const claim = { id: fileId, bytes: arrival.bytes, name: fileName, countyId, areaPath }
    await this.#ground.files.put(work, { ...claim, purpose, rowClass: 'joint', deleteAfter }, kinds)
    const settings = ImportSettings.parse({ coordinates: arrival.coordinates ?? null })
    const { id, subject: name, attribution = '' } = arrival
    await insertRun(work, {
      id,
      area,
      subject: name,
      fileName,
      fileSha256,
      fileId,
      settings,
      attribution,
    })
    work.audit({
      action: 'schools.import.receive',
      subjectKind: 'import',
      subjectId: id,
      countyId,
      areaPath,
      detail: { subject: name, fileName, sha256: fileSha256 },
    })
    const run = await findRun(work, id)
    if (!run) throw baseProblems.notFound()
    return run
  }

  /** The dry run of an import, made now unless it is at hand. */
  dryRun(binding: Binding, run: StoredRun): Promise<DryRun> {
    return this.#job(binding, run).done
  }

  /** The dry run if it is finished. */
  async finished(binding: Binding, run: StoredRun, waitMs: number): Promise<DryRun | null> {
    const job = this.#job(binding, run)
    const timer = Promise.withResolvers<null>()
    const timeout = setTimeout(() => timer.resolve(null), waitMs)
    try {
      return await Promise.race([job.done, timer.promise])
    } finally {
      clearTimeout(timeout)
    }
  }

  progressOf(run: StoredRun): { progress: ImportProgress; ms: number | null } {
    const job = this.#jobs.get(keyOf(run))
    const total = run.counts?.rows ?? 0
    const idle: ImportProgress = { phase: run.counts ? 'done' : 'waiting', rows: total, total }
    return { progress: job?.progress ?? idle, ms: job?.ms ?? null }
  }

  tell(run: StoredRun, progress: ImportProgress): void {
    const job = this.#jobs.get(keyOf(run))
    if (job) job.progress = progress
  }

  /** What was found before is out of date. */
  forget(run: StoredRun): void {
    this.#jobs.delete(keyOf(run))
  }

  /** The bytes as they were handed in. */
  async bytesOf(work: Work, run: StoredRun): Promise<Uint8Array> {
    const stored = run.fileId && (await this.#ground.files.find(work, run.countyId, run.fileId))
    if (!stored) throw importProblems.importFileGone()
    return this.#ground.files.read(stored)
  }

  #job(binding: Binding, run: StoredRun, workbook?: RawWorkbook): Job {
    const key = keyOf(run)
    const present = this.#jobs.get(key)
    if (present) {
      this.#jobs.delete(key)
      this.#jobs.set(key, present)
      return present
    }
    const started = performance.now()
    const job: Job = {
      progress: { phase: 'waiting', rows: 0, total: 0 },
      ms: null,
      done: Promise.resolve()
        .then(() => this.#make(binding, run, workbook, (progress) => (job.progress = progress)))
        .finally(() => {
          job.ms = Math.round(performance.now() - started)
        }),
    }
    // Whoever asks for the result hears of a failure; a job that nobody asks for may fail alone.
    job.done.catch(() => this.#jobs.delete(key))
    this.#jobs.set(key, job)
    for (const old of [...this.#jobs.keys()].slice(0, -keptMax)) this.#jobs.delete(old)
    return job
  }

  async #make(
    binding: Binding,
    run: StoredRun,
    opened: RawWorkbook | undefined,
    tell: (progress: ImportProgress) => void,
  ): Promise<DryRun> {
    const { database } = this.#ground
    const subject = subjectOr404(run.subject)
    const workbook = opened ?? (await this.#open(binding, run))
    const table = await readTable(workbook, subject.spec('zh-CN'), run.settings, (rows, total) =>
      tell({ phase: 'reading', rows, total }),
    )
    const total = table.rows.length
    tell({ phase: 'comparing', rows: 0, total })
    const found = await database.inWork(binding, async (work) => {
      const made = await planRun(work, run, table)
      await writeCheck(work, run, made)
      work.touch({
        topic: 'schools.import',
        areaPath: run.areaPath,
        rowClass: 'joint',
        keys: [run.id],
      })
      return made
    })
    tell({ phase: 'done', rows: total, total })
    return found
  }

  async #open(binding: Binding, run: StoredRun): Promise<RawWorkbook> {
    const bytes = await this.#ground.database.inWork(binding, (work) => this.bytesOf(work, run))
    return openOrRefuse(bytes, run.fileName)
  }
}

const keyOf = ({ id, version }: StoredRun): string => `${id} ${version}`

/** Compares a table with the register as the transaction sees it. */
export async function planRun(work: Work, run: StoredRun, table: ReadTable): Promise<DryRun> {
  const area = countyOrStation((await findAreas(work, [run.areaId])).get(run.areaId))
  const { settings } = run
  return planTable(work, { subject: subjectOr404(run.subject), area, settings }, table)
}

export function subjectOr404(name: SubjectName): ImportSubject {
  const subject = offeredImport(name)
  if (!subject) throw importProblems.importNotOffered()
  return subject
}

/** The command line acts for the operator, who may do all. */
export function refuseWithoutPermission({ actor }: Binding, { permission }: ImportSubject): void {
  if (actor && !actor.permissions.has(permission)) {
    throw baseProblems.forbidden({ role: actor.role, permission })
  }
}

/** The workbook in a file, or a refusal that says in words what is wrong with it. */
export async function openOrRefuse(bytes: Uint8Array, fileName: string): Promise<RawWorkbook> {
  try {
    return await openWorkbook(bytes, fileName)
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error
    throw importProblems.importUnreadable({
      code: error.code,
      zh: unreadableText(error, 'zh-CN'),
      en: unreadableText(error, 'en'),
    })
  }
}
