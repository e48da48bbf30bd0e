import type { Work } from '../../../../platform/database/work.ts'
import type { Area } from '../../contract/area.ts'

/** Every table of this module whose rows lie at an area; the audit trail is never rewritten. */
const movingTables = [
  'identity.agency',
  'identity.person',
  'identity.person_contact',
  'identity.secondment',
  'identity.account',
  'identity.role_assignment',
  'identity.session',
  'identity.invitation',
] as const

/** Moves the area itself and those below it. */
export async function placeArea(
  work: Work,
  area: Area,
  parentId: string,
  path: string,
): Promise<void> {
  await work.query('update identity.area set parent_id = $2 where id = $1', [area.id, parentId])
  await work.query(
    `update identity.area set path = platform.moved_path(path, $1::ltree, $2::ltree)
     where path <@ $1::ltree`,
    [area.path, path],
  )
}

export async function moveRows(
  work: Work,
  countyId: string,
  fromPath: string,
  toPath: string,
): Promise<void> {
  for (const table of movingTables) {
    await work.query(
      `update ${table} set area_path = platform.moved_path(area_path, $2::ltree, $3::ltree)
       where county_id = $1 and area_path <@ $2::ltree`,
      [countyId, fromPath, toPath],
    )
  }
  // Open sessions carry their old scope; all caches of the product forget them.
  await work.query(`select pg_notify('sessions', '')`)
}
