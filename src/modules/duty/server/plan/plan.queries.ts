import { addDays, weekStart } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { AssignableRole, DutyRole, RoleCounts } from '../../contract/duty-role.ts'
import type { MustAttendLevel } from '../../contract/post.ts'
import type { Half } from '../../contract/shift.ts'
import { nearestSetting, settingsInReach } from '../setting/setting.queries.ts'
import type { FillShift } from './roster-filler.rules.ts'

/** A shift as planning sees it. */
export interface PlannedShift extends FillShift {
  readonly half: Half
  readonly rowClass: string
  readonly bellAt: Date
}

type ShiftRow = Omit<PlannedShift, 'week' | 'setting'>

export interface ShiftChoice {
  readonly firstDay: string
  readonly lastDay: string
  readonly stationAreaId?: string | undefined
  readonly shiftId?: string | undefined
  readonly postIds?: readonly string[] | undefined
  readonly countyId?: string | undefined
}

const shiftSelect = `
  select s.id, s.county_id as "countyId", s.area_path::text as "areaPath",
    s.class as "rowClass", coalesce(t.path, s.area_path)::text as "stationPath",
    s.post_id as "postId", s.day, s.half, s.bell_at as "bellAt", s.starts_at as "startsAt",
    s.ends_at as "endsAt", g.lon, g.lat, s.state = 'cancelled' as cancelled, s.heads as need,
    s.must_roles as "mustRoles",
    coalesce((select jsonb_object_agg(r.role, r.skills) from duty.post_requirement r
      where r.county_id = s.county_id and r.post_id = s.post_id
        and cardinality(r.skills) > 0), '{}') as skills
  from duty.shift s
  join duty.post p on p.county_id = s.county_id and p.id = s.post_id
  left join schools.published_gate g on g.county_id = p.county_id and g.id = p.gate_id
  left join identity.published_area t on t.id = s.station_area_id`

/** Shifts of the scope in a range of days, by time. */
export async function plannedShifts(work: Work, choice: ShiftChoice): Promise<PlannedShift[]> {
  const rows = await work.query<ShiftRow>(
    `${shiftSelect}
     where s.day between $1 and $2 and ($3::uuid is null or s.station_area_id = $3)
       and ($4::uuid[] is null or s.post_id = any ($4)) and ($5::uuid is null or s.county_id = $5)
     order by s.starts_at, s.id`,
    [
      choice.firstDay,
      choice.lastDay,
      choice.stationAreaId ?? null,
      choice.postIds ?? null,
      choice.countyId ?? null,
    ],
  )
  return planned(work, rows)
}

/** Each with what the area nearest to it has decided. */
async function planned(work: Work, rows: readonly ShiftRow[]): Promise<PlannedShift[]> {
  const settings = await settingsInReach(work)
  return rows.map((row) => {
    const { setting } = nearestSetting(settings, row.areaPath)
    return { ...row, week: weekStart(row.day), setting }
  })
}

export async function findPlannedShift(work: Work, id: string): Promise<PlannedShift | undefined> {
  return (await plannedShiftsOf(work, [id])).get(id)
}

/** Shifts by their ids, those that are gone left out. */
export async function plannedShiftsOf(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, PlannedShift>> {
  const rows = await work.query<ShiftRow>(`${shiftSelect} where s.id = any ($1)`, [ids])
  return new Map((await planned(work, rows)).map((shift) => [shift.id, shift]))
}

export interface AssignmentRow {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly shiftId: string
  readonly personId: string
  readonly role: DutyRole
  readonly state: 'planned' | 'published' | 'claimed' | 'withdrawn'
  readonly pinned: boolean
  readonly toldAt: Date | null
  readonly receiptAt: Date | null
  readonly removalToldAt: Date | null
  readonly day: string
}

const assignmentSelect = `
  select a.id, a.county_id as "countyId", a.area_path::text as "areaPath",
    a.shift_id as "shiftId", a.person_id as "personId", a.role, a.state, a.pinned,
    a.told_at as "toldAt", a.receipt_at as "receiptAt", a.removal_told_at as "removalToldAt", s.day
  from duty.assignment a
  join duty.shift s on s.county_id = a.county_id and s.id = a.shift_id`

/** Assignments that stand, of the given shifts. */
export const assignmentsOf = (work: Work, shiftIds: readonly string[]): Promise<AssignmentRow[]> =>
  work.query(
    `${assignmentSelect} where a.shift_id = any ($1) and a.state <> 'withdrawn'
     order by array_position('{police,auxiliary,cadre,guard,staff,volunteer}', a.role), a.made_at,
       a.id`,
    [shiftIds],
  )

/** Locked: two who act on one place wait for each other. */
export async function findAssignment(work: Work, id: string): Promise<AssignmentRow | undefined> {
  const [row] = await work.query<AssignmentRow>(
    `${assignmentSelect} where a.id = $1 for update of a`,
    [id],
  )
  return row
}

/** For who only looks. */
export async function readAssignment(work: Work, id: string): Promise<AssignmentRow | undefined> {
  const [row] = await work.query<AssignmentRow>(`${assignmentSelect} where a.id = $1`, [id])
  return row
}

export interface NewAssignment {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly shiftId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly pinned: boolean
}

export async function insertAssignments(
  work: Work,
  assignments: readonly NewAssignment[],
): Promise<void> {
  await work.query(
    `insert into duty.assignment (county_id, id, area_path, class, shift_id, person_id, role,
       state, pinned, made_by, made_at)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass", n."shiftId", n."personId",
       n.role, 'planned', n.pinned, $2, $3
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "shiftId" uuid, "personId" uuid, role text, pinned boolean)`,
    [JSON.stringify(assignments), work.actor.personId, work.now],
  )
}

export async function setAssignmentState(
  work: Work,
  assignment: Pick<AssignmentRow, 'countyId' | 'id'>,
  state: AssignmentRow['state'],
): Promise<void> {
  await work.query(
    `update duty.assignment set state = $3,
       withdrawn_at = case when $3 = 'withdrawn' then $4::timestamptz end
     where county_id = $1 and id = $2`,
    [assignment.countyId, assignment.id, state, work.now],
  )
}

/** Drops what a draft added in shifts that have not begun; gives what was dropped. */
export const dropDraft = (
  work: Work,
  choice: { week: string; stationAreaId?: string | undefined },
): Promise<{ countyId: string; areaPath: string; shiftId: string }[]> =>
  work.query(
    `update duty.assignment a set state = 'withdrawn', withdrawn_at = $3
     from duty.shift s
     where s.county_id = a.county_id and s.id = a.shift_id and s.day between $1 and $2
       and s.starts_at > $3 and a.state = 'planned' and not a.pinned
       and ($4::uuid is null or s.station_area_id = $4)
     returning a.county_id as "countyId", a.area_path::text as "areaPath",
       a.shift_id as "shiftId"`,
    [choice.week, addDays(choice.week, 6), work.now, choice.stationAreaId ?? null],
  )

export interface ShiftHeads {
  readonly shiftId: string
  readonly postId: string
  readonly postName: string
  readonly stationAreaId: string
  readonly day: string
  readonly half: Half
  readonly bellAt: Date
  readonly need: Partial<RoleCounts>
  readonly mustRoles: readonly DutyRole[]
  readonly mustAttendLevel: MustAttendLevel | null
  /** Heads assigned who are not on approved leave then. */
  readonly assigned: Partial<RoleCounts> | null
}

/**
 * Those of the placed whose home the scope does not see, so that their leave and other shifts lie
 * out of its sight: lent from another county, or served by another station. One by one by their
 * ids: row security lets the planner take a scope for one row.
 */
const fromElsewhere = `
  select d.person_id from (select distinct person_id from placed) d
  left join lateral (select true as seen from identity.published_person n
    where n.id = d.person_id and n.home_county_id is null limit 1) h on true
  where h.seen is null`

/** Shifts of the scope with the heads that would really come. */
export const headsByShift = (
  work: Work,
  choice: {
    firstDay: string
    lastDay: string
    stationAreaId?: string | undefined
    countyId?: string
    endsAfter?: Date
  },
): Promise<ShiftHeads[]> =>
  work.query(
    `with chosen as (
       select s.* from duty.shift s
       where s.day between $1 and $2 and s.state = 'planned'
         and ($3::uuid is null or s.station_area_id = $3)
         and ($4::timestamptz is null or s.ends_at > $4)
         and ($5::uuid is null or s.county_id = $5)
     ), placed as (
       select c.county_id, c.id, c.starts_at, c.ends_at, a.role, a.person_id
       from chosen c
       join duty.assignment a on a.county_id = c.county_id and a.shift_id = c.id
         and a.state <> 'withdrawn'
     ), away as materialized (
       select x.person_id, x.starts_at, x.ends_at
       from duty.person_absences(array(${fromElsewhere}), $1::date - 1, $2::date + 1) x
       where x.approved
     ), heads as (
       select p.county_id, p.id, p.role, count(*) as heads
       from placed p
       where not exists (select from duty.leave l
           where l.person_id = p.person_id and l.state = 'approved'
             and l.starts_at < p.ends_at and l.ends_at > p.starts_at)
         and not exists (select from away x where x.person_id = p.person_id
           and x.starts_at < p.ends_at and x.ends_at > p.starts_at)
       group by 1, 2, 3
     ), sums as (
       select county_id, id, jsonb_object_agg(role, heads) as assigned from heads group by 1, 2
     )
     select c.id as "shiftId", c.post_id as "postId", p.name as "postName",
       c.station_area_id as "stationAreaId", c.day, c.half, c.bell_at as "bellAt",
       c.heads as need, c.must_roles as "mustRoles",
       c.must_attend_level as "mustAttendLevel", h.assigned
     from chosen c
     -- By its key for each shift: posts joined as a whole went through all sums for each post.
     cross join lateral (select p.name from duty.post p
       where p.county_id = c.county_id and p.id = c.post_id limit 1) p
     left join sums h on h.county_id = c.county_id and h.id = c.id
     order by c.bell_at, c.id`,
    [
      choice.firstDay,
      choice.lastDay,
      choice.stationAreaId ?? null,
      choice.endsAfter ?? null,
      choice.countyId ?? null,
    ],
  )

/** Assignments of a week that approved leave or another shift stands against; no volunteers. */
export async function countConflicts(
  work: Work,
  choice: { week: string; stationAreaId?: string | undefined },
): Promise<number> {
  const [row] = await work.query<{ conflicts: number }>(
    // The week's places once, in each person's order: looking for the other shift of each by a
    // subquery went through the week again for every place.
    `with placed as materialized (
       select a.person_id, a.role, s.id as shift_id, s.station_area_id, s.starts_at, s.ends_at
       from duty.shift s
       join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
       where s.day between $1 and $2 and s.state = 'planned' and a.state <> 'withdrawn'),
     -- Wherever leave and shifts lie, as for the cells of the grid: also who belongs here may
     -- serve out of the reader's sight.
     people as materialized (select distinct person_id from placed),
     away as materialized (
       select person_id, starts_at, ends_at
       from duty.person_absences(array(select person_id from people), $1::date - 1, $2::date + 1)
       where approved),
     taken as (
       select person_id, station_area_id, starts_at, ends_at, role <> 'volunteer' as here
       from placed
       union all
       select x.person_id, null, x.starts_at, x.ends_at, false
       from duty.person_shifts(array(select person_id from people), $1, $2) x
       where not x.cancelled and x.shift_id not in (select shift_id from placed)),
     ordered as (
       select *, max(ends_at) over earlier > starts_at as overlaps_earlier,
         lead(starts_at) over (partition by person_id order by starts_at, ends_at) < ends_at
           as overlaps_later
       from taken
       window earlier as (partition by person_id order by starts_at, ends_at
         rows between unbounded preceding and 1 preceding))
     select count(*) as conflicts from ordered o
     where o.here and ($3::uuid is null or o.station_area_id = $3)
       and (overlaps_earlier or overlaps_later or exists (select from away l
         where l.person_id = o.person_id and l.starts_at < o.ends_at and l.ends_at > o.starts_at))`,
    [choice.week, addDays(choice.week, 6), choice.stationAreaId ?? null],
  )
  return row?.conflicts ?? 0
}
