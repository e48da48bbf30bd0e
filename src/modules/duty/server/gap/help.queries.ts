import type { Work } from '../../../../platform/database/work.ts'
import type { AssignableRole } from '../../contract/duty-role.ts'
import type { HelpRequest, HelpState } from '../../contract/gap.ts'

interface HelpRow extends Omit<HelpRequest, 'askedAt' | 'answerDueAt' | 'answeredAt'> {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly answerDueAt: Date
  readonly answeredAt: Date | null
}

export interface StoredHelp extends HelpRequest {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly askedBy: string
}

const select = `
  select h.county_id as "countyId", h.id, h.area_path::text as "areaPath",
    h.class as "rowClass", h.gap_id as "gapId", h.shift_id as "shiftId",
    h.person_id as "personId",
    coalesce((select n.name from duty.acting_people(array[h.person_id]) n), '') as "personName",
    h.role, h.ordinal, h.auto_next as "autoNext", h.distance_m as "distanceM",
    h.travel_min as "travelMin", h.asked_by as "askedBy", h.asked_at as "askedAt",
    h.answer_due_at as "answerDueAt", h.state, h.answered_at as "answeredAt"
  from duty.help_request h`

const helpOf = (row: HelpRow): StoredHelp => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  answerDueAt: row.answerDueAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

export async function findHelp(work: Work, id: string): Promise<StoredHelp | undefined> {
  const [row] = await work.query<HelpRow>(`${select} where h.id = $1 for update of h`, [id])
  return row && helpOf(row)
}

/** Requests of one gap in the order they were made. */
export async function helpOfGap(work: Work, gapId: string): Promise<StoredHelp[]> {
  const rows = await work.query<HelpRow>(`${select} where h.gap_id = $1 order by h.ordinal`, [
    gapId,
  ])
  return rows.map(helpOf)
}

export interface NewHelp {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly gapId: string
  readonly shiftId: string
  readonly personId: string
  readonly role: AssignableRole
  readonly ordinal: number
  readonly autoNext: boolean
  readonly distanceM: number | null
  readonly travelMin: number | null
  readonly askedBy: string
  readonly answerDueAt: Date
}

export async function insertHelp(work: Work, help: NewHelp): Promise<void> {
  await work.query(
    `insert into duty.help_request (county_id, id, area_path, class, gap_id, shift_id, person_id,
       role, ordinal, auto_next, distance_m, travel_min, asked_by, asked_at, answer_due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      help.countyId,
      help.id,
      help.areaPath,
      help.rowClass,
      help.gapId,
      help.shiftId,
      help.personId,
      help.role,
      help.ordinal,
      help.autoNext,
      help.distanceM,
      help.travelMin,
      help.askedBy,
      work.now,
      help.answerDueAt,
    ],
  )
}

export async function setHelpState(
  work: Work,
  help: Pick<StoredHelp, 'countyId' | 'id'>,
  state: HelpState,
): Promise<void> {
  await work.query(
    `update duty.help_request set state = $3,
       answered_at = case when $3 in ('accepted', 'declined') then $4::timestamptz
         else answered_at end
     where county_id = $1 and id = $2`,
    [help.countyId, help.id, state, work.now],
  )
}

/** Nobody is on the way to a shift that is over, whatever became of the gap they were asked to. */
export async function withdrawOpenHelp(
  work: Work,
  shifts: readonly { countyId: string; shiftId: string }[],
): Promise<void> {
  await work.query(
    `update duty.help_request h set state = 'withdrawn'
     from jsonb_to_recordset($1::jsonb) as k("countyId" uuid, "shiftId" uuid)
     where h.county_id = k."countyId" and h.shift_id = k."shiftId"
       and h.state in ('asked', 'accepted')`,
    [JSON.stringify(shifts)],
  )
}

/**
 * Whether somebody is asked already or on the way, to whichever gate. Who asks the same person at
 * this moment is waited for; who plans whole counties (`lockCounties`) is not, it takes too long.
 */
export async function isAskedAlready(
  work: Work,
  { personId, day }: { readonly personId: string; readonly day: string },
): Promise<boolean> {
  const key = `duty help ${personId}`
  await work.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [key])
  const rows = await work.query(`select from duty.people_asked(array[$1::uuid], $2, $3)`, [
    personId,
    day,
    work.now,
  ])
  return rows.length > 0
}

/** Requests that nobody answered in time, locked; another process takes others. */
export async function claimUnanswered(work: Work, limit: number): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `select id from duty.help_request where state = 'asked' and answer_due_at <= $1
     order by answer_due_at limit $2 for update skip locked`,
    [work.now, limit],
    'duty.claimUnanswered',
  )
  return rows.map(({ id }) => id)
}
