import type { Work } from '../../../../platform/database/work.ts'
import type { StoredSchool } from './school.queries.ts'

/** Every table whose rows may lie at a school. */
const movingTables = [
  'schools.school',
  'schools.campus',
  'schools.gate',
  'schools.bell',
  'schools.calendar_day',
  'schools.calendar_horizon',
  'schools.term',
  'schools.linked_officer',
  'schools.contact_entry',
  'schools.police_room',
  'schools.police_room_entry',
  'schools.staff',
  'schools.written_rule',
  'schools.gear_entry',
  'schools.change_entry',
  'schools.past_row',
  'schools.import_change',
  'platform.file',
  'platform.remark',
] as const

/** Carries the rows in and below one path over to another. */
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
}

export async function setStation(
  work: Work,
  { countyId, id }: StoredSchool,
  stationAreaId: string | null,
): Promise<void> {
  await work.query(
    `update schools.school set station_area_id = $3, version = version + 1, updated_at = $4
     where county_id = $1 and id = $2`,
    [countyId, id, stationAreaId, work.now],
  )
}
