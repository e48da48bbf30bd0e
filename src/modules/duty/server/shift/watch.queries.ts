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
}

/** Shifts that something is due for, locked; another process takes others. */
export const claimDueShifts = (work: Work, limit: number): Promise<DueShift[]> =>
  work.query(
    `select county_id as "countyId", id as "shiftId", area_path::text as "areaPath",
       class as "rowClass", post_id as "postId", day, due_step as step, bell_at as "bellAt",
       ends_at as "endsAt"
     from duty.shift where due_at is not null and due_at <= $1
     order by due_at limit $2 for update skip locked`,
    [work.now, limit],
    'duty.claimDueShifts',
  )

export async function moveDue(
  work: Work,
  moves: readonly { countyId: string; shiftId: string; step: DueStep | null; at: Date | null }[],
): Promise<void> {
  await work.query(
    `update duty.shift s set due_step = m.step, due_at = m.at
     from jsonb_to_recordset($1::jsonb)
       as m("countyId" uuid, "shiftId" uuid, step text, at timestamptz)
     where s.county_id = m."countyId" and s.id = m."shiftId"`,
    [JSON.stringify(moves)],
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
     join duty.check_in c on c.county_id = k."countyId" and c.shift_id = k."shiftId"
     where c.role <> 'guest'
     group by 1, 2, 3
     having max(c.at) filter (where c.direction = 'in' and c.approval <> 'refused')
       > coalesce(max(c.at) filter (where c.direction = 'out'), '-infinity')`,
    [JSON.stringify(shifts)],
  )
