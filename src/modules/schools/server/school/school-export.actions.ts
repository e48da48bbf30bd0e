import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Locale } from '../../../../platform/contract/problem.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { FileReply } from '../../../../platform/http/route.ts'
import { tableReply } from '../../../../platform/http/table-reply.ts'
import {
  everyRow,
  type OutputColumn,
  type OutputRow,
  outputColumns,
  said,
} from '../../../../platform/spreadsheet/index.ts'
import type { SchoolFilter, SchoolRow } from '../../contract/school.ts'
import { areaOrOwn, findAreas } from '../area.queries.ts'
import { sessionWords } from '../import/schools/school-table.catalogue.ts'
import { schoolTable } from '../import/schools/school-table.ts'
import { saidStages } from '../import/schools/stage-cell.ts'
import { findSchools, type StoredSchool } from './school.queries.ts'
import { besideImport, schoolListTitle } from './school-export.catalogue.ts'
import { listSchoolRows } from './school-list.queries.ts'

/** Schools read at once: one statement for their lines, one for what stands only on their page. */
const schoolsAtOnce = 2_000

/** The schools of a filter in the columns of the import, which finds nothing to change in them. */
export async function schoolListFile(
  work: Work,
  filter: SchoolFilter,
  locale: Locale,
): Promise<FileReply> {
  const area = await areaOrOwn(work, filter.stationAreaId)
  const rows = everyRow((after) =>
    outputPage(work, { ...filter, after, limit: schoolsAtOnce }, locale),
  )
  return tableReply(work, {
    action: 'schools.export',
    title: said(schoolListTitle, locale),
    area,
    period: localDay(work.now),
    columns: columnsIn(locale),
    rows,
    locale,
    detail: { filter },
  })
}

const widths: Readonly<Record<string, number>> = { name: 30, address: 36, nameEn: 30 }

/** A category is read from a table and then is a kind or a tag: the register has none to give. */
function columnsIn(locale: Locale): OutputColumn[] {
  const { columns } = schoolTable(locale)
  const taken = columns.filter(({ key }) => key !== 'category')
  return [
    ...taken.map((column) => ({ ...column, labels: [headed(column)], width: widths[column.key] })),
    ...outputColumns(besideImport, locale),
  ]
}

/** Positions name their datum, so that the import need not ask for it. */
function headed({ key, labels: [heading = key] }: OutputColumn): string {
  return key === 'lon' || key === 'lat' ? `${heading} (WGS-84)` : heading
}

async function outputPage(work: Work, asked: Parameters<typeof listSchoolRows>[1], locale: Locale) {
  const page = await listSchoolRows(work, asked)
  const schools = await findSchools(
    work,
    page.rows.map(({ id }) => id),
  )
  const counties = await findAreas(
    work,
    [...schools.values()].map(({ countyId }) => countyId),
  )
  const rows = page.rows.flatMap((line): OutputRow[] => {
    const school = schools.get(line.id)
    if (!school) return []
    const county = counties.get(school.countyId)?.name ?? null
    return [{ ...contentCells(school, locale), ...lineCells(line), county }]
  })
  return { ...page, rows }
}

function contentCells(school: StoredSchool, locale: Locale): OutputRow {
  const { sourceIds, position, sessions, tags } = school
  const [sourceId = null, ...furtherNumbers] = sourceIds
  return {
    code: school.code,
    temporaryCode: school.temporaryCode,
    // Lists only grow in an import: the first number says which school this is.
    sourceId,
    furtherNumbers: furtherNumbers.join('、'),
    name: school.name,
    nameEn: school.nameEn,
    kind: school.kind,
    stage: saidStages(school.stages, locale).join('、'),
    ownership: school.ownership,
    boarding: school.boarding,
    enrolment: school.enrolment,
    boarders: school.boarders,
    staffCount: school.staffCount,
    classes: school.classes,
    town: school.town,
    address: school.address,
    lon: position?.lon ?? null,
    lat: position?.lat ?? null,
    session: sessions.map((session) => sessionWord(session, locale)).join('、'),
    tags: tags.join('、'),
    state: school.state,
  }
}

const lineCells = ({ stationName, linkedOfficer, gates, guards }: SchoolRow): OutputRow => ({
  station: stationName,
  officer: linkedOfficer?.name ?? null,
  gates,
  guards,
})

const words: Readonly<Record<string, { zh: readonly string[]; en: readonly string[] }>> =
  sessionWords

function sessionWord(session: string, locale: Locale): string {
  const [word = session] = words[session]?.[locale === 'en' ? 'en' : 'zh'] ?? []
  return word
}
