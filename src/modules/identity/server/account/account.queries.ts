import type { Work } from '../../../../platform/database/work.ts'
import type { AreaLevel } from '../../contract/area.ts'

export interface AccountRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  readonly loginName: string
  readonly passwordHash: string | null
  readonly totpSecret: Buffer | null
  readonly totpEnrolledAt: Date | null
  readonly totpLastStep: number
  readonly state: 'invited' | 'active' | 'locked' | 'closed'
  readonly lastSignInAt: Date | null
  readonly version: number
}

const columns = `id, county_id as "countyId", area_path as "areaPath", person_id as "personId",
  login_name as "loginName", password_hash as "passwordHash", totp_secret as "totpSecret",
  totp_enrolled_at as "totpEnrolledAt", totp_last_step as "totpLastStep", state, last_sign_in_at as "lastSignInAt", version`

/** Locked until the commit: two attempts with one code must not both succeed. */
export async function lockAccountByLogin(
  work: Work,
  loginName: string,
): Promise<AccountRow | undefined> {
  const [row] = await work.query<AccountRow>(
    `select ${columns} from identity.account where login_name = $1 for update`,
    [loginName],
  )
  return row
}

export async function lockAccount(work: Work, id: string): Promise<AccountRow | undefined> {
  const [row] = await work.query<AccountRow>(
    `select ${columns} from identity.account where id = $1 for update`,
    [id],
  )
  return row
}

export async function findAccount(work: Work, id: string): Promise<AccountRow | undefined> {
  const [row] = await work.query<AccountRow>(
    `select ${columns} from identity.account where id = $1`,
    [id],
  )
  return row
}

/** The account of a person that is not closed; there is one at most. */
export async function findAccountOfPerson(
  work: Work,
  personId: string,
): Promise<AccountRow | undefined> {
  const [row] = await work.query<AccountRow>(
    `select ${columns} from identity.account where person_id = $1 and state <> 'closed'`,
    [personId],
  )
  return row
}

export async function findAccountByLogin(
  work: Work,
  loginName: string,
): Promise<AccountRow | undefined> {
  const [row] = await work.query<AccountRow>(
    `select ${columns} from identity.account where login_name = $1`,
    [loginName],
  )
  return row
}

export async function insertAccount(
  work: Work,
  account: Pick<
    AccountRow,
    'id' | 'countyId' | 'areaPath' | 'personId' | 'loginName' | 'passwordHash' | 'state'
  >,
): Promise<void> {
  await work.query(
    `insert into identity.account (id, county_id, area_path, person_id, login_name, password_hash,
       state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      account.id,
      account.countyId,
      account.areaPath,
      account.personId,
      account.loginName,
      account.passwordHash,
      account.state,
      work.now,
    ],
  )
}

/** A used code enrols the authenticator that made it, and is never accepted again. */
export async function noteSignIn(
  work: Work,
  accountId: string,
  totpStep: number | null,
): Promise<void> {
  await work.query(
    `update identity.account set last_sign_in_at = $2,
       totp_last_step = greatest(totp_last_step, coalesce($3, 0)),
       totp_enrolled_at = case when $3::bigint is null then totp_enrolled_at
         else coalesce(totp_enrolled_at, $2) end
     where id = $1`,
    [accountId, work.now, totpStep],
  )
}

export async function noteTotpStep(work: Work, accountId: string, step: number): Promise<void> {
  await work.query(
    'update identity.account set totp_last_step = greatest(totp_last_step, $2) where id = $1',
    [accountId, step],
  )
}

export async function saveTotpSecret(
  work: Work,
  accountId: string,
  sealed: Buffer | null,
): Promise<void> {
  await work.query(
    `update identity.account
     set totp_secret = $2, totp_enrolled_at = null, totp_last_step = 0 where id = $1`,
    [accountId, sealed],
  )
}

export async function savePassword(work: Work, accountId: string, phc: string): Promise<void> {
  await work.query(
    `update identity.account set password_hash = $2, version = version + 1,
       state = case when state = 'invited' then 'active' else state end
     where id = $1`,
    [accountId, phc],
  )
}

/** A role that an account holds now, with the area it was given for. */
export interface HeldRole {
  readonly id: string
  readonly accountId: string
  readonly personId: string
  readonly role: string
  readonly areaId: string
  readonly areaName: string
  readonly areaNameEn: string
  readonly areaLevel: AreaLevel
  readonly areaPath: string
  readonly countyId: string
  readonly countyName: string
  readonly countyNameEn: string
  readonly endsOn: string | null
}

/**
 * The rows `p` by which the person of the account `h` holds the role `g`: the one at home, and of a
 * guest the one where the role lies. No other row of the id has a say.
 */
export const rowsOfHolder = `p.id = g.person_id and (p.county_id = h.county_id
       or p.county_id = g.county_id and p.home_county_id = h.county_id)`

/**
 * Whether who holds the role `g` by the account `h` has not left. An aggregate, so that the planner
 * looks the person up by its key for each role.
 */
export const holderIsHere = `(select bool_and(p.active) from identity.person p
       where ${rowsOfHolder})`

/** Roles in force on the day, the longest held first; none of somebody who has left. */
export async function heldRoles(work: Work, accountId: string, day: string): Promise<HeldRole[]> {
  return await work.query<HeldRole>(
    `select g.id, g.account_id as "accountId", g.person_id as "personId", g.role,
       g.area_id as "areaId", a.name as "areaName", a.name_en as "areaNameEn",
       a.level as "areaLevel", a.path as "areaPath", a.county_id as "countyId",
       c.name as "countyName", c.name_en as "countyNameEn", g.ends_on as "endsOn"
     from identity.role_assignment g
     join identity.account h on h.id = g.account_id
     join identity.area a on a.id = g.area_id
     join identity.area c on c.id = a.county_id
     where g.account_id = $1 and g.revoked_at is null and g.starts_on <= $2
       and (g.ends_on is null or g.ends_on >= $2) and ${holderIsHere}
     order by g.granted_at, g.id`,
    [accountId, day],
  )
}

export async function saveAccountState(
  work: Work,
  id: string,
  state: AccountRow['state'],
): Promise<void> {
  await work.query('update identity.account set state = $2, version = version + 1 where id = $1', [
    id,
    state,
  ])
}
