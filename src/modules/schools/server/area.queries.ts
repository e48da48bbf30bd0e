import { baseProblems } from '../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../platform/database/work.ts'
import type { Tables } from './tables.generated.ts'

export interface Area {
  readonly id: string
  readonly level: 'country' | 'province' | 'city' | 'county' | 'station' | 'school'
  readonly name: string
  readonly path: string
  readonly countyId: string
}

export async function findAreas(work: Work, ids: readonly string[]): Promise<Map<string, Area>> {
  if (ids.length === 0) return new Map()
  const rows = await work
    .db<Tables>()
    .selectFrom('identity.published_area')
    .select((of) => ['id', 'level', 'name', 'path', of.ref('county_id').as('countyId')])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The area that is named, or the caller's own. */
export async function areaOrOwn(work: Work, id: string | undefined): Promise<Area> {
  const wanted = id ?? work.actor.areaId
  const area = (await findAreas(work, [wanted])).get(wanted)
  if (!area) throw baseProblems.notFound()
  return area
}
