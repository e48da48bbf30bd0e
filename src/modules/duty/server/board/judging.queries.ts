import type { Work } from '../../../../platform/database/work.ts'
import type { AssignableRole, DutyRole, RoleCounts } from '../../contract/duty-role.ts'
import type { GapClosedHow } from '../../contract/gap.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import type { Half, ShiftState } from '../../contract/shift.ts'

export interface ShiftKey {
  readonly countyId: string
  readonly shiftId: string
}

/** A shift with who is there, for judging. */
export interface ShiftFacts extends ShiftKey {
  /**
   * The instant to judge by. Who waited for a lock began earlier than who held it: judged by its
   * own clock, what was opened or over a moment ago would not have begun, or not be over.
   */
  readonly asOf: Date
  readonly areaPath: string
  readonly rowClass: string
  readonly postId: string
  readonly day: string
  readonly half: Half
  readonly bellAt: Date
  readonly endsAt: Date
  readonly watchAt: Date
  readonly cancelled: boolean
  readonly need: Partial<RoleCounts>
  readonly mustRoles: readonly DutyRole[]
  readonly mustAttendLevel: MustAttendLevel | null
  readonly present: Partial<RoleCounts> | null
  readonly doubtful: Partial<RoleCounts> | null
  readonly guests: number
  readonly doubtfulBefore: Partial<RoleCounts>
  readonly gapId: string | null
  readonly gapKind: 'unmanned' | 'short' | null
  readonly gapMissing: Partial<RoleCounts> | null
}

/**
 * Locks the states of shifts, everywhere in the order of their ids (the list is gone through as it
 * is given). Taken before check-ins are written, so that two transactions on one shift count one
 * after the other and none misses the other's people.
 */
export const lockStates = (work: Work, shiftIds: readonly string[]): Promise<ShiftKey[]> =>
  work.query(
    `select st.county_id as "countyId", st.shift_id as "shiftId"
     from unnest($1::uuid[]) as k(id)
     cross join lateral (select county_id, id from duty.shift x where x.id = k.id limit 1) s
     cross join lateral (select x.county_id, x.shift_id from duty.shift_state x
       where x.county_id = s.county_id and x.shift_id = s.id limit 1 for update) st`,
    [[...new Set(shiftIds)].sort()],
    'duty.lockStates',
  )

/**
 * Who is there at each shift. Rows are looked up by key for one shift at a time: the planner takes
 * a scope for few rows and would else read whole tables of it. A person is there with a check-in
 * that counts, in doubt with one whose position is uncertain, unless they left after it and before
 * the instant from which leaving is fine (`servedFrom` in contract/shift.ts). What closed itself
 * happens after the end and changes nothing here.
 */
export const shiftFacts = (work: Work, keys: readonly ShiftKey[]): Promise<ShiftFacts[]> =>
  work.query(
    `select greatest(st.judged_at, $3) as "asOf", s.county_id as "countyId", s.id as "shiftId",
       s.area_path::text as "areaPath", s.class as "rowClass", s.post_id as "postId", s.day, s.half,
       s.bell_at as "bellAt", s.ends_at as "endsAt", s.watch_at as "watchAt",
       s.state = 'cancelled' as cancelled, s.heads as need, s.must_roles as "mustRoles",
       s.must_attend_level as "mustAttendLevel", w.present, w.doubtful,
       coalesce(w.guests, 0) as guests, st.doubtful as "doubtfulBefore", g.id as "gapId",
       g.kind as "gapKind", g.missing as "gapMissing"
     from unnest($1::uuid[], $2::uuid[]) as k(county_id, shift_id)
     cross join lateral (select * from duty.shift s
       where s.county_id = k.county_id and s.id = k.shift_id limit 1) s
     cross join lateral (select st.doubtful, st.judged_at from duty.shift_state st
       where st.county_id = k.county_id and st.shift_id = k.shift_id limit 1) st
     left join lateral (
       select jsonb_object_agg(r.role, r.present) filter (where r.role <> 'guest') as present,
         jsonb_object_agg(r.role, r.doubtful) filter (where r.role <> 'guest') as doubtful,
         sum(r.present) filter (where r.role = 'guest')::integer as guests
       from (
         select p.role, count(*) filter (where p.came_at > p.left_at) as present,
           count(*) filter (where p.came_at > p.left_at is not true
             and p.seen_at > p.left_at) as doubtful
         from (
           select case when c.role = 'guest' then c.id else c.person_id end as who,
             min(c.role) as role,
             max(c.at) filter (where c.direction = 'in' and c.counts) as came_at,
             max(c.at) filter (where c.direction = 'in' and c.verdict = 'uncertain'
               and c.approval = 'pending') as seen_at,
             coalesce(max(c.at) filter (where c.direction = 'out' and c.method <> 'automatic'
               and c.at < case s.half when 'arrival' then s.bell_at
                 else s.bell_at + (s.ends_at - s.bell_at) / 2 end), '-infinity') as left_at
           from duty.check_in c
           where c.county_id = s.county_id and c.shift_id = s.id
           group by 1
         ) p
         group by p.role
       ) r
     ) w on true
     left join lateral (select g.id, g.kind, g.missing from duty.gap g
       where g.county_id = s.county_id and g.shift_id = s.id and g.closed_at is null limit 1) g
       on true`,
    [keys.map(({ countyId }) => countyId), keys.map(({ shiftId }) => shiftId), work.now],
    'duty.shiftFacts',
  )

export interface NewState extends ShiftKey {
  readonly asOf: Date
  readonly areaPath: string
  readonly rowClass: string
  readonly present: RoleCounts
  readonly doubtful: RoleCounts
  readonly uncertain: number
  readonly guests: number
  readonly state: ShiftState
}

/** By the key alone, whatever the planner thinks of scopes: hence an upsert. */
export async function saveStates(work: Work, states: readonly NewState[]): Promise<void> {
  await work.query(
    `insert into duty.shift_state as st (county_id, shift_id, area_path, class, present, doubtful,
       uncertain, guests, state, judged_at)
     select n."countyId", n."shiftId", n."areaPath"::ltree, n."rowClass", n.present, n.doubtful,
       n.uncertain, n.guests, n.state, n."asOf"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "shiftId" uuid, "areaPath" text,
       "rowClass" text, present jsonb, doubtful jsonb, uncertain integer, guests integer,
       state text, "asOf" timestamptz)
     on conflict (county_id, shift_id) do update set present = excluded.present,
       doubtful = excluded.doubtful, uncertain = excluded.uncertain, guests = excluded.guests,
       state = excluded.state, judged_at = excluded.judged_at`,
    [JSON.stringify(states)],
    'duty.saveStates',
  )
}

export interface NewGap extends ShiftKey {
  readonly id: string
  readonly asOf: Date
  readonly areaPath: string
  readonly rowClass: string
  readonly kind: 'unmanned' | 'short'
  readonly missing: RoleCounts
}

export async function openGaps(work: Work, gaps: readonly NewGap[]): Promise<void> {
  await work.query(
    `insert into duty.gap (county_id, id, area_path, class, shift_id, kind, missing, opened_at)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass", n."shiftId", n.kind, n.missing,
       n."asOf"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "shiftId" uuid, kind text, missing jsonb, "asOf" timestamptz)`,
    [JSON.stringify(gaps)],
  )
}

export interface GapClosing {
  readonly countyId: string
  readonly gapId: string
  readonly how: GapClosedHow
  readonly asOf: Date
}

/** Somebody who need not come any more. */
export interface Withdrawn extends ShiftKey {
  readonly areaPath: string
  readonly personId: string
  /** They were on the way, and the shift was called off or moved. */
  readonly calledOff: boolean
}

/** Closes gaps; who was asked and has not answered need not come any more. */
export async function closeGaps(work: Work, closings: readonly GapClosing[]): Promise<Withdrawn[]> {
  await work.query(
    `update duty.gap g set closed_at = n."asOf", closed_how = n.how
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "gapId" uuid, how text,
       "asOf" timestamptz)
     where g.county_id = n."countyId" and g.id = n."gapId"`,
    [JSON.stringify(closings)],
  )
  return work.query<Withdrawn>(
    `update duty.help_request h set state = 'withdrawn'
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "gapId" uuid, how text)
     where h.county_id = n."countyId" and h.gap_id = n."gapId" and n.how <> 'worsened'
       and (h.state = 'asked' or (h.state = 'accepted' and n.how <> 'checkIn'))
     returning h.county_id as "countyId", h.shift_id as "shiftId", h.area_path::text as "areaPath",
       h.person_id as "personId",
       n.how = 'cancelled' and h.answered_at is not null as "calledOff"`,
    [JSON.stringify(closings)],
  )
}

export interface Succession {
  readonly countyId: string
  readonly gapId: string
  readonly nextGapId: string
  readonly role: AssignableRole | null
}

/**
 * Who is asked or on the way goes to the gap that took the place of theirs, as long as it asks for
 * their part first: with another one on the way, nobody could be asked for it.
 */
export async function handOverHelp(work: Work, successions: readonly Succession[]): Promise<void> {
  await work.query(
    `update duty.help_request h set gap_id = n."nextGapId"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "gapId" uuid, "nextGapId" uuid,
       role text)
     where h.county_id = n."countyId" and h.gap_id = n."gapId" and h.role = n.role
       and h.state in ('asked', 'accepted')`,
    [JSON.stringify(successions)],
  )
}

export interface Reopening {
  readonly countyId: string
  readonly shiftId: string
  readonly nextGapId: string
  readonly role: AssignableRole | null
}

/**
 * Who is still on the way to a shift whose gap had closed, as by somebody who then did not count or
 * left, goes to its new gap: else a second one would be sent, and the first be asked by nobody.
 */
export async function takeUpHelp(work: Work, reopenings: readonly Reopening[]): Promise<void> {
  await work.query(
    `update duty.help_request h set gap_id = u."nextGapId"
     from (select n."countyId", n."nextGapId", r.id
       from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "shiftId" uuid, "nextGapId" uuid,
         role text)
       cross join lateral (select r.id from duty.help_request r
         where r.county_id = n."countyId" and r.shift_id = n."shiftId" and r.role = n.role
           and r.state = 'accepted'
         order by r.answered_at, r.id limit 1) r) u
     where h.county_id = u."countyId" and h.id = u.id`,
    [JSON.stringify(reopenings)],
  )
}

export async function updateMissing(
  work: Work,
  gaps: readonly { countyId: string; gapId: string; missing: RoleCounts }[],
): Promise<void> {
  await work.query(
    `update duty.gap g set missing = n.missing
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, "gapId" uuid, missing jsonb)
     where g.county_id = n."countyId" and g.id = n."gapId"`,
    [JSON.stringify(gaps)],
  )
}
