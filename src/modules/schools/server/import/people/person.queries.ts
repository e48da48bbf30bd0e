import { keepPast } from '../../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../../platform/database/work.ts'
import type { AgencyKind } from '../../../../identity/contract/agency.ts'
import type { DutyRole } from '../../../../identity/contract/person.ts'
import type { Skill } from '../../../../identity/contract/skill.ts'
import { keptStaff } from '../../past.ts'
import type { StoredStaff } from '../../people/staff.queries.ts'

/** An agency of the county to which people can belong. */
export interface KnownUnit {
  readonly id: string
  readonly name: string
  readonly areaId: string
  readonly areaName: string
  readonly kind: AgencyKind
}

export async function unitsOfCounty(work: Work, countyId: string): Promise<KnownUnit[]> {
  return work.query<KnownUnit>(
    `select g.id, g.name, g.kind, g.area_id as "areaId", a.name as "areaName"
     from identity.published_agency g
     join identity.published_area a on a.id = g.area_id
     where g.county_id = $1 order by g.id`,
    [countyId],
  )
}

export interface KnownPerson {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly dutyRole: DutyRole
  readonly badge: string | null
  readonly skills: readonly Skill[]
  readonly maxDutiesPerWeek: number
  readonly version: number
}

/** People at home in the county who have not left. */
export async function peopleOfCounty(work: Work, countyId: string): Promise<KnownPerson[]> {
  return work.query<KnownPerson>(
    `select id, agency_id as "agencyId", name, duty_role as "dutyRole", badge, skills,
       max_duties_per_week as "maxDutiesPerWeek", version
     from identity.published_person
     where county_id = $1 and home_county_id is null and active order by id`,
    [countyId],
  )
}

export type OpenStaff = Omit<StoredStaff, 'areaPath' | 'endsOn' | 'endReason'>

/** Who works at the schools now. */
export async function openStaffOf(
  work: Work,
  countyId: string,
  schoolIds: readonly string[],
): Promise<OpenStaff[]> {
  return work.query<OpenStaff>(
    `select id, county_id as "countyId", school_id as "schoolId", person_id as "personId", kind,
       source, full_time as "fullTime", certificate_no as "certificateNo",
       certificate_expires_on as "certificateExpiresOn", starts_on as "startsOn", version
     from schools.staff
     where county_id = $1 and school_id = any($2::uuid[]) and ends_on is null`,
    [countyId, schoolIds],
  )
}

export async function deleteStaff(work: Work, ids: readonly string[]): Promise<void> {
  await keepPast(work, keptStaff, ids)
  await work.query('delete from schools.staff where id = any($1::uuid[])', [ids])
}

/** Versions of people as they are now, with their names. */
export async function peopleNow(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, { id: string; name: string; version: number }>> {
  const rows = await work.query<{ id: string; name: string; version: number }>(
    `select id, name, version from identity.published_person
     where id = any($1::uuid[]) and home_county_id is null`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
