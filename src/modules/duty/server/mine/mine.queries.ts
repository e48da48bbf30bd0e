import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Role } from '../../../identity/contract/role.ts'
import type { StoredCheckIn } from '../../contract/check-in.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import type {
  MyHelpRequest,
  MyNotice,
  MyPatrol,
  MyRollCall,
  MyShift,
  NearbyShift,
} from '../../contract/mine.ts'
import { endedUnderWay } from '../board/shift-people.queries.ts'
import { isUntoldRemoval } from '../plan/publication.queries.ts'

/** Every question here names the person: these run outside any scope (`asMyself`). */

type Iso<T, K extends keyof T> = Omit<T, K> & { [key in K]: Date }

const shiftColumns = `s.id as "shiftId", s.area_path::text as "areaPath", p.id as "postId", p.name as "postName",
  c.name as "schoolName", g.name as "gateName", g.id as "gateId", g.lon, g.lat,
  p.radius_m as "radiusM", p.kit, s.sanjian, s.sanjian_confirmed as "sanjianConfirmed", s.day,
  s.half, s.bell_at as "bellAt", s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.state = 'cancelled' as cancelled`
/** Places are looked up by key for each shift: the planner takes the scope for a few rows. */
const shiftPlaces = `
  cross join lateral (select * from duty.post x
    where x.county_id = s.county_id and x.id = s.post_id limit 1) p
  cross join lateral (select * from schools.published_gate x
    where x.county_id = s.county_id and x.id = p.gate_id limit 1) g
  cross join lateral (select * from schools.published_school x
    where x.county_id = s.county_id and x.id = s.school_id limit 1) c`
const shiftOf = (row: string): string => `
  cross join lateral (select * from duty.shift x
    where x.county_id = ${row}.county_id and x.id = ${row}.shift_id limit 1) s`

type ShiftTimes = 'bellAt' | 'startsAt' | 'endsAt'
/** What is asked of a shift by itself; the person's records and codes come beside. */
type Shown<T> = Omit<T, 'checkIns' | 'mayShowCode'> & { readonly areaPath: string }
type ShiftRow = Omit<Iso<Shown<MyShift>, ShiftTimes>, 'receiptAt'> & {
  receiptAt: Date | null
}

/**
 * Shifts that the person was told of or claimed, or goes to help at, also when they ended since.
 * A place taken away in a draft stays until the next publication tells of it.
 */
export async function myShifts(
  work: Work,
  personId: string,
  range: { firstDay: string; lastDay: string },
): Promise<Shown<MyShift>[]> {
  const rows = await work.query<ShiftRow>(
    `with told as (
       select distinct on (a.county_id, a.shift_id) a.county_id, a.shift_id, a.id, a.role,
         case when a.role = 'volunteer' then 'claimed' else 'published' end as assignment,
         a.receipt_at
       from duty.assignment a ${shiftOf('a')}
       where a.person_id = $1 and s.day between $2 and $3
         and (a.state in ('published', 'claimed') or ${isUntoldRemoval})
       order by a.county_id, a.shift_id, a.state = 'withdrawn', a.made_at desc
     ), helping as (
       select distinct on (h.county_id, h.shift_id) h.county_id, h.shift_id, null::uuid, h.role,
         'help', null::timestamptz
       from duty.help_request h ${shiftOf('h')}
       where h.person_id = $1 and s.day between $2 and $3
         and (h.state in ('accepted', 'arrived') or ${endedUnderWay})
         and not exists (select from told t
           where t.county_id = h.county_id and t.shift_id = h.shift_id)
     )
     select a.id as "assignmentId", a.role, a.assignment, a.receipt_at as "receiptAt",
       ${shiftColumns}
     from (select * from told union all select * from helping) a
     ${shiftOf('a')} ${shiftPlaces}
     order by s.starts_at, s.id`,
    [personId, range.firstDay, range.lastDay],
    'duty.myShifts',
  )
  return rows.map((row) => ({
    ...row,
    ...isoTimes(row),
    receiptAt: row.receiptAt?.toISOString() ?? null,
  }))
}

const isoTimes = ({ bellAt, startsAt, endsAt }: Record<ShiftTimes, Date>) => ({
  bellAt: bellAt.toISOString(),
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** What the server has of the person's own check-ins on these shifts. */
export async function myCheckIns(
  work: Work,
  personId: string,
  shiftIds: readonly string[],
): Promise<StoredCheckIn[]> {
  const rows = await work.query<Iso<StoredCheckIn, 'at'>>(
    `select c.id, c.shift_id as "shiftId", c.direction, c.at, c.method, c.verdict,
       x.distance_m as "distanceM", c.late, c.causes, c.approval, c.counts
     from unnest($2::uuid[]) as k(id)
     cross join lateral (select county_id, id from duty.shift x where x.id = k.id limit 1) s
     cross join lateral (select * from duty.check_in x
       where x.county_id = s.county_id and x.shift_id = s.id and x.person_id = $1 offset 0) c
     left join lateral (select distance_m from duty.check_in_position x
       where x.county_id = c.county_id and x.check_in_id = c.id limit 1) x on true
     where c.role <> 'guest'
     order by c.at, c.id`,
    [personId, shiftIds],
    'duty.myCheckIns',
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Areas at whose gates the person may show the code, in whichever of their roles. */
export async function codeAreas(
  work: Work,
  personId: string,
  showers: readonly Role[],
): Promise<string[]> {
  const rows = await work.query<{ path: string }>(
    `select area_path::text as path from identity.published_role_holder
     where person_id = $1 and role = any ($2::text[]) and starts_on <= $3
       and coalesce(ends_on, $3) >= $3`,
    [personId, showers, localDay(work.now)],
    'duty.codeAreas',
  )
  return rows.map(({ path }) => path)
}

/**
 * Shifts of the person's own place that are on, or will be within two hours; where they stand in
 * first, and for four hours after the end: who leaves late still has to say so.
 */
export async function shiftsNearby(
  work: Work,
  { personId, scope }: { readonly personId: string; readonly scope: string },
  shownShiftIds: readonly string[],
): Promise<Shown<NearbyShift>[]> {
  const rows = await work.query<Iso<Shown<NearbyShift>, ShiftTimes>>(
    `select ${shiftColumns}
     from duty.shift s ${shiftPlaces}
     cross join lateral (select exists (select from duty.check_in x
       where x.county_id = s.county_id and x.shift_id = s.id and x.person_id = $4
         and x.role <> 'guest') as served offset 0) own
     where s.area_path <@ $1::ltree and s.state = 'planned' and s.id <> all ($3)
       and s.ends_at > $2::timestamptz - interval '4 hours'
       and s.starts_at < $2 + interval '2 hours'
       and (s.ends_at > $2 or own.served)
       -- Days by their index; a shift never spans more than one.
       and s.day between ($2 - interval '1 day')::date and ($2 + interval '1 day')::date
     order by own.served desc, s.starts_at, p.name, s.id limit 20`,
    [scope, work.now, shownShiftIds, personId],
    'duty.shiftsNearby',
  )
  return rows.map((row) => ({ ...row, ...isoTimes(row) }))
}

export async function myself(
  work: Work,
  { personId, countyId }: { personId: string; countyId: string },
): Promise<{ personName: string; role: DutyRole | 'none' } | undefined> {
  const [row] = await work.query<{ personName: string; role: DutyRole | 'none' }>(
    `select name as "personName", duty_role as role
     from identity.published_person where county_id = $2 and id = $1`,
    [personId, countyId],
  )
  return row
}

export async function myNotices(work: Work, personId: string): Promise<MyNotice[]> {
  const rows = await work.query<Iso<Omit<MyNotice, 'readAt'>, 'at'> & { readAt: Date | null }>(
    `select id, kind, subject_id as "subjectId", detail, at, read_at as "readAt"
     from duty.notice where person_id = $1 and at > $2::timestamptz - interval '14 days'
       -- Yesterday's gaps are in the records; here they would hide what is still ahead.
       and (kind <> 'gapOpened' or at > $2::timestamptz - interval '12 hours')
     order by at desc, id desc limit 50`,
    [personId, work.now],
    'duty.myNotices',
  )
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }))
}

type HelpTimes = 'bellAt' | 'askedAt' | 'answerDueAt'

/** Requests to the person that wait for an answer or that they go to. */
export async function myHelpRequests(work: Work, personId: string): Promise<MyHelpRequest[]> {
  const rows = await work.query<Iso<MyHelpRequest, HelpTimes>>(
    `select h.id, h.shift_id as "shiftId", p.name as "postName", c.name as "schoolName", g.lon,
       g.lat, s.bell_at as "bellAt", h.role, h.travel_min as "travelMin", h.asked_at as "askedAt",
       h.answer_due_at as "answerDueAt", h.state
     from duty.help_request h
     ${shiftOf('h')} ${shiftPlaces}
     where h.person_id = $1 and h.state in ('asked', 'accepted') and s.ends_at > $2
     order by h.asked_at desc`,
    [personId, work.now],
    'duty.myHelpRequests',
  )
  return rows.map((row) => ({
    ...row,
    bellAt: row.bellAt.toISOString(),
    askedAt: row.askedAt.toISOString(),
    answerDueAt: row.answerDueAt.toISOString(),
  }))
}

export async function myRollCalls(work: Work, personId: string): Promise<MyRollCall[]> {
  const rows = await work.query<Iso<MyRollCall, 'calledAt' | 'dueAt'>>(
    `select r.id, w.shift_id as "shiftId", r.called_at as "calledAt", r.due_at as "dueAt"
     from duty.roll_call_answer w
     join duty.roll_call r on r.county_id = w.county_id and r.id = w.roll_call_id
     where w.person_id = $1 and w.state = 'called' and r.state = 'open' and r.due_at > $2
     order by r.called_at desc`,
    [personId, work.now],
    'duty.myRollCalls',
  )
  return rows.map((row) => ({
    ...row,
    calledAt: row.calledAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
  }))
}

/** Patrols of the person, and of posts on days when the person is told to serve there. */
export async function myPatrols(
  work: Work,
  personId: string,
  range: { firstDay: string; lastDay: string; served: readonly { postId: string; day: string }[] },
): Promise<MyPatrol[]> {
  const rows = await work.query<Iso<MyPatrol, 'startsAt' | 'endsAt'>>(
    `select t.id, t.post_id as "postId", c.name || ' ' || g.name as place, t.day,
       t.starts_at as "startsAt", t.ends_at as "endsAt", t.places,
       platform.remark(t.county_id, t.id, 'note') as note, t.state
     from (
       select * from duty.patrol where person_id = $1 and day between $2 and $3
       union all
       select x.* from jsonb_to_recordset($4::jsonb) as k("postId" uuid, day date)
       cross join lateral (select * from duty.patrol x
         where x.post_id = k."postId" and x.day = k.day and x.person_id is null offset 0) x
     ) t
     left join duty.post p on p.county_id = t.county_id and p.id = t.post_id
     left join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
     left join schools.published_school c on c.county_id = p.county_id and c.id = p.school_id
     order by t.starts_at, t.id limit 100`,
    [personId, range.firstDay, range.lastDay, JSON.stringify(range.served)],
    'duty.myPatrols',
  )
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }))
}

interface Receipted {
  readonly countyId: string
  readonly areaPath: string
}

/** Marks own notices as read and own assignments as seen; gives those that were not yet. */
export async function markSeen(
  work: Work,
  personId: string,
  seen: { noticeIds: readonly string[]; assignmentIds: readonly string[] },
): Promise<{ notices: Receipted[]; assignments: Receipted[] }> {
  const returning = `returning county_id as "countyId", area_path::text as "areaPath"`
  const notices = await work.query<Receipted>(
    `update duty.notice set read_at = $3
     where person_id = $1 and id = any ($2) and read_at is null ${returning}`,
    [personId, seen.noticeIds, work.now],
  )
  const assignments = await work.query<Receipted>(
    `update duty.assignment set receipt_at = $3
     where person_id = $1 and id = any ($2) and receipt_at is null
       and state in ('published', 'claimed') ${returning}`,
    [personId, seen.assignmentIds, work.now],
  )
  return { notices, assignments }
}
