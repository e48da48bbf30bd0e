import { localDay } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Role } from '../../../identity/contract/role.ts'
import type {
  Approval,
  CheckInCause,
  CheckInDirection,
  CheckInMethod,
} from '../../contract/check-in.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import type { Verdict } from '../../contract/position-verdict.ts'
import type { Half } from '../../contract/shift.ts'
import { isUntoldRemoval } from '../plan/publication.queries.ts'

/**
 * For the rest of the transaction rows are found by their keys alone. A plan that was cached while
 * a table was still small (its checks of foreign keys too) would go through all of it an hour on.
 */
export async function findByKeysOnly(work: Work): Promise<void> {
  await work.query(
    `select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
    [],
    'duty.findByKeysOnly',
  )
}

/** Who was asked is heard until they decline or fall silent; who accepted, whatever came after. */
const wasComing = `(h.state in ('asked', 'accepted', 'arrived')
  or (h.state = 'withdrawn' and h.answered_at is not null))`

/**
 * Whether somebody may write about a shift that is not in their sight: they were ever told to come
 * or claimed it, went there to help, or have checked in. A phone sends what it wrote down perhaps
 * hours later, when places and requests are long different; nothing of it may be lost for that.
 * Scalars, each found by its key: an `exists` might be hashed over all that the scope covers.
 */
export const hasServedAt = (shift: string, person: string): string => `coalesce(
  (select true from duty.assignment a where a.county_id = ${shift}.county_id
    and a.person_id = ${person} and a.shift_id = ${shift}.id
    and (a.state <> 'withdrawn' or a.told_at is not null or a.role = 'volunteer') limit 1),
  (select true from duty.help_request h where h.county_id = ${shift}.county_id
    and h.person_id = ${person} and h.shift_id = ${shift}.id and ${wasComing} limit 1),
  (select true from duty.check_in c where c.county_id = ${shift}.county_id
    and c.person_id = ${person} and c.shift_id = ${shift}.id limit 1),
  false)`

/**
 * Whether somebody from outside may say of others that they are there: as long as they are to be
 * there themselves, by a place that stands or a removal that they do not know of, or have come.
 */
const vouchesAt = (shift: string, person: string): string => `coalesce(
  (select true from duty.assignment a where a.county_id = ${shift}.county_id
    and a.person_id = ${person} and a.shift_id = ${shift}.id
    and (a.state <> 'withdrawn' or ${isUntoldRemoval}) limit 1),
  (select true from duty.help_request h where h.county_id = ${shift}.county_id
    and h.person_id = ${person} and h.shift_id = ${shift}.id
    and h.state in ('accepted', 'arrived') limit 1),
  (select true from duty.check_in c where c.county_id = ${shift}.county_id
    and c.person_id = ${person} and c.shift_id = ${shift}.id and c.counts limit 1),
  false)`

/** What is asked for each record before it is judged. */
export interface ContextQuestion {
  readonly ordinal: number
  readonly id: string
  readonly shiftId: string
  /** Whose presence it tells of; for a guest, who writes it down. */
  readonly personId: string
  readonly senderId: string
  readonly scope: string
  readonly classes: string
  readonly gateCode: boolean
}

/** A stored check-in as it is repeated in a receipt. */
export interface CheckInBefore {
  readonly recordedBy: string
  readonly contentHash: string
  readonly direction: CheckInDirection
  /** ISO text: it comes inside a JSON value. */
  readonly at: string
  readonly method: CheckInMethod
  readonly verdict: Verdict
  readonly distanceM: number | null
  readonly late: boolean
  readonly causes: CheckInCause[]
  readonly approval: Approval
  readonly counts: boolean
}

/** The shift that a record names, with all that judging and storing it needs. */
export interface RecordContext {
  readonly ordinal: number
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly shiftId: string
  readonly postId: string
  readonly day: string
  readonly half: Half
  readonly bellAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly cancelled: boolean
  readonly isClosed: boolean
  readonly radiusM: number
  readonly lon: number | null
  readonly lat: number | null
  readonly qrSecret: Buffer | null
  /** Whether any role of the person may show the code of this gate; asked for records by code. */
  readonly mayShowCode: boolean
  /** The shift lies in the sender's sight, or they have to do with it. */
  readonly admitted: boolean
  /** The same, so that their word about others counts. */
  readonly vouches: boolean
  readonly personKnown: boolean
  readonly dutyRole: DutyRole | 'none' | null
  readonly agencyKind: string | null
  readonly assignedRole: DutyRole | null
  readonly helpRole: DutyRole | null
  readonly automaticOutId: string | null
  readonly before: CheckInBefore | null
}

/**
 * One row for each record whose shift exists. Each table is entered by its key from the question
 * (`lateral … limit 1` keeps the planner there): it takes the scope of row security for selective,
 * and would otherwise begin with every row that the scope covers, here the whole country.
 */
export const recordContexts = (
  work: Work,
  questions: readonly ContextQuestion[],
  codeShowers: readonly Role[],
): Promise<RecordContext[]> =>
  work.query(
    `select q.ordinal, s.county_id as "countyId", s.area_path::text as "areaPath",
       s.class as "rowClass", s.id as "shiftId", s.post_id as "postId", s.day, s.half,
       s.bell_at as "bellAt", s.starts_at as "startsAt", s.ends_at as "endsAt",
       s.state = 'cancelled' as cancelled, s.due_step is null as "isClosed",
       p.radius_m as "radiusM", g.lon, g.lat,
       case when q."gateCode" then g.qr_secret end as "qrSecret",
       q."gateCode" and exists (select from identity.published_role_holder r
         where r.person_id = q."personId" and r.role = any ($2::text[])
           and r.area_path @> s.area_path and r.starts_on <= $3::date
           and coalesce(r.ends_on, $3::date) >= $3::date) as "mayShowCode",
       k.in_scope or ${hasServedAt('s', 'q."senderId"')} as admitted,
       k.in_scope or ${vouchesAt('s', 'q."senderId"')} as vouches,
       n.id is not null as "personKnown", n.duty_role as "dutyRole", y.kind as "agencyKind",
       a.role as "assignedRole", h.role as "helpRole", o.id as "automaticOutId",
       case when c.id is not null then jsonb_build_object(
         'recordedBy', c.recorded_by, 'contentHash', encode(c.content_hash, 'hex'),
         'direction', c.direction, 'at', c.at, 'method', c.method, 'verdict', c.verdict,
         'late', c.late, 'causes', c.causes, 'approval', c.approval, 'counts', c.counts,
         'distanceM', (select distance_m
           from duty.check_in_position x
           where x.county_id = c.county_id and x.check_in_id = c.id)) end as before
     from jsonb_to_recordset($1::jsonb) as q(ordinal integer, id uuid, "shiftId" uuid,
       "personId" uuid, "senderId" uuid, scope text, classes text, "gateCode" boolean)
     cross join lateral (select * from duty.shift s where s.id = q."shiftId" limit 1) s
     cross join lateral (select s.area_path <@ q.scope::ltree
         and s.class::text = any (string_to_array(q.classes, ',')) as in_scope) k
     cross join lateral (select p.radius_m, p.gate_id from duty.post p
       where p.county_id = s.county_id and p.id = s.post_id limit 1) p
     cross join lateral (select g.lon, g.lat, g.qr_secret from schools.published_gate g
       where g.county_id = s.county_id and g.id = p.gate_id limit 1) g
     left join lateral (select n.id, n.duty_role, n.agency_id from identity.published_person n
       where n.county_id = s.county_id and n.id = q."personId" limit 1) n on true
     left join lateral (select y.kind from identity.published_agency y
       where y.county_id = s.county_id and y.id = n.agency_id limit 1) y on true
     left join lateral (select a.role from duty.assignment a
       where a.county_id = s.county_id and a.person_id = q."personId" and a.shift_id = s.id
         and (a.state <> 'withdrawn' or ${isUntoldRemoval})
       order by a.state = 'withdrawn' limit 1) a on true
     left join lateral (select h.role from duty.help_request h
       where h.person_id = q."personId" and h.county_id = s.county_id and h.shift_id = s.id
         and ${wasComing} limit 1) h on true
     left join lateral (select * from duty.check_in c
       where c.county_id = s.county_id and c.id = q.id limit 1) c on true
     left join lateral (select o.id from duty.check_in o
       where o.county_id = s.county_id and o.shift_id = s.id and o.person_id = q."personId"
         and o.method = 'automatic' limit 1) o on true`,
    [JSON.stringify(questions), codeShowers, localDay(work.now)],
    'duty.recordContexts',
  )

export interface NewCheckIn {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
  readonly rowClass: string
  readonly shiftId: string
  readonly postId: string
  readonly personId: string
  readonly recordedBy: string
  readonly role: DutyRole | 'guest'
  readonly direction: CheckInDirection
  readonly at: Date
  readonly method: CheckInMethod
  readonly verdict: Verdict
  readonly kit: readonly string[]
  readonly sanjian: readonly string[]
  readonly photoFileId: string | null
  readonly photoSha256: string | null
  readonly offline: boolean
  readonly late: boolean
  readonly reason: string | null
  readonly causes: readonly CheckInCause[]
  readonly approval: Approval
  readonly approvedBy: string | null
  readonly correctsId: string | null
  readonly contentHash: string
}

/** Stores check-ins; gives those that were not there before. */
export const insertCheckIns = (
  work: Work,
  checkIns: readonly NewCheckIn[],
): Promise<{ countyId: string; id: string; counts: boolean }[]> =>
  work.query(
    `insert into duty.check_in (county_id, id, area_path, class, shift_id, post_id, person_id,
       recorded_by, role, direction, at, received_at, method, verdict, kit, sanjian,
       photo_file_id, photo_sha256, offline, late, causes, approval, approved_by,
       approved_at, corrects_id, content_hash)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass", n."shiftId", n."postId",
       n."personId", n."recordedBy", n.role, n.direction, n.at, $2::timestamptz, n.method, n.verdict, n.kit,
       n.sanjian, n."photoFileId", decode(n."photoSha256", 'hex'), n.offline, n.late,
       n.causes, n.approval, n."approvedBy", case when n."approvedBy" is not null then $2::timestamptz end,
       n."correctsId", decode(n."contentHash", 'hex')
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "shiftId" uuid, "postId" uuid, "personId" uuid, "recordedBy" uuid,
       role text, direction text, at timestamptz, method text, verdict text, kit text[],
       sanjian text[], "photoFileId" uuid, "photoSha256" text, offline boolean, late boolean,
       causes text[], approval text, "approvedBy" uuid, "correctsId" uuid,
       "contentHash" text)
     on conflict (county_id, id) do nothing
     returning county_id as "countyId", id, counts`,
    [JSON.stringify(checkIns), work.now],
    'duty.insertCheckIns',
  )

export interface NewPosition {
  readonly countyId: string
  readonly checkInId: string
  readonly areaPath: string
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly distanceM: number | null
  readonly provider: string
  /** Hex. */
  readonly salt: string
  readonly deleteAfter: Date
}

/** The basis on which a position is taken (privacy 6.5): one point, for the verdict alone. */
const positionBasis = 'dutyCheckIn'

export async function insertPositions(
  work: Work,
  positions: readonly NewPosition[],
): Promise<void> {
  await work.query(
    `insert into duty.check_in_position (county_id, check_in_id, area_path, lon, lat, accuracy_m,
       distance_m, provider, legal_basis, salt, delete_after)
     select n."countyId", n."checkInId", n."areaPath"::ltree, n.lon, n.lat, n."accuracyM",
       n."distanceM", n.provider, $2, decode(n.salt, 'hex'), n."deleteAfter"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "checkInId" uuid, "areaPath" text,
       lon float8, lat float8, "accuracyM" float8, "distanceM" float8, provider text, salt text,
       "deleteAfter" timestamptz)`,
    [JSON.stringify(positions), positionBasis],
    'duty.insertPositions',
  )
}

export interface NewGuest {
  readonly countyId: string
  readonly checkInId: string
  readonly areaPath: string
  readonly label: string
  readonly salt: string
  readonly deleteAfter: Date
}

export async function insertGuests(work: Work, guests: readonly NewGuest[]): Promise<void> {
  await work.query(
    `insert into duty.guest (county_id, check_in_id, area_path, label, salt, delete_after)
     select n."countyId", n."checkInId", n."areaPath"::ltree, n.label, decode(n.salt, 'hex'),
       n."deleteAfter"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "checkInId" uuid, "areaPath" text,
       label text, salt text, "deleteAfter" timestamptz)`,
    [JSON.stringify(guests)],
  )
}

interface Arrival {
  readonly countyId: string
  readonly shiftId: string
  readonly personId: string
}

/** Who was asked to help and checks in has arrived, though the request had ended with its shift. */
export async function noteArrivals(work: Work, arrivals: readonly Arrival[]): Promise<void> {
  await work.query(
    `update duty.help_request h set state = 'arrived', answered_at = coalesce(h.answered_at, $2)
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "shiftId" uuid, "personId" uuid)
     where h.county_id = n."countyId" and h.shift_id = n."shiftId"
       and h.person_id = n."personId" and ${wasComing}`,
    [JSON.stringify(arrivals), work.now],
  )
}

/** Shifts that were closed already are closed again later: somebody may not check out. */
export async function reopenClosing(
  work: Work,
  shifts: readonly { countyId: string; shiftId: string }[],
  dueAt: Date,
): Promise<void> {
  await work.query(
    `update duty.shift s set due_at = $2, due_step = 'close'
     where s.due_step is null and s.ctid = any (array(select x.ctid
       from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "shiftId" uuid)
       cross join lateral (select x.ctid from duty.shift x
         where x.county_id = n."countyId" and x.id = n."shiftId" limit 1) x))`,
    [JSON.stringify(shifts), dueAt],
    'duty.reopenClosing',
  )
}
