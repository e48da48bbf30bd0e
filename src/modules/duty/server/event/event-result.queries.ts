import type { Work } from '../../../../platform/database/work.ts'
import type { EventKind, EventResult, SettledResult } from '../../contract/event.ts'
import type { FollowedEvent } from '../../contract/event-result.ts'

/** An event with what was said of its result, at first and afterwards. */
export interface SettleableEvent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly kind: EventKind
  readonly at: Date
  readonly result: EventResult | null
  readonly withdrawnAt: Date | null
  readonly settledResult: SettledResult | null
  readonly settledAt: Date | null
}

/** An event, by its author if one is named. */
export async function findSettleable(
  work: Work,
  id: string,
  personId: string | null,
): Promise<SettleableEvent | undefined> {
  const [row] = await work.query<SettleableEvent>(
    `select id, county_id as "countyId", area_path::text as "areaPath", kind, at, result,
       withdrawn_at as "withdrawnAt", settled_result as "settledResult", settled_at as "settledAt"
     from duty.post_event where id = $1 and ($2::uuid is null or person_id = $2) for update`,
    [id, personId],
  )
  return row
}

/**
 * Who said first what became of it, and when, stays: the figures of the days before hold through a
 * correction, which stands beside it.
 */
export async function saveResult(
  work: Work,
  { countyId, id }: SettleableEvent,
  result: SettledResult,
): Promise<void> {
  await work.query(
    `update duty.post_event set settled_result = $3, settled_at = coalesce(settled_at, $4),
       settled_by = coalesce(settled_by, $5),
       corrected_at = case when settled_at is not null then $4::timestamptz end,
       corrected_by = case when settled_at is not null then $5::uuid end
     where county_id = $1 and id = $2`,
    [countyId, id, result, work.now, work.actor.personId],
  )
}

const followedMax = 50

/** What somebody still follows up, the oldest first; an incident is closed by its owner instead. */
export async function followedEvents(work: Work, personId: string): Promise<FollowedEvent[]> {
  const rows = await work.query<Omit<FollowedEvent, 'at'> & { at: Date }>(
    `select e.id, p.name as "postName", e.kind as event, e.heads,
       platform.remark(e.county_id, e.id, 'note') as note, e.at
     from duty.post_event e
     join duty.post p on p.county_id = e.county_id and p.id = e.post_id
     where e.person_id = $1 and e.result = 'following' and e.settled_at is null
       and e.withdrawn_at is null and e.kind <> 'incident'
     order by e.at, e.id limit $2`,
    [personId, followedMax],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
