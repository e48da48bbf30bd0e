import { addDays } from '../../../../platform/clock/zoned.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { WeekPlan } from '../../contract/plan.ts'

interface PlanRow {
  readonly id: string | null
  readonly countyId: string
  readonly countyPath: string
  readonly revision: number
  readonly publishedAt: Date | null
  readonly changes: number
}

export interface StoredPlan extends WeekPlan {
  readonly countyPath: string
  /** Assignments not yet told, and withdrawals of told ones. */
  readonly changes: number
}

/** A told place that was taken away, of which its person does not know yet. */
export const isUntoldRemoval = `(a.state = 'withdrawn' and a.role <> 'volunteer'
  and a.told_at is not null and a.removal_told_at is null)`

/** How many of them the given shifts have. */
export async function untoldRemovals(
  work: Work,
  shiftIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await work.query<{ shiftId: string; removals: number }>(
    `select a.shift_id as "shiftId", count(*) as removals from duty.assignment a
     where a.shift_id = any ($1) and ${isUntoldRemoval} group by 1`,
    [shiftIds],
  )
  return new Map(rows.map(({ shiftId, removals }) => [shiftId, removals]))
}

/**
 * What a publication at an instant would tell: places planned and not told, and told places taken
 * away since. Of a shift that is over nobody is told any more.
 */
const isChangeAt = (instant: string): string =>
  `(s.state = 'planned' and s.ends_at > ${instant} and (a.state = 'planned' or ${isUntoldRemoval}))`

/** The week's plan of each county in reach; a draft while something is not yet told. */
export async function weekPlans(
  work: Work,
  week: string,
  countyId: string | null,
): Promise<StoredPlan[]> {
  const rows = await work.query<PlanRow>(
    `select w.id, c.id as "countyId", c.path::text as "countyPath",
       coalesce(w.revision, 0) as revision, w.published_at as "publishedAt",
       (select count(*) from duty.shift s
         join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
         where s.county_id = c.id and s.day between $1 and $2 and ${isChangeAt('$4')}) as changes
     from identity.published_area c
     left join duty.week_plan w on w.county_id = c.id and w.week_starts_on = $1
     where ($3::uuid is null or c.id = $3)
       and c.id in (select s.county_id from duty.shift s where s.day between $1 and $2)
     order by c.path`,
    [week, addDays(week, 6), countyId, work.now],
  )
  return rows.map(({ publishedAt, ...row }) => ({
    ...row,
    weekStartsOn: week,
    state: row.changes > 0 || !publishedAt ? 'draft' : 'published',
    publishedAt: publishedAt?.toISOString() ?? null,
  }))
}

export interface Change {
  readonly countyId: string
  readonly areaPath: string
  readonly assignmentId: string
  readonly shiftId: string
  readonly personId: string
  readonly personName: string
  readonly added: boolean
}

/** What a publication of a county's week would tell, by person. */
export const changesOf = (work: Work, week: string, countyId: string): Promise<Change[]> =>
  work.query(
    `select a.county_id as "countyId", a.area_path::text as "areaPath", a.id as "assignmentId",
       a.shift_id as "shiftId", a.person_id as "personId",
       coalesce(p.name, '') as "personName", a.state = 'planned' as added
     from duty.shift s
     join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
     left join identity.published_person p on p.county_id = a.county_id and p.id = a.person_id
     where s.county_id = $3 and s.day between $1 and $2 and ${isChangeAt('$4')}
     order by p.name collate platform.pinyin, a.person_id`,
    [week, addDays(week, 6), countyId, work.now],
  )

/** Locks the plan of a county's week, making it when it is the first publication. */
export async function lockPlan(
  work: Work,
  plan: { id: string; countyId: string; countyPath: string; week: string },
): Promise<{ id: string; revision: number }> {
  await work.query(
    `insert into duty.week_plan (county_id, id, area_path, week_starts_on, updated_at)
     values ($1, $2, $3, $4, $5) on conflict (county_id, week_starts_on) do nothing`,
    [plan.countyId, plan.id, plan.countyPath, plan.week, work.now],
  )
  const [row] = await work.query<{ id: string; revision: number }>(
    `select id, revision from duty.week_plan
     where county_id = $1 and week_starts_on = $2 for update`,
    [plan.countyId, plan.week],
  )
  return row ?? { id: plan.id, revision: 0 }
}

/**
 * Marks the changes as told and moves the plan to its next revision; gives those that it told. Who
 * plans meanwhile is waited for place by place: what became of a place is judged by its row, and
 * what is taken away or given back afterwards is left to the next publication.
 */
export async function publish(
  work: Work,
  plan: { id: string; countyId: string },
  changes: readonly Change[],
): Promise<Change[]> {
  const idsOf = (added: boolean) =>
    changes.flatMap((change) => (change.added === added ? [change.assignmentId] : []))
  const places = await work.query<{ id: string }>(
    `update duty.assignment set state = 'published', told_at = $3, receipt_at = null,
       removal_told_at = null
     where county_id = $1 and id = any ($2) and state = 'planned'
     returning id`,
    [plan.countyId, idsOf(true), work.now],
  )
  const removals = await work.query<{ id: string }>(
    `update duty.assignment a set removal_told_at = $3
     where a.county_id = $1 and a.id = any ($2) and ${isUntoldRemoval}
     returning a.id`,
    [plan.countyId, idsOf(false), work.now],
  )
  await work.query(
    `update duty.week_plan set revision = revision + 1, state = 'published', published_by = $3,
       published_at = $4, updated_at = $4
     where county_id = $1 and id = $2`,
    [plan.countyId, plan.id, work.actor.personId, work.now],
  )
  const told = new Set([...places, ...removals].map(({ id }) => id))
  return changes.filter(({ assignmentId }) => told.has(assignmentId))
}
