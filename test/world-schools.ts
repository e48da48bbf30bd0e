import { newId } from '../src/platform/database/new-id.ts'
import type { Work } from '../src/platform/database/work.ts'

export interface WorldSchool {
  readonly id: string
  readonly gateId: string
  readonly bellId: string
  readonly name: string
  readonly lon: number
  readonly lat: number
}

interface Area {
  readonly id: string
  readonly path: string
  readonly countyId: string
}

const schoolPlaces = {
  schoolA1: {
    station: 'stationA1',
    name: '安和县第一小学',
    kind: 'primary',
    lon: 102.5,
    lat: 24.9,
  },
  schoolA2: { station: 'stationA2', name: '河西中学', kind: 'junior', lon: 102.52, lat: 24.91 },
  schoolB1: {
    station: 'stationB1',
    name: '永乐县实验小学',
    kind: 'primary',
    lon: 102.8,
    lat: 25.1,
  },
  schoolB2: { station: 'stationB2', name: '东山中学', kind: 'junior', lon: 102.83, lat: 25.12 },
  schoolC1: {
    station: 'stationC1',
    name: '临溪县中心小学',
    kind: 'primary',
    lon: 103.6,
    lat: 25.6,
  },
} as const
type SchoolKey = keyof typeof schoolPlaces
type StationKey = (typeof schoolPlaces)[SchoolKey]['station']

/** Enters the schools of the test world with one gate and one bell row each. */
export async function buildSchools(
  work: Work,
  areas: Readonly<Record<SchoolKey | StationKey, Area>>,
): Promise<Record<SchoolKey, WorldSchool>> {
  const made: [SchoolKey, WorldSchool][] = []
  for (const key of Object.keys(schoolPlaces) as SchoolKey[]) {
    const { station, ...place } = schoolPlaces[key]
    const school = {
      ...place,
      id: newId(work.now),
      gateId: newId(work.now),
      bellId: newId(work.now),
    }
    await insertSchool(work, school, areas[key], areas[station].id)
    made.push([key, school])
  }
  return Object.fromEntries(made) as Record<SchoolKey, WorldSchool>
}

async function insertSchool(
  work: Work,
  school: WorldSchool & { kind: string },
  area: Area,
  stationAreaId: string,
): Promise<void> {
  const { id, gateId, bellId, name, kind, lon, lat } = school
  const home = [area.countyId, area.path]
  await work.query(
    `insert into schools.school (county_id, area_path, id, area_id, station_area_id, name, kind,
       enrolment, lon, lat, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 900, $8, $9, $10, $10)`,
    [...home, id, area.id, stationAreaId, name, kind, lon, lat, work.now],
  )
  await work.query(
    `insert into schools.gate (county_id, area_path, id, school_id, name, lon, lat, qr_secret,
       updated_at)
     values ($1, $2, $3, $4, '正门', $5, $6, $7, $8)`,
    [...home, gateId, id, lon, lat, Buffer.alloc(20, 7), work.now],
  )
  await work.query(
    `insert into schools.bell (county_id, area_path, id, school_id, arrival, dismissal, starts_on)
     values ($1, $2, $3, $4, '08:00', '16:30', '2026-09-01')`,
    [...home, bellId, id],
  )
}
