import type { Work } from '../../../platform/database/work.ts'
import type { Tables } from './tables.generated.ts'

export interface AgencyRow {
  readonly id: string
  readonly countyId: string
  readonly areaId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly kind: string
  readonly name: string
  readonly code: string | null
}

export async function findAgencies(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, AgencyRow>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.agency')
    .select((of) => [
      'id',
      of.ref('county_id').as('countyId'),
      of.ref('area_id').as('areaId'),
      of.ref('area_path').as('areaPath'),
      of.ref('class').as('rowClass'),
      'kind',
      'name',
      'code',
    ])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertAgency(work: Work, agency: AgencyRow): Promise<void> {
  await work.query(
    `insert into identity.agency (county_id, id, area_id, area_path, class, kind, name, code)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      agency.countyId,
      agency.id,
      agency.areaId,
      agency.areaPath,
      agency.rowClass,
      agency.kind,
      agency.name,
      agency.code,
    ],
  )
}

export interface PersonRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly agencyId: string
  readonly homeCountyId: string | null
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly dutyRole: string
  readonly badge: string | null
  readonly skills: readonly string[]
  readonly maxDutiesPerWeek: number
  readonly active: boolean
}

export async function findPersons(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, PersonRow>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.person')
    .select((of) => [
      'id',
      of.ref('county_id').as('countyId'),
      of.ref('area_path').as('areaPath'),
      of.ref('class').as('rowClass'),
      of.ref('agency_id').as('agencyId'),
      of.ref('home_county_id').as('homeCountyId'),
      'name',
      'pinyin',
      'initials',
      of.ref('duty_role').as('dutyRole'),
      'badge',
      'skills',
      of.ref('max_duties_per_week').as('maxDutiesPerWeek'),
      'active',
    ])
    .where('id', 'in', [...new Set(ids)])
    // Of somebody who is seconded as well, the row at home comes last and stays.
    .orderBy('home_county_id', (order) => order.asc().nullsLast())
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertPersons(work: Work, persons: readonly PersonRow[]): Promise<void> {
  await work.query(
    `insert into identity.person (county_id, id, area_path, class, agency_id, home_county_id, name,
       pinyin, initials, duty_role, badge, skills, max_duties_per_week, active, created_at,
       updated_at)
     select "countyId", id, "areaPath"::ltree, "rowClass", "agencyId", "homeCountyId", name,
       pinyin, initials, "dutyRole", badge, skills, "maxDutiesPerWeek", active, $2, $2
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "agencyId" uuid, "homeCountyId" uuid, name text, pinyin text,
       initials text, "dutyRole" text, badge text, skills text[], "maxDutiesPerWeek" integer,
       active boolean)`,
    [JSON.stringify(persons), work.now],
  )
}

export interface ContactRow {
  readonly countyId: string
  readonly personId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly workPhone: string
  readonly legalBasis: string
  /** Hex; mixed into the digest that the audit trail keeps of the number. */
  readonly salt: string
  readonly deleteAfter: string | null
}

export async function insertContacts(work: Work, contacts: readonly ContactRow[]): Promise<void> {
  await work.query(
    `insert into identity.person_contact (county_id, person_id, area_path, class, work_phone,
       legal_basis, salt, delete_after)
     select "countyId", "personId", "areaPath"::ltree, "rowClass", "workPhone", "legalBasis",
       decode(salt, 'hex'), "deleteAfter"
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, "personId" uuid, "areaPath" text,
       "rowClass" text, "workPhone" text, "legalBasis" text, salt text, "deleteAfter" date)`,
    [JSON.stringify(contacts)],
  )
}

/** The agency that people of an area belong to unless told otherwise; the first that was made. */
export async function findAgencyOfArea(work: Work, areaId: string): Promise<string | undefined> {
  const [row] = await work.query<{ id: string }>(
    'select id from identity.agency where area_id = $1 order by id limit 1',
    [areaId],
  )
  return row?.id
}
