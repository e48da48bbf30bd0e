import { randomBytes } from 'node:crypto'
import type { Half } from '../../src/modules/duty/contract/shift.ts'
import type { DutyRole } from '../../src/modules/identity/contract/person.ts'
import type { Role } from '../../src/modules/identity/contract/role.ts'
import { expiryOf, tokenHashOf } from '../../src/modules/identity/server/session/session-token.ts'
import { newId } from '../../src/platform/database/new-id.ts'
import type { Work } from '../../src/platform/database/work.ts'

/** Somebody who stands at a gate, at their own agency's area. */
export interface Seat {
  readonly personId: string
  readonly role: DutyRole
  readonly seat: Role
  readonly areaId: string
  readonly agencyId: string
  readonly schoolId: string
}

/** An enrolled phone. */
export interface CityPhone {
  readonly token: string
  readonly personId: string
  readonly role: DutyRole
  readonly schoolId: string
}

/**
 * Accounts, roles and device sessions as enrolling leaves them, in three statements for all: by
 * itself each phone costs eight queries, and a city has 22,000.
 */
export async function enrolPhones(work: Work, seats: readonly Seat[]): Promise<CityPhone[]> {
  const rows = seats.map((seat) => {
    const token = randomBytes(32).toString('base64url')
    const ids = { accountId: newId(work.now), roleId: newId(work.now), sessionId: newId(work.now) }
    return { ...seat, ...ids, token, tokenHash: tokenHashOf(token).toString('hex') }
  })
  const values = [
    JSON.stringify(rows.map(({ token: _, ...row }) => row)),
    work.now,
    expiryOf(work.now, { bound: true }),
  ]
  const from = `from jsonb_to_recordset($1::jsonb) as r("personId" uuid, seat text, "areaId" uuid,
      "accountId" uuid, "roleId" uuid, "sessionId" uuid, "tokenHash" text)
    join identity.area a on a.id = r."areaId"
    cross join (select $2::timestamptz as now, $3::timestamptz as expires_at) t`
  await work.query(
    `insert into identity.account (id, county_id, area_path, person_id, login_name, created_at)
     select r."accountId", a.county_id, a.path, r."personId", 'p-' || r."personId", t.now ${from}`,
    values,
  )
  await work.query(
    `insert into identity.role_assignment (county_id, id, area_path, account_id, person_id, role,
       area_id, starts_on, granted_by, granted_at)
     select a.county_id, r."roleId", a.path, r."accountId", r."personId", r.seat, a.id,
       '2026-09-01', r."personId", t.now ${from}`,
    values,
  )
  await work.query(
    `insert into identity.session (id, county_id, area_path, token_hash, account_id, person_id,
       role_assignment_id, device_name, device_bound, created_at, last_seen_at, expires_at)
     select r."sessionId", a.county_id, a.path, decode(r."tokenHash", 'hex'), r."accountId",
       r."personId", r."roleId", 'load', true, t.now, t.now, t.expires_at ${from}`,
    values,
  )
  return rows.map(({ token, personId, role, schoolId }) => ({ token, personId, role, schoolId }))
}

/** Tells everybody to come to the shift of their own school, as a published plan does. */
export async function assign(
  work: Work,
  phones: readonly CityPhone[],
  shift: { readonly day: string; readonly half: Half },
): Promise<void> {
  await work.query(
    `insert into duty.assignment (county_id, id, area_path, shift_id, person_id, role, state,
       made_by, made_at, told_at)
     select s.county_id, overlay(gen_random_uuid()::text placing '7' from 15)::uuid,
       s.area_path, s.id, p."personId", p.role,
       case p.role when 'volunteer' then 'claimed' else 'published' end, p."personId", $2, $2
     from jsonb_to_recordset($1::jsonb) as p("personId" uuid, role text, "schoolId" uuid)
     join duty.shift s on s.school_id = p."schoolId" and s.day = $3 and s.half = $4`,
    [
      JSON.stringify(phones.map(({ token: _, ...phone }) => phone)),
      work.now,
      shift.day,
      shift.half,
    ],
  )
}

/** New device sessions for phones whose enrolment has run out; gives the tokens by person. */
export async function enrolAgain(
  work: Work,
  phones: readonly CityPhone[],
): Promise<Map<string, string>> {
  const rows = phones.map(({ personId }) => {
    const token = randomBytes(32).toString('base64url')
    const sessionId = newId(work.now)
    return { personId, sessionId, token, tokenHash: tokenHashOf(token).toString('hex') }
  })
  await work.query(
    `insert into identity.session (id, county_id, area_path, token_hash, account_id, person_id,
       role_assignment_id, device_name, device_bound, created_at, last_seen_at, expires_at)
     select r."sessionId", g.county_id, g.area_path, decode(r."tokenHash", 'hex'), g.account_id,
       g.person_id, g.id, 'load', true, $2, $2, $3
     from jsonb_to_recordset($1::jsonb) as r("personId" uuid, "sessionId" uuid, "tokenHash" text)
     join identity.role_assignment g on g.person_id = r."personId"`,
    [
      JSON.stringify(rows.map(({ token: _, ...row }) => row)),
      work.now,
      expiryOf(work.now, { bound: true }),
    ],
  )
  return new Map(rows.map(({ personId, token }) => [personId, token]))
}
