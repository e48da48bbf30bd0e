import type { Work } from '../../../../platform/database/work.ts'
import { holderIsHere, rowsOfHolder } from '../account/account.queries.ts'

/** A live session with the role it carries, as the cache keeps it. */
export interface LiveSession {
  readonly tokenHash: Buffer
  readonly id: string
  readonly accountId: string
  readonly personId: string
  readonly roleAssignmentId: string
  readonly role: string
  readonly areaId: string
  readonly areaPath: string
  readonly countyId: string
  readonly deviceBound: boolean
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly steppedUpUntil: Date | null
}

/**
 * Without sessions that ended, of a closed account, of somebody who has left, or whose role is no
 * longer held. Each table is entered by a key (`lateral … limit 1`): the planner takes the scope of
 * row security for selective and would read every session of the country.
 */
export async function findLiveSessions(
  work: Work,
  tokenHashes: readonly Buffer[],
  day: string,
): Promise<LiveSession[]> {
  return await work.query<LiveSession>(
    `select s.token_hash as "tokenHash", s.id, s.account_id as "accountId", s.person_id as "personId",
       g.id as "roleAssignmentId", g.role, a.id as "areaId", a.path as "areaPath",
       a.county_id as "countyId", s.device_bound as "deviceBound", s.last_seen_at as "lastSeenAt",
       s.expires_at as "expiresAt", s.stepped_up_until as "steppedUpUntil"
     from unnest($1::bytea[]) as k(token_hash)
     cross join lateral (select * from identity.session s
       where s.token_hash = k.token_hash and s.revoked_at is null and s.expires_at > $2 limit 1) s
     cross join lateral (select h.id, h.county_id from identity.account h
       where h.id = s.account_id and h.state = 'active' limit 1) h
     cross join lateral (select g.id, g.role, g.area_id from identity.role_assignment g
       where g.account_id = s.account_id and g.id = s.role_assignment_id
         and g.revoked_at is null and g.starts_on <= $3 and (g.ends_on is null or g.ends_on >= $3)
         and ${holderIsHere}
       limit 1) g
     join identity.area a on a.id = g.area_id`,
    [tokenHashes, work.now, day],
    'identity.find-live-sessions',
  )
}

export interface NewSession {
  readonly id: string
  readonly tokenHash: Buffer
  readonly accountId: string
  readonly personId: string
  readonly roleAssignmentId: string
  readonly countyId: string
  readonly areaPath: string
  readonly deviceName: string
  readonly deviceBound: boolean
  readonly byCode: boolean
  readonly expiresAt: Date
}

export async function insertSession(work: Work, session: NewSession): Promise<void> {
  await work.query(
    `insert into identity.session (id, county_id, area_path, token_hash, account_id, person_id,
       role_assignment_id, device_name, device_bound, created_at, last_seen_at, expires_at,
       by_code)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)`,
    [
      session.id,
      session.countyId,
      session.areaPath,
      session.tokenHash,
      session.accountId,
      session.personId,
      session.roleAssignmentId,
      session.deviceName,
      session.deviceBound,
      work.now,
      session.expiresAt,
      session.byCode,
    ],
  )
}

export async function prolongSessions(
  work: Work,
  sessions: readonly { id: string; expiresAt: Date }[],
): Promise<void> {
  await work.query(
    `with k as (
       select x.ctid, n.expires_at
       from unnest($1::uuid[], $3::timestamptz[]) as n(id, expires_at)
       cross join lateral (select x.ctid from identity.session x where x.id = n.id limit 1) x
     )
     update identity.session s set last_seen_at = $2, expires_at = k.expires_at
     from k where s.ctid = k.ctid`,
    [sessions.map(({ id }) => id), work.now, sessions.map(({ expiresAt }) => expiresAt)],
    'identity.prolong-sessions',
  )
}

/** Ends open sessions and tells every process to forget them and to cut their streams. */
export async function closeSessions(
  work: Work,
  ids: readonly string[],
  reason: string,
): Promise<void> {
  await work.query(
    `update identity.session set revoked_at = $2, revoked_reason = $3
     where id = any($1::uuid[]) and revoked_at is null`,
    [ids, work.now, reason],
  )
  await work.query(`select pg_notify('sessions', id::text) from unnest($1::uuid[]) id`, [ids])
}

export interface SessionFilter {
  readonly accountId?: string
  readonly roleAssignmentId?: string
  readonly exceptId?: string
}

export async function findOpenSessionIds(work: Work, filter: SessionFilter): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `select id from identity.session
     where revoked_at is null and expires_at > $1
       and ($2::uuid is null or account_id = $2)
       and ($3::uuid is null or role_assignment_id = $3)
       and ($4::uuid is null or id <> $4)`,
    [work.now, filter.accountId ?? null, filter.roleAssignmentId ?? null, filter.exceptId ?? null],
  )
  return rows.map(({ id }) => id)
}

export interface SessionRow {
  readonly id: string
  readonly accountId: string
  readonly deviceName: string
  readonly deviceBound: boolean
  readonly role: string
  readonly areaName: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

const shownMax = 200

export async function listSessions(work: Work, accountId: string): Promise<SessionRow[]> {
  return await work.query<SessionRow>(
    `select s.id, s.account_id as "accountId", s.device_name as "deviceName",
       s.device_bound as "deviceBound", g.role, a.name as "areaName",
       s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt"
     from identity.session s
     join identity.role_assignment g on g.id = s.role_assignment_id
     join identity.area a on a.id = g.area_id
     where s.account_id = $1 and s.revoked_at is null and s.expires_at > $2
     order by s.last_seen_at desc, s.id limit $3`,
    [accountId, work.now, shownMax],
  )
}

/** With `consoleUntil` it is bound to a phone no longer. */
export async function moveSession(
  work: Work,
  id: string,
  to: { roleAssignmentId: string; countyId: string; areaPath: string; consoleUntil: Date | null },
): Promise<void> {
  await work.query(
    `update identity.session
     set role_assignment_id = $2, county_id = $3, area_path = $4, stepped_up_until = null,
       device_bound = device_bound and $5::timestamptz is null,
       expires_at = least(expires_at, coalesce($5, expires_at))
     where id = $1`,
    [id, to.roleAssignmentId, to.countyId, to.areaPath, to.consoleUntil],
  )
  await work.query(`select pg_notify('sessions', $1)`, [id])
}

export async function saveStepUp(
  work: Work,
  id: string,
  { until, byCode }: { readonly until: Date; readonly byCode: boolean },
): Promise<void> {
  await work.query(
    'update identity.session set stepped_up_until = $2, by_code = by_code or $3 where id = $1',
    [id, until, byCode],
  )
  await work.query(`select pg_notify('sessions', $1)`, [`~${id}`])
}

/** Whether a code was given when it was opened, or since. */
export async function isSessionByCode(work: Work, id: string): Promise<boolean> {
  const [found] = await work.query('select from identity.session where id = $1 and by_code', [id])
  return found !== undefined
}

export interface FoundSession {
  readonly id: string
  readonly accountId: string
  readonly countyId: string
  readonly areaPath: string
}

/** Sessions whose time has run out: their streams may still be open. */
export async function findExpiredSessions(work: Work, countMax: number): Promise<FoundSession[]> {
  return await work.query<FoundSession>(
    `select id, account_id as "accountId", county_id as "countyId", area_path as "areaPath"
     from identity.session where revoked_at is null and expires_at <= $1
     order by expires_at limit $2`,
    [work.now, countMax],
  )
}

const openOfRole = `select s.id, s.account_id as "accountId", s.county_id as "countyId",
       s.area_path as "areaPath"
     from r cross join lateral (select * from identity.session s
       where s.role_assignment_id = r.id and s.revoked_at is null and s.expires_at > $1
       limit 1000) s`

/** Open sessions of a person, in the roles of one county if one is named. */
export const findSessionsOfPerson = (
  work: Work,
  personId: string,
  countyId: string | null,
): Promise<FoundSession[]> =>
  work.query<FoundSession>(
    `with r as (select g.id from identity.role_assignment g
       where g.person_id = $2 and ($3::uuid is null or g.county_id = $3))
     ${openOfRole}`,
    [work.now, personId, countyId],
  )

/**
 * Open sessions whose role is over by its day, or whose person has left. Nobody can use them, so
 * that those from before `since` have run out by themselves.
 */
export const findSessionsWithoutRole = (
  work: Work,
  { today, since }: { readonly today: string; readonly since: string },
  countMax: number,
): Promise<FoundSession[]> =>
  work.query<FoundSession>(
    `with r as (
       select g.id from identity.role_assignment g
       where g.ends_on >= $3 and g.ends_on < $2 and g.revoked_at is null
       union
       select g.id from identity.person p
       cross join lateral (select g.id from identity.role_assignment g
         cross join lateral (select h.county_id from identity.account h
           where h.id = g.account_id limit 1) h
         where ${rowsOfHolder} limit 1000) g
       where p.left_on >= $3 and not p.active)
     ${openOfRole} limit $4`,
    [work.now, today, since, countMax],
  )

/** Open sessions of accounts that are locked or closed. */
export const findSessionsOutOfUse = (work: Work, countMax: number): Promise<FoundSession[]> =>
  work.query<FoundSession>(
    `select s.id, s.account_id as "accountId", s.county_id as "countyId",
       s.area_path as "areaPath"
     from identity.account c
     cross join lateral (select * from identity.session s
       where s.account_id = c.id and s.revoked_at is null and s.expires_at > $1
       limit 1000) s
     where c.state in ('locked', 'closed') limit $2`,
    [work.now, countMax],
  )

export interface Self {
  readonly loginName: string
  readonly personName: string
  readonly roleAssignmentId: string
  readonly deviceBound: boolean
  readonly expiresAt: Date
  readonly steppedUpUntil: Date | null
  readonly lastSignInAt: Date | null
}

export async function findSelf(work: Work, sessionId: string): Promise<Self | undefined> {
  const [row] = await work.query<Self>(
    `select c.login_name as "loginName", p.name as "personName",
       s.role_assignment_id as "roleAssignmentId", s.device_bound as "deviceBound",
       s.expires_at as "expiresAt", s.stepped_up_until as "steppedUpUntil",
       c.last_sign_in_at as "lastSignInAt"
     from identity.session s
     join identity.account c on c.id = s.account_id
     join identity.person p on p.county_id = c.county_id and p.id = c.person_id
     where s.id = $1`,
    [sessionId],
  )
  return row
}
