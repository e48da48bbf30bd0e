import { newId } from '../../../../platform/database/new-id.ts'
import { systemBinding } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { type Locale, problemText } from '../../../../platform/spreadsheet/index.ts'
import { type ImportCounts, ImportSettings, type ImportSubject } from '../../contract/import.ts'
import type { CoordinateSystem } from '../../contract/position.ts'
import { commitRun, dropRun } from './commit.actions.ts'
import { type DryRun, planTable, readTable } from './dry-run.ts'
import { type AreaNamed, areaForImport } from './import-area.actions.ts'
import { areaIdByCode } from './import-area.queries.ts'
import { ImportDesk, openOrRefuse, subjectOr404 } from './import-desk.ts'
import { tableProblems } from './table-words.ts'
import { type Template, templateOf } from './template-file.actions.ts'

/** A table from the command line, with the answers that a screen would ask for. */
export interface FileToImport {
  readonly subject: ImportSubject
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly area: AreaNamed
  readonly coordinates?: CoordinateSystem | undefined
  readonly attribution?: string | undefined
  /** Show only: nothing is kept, not even the area. */
  readonly dryRun: boolean
}

export interface FileImported {
  readonly counts: ImportCounts
  /** What a person should read, one line each. */
  readonly lines: readonly string[]
}

/**
 * A template for one county from the command line. Of a county that is not known yet nothing can
 * be offered in its dropdowns; nothing is made for it.
 */
export async function importTemplateFile(
  { database }: Ground,
  asked: { readonly subject: ImportSubject; readonly areaCode: string; readonly locale: Locale },
): Promise<Template> {
  return database.inWork(systemBinding, async (work) => {
    const { areaCode: code } = asked
    const area = (await areaIdByCode(work, code)) ? await areaForImport(work, { code }) : null
    return templateOf(work, { ...asked, area })
  })
}

const linesMax = 50

/** Brings a file in as the screens do: receive, dry run, commit. */
export async function importFile(ground: Ground, file: FileToImport): Promise<FileImported> {
  if (file.dryRun) return shown(await tryOut(ground, file), file.subject)
  const { database } = ground
  const desk = new ImportDesk(ground)
  const area = await database.inWork(systemBinding, (work) => areaForImport(work, file.area))
  const run = await desk.receive(systemBinding, {
    ...file,
    id: newId(ground.clock.now()),
    areaId: area.id,
  })
  const found = await desk.dryRun(systemBinding, run)
  const { counts, checkId } = found
  const isEmpty = counts.new + counts.changed === 0 && tableIsRead(found, file.subject)
  if (isEmpty) await database.inWork(systemBinding, (work) => dropRun(work, run.id))
  else {
    const asked = { runId: run.id, checkId, errors: 'leaveOut' as const }
    await commitRun({ desk, database }, systemBinding, asked)
  }
  return shown(found, file.subject)
}

/** Carries a result out of a unit of work that is rolled back. */
class RolledBack extends Error {
  readonly found: DryRun
  constructor(found: DryRun) {
    super('rolled back on purpose')
    this.found = found
  }
}

async function tryOut({ database }: Ground, file: FileToImport): Promise<DryRun> {
  const subject = subjectOr404(file.subject)
  const settings = ImportSettings.parse({ coordinates: file.coordinates ?? null })
  const workbook = await openOrRefuse(file.bytes, file.fileName)
  const table = await readTable(workbook, subject.spec('zh-CN'), settings, () => undefined)
  try {
    return await database.inWork(systemBinding, async (work) => {
      const area = await areaForImport(work, file.area)
      throw new RolledBack(await planTable(work, { subject, area, settings }, table))
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.found
    throw error
  }
}

const tableIsRead = ({ recognition }: DryRun, subject: ImportSubject): boolean =>
  tableProblems(recognition, subjectOr404(subject)).every(({ severity }) => severity !== 'refused')

const shown = (found: DryRun, subject: ImportSubject): FileImported => ({
  counts: found.counts,
  lines: linesOf(found, subject),
})

function linesOf({ recognition, problems }: DryRun, subject: ImportSubject): string[] {
  const table = tableProblems(recognition, subjectOr404(subject)).map(({ zh }) => zh)
  const cells = problems
    .filter(({ severity }) => severity !== 'note')
    .map((problem) => `${problem.sheet} ${problem.row}: ${problemText(problem, 'zh-CN')}`)
  const more = cells.length > linesMax ? [`… +${cells.length - linesMax}`] : []
  return [...table, ...cells.slice(0, linesMax), ...more]
}
