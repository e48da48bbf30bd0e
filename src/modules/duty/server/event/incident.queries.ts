import type { Page, PageQuery } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Incident } from '../../contract/event.ts'

type IncidentRow = Omit<Incident, 'openedAt' | 'closedAt'> & {
  openedAt: Date
  closedAt: Date | null
}

export interface PlacedIncident extends Incident {
  readonly countyId: string
  readonly areaPath: string
  readonly rowClass: string
  /** Whether the owner lies at or below the caller's area. */
  readonly ownedHere: boolean
}

const select = `
  select i.id, i.post_event_id as "eventId", e.post_id as "postId", p.name as "postName",
    i.owner_agency_id as "ownerAgencyId", coalesce(y.name, '') as "ownerName",
    platform.remark(e.county_id, e.id, 'note') as summary, i.opened_at as "openedAt", i.state,
    nullif(platform.remark(i.county_id, i.id, 'outcome'), '') as outcome,
    i.closed_at as "closedAt",
    i.county_id as "countyId", i.area_path::text as "areaPath", i.class as "rowClass",
    coalesce(y.area_path <@ (select nullif(current_setting('app.scope'), '')::ltree), false)
      as "ownedHere"
  from duty.incident i
  join duty.post_event e on e.county_id = i.county_id and e.id = i.post_event_id
  join duty.post p on p.county_id = e.county_id and p.id = e.post_id
  left join identity.published_agency y
    on y.county_id = i.county_id and y.id = i.owner_agency_id`

const told = <R extends IncidentRow>(row: R) => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})

/** Incidents of the scope: open ones first, then the newest. */
export async function listIncidents(
  work: Work,
  { after, limit, state }: PageQuery & { state?: Incident['state'] | undefined },
): Promise<Page<Incident>> {
  const [rank, openedAt, id] = readPageKey(after, 3)
  const rows = await work.query<IncidentRow & { rank: number }>(
    `select * from (select x.*, case x.state when 'open' then 0 else 1 end as rank
       from (${select}) x) i
     where ($1::text is null or i.state = $1)
       and ($2::integer is null or i.rank > $2
         or (i.rank = $2 and (i."openedAt", i.id) < ($3::timestamptz, $4::uuid)))
     order by i.rank, i."openedAt" desc, i.id desc limit $5`,
    [state ?? null, rank, openedAt, id, limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from duty.incident i where ($1::text is null or i.state = $1)`,
    [state ?? null],
  )
  const page = pageOfRows(rows, limit, count?.total ?? 0, (row) =>
    pageKey(row.rank, row.openedAt, row.id),
  )
  return { ...page, rows: page.rows.map(told) }
}

export async function findIncident(work: Work, id: string): Promise<PlacedIncident | undefined> {
  const [row] = await work.query<
    IncidentRow & Pick<PlacedIncident, 'countyId' | 'areaPath' | 'rowClass' | 'ownedHere'>
  >(`${select} where i.id = $1 for update of i`, [id])
  return row && told(row)
}

export async function setClosed(
  work: Work,
  incident: Pick<PlacedIncident, 'countyId' | 'id'>,
): Promise<void> {
  await work.query(
    `update duty.incident set state = 'closed', closed_by = $3, closed_at = $4
     where county_id = $1 and id = $2 and state = 'open'`,
    [incident.countyId, incident.id, work.actor.personId, work.now],
  )
}
