import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Invitation, InvitedRole } from '../../contract/invitation.ts'

export interface NewInvitation {
  readonly id: string
  readonly purpose: 'join' | 'activate'
  readonly accountId: string | null
  readonly personId: string | null
  readonly role: string | null
  readonly areaId: string
  readonly areaPath: string
  readonly countyId: string
  readonly tokenHash: Buffer
  readonly invitedBy: string
  readonly expiresAt: Date
}

export async function insertInvitation(work: Work, invitation: NewInvitation): Promise<void> {
  await work.query(
    `insert into identity.invitation (id, purpose, account_id, person_id, role, area_id, area_path,
       county_id, token_hash, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      invitation.id,
      invitation.purpose,
      invitation.accountId,
      invitation.personId,
      invitation.role,
      invitation.areaId,
      invitation.areaPath,
      invitation.countyId,
      invitation.tokenHash,
      invitation.invitedBy,
      work.now,
      invitation.expiresAt,
    ],
  )
}

export interface LockedInvitation {
  readonly id: string
  readonly purpose: 'join' | 'activate'
  readonly accountId: string | null
  readonly personId: string | null
  readonly role: InvitedRole | null
  readonly areaId: string
  readonly areaPath: string
  readonly countyId: string
  readonly invitedBy: string
  readonly expiresAt: Date
  readonly state: Invitation['state']
}

/** State at the instant `now` ($1). */
const state = `case when i.used_at is not null then 'used'
  when i.withdrawn_at is not null then 'withdrawn'
  when i.expires_at <= $1 then 'expired' else 'open' end`

const columns = `i.id, i.purpose, i.account_id as "accountId", i.person_id as "personId", i.role,
  i.area_id as "areaId", i.area_path as "areaPath", i.county_id as "countyId",
  i.invited_by as "invitedBy", i.expires_at as "expiresAt", ${state} as state`

/** Locked until the commit: of two who open one link at once, one joins. */
export async function lockInvitation(
  work: Work,
  tokenHash: Buffer,
): Promise<LockedInvitation | undefined> {
  const [row] = await work.query<LockedInvitation>(
    `select ${columns} from identity.invitation i where i.token_hash = $2 for update`,
    [work.now, tokenHash],
  )
  return row
}

export async function findInvitation(
  work: Work,
  id: string,
): Promise<LockedInvitation | undefined> {
  const [row] = await work.query<LockedInvitation>(
    `select ${columns} from identity.invitation i where i.id = $2 for update`,
    [work.now, id],
  )
  return row
}

export async function markInvitationUsed(work: Work, id: string): Promise<void> {
  await work.query('update identity.invitation set used_at = $2 where id = $1', [id, work.now])
}

export async function markInvitationWithdrawn(work: Work, id: string): Promise<void> {
  await work.query('update identity.invitation set withdrawn_at = $2 where id = $1', [id, work.now])
}

/** Older links by which the owner of an account could choose a password. */
export async function closeActivations(work: Work, accountId: string): Promise<void> {
  await work.query(
    `update identity.invitation set withdrawn_at = $2
     where account_id = $1 and used_at is null and withdrawn_at is null`,
    [accountId, work.now],
  )
}

export interface InvitationFilter {
  readonly after?: string | undefined
  readonly limit: number
  readonly areaId?: string | undefined
}

type Row = Omit<Invitation, 'createdAt' | 'expiresAt'> & { createdAt: Date; expiresAt: Date }

const shown = `i.id, i.role, i.area_id as "areaId", a.name as "areaName",
  i.person_id as "personId", p.name as "personName", i.invited_by as "invitedBy",
  i.created_at as "createdAt", i.expires_at as "expiresAt", ${state} as state`
const from = `identity.invitation i join identity.area a on a.id = i.area_id
  left join identity.person p on p.county_id = i.county_id and p.id = i.person_id`

export async function listInvitationRows(
  work: Work,
  filter: InvitationFilter,
): Promise<Page<Invitation>> {
  const [at, id] = readPageKey(filter.after, 2)
  const matches = `i.purpose = 'join' and ($2::uuid is null or i.area_id = $2)`
  const rows = await work.query<Row>(
    `select ${shown} from ${from}
     where ${matches} and ($3::timestamptz is null or (i.created_at, i.id) < ($3, $4::uuid))
     order by i.created_at desc, i.id desc limit $5`,
    [work.now, filter.areaId ?? null, at, id, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from identity.invitation i
     where $1::timestamptz is not null and ${matches}`,
    [work.now, filter.areaId ?? null],
  )
  const page = pageOfRows(rows, filter.limit, count?.total ?? 0, (row) =>
    pageKey(row.createdAt, row.id),
  )
  return { ...page, rows: page.rows.map(invitationOf) }
}

export async function findShownInvitation(work: Work, id: string): Promise<Invitation | undefined> {
  const [row] = await work.query<Row>(`select ${shown} from ${from} where i.id = $2`, [
    work.now,
    id,
  ])
  return row ? invitationOf(row) : undefined
}

const invitationOf = (row: Row): Invitation => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})
