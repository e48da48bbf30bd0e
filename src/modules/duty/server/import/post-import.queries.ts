import { keepPast } from '../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { keptPost } from '../post/post.queries.ts'
import { keptShift } from '../shift/materialise.queries.ts'

/** A gate of the county at which a post could stand. */
export interface KnownGate {
  readonly id: string
  readonly schoolId: string
  readonly schoolName: string
  readonly name: string
  readonly opened: boolean
  readonly stationAreaId: string | null
}

export async function gatesOfCounty(work: Work, countyId: string): Promise<KnownGate[]> {
  return work.query<KnownGate>(
    `select g.id, g.school_id as "schoolId", s.name as "schoolName", g.name, g.opened,
       s.station_area_id as "stationAreaId"
     from schools.published_gate g
     join schools.published_school s on s.county_id = g.county_id and s.id = g.school_id
     where g.county_id = $1 order by g.name, g.id`,
    [countyId],
  )
}

/** Names of schools that have gates, for the dropdown of a template. */
export const schoolNamesOf = (gates: readonly KnownGate[]): string[] =>
  [...new Set(gates.map(({ schoolName }) => schoolName))].sort((a, b) => a.localeCompare(b, 'zh'))

/** Ids of the posts of the county that stand on a day or later. */
export async function postIdsOfCounty(
  work: Work,
  countyId: string,
  today: string,
): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `select id from duty.post
     where county_id = $1 and (active_until is null or active_until >= $2) order by active_from, id`,
    [countyId, today],
  )
  return rows.map(({ id }) => id)
}

/** Names of posts at which anything has been planned or done. */
export async function namesOfUsedPosts(work: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await work.query<{ name: string }>(
    `select p.name from duty.post p
     where p.id = any($1::uuid[]) and (
       exists (select from duty.headcount_change h
         where h.county_id = p.county_id and h.post_id = p.id)
       or exists (select from duty.check_in c where c.county_id = p.county_id and c.post_id = p.id)
       or exists (select from duty.post_event e
         where e.county_id = p.county_id and e.post_id = p.id)
       or exists (select from duty.shift s
         join duty.assignment a on a.county_id = s.county_id and a.shift_id = s.id
         where s.county_id = p.county_id and s.post_id = p.id))
     order by p.name`,
    [ids],
  )
  return rows.map(({ name }) => name)
}

/** Takes out posts that nobody has used, with the shifts that were made for them. */
export async function deletePosts(work: Work, ids: readonly string[]): Promise<void> {
  await keepPast(work, keptPost, ids)
  const shifts = await work.query<{ id: string }>(
    'select id from duty.shift where post_id = any($1::uuid[])',
    [ids],
  )
  await keepPast(
    work,
    keptShift,
    shifts.map(({ id }) => id),
  )
  await work.query('delete from duty.shift where post_id = any($1::uuid[])', [ids])
  await work.query('delete from duty.post where id = any($1::uuid[])', [ids])
}
