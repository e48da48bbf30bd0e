import type { Work } from '../../../../platform/database/work.ts'
import type { DutyRole } from '../../contract/duty-role.ts'
import type { DueStep } from './shift.rules.ts'

export interface DueShift {
  readonly countyId: string
  readonly shiftId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly postId: string
  readonly day: string
  readonly step: DueStep
  readonly bellAt: Date
  readonly endsAt: Date
  readonly mustAttend: boolean
}

/** Shifts that something is due for, locked; another process takes others. */
export const claimDueShifts = (work: Work, limit: number): Promise<DueShift[]> =>
  work.query(
    `select county_id as "countyId", id as "shiftId", area_path::text as "areaPath",
       class as "rowClass", post_id as "postId", day, due_step as step, bell_at as "bellAt",
       ends_at as "endsAt", must_attend_level is not null as "mustAttend"
     from duty.shift where due_at is not null and due_at <= $1
     order by due_at limit $2 for update skip locked`,
    [work.now, limit],
    'duty.claimDueShifts',
  )

/** Moves claimed shifts to their next step: watch, bell, end, close, nothing. */
export async function moveDue(
  work: Work,
  shiftIds: readonly string[],
  closeGraceMin: number,
): Promise<void> {
  await work.query(
    `update duty.shift set
       due_at = case due_step when 'watch' then bell_at when 'bell' then ends_at
         when 'end' then ends_at + make_interval(mins => $3) end,
       due_step = case due_step when 'watch' then 'bell' when 'bell' then 'end'
         when 'end' then 'close' end
     where due_at is not null and due_at <= $1 and id = any ($2)`,
    [work.now, shiftIds, closeGraceMin],
    'duty.moveDue',
  )
}

/** What is open when the bell rings is remembered for good. */
export async function noteOpenAtBell(
  work: Work,
  shifts: readonly { countyId: string; shiftId: string }[],
): Promise<void> {
  await work.query(
    `update duty.gap g set open_at_bell = true
     from jsonb_to_recordset($1::jsonb) as k("countyId" uuid, "shiftId" uuid)
     where g.county_id = k."countyId" and g.shift_id = k."shiftId" and g.closed_at is null`,
    [JSON.stringify(shifts)],
  )
}

export interface ForgottenOut {
  readonly countyId: string
  readonly shiftId: string
  readonly personId: string
  readonly role: DutyRole
  readonly inAt: Date
}

/** Who checked in and never out. */
export const forgottenOuts = (
  work: Work,
  shifts: readonly { countyId: string; shiftId: string }[],
): Promise<ForgottenOut[]> =>
  work.query(
    `select c.county_id as "countyId", c.shift_id as "shiftId", c.person_id as "personId",
       min(c.role) as role, max(c.at) filter (where c.direction = 'in') as "inAt"
     from jsonb_to_recordset($1::jsonb) as k("countyId" uuid, "shiftId" uuid)
     cross join lateral (select * from duty.check_in x
       where x.county_id = k."countyId" and x.shift_id = k."shiftId" offset 0) c
     where c.role <> 'guest'
     group by 1, 2, 3
     having max(c.at) filter (where c.direction = 'in' and c.approval <> 'refused')
       > coalesce(max(c.at) filter (where c.direction = 'out'), '-infinity')`,
    [JSON.stringify(shifts)],
  )
