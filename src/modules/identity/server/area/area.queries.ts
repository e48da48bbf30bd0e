import type { Page } from '../../../../platform/contract/page.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { agencyKinds } from '../../contract/agency.ts'
import type { Area, TerritoryArea } from '../../contract/area.ts'

const shown = `id, parent_id as "parentId", level, code, name, name_en as "nameEn", path,
  county_id as "countyId", version`

export async function findAreas(work: Work, ids: readonly string[]): Promise<Map<string, Area>> {
  if (ids.length === 0) return new Map()
  const rows = await work.query<Area>(
    `select ${shown} from identity.area where id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function findAreasByCode(
  work: Work,
  codes: readonly string[],
): Promise<Map<string, Area>> {
  const rows = await work.query<Area>(`select ${shown} from identity.area where code = any($1)`, [
    [...new Set(codes)],
  ])
  return new Map(rows.map((row) => [row.code ?? '', row]))
}

export async function findCountry(work: Work): Promise<Area | undefined> {
  const [row] = await work.query<Area>(`select ${shown} from identity.area where level = 'country'`)
  return row
}

export async function insertAreas(work: Work, areas: readonly Area[]): Promise<void> {
  await work.query(
    `insert into identity.area (id, parent_id, level, code, name, name_en, path, county_id)
     select id, "parentId", level, code, name, "nameEn", path::ltree, "countyId"
     from jsonb_to_recordset($1::jsonb) as r(id uuid, "parentId" uuid, level text, code text,
       name text, "nameEn" text, path text, "countyId" uuid)`,
    [JSON.stringify(areas)],
  )
}

/** Locked until the commit, so that two changes of one version cannot both succeed. */
export async function lockArea(work: Work, id: string): Promise<Area | undefined> {
  const [row] = await work.query<Area>(
    `select ${shown} from identity.area where id = $1 for update`,
    [id],
  )
  return row
}

/** Many, in one order, so that two imports wait for each other instead of blocking. */
export const lockAreas = (work: Work, ids: readonly string[]): Promise<Area[]> =>
  work.query<Area>(
    `select ${shown} from identity.area where id = any($1::uuid[]) order by id for update`,
    [ids],
  )

export async function saveAreaNames(work: Work, areas: readonly Area[]): Promise<void> {
  if (areas.length === 0) return
  await work.query(
    `update identity.area a set name = r.name, name_en = r."nameEn", version = a.version + 1
     from jsonb_to_recordset($1::jsonb) as r(id uuid, name text, "nameEn" text)
     where a.id = r.id`,
    [JSON.stringify(areas)],
  )
}

export async function saveArea(work: Work, area: Area): Promise<void> {
  await work.query(
    `update identity.area set name = $2, name_en = $3, code = $4, version = version + 1
     where id = $1`,
    [area.id, area.name, area.nameEn, area.code],
  )
}

/** The others of its level below the same area. */
/** Paths that end in one of the labels, whatever code their areas have by now. */
export async function findLabelled(
  work: Work,
  labels: readonly string[],
): Promise<ReadonlySet<string>> {
  if (labels.length === 0) return new Set()
  const rows = await work.query<{ path: string }>(
    `select path::text as path from identity.area
     where subpath(path, -1)::text = any ($1::text[])`,
    [labels],
  )
  return new Set(rows.map(({ path }) => path))
}

export const findSiblings = (
  work: Work,
  { id, parentId, level }: Pick<Area, 'id' | 'parentId' | 'level'>,
): Promise<Area[]> =>
  work.query<Area>(
    `select ${shown} from identity.area where parent_id = $1 and level = $2 and id <> $3`,
    [parentId, level, id],
  )

export interface AreaFilter {
  readonly after?: string | undefined
  readonly limit: number
  readonly parentId?: string | undefined
  readonly level?: string | undefined
  readonly search?: string | undefined
}

const matches = `($1::uuid is null or parent_id = $1) and ($2::text is null or level = $2)
  and ($3::text is null or strpos(name, $3) > 0 or starts_with(code, $3))`

/** Areas of the scope and above it; a parent stands before its children. */
export async function listAreaRows(work: Work, filter: AreaFilter): Promise<Page<Area>> {
  const [path] = readPageKey(filter.after, 1)
  const values = [filter.parentId ?? null, filter.level ?? null, filter.search || null]
  const rows = await work.query<Area>(
    `select ${shown} from identity.area
     where ${matches} and ($4::ltree is null or path > $4)
     order by path limit $5`,
    [...values, path, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from identity.area where ${matches}`,
    values,
  )
  return pageOfRows(rows, filter.limit, count?.total ?? 0, (row) => pageKey(row.path))
}

export interface TerritoryFilter extends Omit<AreaFilter, 'parentId'> {
  readonly id?: string | undefined
}

/** Kinds in the order of the contract: the police of an area come first. */
const agencyOrder = `array_position(array['${agencyKinds.join("','")}'], g.kind::text), g.name, g.id`

const agencies = `(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind,
    'name', g.name, 'code', g.code, 'version', g.version) order by ${agencyOrder}), '[]')
  from identity.agency g where g.area_id = area.id)`

const inTerritory = `level <> 'school' and path <@ $1::ltree and ($2::uuid is null or id = $2)
  and ($3::text is null or level = $3)
  and ($4::text is null or strpos(name, $4) > 0 or starts_with(code, $4)
    or exists (select from identity.agency g where g.area_id = area.id and strpos(g.name, $4) > 0))`

/** Areas of the scope above schools with their agencies; a parent stands before its children. */
export async function listTerritoryRows(
  work: Work,
  filter: TerritoryFilter,
): Promise<Page<TerritoryArea>> {
  const [path] = readPageKey(filter.after, 1)
  const { id = null, level = null, search = null } = filter
  const values = [work.binding.scope, id, level, search]
  const rows = await work.query<TerritoryArea>(
    `select ${shown}, ${agencies} as agencies,
       (select above.name from identity.area above where above.id = area.parent_id) as "parentName"
     from identity.area
     where ${inTerritory} and ($5::ltree is null or path > $5)
     order by path limit $6`,
    [...values, path, filter.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from identity.area where ${inTerritory}`,
    values,
  )
  return pageOfRows(rows, filter.limit, count?.total ?? 0, (row) => pageKey(row.path))
}
