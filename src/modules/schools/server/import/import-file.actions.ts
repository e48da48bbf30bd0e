import { newId } from '../../../../platform/database/new-id.ts'
import { type Binding, systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { problemText } from '../../../../platform/spreadsheet/index.ts'
import type { ImportCounts, ImportSubject } from '../../contract/import.ts'
import type { CoordinateSystem } from '../../contract/position.ts'
import { commitRun, dropRun } from './commit.actions.ts'
import type { DryRun } from './dry-run.ts'
import { type AreaNamed, areaForImport } from './import-area.actions.ts'
import { ImportDesk, subjectOr404 } from './import-desk.ts'
import type { StoredRun } from './run.queries.ts'
import { tableProblems } from './table-words.ts'

/** A table from the command line, with the answers that a screen would ask for. */
export interface FileToImport {
  readonly subject: ImportSubject
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly area: AreaNamed
  readonly coordinates?: CoordinateSystem | undefined
  readonly attribution?: string | undefined
  /** Show only; the area must exist then. */
  readonly dryRun: boolean
}

export interface FileImported {
  readonly counts: ImportCounts
  /** What a person should read, one line each. */
  readonly lines: readonly string[]
}

const linesMax = 50

/** Brings a file in as the screens do: receive, dry run, commit. */
export async function importFile(ground: Ground, file: FileToImport): Promise<FileImported> {
  const { database } = ground
  const binding: Binding = systemBinding
  const desk = new ImportDesk(ground)
  const area = await database.inWork(binding, (work) => areaForImport(work, file.area))
  const run = await desk.receive(binding, {
    ...file,
    id: newId(ground.clock.now()),
    areaId: area.id,
  })
  const found = await desk.dryRun(binding, run)
  const answer = { counts: found.counts, lines: linesOf(found, run) }
  const toWrite = found.counts.new + found.counts.changed
  if (file.dryRun || (toWrite === 0 && !isRefused(found, run))) {
    await database.inWork(binding, (work) => dropRun(work, run.id))
    return answer
  }
  const asked = { runId: run.id, checkId: found.checkId, errors: 'leaveOut' as const }
  await commitRun({ desk, database }, binding, asked)
  return answer
}

const isRefused = ({ recognition }: DryRun, { subject }: StoredRun): boolean =>
  tableProblems(recognition, subjectOr404(subject)).some(({ severity }) => severity === 'refused')

function linesOf({ recognition, problems }: DryRun, { subject }: StoredRun): string[] {
  const table = tableProblems(recognition, subjectOr404(subject)).map(({ zh }) => zh)
  const cells = problems
    .filter(({ severity }) => severity !== 'note')
    .map((problem) => `${problem.sheet} ${problem.row}: ${problemText(problem, 'zh-CN')}`)
  const more = cells.length > linesMax ? [`… +${cells.length - linesMax}`] : []
  return [...table, ...cells.slice(0, linesMax), ...more]
}
