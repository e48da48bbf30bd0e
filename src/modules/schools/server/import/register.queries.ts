import type { Work } from '../../../../platform/database/work.ts'
import type { Choice } from '../../../../platform/spreadsheet/index.ts'

/** A school as far as rows of a file are held against it. */
export interface KnownSchool {
  readonly id: string
  readonly areaId: string
  readonly code: string | null
  readonly temporaryCode: string | null
  readonly sourceIds: readonly string[]
  readonly name: string
  readonly address: string
  readonly town: string
  readonly stationAreaId: string | null
  readonly lon: number | null
  readonly lat: number | null
}

/** Every school of a county, as far as the caller sees it. */
export async function schoolsOfCounty(work: Work, countyId: string): Promise<KnownSchool[]> {
  return work.query<KnownSchool>(
    `select id, area_id as "areaId", code, temporary_code as "temporaryCode", source_ids as "sourceIds", name, address,
       town, station_area_id as "stationAreaId", lon, lat
     from schools.school where county_id = $1 order by id`,
    [countyId],
  )
}

export interface KnownStation {
  readonly id: string
  readonly name: string
}

export async function stationsOfCounty(work: Work, countyId: string): Promise<KnownStation[]> {
  return work.query<KnownStation>(
    `select id, name from identity.published_area
     where county_id = $1 and level = 'station' order by name, id`,
    [countyId],
  )
}

/** Names of towns that the register uses already, for the dropdown of a template. */
export async function townsOfCounty(work: Work, countyId: string): Promise<string[]> {
  const rows = await work.query<{ town: string }>(
    `select distinct town from schools.school
     where county_id = $1 and town <> '' order by town limit 500`,
    [countyId],
  )
  return rows.map(({ town }) => town)
}

/** Names of schools for the dropdown of a template; more than fit there nobody would scroll. */
export async function schoolNamesOfCounty(work: Work, countyId: string): Promise<string[]> {
  const rows = await work.query<{ name: string }>(
    `select distinct name from schools.school
     where county_id = $1 and state in ('operating', 'suspended') order by name limit 3000`,
    [countyId],
  )
  return rows.map(({ name }) => name)
}

/** A dropdown of plain names. */
export const listOf = (names: readonly string[]): Choice[] =>
  names.map((name) => ({ value: name, labels: [name] }))
