import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Staff, StaffFields, StaffKind } from '../../contract/staff.ts'
import { refuseOvertaken } from '../change.rules.ts'
import { keptStaff } from '../past.ts'
import { cardOf, personCards } from '../person-card.queries.ts'

export interface StoredStaff extends StaffFields {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly schoolId: string
  readonly personId: string
  readonly endsOn: string | null
  readonly endReason: Staff['endReason']
  readonly version: number
}

export type NamedStaff = StoredStaff & { readonly schoolName: string }

const select = `select f.id, f.county_id as "countyId", f.area_path as "areaPath",
    f.school_id as "schoolId", s.name as "schoolName", f.person_id as "personId", f.kind, f.source,
    f.full_time as "fullTime", f.certificate_no as "certificateNo",
    f.certificate_expires_on as "certificateExpiresOn", f.starts_on as "startsOn",
    f.ends_on as "endsOn", f.end_reason as "endReason", f.version
  from schools.staff f
  join schools.school s on s.county_id = f.county_id and s.id = f.school_id`

async function withCards(work: Work, rows: readonly NamedStaff[]): Promise<Staff[]> {
  const cards = await personCards(
    work,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({ ...row, person: cardOf(cards, row.personId) }))
}

export interface StaffAsked {
  readonly schoolId: string
  readonly past?: boolean | undefined
  readonly kind?: StaffKind | undefined
}

/** A school has tens of people on its list; five hundred is its bound. */
export async function staffOfSchool(work: Work, asked: StaffAsked): Promise<Staff[]> {
  const rows = await work.query<NamedStaff>(
    `${select} where f.school_id = $1 and ($2 or f.ends_on is null or f.ends_on >= $4)
       and ($3::text is null or f.kind = $3)
     order by f.ends_on is not null, f.kind, f.starts_on, f.id limit 500`,
    [asked.schoolId, asked.past ?? false, asked.kind ?? null, localDay(work.now)],
  )
  return withCards(work, rows)
}

export async function findStaff(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, NamedStaff>> {
  if (ids.length === 0) return new Map()
  const rows = await work.query<NamedStaff>(`${select} where f.id = any($1::uuid[])`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

export async function staffOr404(work: Work, id: string): Promise<NamedStaff> {
  const staff = (await findStaff(work, [id])).get(id)
  if (!staff) throw baseProblems.notFound()
  return staff
}

export async function staffShown(work: Work, id: string): Promise<Staff> {
  const [shown] = await withCards(work, [await staffOr404(work, id)])
  if (!shown) throw baseProblems.notFound()
  return shown
}

export type PlaceOfPerson = Pick<StoredStaff, 'schoolId' | 'personId'>

/** Of people at schools, those whose places there are all ended, with the day of the last one. */
export async function leavingsOf(
  work: Work,
  places: readonly PlaceOfPerson[],
): Promise<{ personId: string; areaId: string; lastDay: string }[]> {
  if (places.length === 0) return []
  return work.query(
    `select r."personId", s.area_id as "areaId", l.day as "lastDay"
     from (select distinct * from
       jsonb_to_recordset($1::jsonb) as r("schoolId" uuid, "personId" uuid)) r
     cross join lateral (select max(f.ends_on) as day from schools.staff f
       where f.school_id = r."schoolId" and f.person_id = r."personId"
       having bool_and(f.ends_on is not null)) l
     cross join lateral (select s.area_id from schools.school s
       where s.id = r."schoolId" limit 1) s`,
    [JSON.stringify(places.map(({ schoolId, personId }) => ({ schoolId, personId })))],
  )
}

const recordColumns = `id uuid, "countyId" uuid, "areaPath" text, "schoolId" uuid, "personId" uuid,
  kind text, source text, "fullTime" boolean, "certificateNo" text, "certificateExpiresOn" date,
  "startsOn" date, "endsOn" date, "endReason" text, version integer`

export async function insertStaff(work: Work, staff: readonly StoredStaff[]): Promise<void> {
  if (staff.length === 0) return
  await work.query(
    `insert into schools.staff (county_id, id, area_path, school_id, person_id, kind, source,
       full_time, certificate_no, certificate_expires_on, starts_on, ends_on, end_reason)
     select "countyId", id, "areaPath"::ltree, "schoolId", "personId", kind, source, "fullTime",
       "certificateNo", "certificateExpiresOn", "startsOn", "endsOn", "endReason"
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})`,
    [JSON.stringify(staff)],
  )
}

/** Writes over the versions that were read; refuses when another came between. */
export async function updateStaffRows(work: Work, staff: readonly StoredStaff[]): Promise<void> {
  if (staff.length === 0) return
  await keepPast(
    work,
    keptStaff,
    staff.map(({ id }) => id),
  )
  const written = await work.query<{ id: string }>(
    `update schools.staff f set kind = r.kind, source = r.source, full_time = r."fullTime",
       certificate_no = r."certificateNo", certificate_expires_on = r."certificateExpiresOn",
       starts_on = r."startsOn", ends_on = r."endsOn", end_reason = r."endReason",
       version = f.version + 1
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})
     where f.county_id = r."countyId" and f.id = r.id and f.version = r.version
     returning f.id`,
    [JSON.stringify(staff)],
  )
  refuseOvertaken(staff, written)
}

/** Entries that hold a certificate's number although they are over, or their person has left. */
export const staffLeftWithNumber = (
  work: Work,
  { today, leftBefore }: { readonly today: string; readonly leftBefore: string },
  countMax: number,
): Promise<NamedStaff[]> =>
  work.query(
    `${select}
     join identity.published_person p on p.county_id = f.county_id and p.id = f.person_id
     where f.certificate_no is not null and (f.ends_on < $1 or p.left_on < $2)
     limit $3 for update of f skip locked`,
    [today, leftBefore, countMax],
  )

/** Present people whose certificate expires up to a day, soonest first. */
export async function certificatesUntil(
  work: Work,
  until: string,
  asked: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<Staff>> {
  const [day, id] = readPageKey(asked.after, 2)
  const filter = 'f.ends_on is null and f.certificate_expires_on <= $1'
  const rows = await work.query<NamedStaff>(
    `${select} where ${filter}
       and ($2::date is null or (f.certificate_expires_on, f.id) > ($2, $3::uuid))
     order by f.certificate_expires_on, f.id limit $4`,
    [until, day, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.staff f where ${filter}`,
    [until],
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) =>
    pageKey(row.certificateExpiresOn ?? '', row.id),
  )
  return { ...page, rows: await withCards(work, page.rows) }
}

/** The agency through which people belong to a school. */
export async function agencyOfSchool(work: Work, areaId: string): Promise<string | undefined> {
  const [row] = await work.query<{ id: string }>(
    `select id from identity.published_agency where area_id = $1 and kind = 'school'
     order by id limit 1`,
    [areaId],
  )
  return row?.id
}

/** Which of the people have a row in the county, own or seconded. */
export async function peopleInCounty(
  work: Work,
  wanted: readonly { readonly countyId: string; readonly personId: string }[],
): Promise<Set<string>> {
  const rows = await work.query<{ id: string }>(
    `select p.id from identity.published_person p
     join jsonb_to_recordset($1::jsonb) as r("countyId" uuid, "personId" uuid)
       on p.county_id = r."countyId" and p.id = r."personId"`,
    [JSON.stringify(wanted.map(({ countyId, personId }) => ({ countyId, personId })))],
  )
  return new Set(rows.map(({ id }) => id))
}
