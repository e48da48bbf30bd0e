import type { Work } from '../../../../platform/database/work.ts'

export interface NewRoleAssignment {
  readonly id: string
  readonly accountId: string
  readonly personId: string
  readonly role: string
  readonly areaId: string
  readonly areaPath: string
  readonly countyId: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly grantedBy: string
}

export async function insertRoleAssignment(work: Work, given: NewRoleAssignment): Promise<void> {
  await work.query(
    `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
       area_id, starts_on, ends_on, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      given.countyId,
      given.id,
      given.areaPath,
      given.accountId,
      given.personId,
      given.role,
      given.areaId,
      given.startsOn,
      given.endsOn,
      given.grantedBy,
      work.now,
    ],
  )
}

export interface RoleAssignmentRow {
  readonly id: string
  readonly accountId: string
  readonly personId: string
  readonly role: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly countyId: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly grantedBy: string
  readonly grantedAt: Date
  readonly revoked: boolean
}

export async function findRoleAssignment(
  work: Work,
  id: string,
): Promise<RoleAssignmentRow | undefined> {
  const [row] = await work.query<RoleAssignmentRow>(
    `select g.id, g.account_id as "accountId", g.person_id as "personId", g.role,
       g.area_id as "areaId", a.name as "areaName", g.area_path as "areaPath",
       g.county_id as "countyId", g.starts_on as "startsOn", g.ends_on as "endsOn",
       g.granted_by as "grantedBy", g.granted_at as "grantedAt",
       g.revoked_at is not null as revoked
     from identity.role_assignment g join identity.area a on a.id = g.area_id
     where g.id = $1`,
    [id],
  )
  return row
}

/** Roles of a person in all counties that are in force or will be: separation looks at all. */
export async function findUnrevokedRoles(
  work: Work,
  personId: string,
  day: string,
): Promise<{ role: string; areaId: string; areaPath: string }[]> {
  return await work.query(
    `select role, area_id as "areaId", area_path::text as "areaPath"
     from identity.roles_of_person($1, $2)`,
    [personId, day],
  )
}

export async function revokeRoleAssignment(work: Work, id: string): Promise<void> {
  await work.query('update identity.role_assignment set revoked_at = $2 where id = $1', [
    id,
    work.now,
  ])
}
