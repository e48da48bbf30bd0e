import type { Page } from '../../../../platform/contract/page.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type {
  ImportCounts,
  ImportSettings,
  ImportState,
  ImportSubject,
} from '../../contract/import.ts'
import type { Area } from '../area.queries.ts'
import type { WrittenChange } from './import-subject.ts'

/** An import from the arrival of its file to its end. */
export interface StoredRun {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly areaId: string
  readonly areaName: string
  readonly subject: ImportSubject
  readonly fileName: string
  readonly fileSha256: string
  readonly fileId: string | null
  readonly state: ImportState
  readonly version: number
  readonly settings: ImportSettings
  readonly counts: ImportCounts | null
  readonly checkId: string | null
  readonly attribution: string
  readonly startedBy: string | null
  readonly startedAt: Date
  readonly committedAt: Date | null
  readonly undoneAt: Date | null
}

const columns = `r.id, r.county_id as "countyId", r.area_path as "areaPath", r.area_id as "areaId",
  coalesce((select a.name from identity.published_area a where a.id = r.area_id), '') as "areaName",
  r.subject, r.file_name as "fileName", encode(r.file_sha256, 'hex') as "fileSha256",
  r.file_id as "fileId", r.state, r.version, r.settings, nullif(r.counts, '{}') as counts,
  r.check_id as "checkId", r.attribution, r.started_by as "startedBy",
  r.started_at as "startedAt", r.committed_at as "committedAt", r.undone_at as "undoneAt"`

export async function findRun(work: Work, id: string): Promise<StoredRun | undefined> {
  const [run] = await work.query<StoredRun>(
    `select ${columns} from schools.import_run r where r.id = $1`,
    [id],
  )
  return run
}

export async function runOr404(work: Work, id: string): Promise<StoredRun> {
  const run = await findRun(work, id)
  if (!run) throw baseProblems.notFound()
  return run
}

/** The run as it is now, held until the transaction ends; imports of a county wait in turn. */
export async function lockRun(work: Work, id: string): Promise<StoredRun> {
  const run = await runOr404(work, id)
  await work.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `schools.import ${run.countyId}`,
  ])
  await work.query('select 1 from schools.import_run where county_id = $1 and id = $2 for update', [
    run.countyId,
    run.id,
  ])
  return runOr404(work, id)
}

export interface NewRun {
  readonly id: string
  readonly area: Area
  readonly subject: ImportSubject
  readonly fileName: string
  readonly fileSha256: string
  readonly fileId: string
  readonly settings: ImportSettings
  readonly attribution: string
}

export async function insertRun(work: Work, run: NewRun): Promise<void> {
  await work.query(
    `insert into schools.import_run (county_id, id, area_path, area_id, subject, file_name,
       file_sha256, file_id, state, settings, counts, attribution, started_by, started_at)
     values ($1, $2, $3::ltree, $4, $5, $6, decode($7, 'hex'), $8, 'received', $9, '{}', $10, $11,
       $12)`,
    [
      run.area.countyId,
      run.id,
      run.area.path,
      run.area.id,
      run.subject,
      run.fileName,
      run.fileSha256,
      run.fileId,
      JSON.stringify(run.settings),
      run.attribution,
      work.binding.personId,
      work.now,
    ],
  )
}

/** What a dry run found; nothing when the settings have changed since it began. */
export async function writeCheck(
  work: Work,
  run: StoredRun,
  { counts, checkId }: { counts: ImportCounts; checkId: string },
): Promise<void> {
  await work.query(
    `update schools.import_run set state = 'checked', counts = $4, check_id = $5
     where county_id = $1 and id = $2 and version = $3 and state in ('received', 'checked')`,
    [run.countyId, run.id, run.version, JSON.stringify(counts), checkId],
  )
}

export async function writeSettings(
  work: Work,
  run: StoredRun,
  settings: ImportSettings,
): Promise<void> {
  await work.query(
    `update schools.import_run
     set settings = $3, version = version + 1, state = 'received', counts = '{}', check_id = null
     where county_id = $1 and id = $2`,
    [run.countyId, run.id, JSON.stringify(settings)],
  )
}

export async function markCommitted(
  work: Work,
  run: StoredRun,
  counts: ImportCounts,
): Promise<void> {
  await work.query(
    `update schools.import_run set state = 'committed', counts = $3, committed_at = $4
     where county_id = $1 and id = $2`,
    [run.countyId, run.id, JSON.stringify(counts), work.now],
  )
}

export async function markUndone(work: Work, run: StoredRun): Promise<void> {
  await work.query(
    `update schools.import_run set state = 'undone', undone_at = $3, finished_by = $4
     where county_id = $1 and id = $2`,
    [run.countyId, run.id, work.now, work.binding.personId],
  )
}

export async function markDropped(work: Work, run: StoredRun): Promise<void> {
  await work.query(
    `update schools.import_run set state = 'dropped', finished_by = $3
     where county_id = $1 and id = $2`,
    [run.countyId, run.id, work.binding.personId],
  )
}

/** Runs whose file is not needed any more. */
export async function runsWithOldFiles(
  work: Work,
  { ended, abandoned, limit }: { ended: Date; abandoned: Date; limit: number },
): Promise<StoredRun[]> {
  return work.query<StoredRun>(
    `select ${columns} from schools.import_run r
     where r.file_id is not null and (r.state in ('dropped', 'undone')
       or (r.state = 'committed' and r.committed_at < $1) or r.started_at < $2)
     order by r.started_at limit $3`,
    [ended, abandoned, limit],
  )
}

/** The run goes on without its file. */
export async function detachFile(work: Work, run: StoredRun): Promise<void> {
  await work.query(
    'update schools.import_run set file_id = null where county_id = $1 and id = $2',
    [run.countyId, run.id],
  )
}

export async function insertChanges(
  work: Work,
  run: StoredRun,
  changes: readonly WrittenChange[],
): Promise<void> {
  await work.query(
    `insert into schools.import_change (county_id, import_run_id, ordinal, area_path, subject_kind,
       subject_id, change, before, version_after)
     select $1, $2, ordinal, $3::ltree, "subjectKind", "subjectId", change, before, "versionAfter"
     from jsonb_to_recordset($4::jsonb) as c(ordinal integer, "subjectKind" text,
       "subjectId" uuid, change text, before jsonb, "versionAfter" integer)`,
    [
      run.countyId,
      run.id,
      run.areaPath,
      JSON.stringify(changes.map((change, ordinal) => ({ ...change, ordinal }))),
    ],
  )
}

/** What an import wrote, the last first. */
export async function changesOfRun(work: Work, run: StoredRun): Promise<WrittenChange[]> {
  return work.query<WrittenChange>(
    `select subject_kind as "subjectKind", subject_id as "subjectId", change, before,
       version_after as "versionAfter"
     from schools.import_change where county_id = $1 and import_run_id = $2 order by ordinal desc`,
    [run.countyId, run.id],
  )
}

/** What only an undo would have needed: earlier values, which may be about people. */
export async function forgetBefore(work: Work, run: StoredRun): Promise<void> {
  await work.query(
    `update schools.import_change set before = null
     where county_id = $1 and import_run_id = $2 and before is not null`,
    [run.countyId, run.id],
  )
}

export interface RunsAsked {
  readonly subject?: ImportSubject | undefined
  readonly state?: ImportState | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export async function listRuns(work: Work, asked: RunsAsked): Promise<Page<StoredRun>> {
  const [at, id] = readPageKey(asked.after, 2)
  const filter = '($1::text is null or r.subject = $1) and ($2::text is null or r.state = $2)'
  const values = [asked.subject ?? null, asked.state ?? null]
  const rows = await work.query<StoredRun>(
    `select ${columns} from schools.import_run r
     where ${filter} and ($3::timestamptz is null or (r.started_at, r.id) < ($3, $4::uuid))
     order by r.started_at desc, r.id desc limit $5`,
    [...values, at, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.import_run r where ${filter}`,
    values,
  )
  return pageOfRows(rows, asked.limit, count?.total ?? 0, (run) => pageKey(run.startedAt, run.id))
}

/** Whom to name for data that were brought in here and not taken back. */
export async function attributionsInScope(work: Work): Promise<string[]> {
  const rows = await work.query<{ attribution: string }>(
    `select distinct attribution from schools.import_run
     where state = 'committed' and attribution <> '' order by attribution limit 50`,
  )
  return rows.map(({ attribution }) => attribution)
}
