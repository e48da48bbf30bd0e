import type { Work } from '../../../platform/database/work.ts'
import type { Area } from '../contract/area.ts'
import type { Tables } from './tables.generated.ts'

export async function findAreas(work: Work, ids: readonly string[]): Promise<Map<string, Area>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.area')
    .select(['id', 'parent_id', 'level', 'code', 'name', 'name_en', 'path', 'county_id', 'version'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, areaOf(row)]))
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

interface AreaRow {
  id: string
  parent_id: string | null
  level: Area['level']
  code: string | null
  name: string
  name_en: string
  path: string
  county_id: string
  version: number
}

export const areaOf = (row: AreaRow): Area => ({
  id: row.id,
  parentId: row.parent_id,
  level: row.level,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  path: row.path,
  countyId: row.county_id,
  version: row.version,
})
