import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Binding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  type ImportSettings,
  type ImportState,
  importStateSteps,
  undoHours,
} from '../../contract/import.ts'
import { importProblems } from '../../contract/import-problems.catalogue.ts'
import { refuseStale } from '../change.rules.ts'
import type { DryRun } from './dry-run.ts'
import { type ImportDesk, planRun, refuseWithoutPermission, subjectOr404 } from './import-desk.ts'
import {
  changesOfRun,
  insertChanges,
  lockRun,
  markCommitted,
  markDropped,
  markUndone,
  runOr404,
  type StoredRun,
  writeSettings,
} from './run.queries.ts'
import { tableProblems } from './table-words.ts'

const hourMs = 3_600_000
/** More names than this help nobody to decide. */
const namesMax = 20

export interface CommitAsked {
  readonly runId: string
  /** What was shown; anything else is not written. */
  readonly checkId: string
  readonly errors: 'leaveOut' | 'refuse'
}

/** Writes what the dry run showed in one transaction; a repeat of the same commit is success. */
export async function commitRun(
  { desk, database }: { desk: ImportDesk; database: Database },
  binding: Binding,
  asked: CommitAsked,
): Promise<StoredRun> {
  const run = await database.inWork(binding, (work) => runOr404(work, asked.runId))
  refuseWithoutPermission(binding, subjectOr404(run.subject))
  if (isRepeat(run, asked)) return run
  refuseStep(run, 'committed')
  const shown = await desk.dryRun(binding, run)
  refuseUncommittable(shown, run, asked)
  desk.tell(run, { phase: 'writing', rows: 0, total: shown.counts.rows })
  try {
    return await database.inWork(binding, (work) => write(work, run, shown, asked))
  } finally {
    // Committed or out of date: what was shown is not shown again.
    desk.forget(run)
  }
}

const isRepeat = (run: StoredRun, { checkId }: CommitAsked): boolean =>
  run.state === 'committed' && run.checkId === checkId

async function write(
  work: Work,
  before: StoredRun,
  shown: DryRun,
  asked: CommitAsked,
): Promise<StoredRun> {
  const run = await lockRun(work, before.id)
  if (isRepeat(run, asked)) return run
  refuseStep(run, 'committed')
  // The register may have changed since the dry run: what is written is what was seen.
  const made = await planRun(work, run, shown)
  const isSame = made.checkId === asked.checkId && run.version === before.version
  if (!isSame) throw importProblems.importChanged()
  const changes = await made.plan.write(work)
  await insertChanges(work, run, changes)
  await markCommitted(work, run, made.counts)
  tell(work, run, 'commit', { ...made.counts, records: changes.length })
  return runOr404(work, run.id)
}

/** Whether a commit of what was found would write anything. */
export function isCommittable(found: DryRun, run: StoredRun): boolean {
  const { counts, coordinates, recognition } = found
  const isRefused = tableProblems(recognition, subjectOr404(run.subject)).some(
    ({ severity }) => severity === 'refused',
  )
  const isAnswered = coordinates === null || coordinates.answer !== null
  return !isRefused && isAnswered && counts.new + counts.changed > 0
}

function refuseUncommittable(shown: DryRun, run: StoredRun, asked: CommitAsked): void {
  const { counts, coordinates } = shown
  const [refused] = tableProblems(shown.recognition, subjectOr404(run.subject)).filter(
    ({ severity }) => severity === 'refused',
  )
  if (refused) throw importProblems.importTableRefused({ zh: refused.zh, en: refused.en })
  if (shown.checkId !== asked.checkId) throw importProblems.importChanged()
  if (coordinates && !coordinates.answer) {
    throw importProblems.importCoordinatesUnknown({ count: coordinates.positions })
  }
  if (asked.errors === 'refuse' && counts.errors > 0) {
    throw importProblems.importHasErrors({ count: counts.errors })
  }
  if (counts.new + counts.changed === 0) throw importProblems.importNothing()
}

export function refuseStep(run: StoredRun, to: ImportState): void {
  if (!importStateSteps[run.state].includes(to)) {
    throw importProblems.importStep({ state: run.state })
  }
}

/** Other answers of the person: the dry run is done again with them. */
export async function settleRun(
  work: Work,
  before: StoredRun,
  settings: ImportSettings,
): Promise<StoredRun> {
  const run = await lockRun(work, before.id)
  refuseStale(run.version, before.version)
  refuseStep(run, 'dropped')
  await writeSettings(work, run, settings)
  tell(work, run, 'settle', { coordinates: settings.coordinates })
  return runOr404(work, run.id)
}

/** Until when an import can be taken back; null when it cannot. */
export const undoUntil = ({ state, committedAt }: StoredRun): Date | null =>
  state === 'committed' && committedAt ? new Date(committedAt.getTime() + undoHours * hourMs) : null

/** Takes a whole import back, or refuses with the names of what stands in the way. */
export async function undoRun(work: Work, ground: Ground, runId: string): Promise<StoredRun> {
  const run = await lockRun(work, runId)
  const subject = subjectOr404(run.subject)
  refuseWithoutPermission(work.binding, subject)
  if (run.state === 'undone') return run
  refuseStep(run, 'undone')
  const until = undoUntil(run)
  if (!until || work.now > until) throw importProblems.importUndoLate({ hours: undoHours })
  const blocked = await subject.undo(work, await changesOfRun(work, run), ground)
  if (blocked.length > 0) {
    const names = blocked.slice(0, namesMax)
    throw importProblems.importUndoBlocked({ count: blocked.length, names })
  }
  await markUndone(work, run)
  tell(work, run, 'undo', {})
  return runOr404(work, run.id)
}

/** Gives up an import that was not committed. */
export async function dropRun(work: Work, runId: string): Promise<StoredRun> {
  const run = await lockRun(work, runId)
  if (run.state === 'dropped') return run
  refuseStep(run, 'dropped')
  await markDropped(work, run)
  tell(work, run, 'drop', {})
  return runOr404(work, run.id)
}

export function tell(
  work: Work,
  run: StoredRun,
  verb: string,
  detail: Record<string, unknown>,
): void {
  const { id, countyId, areaPath } = run
  work.audit({
    action: `schools.import.${verb}`,
    subjectKind: 'import',
    subjectId: id,
    countyId,
    areaPath,
    detail: { subject: run.subject, ...detail },
  })
  work.touch({ topic: 'schools.import', areaPath, rowClass: 'joint', keys: [id] })
}
