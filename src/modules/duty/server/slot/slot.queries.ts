import type { Work } from '../../../../platform/database/work.ts'
import type { OpenSlot } from '../../contract/slot.ts'

type SlotRow = Omit<OpenSlot, 'bellAt' | 'startsAt' | 'endsAt'> & {
  bellAt: Date
  startsAt: Date
  endsAt: Date
}

/** Shifts of the scope that still want volunteers, or that the person has claimed. */
export async function listSlots(work: Work, personId: string, until: Date): Promise<OpenSlot[]> {
  const rows = await work.query<SlotRow>(
    `select s.id as "shiftId", p.name as "postName", c.name as "schoolName", s.day, s.half,
       s.bell_at as "bellAt", s.starts_at as "startsAt", s.ends_at as "endsAt",
       coalesce((s.heads ->> 'volunteer')::int, 0) as wanted,
       count(a.id) as taken,
       (array_agg(a.id) filter (where a.person_id = $1))[1] as "claimId"
     from duty.shift s
     join duty.post p on p.county_id = s.county_id and p.id = s.post_id
     join schools.published_school c on c.county_id = s.county_id and c.id = s.school_id
     left join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
       and a.state = 'claimed'
     where s.state = 'planned' and s.starts_at > $2 and s.starts_at < $3
     group by s.county_id, s.id, p.name, c.name
     having coalesce((s.heads ->> 'volunteer')::int, 0) > 0
     order by s.starts_at, p.name, s.id limit 200`,
    [personId, work.now, until],
  )
  return rows.map((row) => ({
    ...row,
    bellAt: row.bellAt.toISOString(),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }))
}

export interface ClaimableShift {
  readonly countyId: string
  readonly areaPath: string
  readonly wanted: number
  readonly taken: number
  readonly begun: boolean
  readonly cancelled: boolean
}

/** Locks the shift, so that the last place is given once. */
export async function lockClaimable(
  work: Work,
  shiftId: string,
): Promise<ClaimableShift | undefined> {
  const [shift] = await work.query<ClaimableShift>(
    `select county_id as "countyId", area_path::text as "areaPath",
       coalesce((heads ->> 'volunteer')::int, 0) as wanted, 0 as taken,
       starts_at <= $2 as begun, state = 'cancelled' as cancelled
     from duty.shift where id = $1 for update`,
    [shiftId, work.now],
  )
  if (!shift) return undefined
  const [count] = await work.query<{ taken: number }>(
    `select count(*) as taken from duty.assignment
     where county_id = $1 and shift_id = $2 and state = 'claimed'`,
    [shift.countyId, shiftId],
  )
  return { ...shift, taken: count?.taken ?? 0 }
}

export interface StoredClaim {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly shiftId: string
  readonly personId: string
  readonly state: string
}

/** A claim by its id, or the person's standing claim on a shift. */
export async function findClaim(
  work: Work,
  by: { id: string; shiftId?: string; personId: string },
): Promise<StoredClaim | undefined> {
  const [claim] = await work.query<StoredClaim>(
    `select id, county_id as "countyId", area_path::text as "areaPath", shift_id as "shiftId",
       person_id as "personId", state
     from duty.assignment
     where role = 'volunteer' and person_id = $3
       and (id = $1 or (shift_id = $2 and state = 'claimed'))
     order by (id = $1) desc limit 1`,
    [by.id, by.shiftId ?? null, by.personId],
  )
  return claim
}

export async function insertClaim(work: Work, claim: Omit<StoredClaim, 'state'>): Promise<void> {
  await work.query(
    `insert into duty.assignment (county_id, id, area_path, shift_id, person_id, role, state,
       made_by, made_at)
     values ($1, $2, $3::ltree, $4, $5, 'volunteer', 'claimed', $5, $6)`,
    [claim.countyId, claim.id, claim.areaPath, claim.shiftId, claim.personId, work.now],
  )
}

export async function setClaimState(
  work: Work,
  claim: StoredClaim,
  state: 'claimed' | 'withdrawn',
): Promise<void> {
  await work.query(
    `update duty.assignment set state = $3,
       withdrawn_at = case when $3 = 'withdrawn' then $4::timestamptz end
     where county_id = $1 and id = $2`,
    [claim.countyId, claim.id, state, work.now],
  )
}

/** Claims of the person since a day, for the limit that an area may set. */
export async function countClaims(work: Work, personId: string, since: string): Promise<number> {
  const [row] = await work.query<{ claims: number }>(
    `select count(*) as claims from duty.assignment a
     join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id
     where a.person_id = $1 and a.state = 'claimed' and s.day >= $2`,
    [personId, since],
  )
  return row?.claims ?? 0
}

/** First day of the term that a day lies in; half a year back where no term is entered. */
export async function termStart(work: Work, day: string): Promise<string> {
  const [term] = await work.query<{ startsOn: string }>(
    `select coalesce(max(starts_on), $1::date - 183) as "startsOn" from schools.published_term
     where $1::date between starts_on and ends_on`,
    [day],
  )
  return term?.startsOn ?? day
}
