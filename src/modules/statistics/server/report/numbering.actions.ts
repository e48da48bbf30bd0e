import {
  type DocumentNumber,
  formatDocumentNumber,
  parseDocumentNumber,
} from '@anyuan/official-document'
import type { Work } from '../../../../platform/database/work.ts'
import { statisticsProblems } from '../../contract/problems.catalogue.ts'
import type { ReportKind } from '../../contract/report.ts'
import type { StoredReport } from './report.queries.ts'
import { lastNumber, numbersFrom, paperInPlaceOf, paperOfNumber } from './signed-papers.queries.ts'

type Place = Pick<StoredReport, 'countyId' | 'areaPath'>

/**
 * The number after the last signed one of its kind; the first is given by hand. Numbers run by year
 * and code, so that kinds which share a code share its numbers (GB/T 9704-2012, 7.2.5).
 */
export async function nextNumber(
  work: Work,
  place: Place & { kind: ReportKind; year: number },
): Promise<string | null> {
  const last = await lastNumber(work, place)
  const parsed = last === null ? undefined : parseDocumentNumber(last)
  return parsed ? numberAfter(work, place, { code: parsed.code, year: place.year }) : null
}

async function numberAfter(
  work: Work,
  { countyId, areaPath }: Place,
  { code, year }: Pick<DocumentNumber, 'code' | 'year'>,
): Promise<string> {
  const first = formatDocumentNumber({ code, year, sequence: 1 })
  const start = first.slice(0, first.lastIndexOf('1'))
  const numbers = await numbersFrom(work, { countyId, areaPath, start })
  const sequences = numbers.map((number) => parseDocumentNumber(number)?.sequence ?? 0)
  return formatDocumentNumber({ code, year, sequence: Math.max(0, ...sequences) + 1 })
}

/** One number stands on one paper. */
export async function refuseTakenNumber(
  work: Work,
  { countyId, areaPath, document }: Pick<StoredReport, 'countyId' | 'areaPath' | 'document'>,
): Promise<void> {
  const number = document.documentNumber
  if (number === undefined) return
  const place = { countyId, areaPath }
  const taken = await paperOfNumber(work, { ...place, number })
  if (!taken) return
  const parsed = parseDocumentNumber(number)
  const next = parsed ? await numberAfter(work, place, parsed) : ''
  throw statisticsProblems.numberTaken({ number, title: taken.title, next })
}

/** Of a period there is one signed original, and of a signed paper one correction. */
export async function refuseSignedTwice(
  work: Work,
  report: Place & Pick<StoredReport, 'kind' | 'firstDay' | 'lastDay' | 'correctsId'>,
): Promise<void> {
  if (!(await paperInPlaceOf(work, report))) return
  if (report.correctsId !== null) throw statisticsProblems.reportCorrected()
  const { firstDay, lastDay } = report
  throw statisticsProblems.periodSigned({ firstDay, lastDay })
}
