import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { PlacedPosition } from '../../contract/position.ts'
import type { School, SchoolFields, SchoolState } from '../../contract/school.ts'
import { refuseOvertaken } from '../change.rules.ts'
import { keptSchool } from '../past.ts'
import { type PositionColumns, positionColumns, positionOf } from '../place/position.ts'

/** What people enter about a school, as it is stored. */
export type SchoolContent = Omit<SchoolFields, 'position'> & { position: PlacedPosition | null }

/** A row of the register: content, home and place. */
export interface StoredSchool extends SchoolContent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly areaId: string
  readonly stationAreaId: string | null
  readonly state: SchoolState
  readonly version: number
  readonly bellsVersion: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

type Row = Omit<StoredSchool, 'position'> & PositionColumns

const columns = `s.id, s.county_id as "countyId", s.area_path as "areaPath", s.area_id as "areaId",
  s.station_area_id as "stationAreaId", s.code, s.temporary_code as "temporaryCode",
  s.source_ids as "sourceIds", s.name, s.name_en as "nameEn", s.kind, s.stages, s.ownership,
  s.boarding, s.enrolment, s.boarders, s.staff_count as "staffCount", s.classes, s.town, s.address, s.lon,
  s.lat, s.position_source as "positionSource", s.position_accuracy_m as "positionAccuracyM",
  s.position_original as "positionOriginal", s.sessions, s.tags, s.state, s.version,
  s.bells_version as "bellsVersion", s.created_at as "createdAt", s.updated_at as "updatedAt"`

function schoolOf(row: Row): StoredSchool {
  const { lon, lat, positionSource, positionAccuracyM, positionOriginal, ...school } = row
  return {
    ...school,
    position: positionOf({ lon, lat, positionSource, positionAccuracyM, positionOriginal }),
  }
}

/** What people enter, without home, place and versions. */
export function contentOf(school: StoredSchool): SchoolContent {
  const { id, countyId, areaPath, areaId, stationAreaId, state, version, ...rest } = school
  const { bellsVersion, createdAt, updatedAt, ...content } = rest
  return content
}

export async function findSchools(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, StoredSchool>> {
  if (ids.length === 0) return new Map()
  const rows = await work.query<Row>(
    `select ${columns} from schools.school s where s.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, schoolOf(row)]))
}

/** A school of the caller's scope; 404 outside it. */
export async function schoolOr404(work: Work, id: string): Promise<StoredSchool> {
  const [row] = await work.query<Row>(
    `select ${columns} from schools.school s where s.id = $1`,
    [id],
    'schools.school.find',
  )
  if (!row) throw baseProblems.notFound()
  return schoolOf(row)
}

/** For what only one may do at a school at a time. */
export async function lockSchool(work: Work, countyId: string, id: string): Promise<void> {
  await work.query('select from schools.school where county_id = $1 and id = $2 for update', [
    countyId,
    id,
  ])
}

/** A school with the names that its page shows. */
export async function schoolPage(work: Work, id: string): Promise<School> {
  const school = await schoolOr404(work, id)
  const [names] = await work.query<{ countyName: string | null; stationName: string | null }>(
    `select (select name from identity.published_area where id = $1) as "countyName",
       (select name from identity.published_area where id = $2) as "stationName"`,
    [school.countyId, school.stationAreaId],
  )
  return {
    ...school,
    countyName: names?.countyName ?? null,
    stationName: names?.stationName ?? null,
    createdAt: school.createdAt.toISOString(),
    updatedAt: school.updatedAt.toISOString(),
  }
}

export interface NewSchoolRow extends SchoolContent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly areaId: string
  readonly stationAreaId: string | null
  readonly pinyin: string
  readonly initials: string
}

const recordColumns = `id uuid, "countyId" uuid, "areaPath" text, "areaId" uuid,
  "stationAreaId" uuid, code text, "temporaryCode" text, "sourceIds" text[], name text,
  "nameEn" text, pinyin text, initials text, kind text, stages text[], ownership text, boarding boolean,
  enrolment integer, boarders integer, "staffCount" integer, classes integer, town text,
  address text, lon double precision, lat double precision, "positionSource" text,
  "positionOriginal" jsonb, "positionAccuracyM" double precision, sessions text[], tags text[],
  version integer`

const flat = ({ position, ...row }: NewSchoolRow & { version?: number }) => ({
  ...row,
  ...positionColumns(position),
})

export async function insertSchools(work: Work, schools: readonly NewSchoolRow[]): Promise<void> {
  if (schools.length === 0) return
  await work.query(
    `insert into schools.school (county_id, id, area_path, area_id, station_area_id, code,
       temporary_code, source_ids, name, name_en, pinyin, initials, kind, stages, ownership,
       boarding, enrolment, boarders, staff_count, classes, town, address, lon, lat, position_source,
       position_original, position_accuracy_m, sessions, tags, created_at, updated_at)
     select "countyId", id, "areaPath"::ltree, "areaId", "stationAreaId", code, "temporaryCode",
       "sourceIds", name, "nameEn", pinyin, initials, kind, stages, ownership, boarding,
       enrolment, boarders, "staffCount", classes, town, address, lon, lat, "positionSource",
       "positionOriginal", "positionAccuracyM", sessions, tags, $2, $2
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})`,
    [JSON.stringify(schools.map(flat)), work.now],
  )
}

/** Writes new content over the version that was read; refuses when another came between. */
export async function updateSchools(
  work: Work,
  schools: readonly (NewSchoolRow & { readonly version: number })[],
): Promise<void> {
  if (schools.length === 0) return
  await keepPast(
    work,
    keptSchool,
    schools.map(({ id }) => id),
  )
  const written = await work.query<{ id: string }>(
    `update schools.school s set code = r.code, temporary_code = r."temporaryCode",
       source_ids = r."sourceIds", name = r.name, name_en = r."nameEn", pinyin = r.pinyin,
       initials = r.initials, kind = r.kind, stages = r.stages, ownership = r.ownership, boarding = r.boarding,
       enrolment = r.enrolment, boarders = r.boarders, staff_count = r."staffCount",
       classes = r.classes, town = r.town, address = r.address, lon = r.lon, lat = r.lat,
       position_source = r."positionSource", position_original = r."positionOriginal",
       position_accuracy_m = r."positionAccuracyM", sessions = r.sessions, tags = r.tags,
       version = s.version + 1, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})
     where s.county_id = r."countyId" and s.id = r.id and s.version = r.version
     returning s.id`,
    [JSON.stringify(schools.map(flat)), work.now],
  )
  refuseOvertaken(schools, written)
}

export async function setSchoolState(
  work: Work,
  school: StoredSchool,
  state: SchoolState,
): Promise<void> {
  await keepPast(work, keptSchool, [school.id])
  const written = await work.query<{ id: string }>(
    `update schools.school set state = $3, version = version + 1, updated_at = $4
     where county_id = $1 and id = $2 and version = $5 returning id`,
    [school.countyId, school.id, state, work.now, school.version],
  )
  refuseOvertaken([school], written)
}

/** Which of the codes are taken in their county, and by which school. */
export async function codesInUse(
  work: Work,
  wanted: readonly { readonly countyId: string; readonly code: string | null; id: string }[],
): Promise<{ code: string; name: string }[]> {
  const coded = wanted.filter(({ code }) => code !== null)
  if (coded.length === 0) return []
  return work.query(
    `select s.code, s.name from schools.school s
     join jsonb_to_recordset($1::jsonb) as r("countyId" uuid, code text, id uuid)
       on s.county_id = r."countyId" and s.code = r.code and s.id <> r.id
     limit 1`,
    [JSON.stringify(coded.map(({ countyId, code, id }) => ({ countyId, code, id })))],
  )
}

/** The school whose own area has the path; null for areas that hold schools. */
export async function schoolIdOfArea(work: Work, areaPath: string): Promise<string | null> {
  const [row] = await work.query<{ id: string }>(
    'select id from schools.school where area_path = $1::ltree',
    [areaPath],
  )
  return row?.id ?? null
}
