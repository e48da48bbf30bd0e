import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { DutyRole, RoleCounts } from '../../contract/duty-role.ts'
import type { Leave } from '../../contract/leave.ts'
import type { Half } from '../../contract/shift.ts'

export interface StoredLeave extends Leave {
  readonly countyId: string
  readonly areaPath: string
  readonly decidedBy: string | null
}

type LeaveRow = Omit<StoredLeave, 'startsAt' | 'endsAt' | 'decidedAt'> & {
  startsAt: Date
  endsAt: Date
  decidedAt: Date | null
}

const columns = `l.county_id as "countyId", l.area_path::text as "areaPath", l.id,
  l.person_id as "personId", p.name as "personName", p.duty_role as role,
  l.starts_at as "startsAt", l.ends_at as "endsAt", l.kind, l.state, l.decided_at as "decidedAt",
  l.decided_by as "decidedBy"`
const joined = `duty.leave l
  join identity.published_person p on p.county_id = l.county_id and p.id = l.person_id`

const told = (row: LeaveRow): StoredLeave => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

export async function findLeave(work: Work, id: string): Promise<StoredLeave | undefined> {
  const [row] = await work.query<LeaveRow>(`select ${columns} from ${joined} where l.id = $1`, [id])
  return row && told(row)
}

/** Locked, for who acts on it: what they find is what they change. */
export async function lockLeave(work: Work, id: string): Promise<StoredLeave | undefined> {
  const [row] = await work.query<LeaveRow>(
    `select ${columns} from ${joined} where l.id = $1 for update of l`,
    [id],
  )
  return row && told(row)
}

export interface LeavesAsked {
  readonly after?: string | undefined
  readonly limit: number
  readonly state?: Leave['state'] | undefined
  readonly mine: boolean
  readonly from?: string | undefined
}

/** Newest first; the scope decides which, and who may not decide leave sees only the own. */
export async function listLeaves(work: Work, asked: LeavesAsked): Promise<Page<Leave>> {
  const { actor } = work
  const own = asked.mine || !actor.permissions.has('duty.leave.decide')
  const filter = `($1::text is null or l.state = $1)
    and ($2::uuid is null or l.person_id = $2) and ($3::timestamptz is null or l.ends_at >= $3)`
  const values = [asked.state ?? null, own ? actor.personId : null, asked.from ?? null]
  const [startsAt, id] = readPageKey(asked.after, 2)
  const rows = await work.query<LeaveRow>(
    `select ${columns} from ${joined} where ${filter}
       and ($4::timestamptz is null or (l.starts_at, l.id) < ($4::timestamptz, $5::uuid))
     order by l.starts_at desc, l.id desc limit $6`,
    [...values, startsAt, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.leave l where ${filter}`,
    values,
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) =>
    pageKey(row.startsAt, row.id),
  )
  return { ...page, rows: page.rows.map(told) }
}

/** Home of a person's rows, inside the scope or the acting person's own. */
export async function findHome(
  work: Work,
  personId: string,
): Promise<{ countyId: string; areaPath: string } | undefined> {
  const [home] = await work.query<{ countyId: string; areaPath: string }>(
    `select county_id as "countyId", area_path::text as "areaPath"
     from identity.published_person where id = $1 and home_county_id is null`,
    [personId],
  )
  return home
}

export interface NewLeave {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly personId: string
  readonly startsAt: string
  readonly endsAt: string
  readonly kind: Leave['kind']
  /** Entered by a leader: decided at once. */
  readonly decidedBy: string | null
}

export async function insertLeave(work: Work, leave: NewLeave): Promise<void> {
  await work.query(
    `insert into duty.leave (county_id, id, area_path, person_id, starts_at, ends_at, kind, state,
       decided_by, decided_at)
     values ($1, $2, $3::ltree, $4, $5, $6, $7,
       case when $8::uuid is null then 'requested' else 'approved' end, $8,
       case when $8::uuid is not null then $9::timestamptz end)`,
    [
      leave.countyId,
      leave.id,
      leave.areaPath,
      leave.personId,
      leave.startsAt,
      leave.endsAt,
      leave.kind,
      leave.decidedBy,
      work.now,
    ],
  )
}

export async function setLeaveState(
  work: Work,
  leave: StoredLeave,
  state: Leave['state'],
  decidedBy: string | null,
): Promise<void> {
  await work.query(
    `update duty.leave set state = $3, decided_by = coalesce($4, decided_by),
       decided_at = case when $4::uuid is null then decided_at else $5 end
     where county_id = $1 and id = $2`,
    [leave.countyId, leave.id, state, decidedBy, work.now],
  )
}

export interface TouchedShift {
  readonly shiftId: string
  readonly areaPath: string
  readonly postName: string
  readonly day: string
  readonly half: Half
  readonly bellAt: Date
  readonly role: DutyRole
  readonly need: RoleCounts
  readonly mustRoles: readonly DutyRole[]
  /** Heads assigned without the person and without others on approved leave then. */
  readonly left: Partial<RoleCounts>
}

/** Shifts of a person within a span, with the heads that would be left there. */
export async function shiftsTouched(
  work: Work,
  personId: string,
  span: { startsAt: string; endsAt: string },
): Promise<TouchedShift[]> {
  return work.query<TouchedShift>(
    `select s.id as "shiftId", s.area_path::text as "areaPath", p.name as "postName", s.day,
       s.half, s.bell_at as "bellAt", mine.role, s.heads as need, s.must_roles as "mustRoles",
       coalesce((select jsonb_object_agg(o.role, o.heads) from (
         select a.role, count(*) as heads from duty.assignment a
         where a.county_id = s.county_id and a.shift_id = s.id and a.state <> 'withdrawn'
           and a.person_id <> $1
           and not exists (
             select from duty.person_absences(array[a.person_id], s.day - 1, s.day + 1) l
             where l.approved and l.starts_at < s.ends_at and l.ends_at > s.starts_at)
         group by a.role) o), '{}') as "left"
     from duty.assignment mine
     join duty.shift s on s.county_id = mine.county_id and s.id = mine.shift_id
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     where mine.person_id = $1 and mine.state <> 'withdrawn' and s.state = 'planned'
       and s.starts_at < $3 and s.ends_at > $2 and s.ends_at > $4
     order by s.starts_at, s.id limit 200`,
    [personId, span.startsAt, span.endsAt, work.now],
  )
}
