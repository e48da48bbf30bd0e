import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Account } from '../../contract/account.ts'

export interface AccountFilter {
  readonly after?: string | undefined
  readonly limit: number
  readonly state?: string | undefined
  readonly role?: string | undefined
  readonly search?: string | undefined
}

const shown = `c.id, c.person_id as "personId", p.name as "personName",
  c.login_name as "loginName", c.state, c.password_hash is not null as "hasPassword",
  c.totp_enrolled_at is not null as "hasTotp", c.last_sign_in_at as "lastSignInAt",
  c.created_at as "createdAt", c.version,
  (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'areaId', g.area_id,
      'areaName', a.name, 'startsOn', g.starts_on, 'endsOn', g.ends_on,
      'grantedBy', g.granted_by, 'grantedAt', g.granted_at) order by g.granted_at, g.id), '[]')
    from identity.role_assignment g join identity.area a on a.id = g.area_id
    where g.account_id = c.id and g.revoked_at is null
      and (g.ends_on is null or g.ends_on >= $1)) as roles`

const from = `identity.account c
  join identity.person p on p.county_id = c.county_id and p.id = c.person_id`

type Row = Omit<Account, 'lastSignInAt' | 'createdAt'> & {
  lastSignInAt: Date | null
  createdAt: Date
}

/** Accounts by login name; `day` decides which roles are still held. */
export async function listAccountRows(
  work: Work,
  filter: AccountFilter,
  day: string,
): Promise<Page<Account>> {
  const [after] = readPageKey(filter.after, 1)
  const matches = `($2::text is null or c.state = $2)
    and ($3::text is null or exists (select from identity.role_assignment g
      where g.account_id = c.id and g.role = $3 and g.revoked_at is null
        and (g.ends_on is null or g.ends_on >= $1)))
    and ($4::text is null or starts_with(c.login_name, lower($4)) or (c.county_id, c.person_id) in
      (select s.county_id, s.id from identity.search_people($4) s))`
  const values = [day, filter.state ?? null, filter.role ?? null, filter.search || null]
  const rows = await work.query<Row>(
    `select ${shown} from ${from}
     where ${matches} and ($5::text is null or c.login_name > $5)
     order by c.login_name limit $6`,
    [...values, after, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from ${from} where $1::date is not null and ${matches}`,
    values,
  )
  const page = pageOfRows(rows, filter.limit, count?.total ?? 0, (row) => pageKey(row.loginName))
  return { ...page, rows: page.rows.map(accountOf) }
}

export async function findShownAccount(
  work: Work,
  id: string,
  day: string,
): Promise<Account | undefined> {
  const [row] = await work.query<Row>(`select ${shown} from ${from} where c.id = $2`, [day, id])
  return row ? accountOf(row) : undefined
}

const accountOf = (row: Row): Account => ({
  ...row,
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
})
