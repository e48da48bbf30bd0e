import type { z } from 'zod'
import { addDays, instantOf } from '../../../../platform/clock/zoned.ts'
import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type {
  listEvents as listEventsEndpoint,
  PostEvent,
  SettledResult,
} from '../../contract/event.ts'
import { namesOf } from '../acting-people.queries.ts'
import { hasServedAt } from '../check-in/intake.queries.ts'

export interface EventQuestion {
  readonly ordinal: number
  readonly id: string
  readonly postId: string
  readonly shiftId: string | null
  readonly personId: string
  readonly scope: string
  readonly classes: string
}

export interface EventContext {
  readonly ordinal: number
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly shiftId: string | null
  /** The post lies in the author's sight, or they have to do with the shift. */
  readonly admitted: boolean
  readonly personKnown: boolean
  /** Who owns an incident there: the station's police, or the nearest agency above. */
  readonly ownerAgencyId: string | null
  readonly before: {
    readonly recordedBy: string
    readonly contentHash: string
    readonly at: string
    readonly receivedAt: string
  } | null
}

/** One row for each event whose post exists. */
export const eventContexts = (
  work: Work,
  questions: readonly EventQuestion[],
): Promise<EventContext[]> =>
  work.query(
    `select q.ordinal, p.county_id as "countyId", p.area_path::text as "areaPath",
       p.class as "rowClass", s.id as "shiftId",
       (p.area_path <@ q.scope::ltree and p.class::text = any (string_to_array(q.classes, ',')))
         or ${hasServedAt('s', 'q."personId"')} as admitted,
       exists (select from identity.published_person x
         where x.county_id = p.county_id and x.id = q."personId") as "personKnown",
       (select y.id from identity.published_agency y
         where y.county_id = p.county_id and y.area_path @> p.area_path
         order by y.kind = 'police' desc, nlevel(y.area_path) desc limit 1) as "ownerAgencyId",
       case when e.id is not null then jsonb_build_object(
         'recordedBy', e.person_id, 'contentHash', encode(e.content_hash, 'hex'), 'at', e.at,
         'receivedAt', e.received_at) end as before
     from jsonb_to_recordset($1::jsonb) as q(ordinal integer, id uuid, "postId" uuid,
       "shiftId" uuid, "personId" uuid, scope text, classes text)
     join duty.post p on p.id = q."postId"
     left join duty.shift s on s.id = q."shiftId" and s.county_id = p.county_id
       and s.post_id = p.id
     left join duty.post_event e on e.county_id = p.county_id and e.id = q.id`,
    [JSON.stringify(questions)],
    'duty.eventContexts',
  )

export interface NewEvent {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
  readonly rowClass: string
  readonly shiftId: string | null
  readonly postId: string
  readonly personId: string
  readonly kind: string
  readonly heads: number
  readonly legalGround: string | null
  readonly result: string | null
  readonly note: string
  readonly consent: boolean
  readonly at: Date
  readonly offline: boolean
  readonly contentHash: string
}

/** Stores events; gives those that were not there before. */
export const insertEvents = (
  work: Work,
  events: readonly NewEvent[],
): Promise<{ countyId: string; id: string }[]> =>
  work.query(
    `insert into duty.post_event (county_id, id, area_path, class, shift_id, post_id, person_id,
       kind, heads, legal_ground, result, consent, at, received_at, offline, content_hash)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass", n."shiftId", n."postId",
       n."personId", n.kind, n.heads, n."legalGround", n.result, n.consent, n.at, $2,
       n.offline, decode(n."contentHash", 'hex')
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "shiftId" uuid, "postId" uuid, "personId" uuid, kind text, heads integer,
       "legalGround" text, result text, consent boolean, at timestamptz,
       offline boolean, "contentHash" text)
     on conflict (county_id, id) do nothing
     returning county_id as "countyId", id`,
    [JSON.stringify(events), work.now],
    'duty.insertEvents',
  )

export interface NewIncident {
  readonly countyId: string
  readonly id: string
  readonly areaPath: string
  readonly rowClass: string
  readonly eventId: string
  readonly ownerAgencyId: string
  readonly openedAt: Date
}

export async function insertIncidents(work: Work, incidents: readonly NewIncident[]) {
  await work.query(
    `insert into duty.incident (county_id, id, area_path, class, post_event_id, owner_agency_id,
       opened_at)
     select n."countyId", n.id, n."areaPath"::ltree, n."rowClass", n."eventId",
       n."ownerAgencyId", n."openedAt"
     from jsonb_to_recordset($1::jsonb) as n("countyId" uuid, id uuid, "areaPath" text,
       "rowClass" text, "eventId" uuid, "ownerAgencyId" uuid,
       "openedAt" timestamptz)`,
    [JSON.stringify(incidents)],
  )
}

interface EventRow extends Omit<PostEvent, Unlike> {
  readonly at: Date
  readonly receivedAt: Date
  readonly withdrawnAt: Date | null
  readonly personId: string
  readonly settledResult: SettledResult | null
  readonly settledAt: Date | null
  readonly settledBy: string | null
  readonly correctedAt: Date | null
  readonly correctedBy: string | null
}
type Unlike = 'at' | 'receivedAt' | 'withdrawnAt' | 'personName' | 'settled'

/** An incident is settled by closing it, any other event by its result. */
const events = `
  select e.id, e.county_id as "countyId", e.post_id as "postId", p.name as "postName",
    e.shift_id as "shiftId", e.kind as event, e.heads, e.legal_ground as "legalGround", e.result,
    e.person_id as "personId", e.consent, e.at, e.received_at as "receivedAt", e.offline,
    e.withdrawn_at as "withdrawnAt", i.id as "incidentId",
    case when i.state = 'closed' then 'handled' else e.settled_result end as "settledResult",
    case when i.state = 'closed' then i.closed_at else e.settled_at end as "settledAt",
    case when i.state = 'closed' then i.closed_by else e.settled_by end as "settledBy",
    e.corrected_at as "correctedAt", e.corrected_by as "correctedBy"
  from duty.post_event e
  join duty.post p on p.county_id = e.county_id and p.id = e.post_id
  left join duty.incident i on i.county_id = e.county_id and i.post_event_id = e.id`

/** Events of the scope, newest first; times of day are local. */
export async function listEvents(
  work: Work,
  query: z.infer<NonNullable<typeof listEventsEndpoint.query>>,
): Promise<Page<PostEvent>> {
  const [at, id] = readPageKey(query.after, 2)
  const values = [
    query.firstDay ? instantOf(query.firstDay, '00:00') : null,
    query.lastDay ? instantOf(addDays(query.lastDay, 1), '00:00') : null,
    query.event ?? null,
    query.postId ?? null,
    query.result ?? null,
  ]
  const where = `($1::timestamptz is null or v.at >= $1) and ($2::timestamptz is null or v.at < $2)
    and ($3::text is null or v.event = $3) and ($4::uuid is null or v."postId" = $4)
    and ($5::text is null or (v."withdrawnAt" is null and $5 = coalesce(v."settledResult", v.result)))`
  const rows = await work.query<EventRow>(
    `select v.*, platform.remark(v."countyId", v.id, 'note') as note from (${events}) v
     where ${where} and ($6::timestamptz is null or (v.at, v.id) < ($6, $7::uuid))
     order by v.at desc, v.id desc limit $8`,
    [...values, at, id, query.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from (${events}) v where ${where}`,
    values,
  )
  const page = pageOfRows(rows, query.limit, count?.total ?? 0, (row) => pageKey(row.at, row.id))
  return { ...page, rows: await told(work, page.rows) }
}

/** Rows with the names of their people, which are read at once. */
async function told(work: Work, rows: readonly EventRow[]): Promise<PostEvent[]> {
  const ids = rows.flatMap((row) => [row.personId, row.settledBy, row.correctedBy])
  const names = await namesOf(work, [...new Set(ids.filter((id) => id !== null))])
  const word = (at: Date, personId: string) => ({
    at: at.toISOString(),
    byName: names.get(personId) ?? '',
  })
  return rows.map(({ settledResult, settledAt, settledBy, correctedAt, correctedBy, ...row }) => ({
    ...row,
    personName: names.get(row.personId) ?? '',
    settled:
      settledResult && settledAt && settledBy
        ? {
            result: settledResult,
            ...word(settledAt, settledBy),
            corrected: correctedAt && correctedBy ? word(correctedAt, correctedBy) : null,
          }
        : null,
    at: row.at.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  }))
}

export interface OwnEvent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly at: Date
  readonly receivedAt: Date
  readonly withdrawnAt: Date | null
}

/** An event by its author. */
export async function findOwnEvent(
  work: Work,
  id: string,
  personId: string,
): Promise<OwnEvent | undefined> {
  const [row] = await work.query<OwnEvent>(
    `select id, county_id as "countyId", area_path::text as "areaPath", at,
       received_at as "receivedAt", withdrawn_at as "withdrawnAt"
     from duty.post_event where id = $1 and person_id = $2 for update`,
    [id, personId],
  )
  return row
}

/** Takes an event back, and the incident that it opened. */
export async function withdrawEvent(work: Work, event: OwnEvent): Promise<void> {
  await work.query(
    `update duty.post_event set withdrawn_at = $3 where county_id = $1 and id = $2`,
    [event.countyId, event.id, work.now],
  )
  await work.query(
    `update duty.incident set state = 'withdrawn'
     where county_id = $1 and post_event_id = $2 and state = 'open'`,
    [event.countyId, event.id],
  )
}
