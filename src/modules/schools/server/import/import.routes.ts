import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { localeOf } from '../../../../platform/http/problem-reply.ts'
import {
  type Call,
  directRoute,
  FileReply,
  type Route,
  route,
} from '../../../../platform/http/route.ts'
import { type Actor, type Binding, bindingOf } from '../../../../platform/ports/actor.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import { markErrors } from '../../../../platform/spreadsheet/index.ts'
import {
  commitImport,
  dropImport,
  importTemplate,
  listAttributions,
  listImportRows,
  listImports,
  markedImport,
  readImport,
  settleImport,
  undoImport,
  uploadImport,
} from '../../contract/import.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { areaOrOwn } from '../area.queries.ts'
import { refuseStale } from '../change.rules.ts'
import { cardOf, personCards } from '../person-card.queries.ts'
import { countyOrStation } from '../school/school.actions.ts'
import { commitRun, dropRun, settleRun, undoRun } from './commit.actions.ts'
import type { DryRun } from './dry-run.ts'
import { ImportDesk, refuseWithoutPermission, subjectOr404 } from './import-desk.ts'
import { rowsPage, shownRun, shownStatus } from './import-page.ts'
import { markedFileName } from './import-words.catalogue.ts'
import { attributionsInScope, listRuns, runOr404, type StoredRun } from './run.queries.ts'
import { templateOf } from './template-file.actions.ts'

type Request = Call<unknown, unknown, unknown>['request']

export function importRoutes(ground: Ground): Route[] {
  const desk = new ImportDesk(ground)
  return [...tableRoutes(desk), ...checkRoutes(desk, ground.database), ...endRoutes(desk, ground)]
}

/** A dry run runs beside requests: these addresses open transactions around it, not over it. */
function tableRoutes(desk: ImportDesk): Route[] {
  return [
    route(importTemplate, async ({ work, params, query, request }) => {
      const area = countyOrStation(await areaOrOwn(work, query.areaId))
      const asked = { subject: params.subject, area, locale: localeOf(request) }
      const { bytes, name } = await templateOf(work, asked)
      return new FileReply(bytes, name)
    }),
    directRoute(uploadImport, async ({ database, actor, query, request }) => {
      const binding = bindingOfActor(actor)
      const { bytes, name } = await uploadedTable(request)
      const run = await desk.receive(binding, { ...query, bytes, fileName: name })
      return statusOf({ desk, database, binding, request }, run, null)
    }),
    route(listImports, async ({ work, query }) => {
      const page = await listRuns(work, query)
      const cards = await personCards(
        work,
        page.rows.flatMap(({ startedBy }) => startedBy ?? []),
      )
      const rows = page.rows.map((run) =>
        shownRun(run, run.startedBy === null ? null : cardOf(cards, run.startedBy)),
      )
      return { ...page, rows }
    }),
    route(listAttributions, ({ work }) => attributionsInScope(work)),
  ]
}

function checkRoutes(desk: ImportDesk, database: Database): Route[] {
  return [
    directRoute(readImport, async ({ actor, params, query, request }) => {
      const binding = bindingOfActor(actor)
      const run = await database.inWork(binding, (work) => runOr404(work, params.runId))
      const found = isOpen(run) ? await desk.finished(binding, run, query.waitMs) : null
      return statusOf({ desk, database, binding, request }, run, found)
    }),
    directRoute(listImportRows, async ({ actor, params, query, request }) => {
      const { run, dryRun } = await openRun(desk, database, actor, params.runId)
      const subject = subjectOr404(run.subject)
      return rowsPage(dryRun, query, { subject, locale: localeOf(request) })
    }),
    directRoute(settleImport, async ({ actor, params, body, request }) => {
      const binding = bindingOfActor(actor)
      const run = await database.inWork(binding, async (work) => {
        const present = await runOr404(work, params.runId)
        refuseStale(present.version, body.version)
        desk.forget(present)
        return settleRun(work, present, body.settings)
      })
      return statusOf({ desk, database, binding, request }, run, null)
    }),
    directRoute(markedImport, async ({ actor, params, request }) => {
      const { run, dryRun } = await openRun(desk, database, actor, params.runId)
      const bytes = await database.inWork(bindingOfActor(actor), (work) => desk.bytesOf(work, run))
      const marked = await markErrors(bytes, dryRun.problems, {
        fileName: run.fileName,
        locale: localeOf(request),
      })
      return new FileReply(marked, markedFileName(run.fileName))
    }),
  ]
}

function endRoutes(desk: ImportDesk, ground: Ground): Route[] {
  const { database } = ground
  return [
    directRoute(commitImport, async ({ actor, params, body, request }) => {
      const binding = bindingOfActor(actor)
      const run = await commitRun({ desk, database }, binding, { ...body, runId: params.runId })
      return statusOf({ desk, database, binding, request }, run, null)
    }),
    directRoute(undoImport, async ({ actor, params, request }) => {
      const binding = bindingOfActor(actor)
      const run = await database.inWork(binding, (work) => undoRun(work, ground, params.runId))
      return statusOf({ desk, database, binding, request }, run, null)
    }),
    route(dropImport, async ({ work, params }) => {
      const run = await dropRun(work, params.runId)
      desk.forget(run)
      return shownRun(run, await personOf(work, run))
    }),
  ]
}

const isOpen = ({ state }: StoredRun): boolean => state === 'received' || state === 'checked'

function bindingOfActor(actor: Actor | null): Binding {
  if (!actor) throw baseProblems.notSignedIn()
  return bindingOf(actor)
}

/** An import with its dry run, for whoever may import such tables. */
async function openRun(
  desk: ImportDesk,
  database: Database,
  actor: Actor | null,
  runId: string,
): Promise<{ run: StoredRun; dryRun: DryRun }> {
  const binding = bindingOfActor(actor)
  const run = await database.inWork(binding, (work) => runOr404(work, runId))
  refuseWithoutPermission(binding, subjectOr404(run.subject))
  return { run, dryRun: await desk.dryRun(binding, run) }
}

interface Asking {
  readonly desk: ImportDesk
  readonly database: Database
  readonly binding: Binding
  readonly request: Request
}

async function statusOf(
  { desk, database, binding, request }: Asking,
  before: StoredRun,
  found: DryRun | null,
) {
  const [run, person] = await database.inWork(binding, async (work) => {
    const present = await runOr404(work, before.id)
    return [present, await personOf(work, present)] as const
  })
  const { progress, ms } = desk.progressOf(run)
  return shownStatus(run, { person, found, progress, ms, locale: localeOf(request) })
}

async function personOf(work: Work, { startedBy }: StoredRun) {
  return startedBy === null ? null : cardOf(await personCards(work, [startedBy]), startedBy)
}

async function uploadedTable(request: Request): Promise<{ bytes: Buffer; name: string }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw schoolsProblems.fileMissing()
  return { bytes: await part.toBuffer(), name: part.filename }
}
