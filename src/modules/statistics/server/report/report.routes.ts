import { checkDocument, findingTexts, type OfficialDocument } from '@anyuan/official-document'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import { FileReply, type Route, route } from '../../../../platform/http/route.ts'
import type { Ground } from '../../../../platform/ports/module.ts'
import {
  createReport,
  downloadDocx,
  downloadPdf,
  editReport,
  listReports,
  type Report,
  type ReportRow,
  readFigureQuery,
  readReport,
  recomputeReport,
  refreshReport,
  signReport,
} from '../../contract/report.ts'
import { askedArea } from '../indicator/area-asked.ts'
import { figureQuery } from './figure-query.actions.ts'
import { publicPaper, typedNumbers } from './paper.rules.ts'
import { createPaperPress, type PaperPress } from './paper-press.ts'
import {
  editDraft,
  makeDraft,
  recompute,
  refreshDraft,
  reportOr404,
  signDraft,
} from './report.actions.ts'
import { pageOfReports, type StoredReport } from './report.queries.ts'

export function reportRoutes({ files, config }: Pick<Ground, 'files' | 'config'>): Route[] {
  const press = createPaperPress(config)
  const shown = async (work: Work, report: StoredReport) => reportPage(work, report, press)
  return [
    route(listReports, async ({ work, query }) => {
      const page = await pageOfReports(work, query)
      return { ...page, rows: page.rows.map((report) => rowOf(work, report)) }
    }),
    route(readReport, async ({ work, params }) => shown(work, await reportOr404(work, params.id))),
    route(createReport, async ({ work, body }) => {
      const area = await askedArea(work, body.areaId)
      return shown(work, await makeDraft(work, { ...body, area }))
    }),
    route(editReport, async ({ work, params, body }) =>
      shown(work, await editDraft(work, params.id, body)),
    ),
    route(refreshReport, async ({ work, params, body }) =>
      shown(work, await refreshDraft(work, params.id, body)),
    ),
    route(signReport, async ({ work, params, body }) =>
      shown(work, await signDraft(work, params.id, { ...body, press, files })),
    ),
    route(recomputeReport, async ({ work, params }) => {
      const report = await reportOr404(work, params.id)
      const figures = await recompute(work, report)
      return {
        at: work.now.toISOString(),
        asOf: report.asOf.toISOString(),
        total: figures.length,
        same: figures.filter(({ same }) => same).length,
        formulasChanged: figures.filter(({ formulaChanged }) => formulaChanged).length,
        changedSince: figures.filter(({ present, stored }) => present !== stored).length,
        figures,
      }
    }),
    route(readFigureQuery, async ({ work, params, query }) =>
      figureQuery(work, await reportOr404(work, params.id), query.key),
    ),
    ...paperRoutes(press, files),
  ]
}

function paperRoutes(press: PaperPress, files: FileStore): Route[] {
  return [
    route(downloadPdf, async ({ work, params, query }) => {
      const report = await reportOr404(work, params.id)
      const name = `${report.document.title.join('')}.pdf`
      // The public finds no page behind a figure.
      if (query.version === 'public') return new FileReply(await press.pdf(open(report)), name)
      const kept = await keptFile(work, files, report, report.pdfFileId)
      return new FileReply(kept ?? (await press.pdf(report.document, report.id)), name, 'inline')
    }),
    route(downloadDocx, async ({ work, params, query }) => {
      const report = await reportOr404(work, params.id)
      const name = `${report.document.title.join('')}.docx`
      if (query.version === 'public') return new FileReply(await press.docx(open(report)), name)
      const kept = await keptFile(work, files, report, report.docxFileId)
      return new FileReply(kept ?? (await press.docx(report.document)), name)
    }),
  ]
}

const open = (report: StoredReport): OfficialDocument =>
  publicPaper(report.document, report.figures)

/** The stored paper of a signed report; a draft has none yet. */
async function keptFile(
  work: Work,
  files: FileStore,
  { countyId }: StoredReport,
  fileId: string | null,
): Promise<Uint8Array | null> {
  if (fileId === null) return null
  const file = await files.find(work, countyId, fileId)
  if (!file) throw baseProblems.notFound()
  return files.read(file)
}

function rowOf(work: Work, report: StoredReport): ReportRow {
  const { areaId, areaName, document, asOf, dueAt, madeAt, signedAt, ...rest } = report
  return {
    ...rest,
    area: { id: areaId, name: areaName },
    title: document.title.join(''),
    documentNumber: document.documentNumber ?? null,
    asOf: asOf.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    madeAt: madeAt.toISOString(),
    signedAt: signedAt?.toISOString() ?? null,
    punctuality: punctualityOf(report, work.now),
  }
}

function punctualityOf({ dueAt, signedAt }: StoredReport, now: Date): ReportRow['punctuality'] {
  if (!dueAt) return null
  if (signedAt) return signedAt <= dueAt ? 'onTime' : 'late'
  return now <= dueAt ? 'open' : 'overdue'
}

async function reportPage(work: Work, report: StoredReport, press: PaperPress): Promise<Report> {
  const { document, figures, rowsHash, state } = report
  const isDraft = state === 'draft'
  return {
    ...rowOf(work, report),
    document,
    figures,
    rowsHash,
    findings: checkDocument(document).map(({ code, severity, found }) => {
      const text = findingTexts[code]
      return { code, severity, text: { zh: text['zh-CN'], en: text.en }, found: found ?? null }
    }),
    missingGlyphs: isDraft ? await press.missingGlyphs(document) : [],
    typedNumbers: isDraft ? typedNumbers(document) : [],
  }
}
