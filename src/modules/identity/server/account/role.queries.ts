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
  /** The request that prolonged it last. */
  readonly prolongedBy: string | null
}

const assignment = `select g.id, g.account_id as "accountId", g.person_id as "personId", g.role,
    g.area_id as "areaId", a.name as "areaName", g.area_path as "areaPath",
    g.county_id as "countyId", g.starts_on as "startsOn", g.ends_on as "endsOn",
    g.granted_by as "grantedBy", g.granted_at as "grantedAt",
    g.revoked_at is not null as revoked, g.prolonged_by as "prolongedBy"
  from identity.role_assignment g join identity.area a on a.id = g.area_id`

export async function findRoleAssignment(
  work: Work,
  id: string,
): Promise<RoleAssignmentRow | undefined> {
  const [row] = await work.query<RoleAssignmentRow>(`${assignment} where g.id = $1`, [id])
  return row
}

/** What a person holds, or will hold, at exactly this area. */
export async function findRolesAt(
  work: Work,
  wanted: { readonly personId: string; readonly areaId: string; readonly day: string },
): Promise<RoleAssignmentRow[]> {
  return await work.query<RoleAssignmentRow>(
    `${assignment} where g.person_id = $1 and g.area_id = $2 and g.revoked_at is null
       and (g.ends_on is null or g.ends_on >= $3)`,
    [wanted.personId, wanted.areaId, wanted.day],
  )
}

/** What a person holds, or will hold, anywhere in a county. */
export async function findRolesIn(
  work: Work,
  wanted: { readonly personId: string; readonly countyId: string; readonly day: string },
): Promise<RoleAssignmentRow[]> {
  return await work.query<RoleAssignmentRow>(
    `${assignment} where g.person_id = $1 and g.county_id = $2 and g.revoked_at is null
       and (g.ends_on is null or g.ends_on >= $3)`,
    [wanted.personId, wanted.countyId, wanted.day],
  )
}

/** What an account holds, or will hold. */
export async function findRolesOf(
  work: Work,
  wanted: { readonly accountId: string; readonly day: string },
): Promise<RoleAssignmentRow[]> {
  return await work.query<RoleAssignmentRow>(
    `${assignment} where g.account_id = $1 and g.revoked_at is null
       and (g.ends_on is null or g.ends_on >= $2)`,
    [wanted.accountId, wanted.day],
  )
}

/** Roles of people at areas that a leaving is about to end, or has taken since an instant. */
export async function findLeftRoles(
  work: Work,
  at: readonly { readonly personId: string; readonly areaId: string }[],
  { today, since }: { readonly today: string; readonly since: Date },
): Promise<RoleAssignmentRow[]> {
  if (at.length === 0) return []
  // Looked up by its person each: the planner takes the scope of row security for selective.
  return await work.query<RoleAssignmentRow>(
    `${assignment} where g.id in (
       select l.id
       from (select distinct * from
         jsonb_to_recordset($1::jsonb) as r("personId" uuid, "areaId" uuid)) r
       cross join lateral (select g.id from identity.role_assignment g
         where g.person_id = r."personId" and g.area_id = r."areaId" and g.left_at is not null
           and (g.revoked_at is null and g.ends_on >= $2
             or g.revoked_at = g.left_at and g.left_at >= $3)
         limit 100) l)`,
    [JSON.stringify(at.map(({ personId, areaId }) => ({ personId, areaId }))), today, since],
  )
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

/** Another last day, or none, as it is granted. */
export async function saveRoleEnd(work: Work, id: string, endsOn: string | null): Promise<void> {
  await work.query(
    `update identity.role_assignment set ends_on = $2, granted_until = null, left_at = null
     where id = $1`,
    [id, endsOn],
  )
}

/** Granted for longer by a request, which is known again by its id. */
export async function saveProlonging(
  work: Work,
  id: string,
  { endsOn, by }: { readonly endsOn: string | null; readonly by: string | null },
): Promise<void> {
  await saveRoleEnd(work, id, endsOn)
  await work.query('update identity.role_assignment set prolonged_by = $2 where id = $1', [id, by])
}

/** The last day by a leaving; until when the role had been granted is kept. */
export async function saveLeaving(work: Work, id: string, endsOn: string | null): Promise<void> {
  await work.query(
    `update identity.role_assignment set ends_on = $2, left_at = $3,
       granted_until = case when left_at is null then ends_on else granted_until end
     where id = $1`,
    [id, endsOn, work.now],
  )
}

/** As if there had been no leaving. */
export async function saveReturn(work: Work, id: string): Promise<void> {
  await work.query(
    `update identity.role_assignment
     set ends_on = granted_until, granted_until = null, left_at = null, revoked_at = null
     where id = $1`,
    [id],
  )
}
