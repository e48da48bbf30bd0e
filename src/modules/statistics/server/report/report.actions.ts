import { checkDocument, figuresOf, type OfficialDocument } from '@anyuan/official-document'
import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { newId } from '../../../../platform/database/new-id.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileStore, MediaType, StoredFile } from '../../../../platform/files/file-store.ts'
import { statisticsProblems } from '../../contract/problems.catalogue.ts'
import { type ReportFigure, reportCan } from '../../contract/report.ts'
import { reportWords } from '../../contract/report-words.catalogue.ts'
import type { AskedArea } from '../indicator/area-asked.ts'
import {
  composeReport,
  computeFigures,
  hashOfFigures,
  periodOf,
  templates,
} from './compose.actions.ts'
import { pathsOfReport } from './figure-paths.ts'
import { isFormulaChanged, keepFormulasOf } from './figure-query.actions.ts'
import type { FigureAsk } from './figures.queries.ts'
import { refuseSignedTwice, refuseTakenNumber } from './numbering.actions.ts'
import { changedFigures, withFigures, withWords } from './paper.rules.ts'
import type { PaperPress } from './paper-press.ts'
import {
  findReport,
  insertReport,
  markSigned,
  type StoredReport,
  updateDraft,
} from './report.queries.ts'
import { lockSigning } from './signed-papers.queries.ts'

export async function reportOr404(work: Work, id: string): Promise<StoredReport> {
  const report = await findReport(work, id)
  if (!report) throw baseProblems.notFound()
  return report
}

export interface DraftWanted {
  readonly id: string
  readonly kind: StoredReport['kind']
  readonly day: string
  readonly area: AskedArea
  readonly correctsId?: string | undefined
}

/** Makes a draft; a repeat of the same wish finds it, another wish with its id is a conflict. */
export async function makeDraft(work: Work, wanted: DraftWanted): Promise<StoredReport> {
  const { id, kind, area, correctsId = null } = wanted
  const present = await findReport(work, id)
  if (present) {
    const { firstDay } = periodOf(kind, wanted.day)
    const same = present.kind === kind && present.firstDay === firstDay
    if (!same || present.areaId !== area.id || present.correctsId !== correctsId) {
      throw baseProblems.conflict()
    }
    return present
  }
  const composed = await composeReport(work, wanted)
  const { countyId, path: areaPath } = area
  await refuseSignedTwice(work, { ...composed, countyId, areaPath, kind, correctsId })
  if (correctsId !== null) await refuseOtherPaper(work, correctsId, { ...composed, kind, area })
  const { document, ...rest } = composed
  await insertReport(work, {
    ...rest,
    id,
    kind,
    countyId,
    areaPath,
    correctsId,
    document: correctsId === null ? document : markedAsCorrection(document),
    madeBy: work.actor.personId,
  })
  await keepFormulasOf(work, composed.figures)
  const report = await reportOr404(work, id)
  tell(work, report, 'create', { asOf: report.asOf.toISOString(), correctsId })
  return report
}

const markedAsCorrection = (document: OfficialDocument): OfficialDocument => ({
  ...document,
  subtitle: `${document.subtitle ?? ''}${reportWords.correctionMark}`,
})

interface SamePaper {
  readonly kind: string
  readonly firstDay: string
  readonly area: AskedArea
}

async function refuseOtherPaper(work: Work, id: string, asked: SamePaper): Promise<void> {
  const corrected = await reportOr404(work, id)
  if (!isAllowed('correct', corrected)) throw statisticsProblems.reportNotSigned()
  const { kind, firstDay, areaPath } = corrected
  if (kind !== asked.kind || firstDay !== asked.firstDay || areaPath !== asked.area.path) {
    throw baseProblems.conflict()
  }
}

const isAllowed = (step: keyof typeof reportCan, { state }: StoredReport): boolean =>
  reportCan[step].some((allowed) => allowed === state)

/** A draft that may be changed, in the version that its editor saw. */
async function draftOr409(
  work: Work,
  id: string,
  step: keyof typeof reportCan,
  version: number,
): Promise<StoredReport> {
  const report = await reportOr404(work, id)
  if (!isAllowed(step, report)) throw statisticsProblems.reportSigned()
  if (report.version !== version) throw baseProblems.stale({ version: report.version })
  return report
}

/** Another text around the same figures. */
export async function editDraft(
  work: Work,
  id: string,
  { version, document }: { version: number; document: OfficialDocument },
): Promise<StoredReport> {
  const report = await draftOr409(work, id, 'edit', version)
  const keys = changedFigures(report.document, document)
  if (keys.length > 0) throw statisticsProblems.figuresChanged({ keys })
  await writeDraft(work, report, { ...report, document })
  tell(work, report, 'edit', { version })
  return reportOr404(work, id)
}

async function writeDraft(
  work: Work,
  report: StoredReport,
  content: Pick<StoredReport, 'document' | 'figures' | 'rowsHash' | 'asOf'>,
): Promise<void> {
  const written = await updateDraft(work, report, content)
  if (!written) throw baseProblems.stale({ version: report.version + 1 })
}

/** The figures of a draft again, with what is known now; the text stays. */
export async function refreshDraft(
  work: Work,
  id: string,
  { version }: { version: number },
): Promise<StoredReport> {
  const report = await draftOr409(work, id, 'refresh', version)
  const figures = await figuresKnownAt(work, report, work.now)
  const shown = new Map(figures.map((figure) => [figure.key, figure.shown]))
  const { asOfWords } = templates[report.kind]
  const document = withWords(
    report.document,
    asOfWords(report),
    asOfWords({ ...report, asOf: work.now }),
  )
  await writeDraft(work, report, {
    document: withFigures(document, ({ key, value }) => shown.get(key) ?? value),
    figures,
    rowsHash: hashOfFigures(figures),
    asOf: work.now,
  })
  await keepFormulasOf(work, figures)
  tell(work, report, 'refresh', { version, asOf: work.now.toISOString() })
  return reportOr404(work, id)
}

/** A report's figures computed again from the records known at an instant. */
export async function figuresKnownAt(
  work: Work,
  report: StoredReport,
  known: Date,
): Promise<ReportFigure[]> {
  const paths = await pathsOfReport(work, report)
  const asks = report.figures.map(({ key, indicator, areaId, half }): FigureAsk => {
    // An area that is gone counts nothing any more; the difference is shown, not hidden.
    const path = paths.get(areaId) ?? `${report.areaPath}.gone`
    return { key, indicator, area: { id: areaId, path }, half }
  })
  const { firstDay, lastDay, areaPath: path } = report
  return computeFigures(work, asks, { firstDay, lastDay, path, known })
}

export interface Recomputed {
  readonly key: string
  readonly stored: number | null
  readonly recomputed: number | null
  readonly same: boolean
  readonly formulaChanged: boolean
  readonly present: number | null
}

/** Each figure as stored, as its records give it again, and as everything known now gives it. */
export async function recompute(work: Work, report: StoredReport): Promise<Recomputed[]> {
  const then = new Map((await figuresKnownAt(work, report, report.asOf)).map((f) => [f.key, f]))
  const now = new Map((await figuresKnownAt(work, report, work.now)).map((f) => [f.key, f]))
  return report.figures.map((figure) => {
    const { key, value } = figure
    const again = then.get(key)
    return {
      key,
      stored: value,
      recomputed: again?.value ?? null,
      same: isSame(figure, again),
      formulaChanged: isFormulaChanged(figure),
      present: now.get(key)?.value ?? null,
    }
  })
}

const isSame = ({ value, rows, rowsHash }: ReportFigure, again: ReportFigure | undefined) =>
  again?.value === value && again.rows === rows && again.rowsHash === rowsHash

/**
 * A draft's figures as its records give them again. They are equal, and made by the formulas of
 * today: those of a draft from before an upgrade may be kept nowhere.
 */
async function confirmedFigures(work: Work, report: StoredReport): Promise<ReportFigure[]> {
  const again = await figuresKnownAt(work, report, report.asOf)
  const byKey = new Map(again.map((figure) => [figure.key, figure]))
  const differing = report.figures.filter((figure) => !isSame(figure, byKey.get(figure.key)))
  if (differing.length > 0) {
    throw statisticsProblems.figuresDiffer({ keys: differing.map(({ key }) => key) })
  }
  return again
}

export interface Signing {
  readonly press: PaperPress
  readonly files: FileStore
}

/** Signs a draft: recomputed, free of faults, printed and stored. Afterwards it is fixed. */
export async function signDraft(
  work: Work,
  id: string,
  { version, press, files }: { version: number } & Signing,
): Promise<StoredReport> {
  const report = await draftOr409(work, id, 'sign', version)
  refuseBeforeLastDay(report)
  await lockSigning(work, report)
  await refuseSignedTwice(work, report)
  await refuseTakenNumber(work, report)
  const figures = await confirmedFigures(work, report)
  const document = dated(report.document, localDay(work.now))
  await refuseFaults(document, press)
  const pdf = await keep(work, files, report, {
    bytes: await press.pdf(document, report.id),
    name: `${report.document.title.join('')}.pdf`,
    mediaType: 'application/pdf',
  })
  const docx = await keep(work, files, report, {
    bytes: await press.docx(document),
    name: `${report.document.title.join('')}.docx`,
    mediaType: 'application/zip',
  })
  const signed = { by: work.actor.personId, pdfFileId: pdf.id, docxFileId: docx.id }
  const written = await markSigned(work, { ...report, document, figures }, signed)
  if (!written) throw baseProblems.stale({ version: report.version + 1 })
  await keepFormulasOf(work, figures)
  tell(work, report, 'sign', {
    rowsHash: report.rowsHash,
    figures: figuresOf(document).length,
    pdfSha256: pdf.sha256,
    docxSha256: docx.sha256,
  })
  return reportOr404(work, id)
}

/** What is due at the end of a day is signed with what was known on it, or later. */
function refuseBeforeLastDay({ asOf, lastDay }: StoredReport): void {
  const asOfDay = localDay(asOf)
  if (asOfDay < lastDay) throw statisticsProblems.periodOpen({ lastDay, asOfDay })
}

/** 成文日期 is the day on which the paper is signed (GB/T 9704-2012, 7.3.5.4). */
const dated = (document: OfficialDocument, date: string): OfficialDocument => ({
  ...document,
  ...(document.signature ? { signature: { ...document.signature, date } } : {}),
  ...(document.printedDate ? { printedDate: date } : {}),
})

async function refuseFaults(document: OfficialDocument, press: PaperPress): Promise<void> {
  const faults = checkDocument(document).filter(({ severity }) => severity === 'error')
  if (faults.length > 0) {
    throw statisticsProblems.paperInvalid({ findings: faults.map(({ code }) => code) })
  }
  const glyphs = await press.missingGlyphs(document)
  if (glyphs.length > 0) throw statisticsProblems.glyphsMissing({ glyphs })
}

interface PaperFile {
  readonly bytes: Uint8Array
  readonly name: string
  readonly mediaType: MediaType
}

function keep(
  work: Work,
  files: FileStore,
  { countyId, areaPath }: StoredReport,
  { bytes, name, mediaType }: PaperFile,
): Promise<StoredFile> {
  const place = { countyId, areaPath, rowClass: 'joint' }
  const file = { id: newId(work.now), bytes, name, purpose: 'statistics.report', ...place }
  return files.put(work, file, [mediaType])
}

function tell(
  work: Work,
  report: StoredReport,
  step: string,
  detail: Record<string, unknown>,
): void {
  const { id, kind, firstDay, lastDay, countyId, areaPath } = report
  work.audit({
    action: `statistics.report.${step}`,
    subjectKind: 'report',
    subjectId: id,
    countyId,
    areaPath,
    detail: { kind, firstDay, lastDay, ...detail },
  })
  work.touch({ topic: 'statistics.report', areaPath, rowClass: 'joint', keys: [id] })
}
