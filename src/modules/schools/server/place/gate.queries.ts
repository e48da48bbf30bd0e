import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { CampusFields, Gate, GateFields } from '../../contract/gate.ts'
import type { PlacedPosition } from '../../contract/position.ts'
import { refuseOvertaken } from '../change.rules.ts'
import { keptGate } from '../past.ts'
import { type PositionColumns, positionColumns, positionOf } from './position.ts'

export type GateContent = Omit<GateFields, 'position'> & { position: PlacedPosition | null }

export interface StoredGate extends GateContent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly schoolId: string
  readonly version: number
}

type Row = Omit<StoredGate, 'position'> & PositionColumns

const columns = `g.id, g.county_id as "countyId", g.area_path as "areaPath",
  g.school_id as "schoolId", g.campus_id as "campusId", g.name, g.use, g.opened, g.lon, g.lat,
  g.position_source as "positionSource", g.position_accuracy_m as "positionAccuracyM",
  g.position_original as "positionOriginal", g.version`

function gateOf(row: Row): StoredGate {
  const { lon, lat, positionSource, positionAccuracyM, positionOriginal, ...gate } = row
  return {
    ...gate,
    position: positionOf({ lon, lat, positionSource, positionAccuracyM, positionOriginal }),
  }
}

/** What people enter about a gate. */
export function gateContentOf({ campusId, name, use, opened, position }: StoredGate): GateContent {
  return { campusId, name, use, opened, position }
}

export async function findGates(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, StoredGate>> {
  if (ids.length === 0) return new Map()
  const rows = await work.query<Row>(
    `select ${columns} from schools.gate g where g.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, gateOf(row)]))
}

export async function gateOr404(work: Work, id: string): Promise<StoredGate> {
  const gate = (await findGates(work, [id])).get(id)
  if (!gate) throw baseProblems.notFound()
  return gate
}

export async function gatesOfSchool(work: Work, schoolId: string): Promise<Gate[]> {
  const rows = await work.query<Row>(
    `select ${columns} from schools.gate g where g.school_id = $1 order by g.name, g.id`,
    [schoolId],
  )
  return rows.map(gateOf)
}

export interface NewGateRow extends GateContent {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly schoolId: string
  /** Hex; the key of the rotating code. */
  readonly qrSecret: string
}

const recordColumns = `id uuid, "countyId" uuid, "areaPath" text, "schoolId" uuid, "campusId" uuid,
  name text, use text, opened boolean, lon double precision, lat double precision,
  "positionSource" text, "positionOriginal" jsonb, "positionAccuracyM" double precision,
  "qrSecret" text, version integer`

const flat = <T extends GateContent>({ position, ...row }: T) => ({
  ...row,
  ...positionColumns(position),
})

export async function insertGates(work: Work, gates: readonly NewGateRow[]): Promise<void> {
  if (gates.length === 0) return
  await work.query(
    `insert into schools.gate (county_id, id, area_path, school_id, campus_id, name, use, opened,
       lon, lat, position_source, position_original, position_accuracy_m, qr_secret, updated_at)
     select "countyId", id, "areaPath"::ltree, "schoolId", "campusId", name, use, opened, lon, lat,
       "positionSource", "positionOriginal", "positionAccuracyM", decode("qrSecret", 'hex'), $2
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})`,
    [JSON.stringify(gates.map(flat)), work.now],
  )
}

/** Writes new content over the version that was read; refuses when another came between. */
export async function updateGates(work: Work, gates: readonly StoredGate[]): Promise<void> {
  if (gates.length === 0) return
  await keepPast(
    work,
    keptGate,
    gates.map(({ id }) => id),
  )
  const written = await work.query<{ id: string }>(
    `update schools.gate g set campus_id = r."campusId", name = r.name, use = r.use,
       opened = r.opened, lon = r.lon, lat = r.lat, position_source = r."positionSource",
       position_original = r."positionOriginal", position_accuracy_m = r."positionAccuracyM",
       version = g.version + 1, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as r(${recordColumns})
     where g.county_id = r."countyId" and g.id = r.id and g.version = r.version
     returning g.id`,
    [JSON.stringify(gates.map(flat)), work.now],
  )
  refuseOvertaken(gates, written)
}

export async function writeGateKey(work: Work, gate: StoredGate, secret: Buffer): Promise<void> {
  await work.query(
    `update schools.gate set qr_secret = $3, version = version + 1, updated_at = $4
     where county_id = $1 and id = $2`,
    [gate.countyId, gate.id, secret, work.now],
  )
}

/** A gate of the same school that has the name already. */
export async function gatesByName(
  work: Work,
  wanted: readonly { readonly schoolId: string; readonly name: string; readonly id: string }[],
): Promise<{ name: string }[]> {
  return work.query(
    `select g.name from schools.gate g
     join jsonb_to_recordset($1::jsonb) as r("schoolId" uuid, name text, id uuid)
       on g.school_id = r."schoolId" and g.name = r.name and g.id <> r.id
     limit 1`,
    [JSON.stringify(wanted.map(({ schoolId, name, id }) => ({ schoolId, name, id })))],
  )
}

export interface GateKeyRow {
  readonly gateName: string
  readonly schoolId: string
  readonly schoolName: string
  readonly secret: Buffer
}

export async function gateKey(work: Work, gateId: string): Promise<GateKeyRow> {
  const [row] = await work.query<GateKeyRow>(
    `select g.name as "gateName", g.school_id as "schoolId", s.name as "schoolName",
       g.qr_secret as secret
     from schools.gate g
     join schools.school s on s.county_id = g.county_id and s.id = g.school_id
     where g.id = $1`,
    [gateId],
    'schools.gate.key',
  )
  if (!row) throw baseProblems.notFound()
  return row
}

export interface StoredCampus extends CampusFields {
  readonly id: string
  readonly countyId: string
  readonly areaPath: string
  readonly schoolId: string
  readonly version: number
}

const campusColumns = `id, county_id as "countyId", area_path as "areaPath",
  school_id as "schoolId", name, address, version`

export async function campusesOfSchool(work: Work, schoolId: string): Promise<StoredCampus[]> {
  return work.query<StoredCampus>(
    `select ${campusColumns} from schools.campus where school_id = $1 order by name, id`,
    [schoolId],
  )
}

export async function findCampus(work: Work, id: string): Promise<StoredCampus | undefined> {
  const [row] = await work.query<StoredCampus>(
    `select ${campusColumns} from schools.campus where id = $1`,
    [id],
  )
  return row
}

export async function insertCampus(work: Work, campus: StoredCampus): Promise<void> {
  await work.query(
    `insert into schools.campus (county_id, id, area_path, school_id, name, address)
     values ($1, $2, $3::ltree, $4, $5, $6)`,
    [campus.countyId, campus.id, campus.areaPath, campus.schoolId, campus.name, campus.address],
  )
}

export async function updateCampusRow(work: Work, campus: StoredCampus): Promise<void> {
  await work.query(
    `update schools.campus set name = $3, address = $4, version = version + 1
     where county_id = $1 and id = $2`,
    [campus.countyId, campus.id, campus.name, campus.address],
  )
}
