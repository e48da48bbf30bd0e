import type { Work } from '../../../../platform/database/work.ts'
import type { BoardRow } from '../../contract/board.ts'
import { countsOf, type DutyRole, type RoleCounts } from '../../contract/duty-role.ts'
import type { HelpState } from '../../contract/gap.ts'
import type { MustAttendLevel, Sight, Station } from '../../contract/post.ts'
import type { Half, ShiftState } from '../../contract/shift.ts'
import { groupOf } from './board.rules.ts'

interface Row {
  readonly shiftId: string
  readonly postId: string
  readonly postName: string
  readonly schoolId: string
  readonly schoolName: string
  readonly gateId: string
  readonly gateName: string
  readonly stationAreaId: string
  readonly lon: number | null
  readonly lat: number | null
  readonly bellAt: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly watchAt: Date
  readonly state: ShiftState
  readonly have: Partial<RoleCounts>
  readonly need: Partial<RoleCounts>
  readonly doubtful: Partial<RoleCounts>
  readonly mustRoles: DutyRole[]
  readonly mustAttendLevel: MustAttendLevel | null
  readonly guests: number
  readonly sanjian: boolean
  readonly sanjianConfirmed: Sight[]
  readonly gapId: string | null
  readonly gapKind: 'unmanned' | 'short' | null
  readonly gapOpenedAt: Date | null
  readonly helpId: string | null
  readonly helpState: HelpState | null
  readonly helpPersonId: string | null
  readonly helpPersonName: string | null
  readonly helpRole: DutyRole | null
  readonly helpAskedAt: Date | null
  readonly helpAnswerDueAt: Date | null
  readonly helpAnsweredAt: Date | null
  readonly helpTravelMin: number | null
}

/**
 * Rows of the chosen shifts. Each neighbour is looked up by its key for one shift at a time: the
 * planner takes a scope for one row and would else begin a join of thousands at the wrong end.
 */
const rowsOf = (chosen: string): string => `
  with s as materialized (select * from duty.shift s where ${chosen})
  select s.id as "shiftId", s.post_id as "postId", p.name as "postName",
    s.school_id as "schoolId", c.name as "schoolName", p.gate_id as "gateId",
    g.name as "gateName", s.station_area_id as "stationAreaId", g.lon, g.lat,
    s.bell_at as "bellAt", s.starts_at as "startsAt", s.ends_at as "endsAt",
    s.watch_at as "watchAt",
    -- The sweeper's second is not the reader's: over is over.
    case when s.ends_at <= $1 then 'over' else st.state end as state,
    st.present as have, s.heads as need, st.doubtful, s.must_roles as "mustRoles",
    s.must_attend_level as "mustAttendLevel", st.guests,
    s.sanjian, s.sanjian_confirmed as "sanjianConfirmed",
    gap.id as "gapId", gap.kind as "gapKind", gap.opened_at as "gapOpenedAt",
    h.id as "helpId", h.state as "helpState", h.person_id as "helpPersonId",
    case when h.id is not null then
      (select n.name from duty.acting_people(array[h.person_id]) n) end as "helpPersonName",
    h.role as "helpRole", h.asked_at as "helpAskedAt", h.answer_due_at as "helpAnswerDueAt",
    h.answered_at as "helpAnsweredAt", h.travel_min as "helpTravelMin"
  from s
  cross join lateral (select * from duty.shift_state x
    where x.county_id = s.county_id and x.shift_id = s.id limit 1) st
  cross join lateral (select * from duty.post x
    where x.county_id = s.county_id and x.id = s.post_id limit 1) p
  cross join lateral (select * from schools.published_gate x
    where x.county_id = s.county_id and x.id = p.gate_id limit 1) g
  cross join lateral (select * from schools.published_school x
    where x.county_id = s.county_id and x.id = s.school_id limit 1) c
  left join lateral (select * from duty.gap x
    where x.county_id = s.county_id and x.shift_id = s.id and x.closed_at is null limit 1) gap
    on true
  left join lateral (
    select h.* from duty.help_request h
    where gap.id is not null and h.county_id = s.county_id and h.gap_id = gap.id
    order by h.state in ('asked', 'accepted') desc, h.ordinal desc limit 1
  ) h on true
  order by s.bell_at, p.name, s.id`

function rowOf(row: Row): BoardRow {
  const { gapId, gapKind, gapOpenedAt, helpId, helpState, helpPersonId, helpRole } = row
  const { helpAskedAt, helpAnswerDueAt } = row
  const gap =
    gapId && gapKind && gapOpenedAt && row.state !== 'over'
      ? { id: gapId, kind: gapKind, openedAt: gapOpenedAt.toISOString() }
      : null
  const help =
    gap && helpId && helpState && helpPersonId && helpRole && helpAskedAt && helpAnswerDueAt
      ? {
          id: helpId,
          state: helpState,
          personId: helpPersonId,
          personName: row.helpPersonName ?? '',
          role: helpRole,
          askedAt: helpAskedAt.toISOString(),
          answerDueAt: helpAnswerDueAt.toISOString(),
          answeredAt: row.helpAnsweredAt?.toISOString() ?? null,
          travelMin: row.helpTravelMin,
        }
      : null
  return {
    ...row,
    bellAt: row.bellAt.toISOString(),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    watchAt: row.watchAt.toISOString(),
    have: countsOf(row.have),
    need: countsOf(row.need),
    doubtful: countsOf(row.doubtful),
    group: groupOf(row.state, help?.state ?? null),
    gap,
    help,
  }
}

export interface BoardChoice {
  readonly day: string
  readonly half: Half
  readonly stationAreaId: string | null
}

/** Every post of the scope on one half-day, by bell and name. */
export async function boardRows(work: Work, choice: BoardChoice): Promise<BoardRow[]> {
  const rows = await work.query<Row>(
    rowsOf(`s.day = $2 and s.half = $3 and s.state = 'planned'
      and ($4::uuid is null or s.station_area_id = $4)`),
    [work.now, choice.day, choice.half, choice.stationAreaId],
    'duty.boardRows',
  )
  return rows.map(rowOf)
}

/** Single rows again; what is outside the scope or cancelled is left out. */
export async function boardRowsById(work: Work, shiftIds: readonly string[]): Promise<BoardRow[]> {
  const rows = await work.query<Row>(
    rowsOf(`s.id = any ($2) and s.state = 'planned'`),
    [work.now, shiftIds],
    'duty.boardRowsById',
  )
  return rows.map(rowOf)
}

/** The half-days of the scope around now: when their first bell rings and their last shift ends. */
export const halfDays = (
  work: Work,
  firstDay: string,
  lastDay: string,
): Promise<{ day: string; half: Half; firstBellAt: Date; endsAt: Date }[]> =>
  work.query(
    `select day, half, min(bell_at) as "firstBellAt", max(ends_at) as "endsAt"
     from duty.shift where day between $1 and $2 and state = 'planned'
     group by day, half order by min(bell_at)`,
    [firstDay, lastDay],
    'duty.halfDays',
  )

export const stationNames = (work: Work, ids: readonly string[]): Promise<Station[]> =>
  work.query(
    `select id as "areaId", name from identity.published_area where id = any ($1)
     order by name collate platform.pinyin`,
    [ids],
  )
