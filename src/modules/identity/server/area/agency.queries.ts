import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { Agency } from '../../contract/agency.ts'
import type { Tables } from '../tables.generated.ts'

export interface AgencyRow {
  readonly id: string
  readonly countyId: string
  readonly areaId: string
  readonly areaPath: string
  readonly rowClass: string
  readonly kind: Agency['kind']
  readonly name: string
  readonly code: string | null
  readonly version: number
}

export async function findAgencies(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, AgencyRow>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.agency')
    .select((of) => [
      'id',
      of.ref('county_id').as('countyId'),
      of.ref('area_id').as('areaId'),
      of.ref('area_path').as('areaPath'),
      of.ref('class').as('rowClass'),
      'kind',
      'name',
      'code',
      'version',
    ])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertAgencies(work: Work, agencies: readonly AgencyRow[]): Promise<void> {
  if (agencies.length === 0) return
  await work.query(
    `insert into identity.agency (county_id, id, area_id, area_path, class, kind, name, code)
     select "countyId", id, "areaId", "areaPath"::ltree, "rowClass", kind, name, code
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, "areaId" uuid,
       "areaPath" text, "rowClass" text, kind text, name text, code text)`,
    [JSON.stringify(agencies)],
  )
}

const row = `id, county_id as "countyId", area_id as "areaId", area_path as "areaPath",
  class as "rowClass", kind, name, code, version`

/** Locked until the commit, so that two changes of one version cannot both succeed. */
export async function lockAgency(work: Work, id: string): Promise<AgencyRow | undefined> {
  const [found] = await work.query<AgencyRow>(
    `select ${row} from identity.agency where id = $1 for update`,
    [id],
  )
  return found
}

export const findAgenciesOfArea = (work: Work, areaId: string): Promise<AgencyRow[]> =>
  work.query<AgencyRow>(`select ${row} from identity.agency where area_id = $1 order by id`, [
    areaId,
  ])

export async function lockAgenciesOfAreas(
  work: Work,
  areaIds: readonly string[],
): Promise<AgencyRow[]> {
  if (areaIds.length === 0) return []
  return work.query<AgencyRow>(
    `select ${row} from identity.agency where area_id = any($1::uuid[]) order by id for update`,
    [areaIds],
  )
}

export async function saveAgencyNames(work: Work, agencies: readonly AgencyRow[]): Promise<void> {
  if (agencies.length === 0) return
  await work.query(
    `update identity.agency g set name = r.name, version = g.version + 1
     from jsonb_to_recordset($1::jsonb) as r("countyId" uuid, id uuid, name text)
     where g.county_id = r."countyId" and g.id = r.id`,
    [JSON.stringify(agencies)],
  )
}

export async function saveAgency(work: Work, agency: AgencyRow): Promise<void> {
  await work.query(
    `update identity.agency set name = $3, code = $4, version = version + 1
     where county_id = $1 and id = $2`,
    [agency.countyId, agency.id, agency.name, agency.code],
  )
}

export async function deleteAgency(work: Work, agency: AgencyRow): Promise<void> {
  await work.query('delete from identity.agency where county_id = $1 and id = $2', [
    agency.countyId,
    agency.id,
  ])
}

export async function countPeopleOfAgency(work: Work, agency: AgencyRow): Promise<number> {
  const [found] = await work.query<{ people: number }>(
    `select count(*) as people from identity.person where county_id = $1 and agency_id = $2`,
    [agency.countyId, agency.id],
  )
  return found?.people ?? 0
}

/** The agency that people of an area belong to unless told otherwise; the first that was made. */
export async function findAgencyOfArea(work: Work, areaId: string): Promise<string | undefined> {
  const [row] = await work.query<{ id: string }>(
    'select id from identity.agency where area_id = $1 order by id limit 1',
    [areaId],
  )
  return row?.id
}

export interface AgencyFilter {
  readonly after?: string | undefined
  readonly limit: number
  readonly kind?: string | undefined
}

const shown = `g.id, g.area_id as "areaId", a.name as "areaName", g.kind, g.name, g.code,
  g.version`
const from = 'identity.agency g join identity.area a on a.id = g.area_id'

/** In the order of the tree, so that an agency stands below the one above it. */
export async function listAgencyRows(work: Work, filter: AgencyFilter): Promise<Page<Agency>> {
  const [path, id] = readPageKey(filter.after, 2)
  const rows = await work.query<Agency & { path: string }>(
    `select ${shown}, g.area_path as path from ${from}
     where ($1::text is null or g.kind = $1)
       and ($2::ltree is null or (g.area_path, g.id) > ($2, $3::uuid))
     order by g.area_path, g.id limit $4`,
    [filter.kind ?? null, path, id, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    'select count(*) as total from identity.agency where $1::text is null or kind = $1',
    [filter.kind ?? null],
  )
  return pageOfRows(rows, filter.limit, count?.total ?? 0, (row) => pageKey(row.path, row.id))
}

export async function findShownAgency(work: Work, id: string): Promise<Agency | undefined> {
  const [row] = await work.query<Agency>(`select ${shown} from ${from} where g.id = $1`, [id])
  return row
}
