import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'

/** The area that a question is about. */
export interface AskedArea {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly path: string
  readonly countyId: string
}

const columns = `id, name, level, path::text as path, county_id as "countyId"`

/** The area with the id, or of the scope itself; 404 outside the scope, also for areas above it. */
export async function askedArea(work: Work, areaId: string | undefined): Promise<AskedArea> {
  const { scope } = work.binding
  const [area] = await work.query<AskedArea>(
    `select ${columns} from identity.published_area
     where path <@ $1::ltree and (id = $2::uuid or ($2::uuid is null and path = $1::ltree))`,
    [scope, areaId ?? null],
  )
  if (!area) throw baseProblems.notFound()
  return area
}

export async function areaAtPath(work: Work, path: string): Promise<AskedArea> {
  const [area] = await work.query<AskedArea>(
    `select ${columns} from identity.published_area where path = $1::ltree`,
    [path],
  )
  if (!area) throw baseProblems.notFound()
  return area
}

/** The areas of a level in an area, in the order of the tree; at most `limit` + 1. */
export function areasWithin(
  work: Work,
  { path, level, limit }: { path: string; level: string; limit: number },
): Promise<AskedArea[]> {
  return work.query<AskedArea>(
    `select ${columns} from identity.published_area
     where path <@ $1::ltree and level = $2 and path <> $1::ltree
     order by code nulls last, path limit $3`,
    [path, level, limit + 1],
  )
}

export const isAboveStation = (level: string): boolean => level !== 'station' && level !== 'school'
