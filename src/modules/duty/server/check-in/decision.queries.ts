import type { Page, PageQuery } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Approval, PendingCheckIn, StoredCheckIn } from '../../contract/check-in.ts'

type PendingRow = Omit<PendingCheckIn, 'at' | 'bellAt' | 'receivedAt'> & {
  at: Date
  bellAt: Date
  receivedAt: Date
}

const checkInColumns = `c.id, c.shift_id as "shiftId", c.direction, c.at, c.method, c.verdict,
  x.distance_m as "distanceM", c.late, c.causes, c.approval, c.counts`

/** Check-ins of the scope that wait, oldest first; a school sees only its own people's. */
export async function listPending(
  work: Work,
  { after, limit }: PageQuery,
  { policeSide }: { policeSide: boolean },
): Promise<Page<PendingCheckIn>> {
  const [receivedAt, id] = readPageKey(after, 2)
  const where = `c.approval = 'pending' and ($1 or c.role not in ('police', 'auxiliary'))`
  const rows = await work.query<PendingRow>(
    `select ${checkInColumns}, c.person_id as "personId",
       coalesce(case when c.role = 'guest' then u.label else n.name end, '') as "personName",
       case when c.role = 'guest' then coalesce(n.name, '') end as "registeredByName",
       c.role, c.post_id as "postId", p.name as "postName", s.day, s.bell_at as "bellAt",
       nullif(platform.remark(c.county_id, c.id, 'reason'), '') as reason,
       c.photo_stored_at is not null as "hasPhoto", c.photo_file_id as "photoFileId",
       encode(c.photo_sha256, 'hex') as "photoSha256", c.received_at as "receivedAt", c.offline
     from duty.check_in c
     join duty.shift s on s.county_id = c.county_id and s.id = c.shift_id
     join duty.post p on p.county_id = c.county_id and p.id = c.post_id
     left join duty.check_in_position x on x.county_id = c.county_id and x.check_in_id = c.id
     left join duty.guest u on u.county_id = c.county_id and u.check_in_id = c.id
     left join lateral duty.acting_people(array[c.person_id]) n on true
     where ${where} and ($2::timestamptz is null or (c.received_at, c.id) > ($2, $3::uuid))
     order by c.received_at, c.id limit $4`,
    [policeSide, receivedAt, id, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.check_in c where ${where}`,
    [policeSide],
  )
  const page = pageOfRows(rows, limit, count?.total ?? 0, (row) => pageKey(row.receivedAt, row.id))
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      bellAt: row.bellAt.toISOString(),
      receivedAt: row.receivedAt.toISOString(),
    })),
  }
}

export interface DecidedCheckIn extends StoredCheckIn {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly personId: string
  readonly role: PendingCheckIn['role']
  readonly day: string
}

/** A check-in of the scope. The counties are named, because rows lie by county. */
export async function findCheckIn(work: Work, id: string): Promise<DecidedCheckIn | undefined> {
  const [row] = await work.query<Omit<DecidedCheckIn, 'at'> & { at: Date }>(
    `select ${checkInColumns}, c.county_id as "countyId", c.area_path::text as "areaPath",
       c.class as "rowClass", c.person_id as "personId", c.role, s.day
     from duty.check_in c
     join duty.shift s on s.county_id = c.county_id and s.id = c.shift_id
     left join duty.check_in_position x on x.county_id = c.county_id and x.check_in_id = c.id
     where c.county_id = any (array(select distinct county_id from identity.published_area))
       and c.id = $1`,
    [id],
  )
  return row && { ...row, at: row.at.toISOString() }
}

/** Decides a check-in that still waits; false when somebody was quicker. */
export async function setApproval(
  work: Work,
  checkIn: Pick<DecidedCheckIn, 'countyId' | 'id'>,
  approval: Approval,
): Promise<boolean> {
  const rows = await work.query(
    `update duty.check_in set approval = $3, approved_by = $4, approved_at = $5
     where county_id = $1 and id = $2 and approval = 'pending' returning id`,
    [checkIn.countyId, checkIn.id, approval, work.actor.personId, work.now],
  )
  return rows.length > 0
}
