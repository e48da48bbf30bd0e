import type { Page } from '../../../../platform/contract/page.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import { keepPast } from '../../../../platform/database/keep-past.ts'
import { pageKey, pageOfRows, readPageKey } from '../../../../platform/database/page.ts'
import type { Work } from '../../../../platform/database/work.ts'
import type { PoliceRoom, RoomEntry } from '../../contract/police-room.ts'
import { refuseOvertaken } from '../change.rules.ts'
import { keptRoom } from '../past.ts'
import { cardOf, personCards } from '../person-card.queries.ts'

export interface StoredRoom extends Omit<PoliceRoom, 'areaName'> {
  readonly countyId: string
}

type Row = Omit<StoredRoom, 'position'> & { lon: number; lat: number }
type ShownRow = Row & { areaName: string | null }

const columns = `r.id, r.county_id as "countyId", r.area_path as "areaPath",
    r.school_id as "schoolId", r.kind, r.name, r.lon, r.lat,
    to_char(r.opens, 'HH24:MI') as opens, to_char(r.closes, 'HH24:MI') as closes,
    r.active_from as "activeFrom", r.active_until as "activeUntil", r.version`
const select = `select ${columns} from schools.police_room r`
const selectShown = `select ${columns}, a.name as "areaName" from schools.police_room r
  left join identity.published_area a on a.path = r.area_path`

const roomOf = <R extends Row>({ lon, lat, ...row }: R) => ({ ...row, position: { lon, lat } })

export async function findRoom(work: Work, id: string): Promise<StoredRoom | undefined> {
  const [row] = await work.query<Row>(`${select} where r.id = $1`, [id])
  return row && roomOf(row)
}

export async function roomOr404(work: Work, id: string): Promise<StoredRoom> {
  const room = await findRoom(work, id)
  if (!room) throw baseProblems.notFound()
  return room
}

export async function shownRoom(work: Work, id: string): Promise<PoliceRoom> {
  const [row] = await work.query<ShownRow>(`${selectShown} where r.id = $1`, [id])
  if (!row) throw baseProblems.notFound()
  return roomOf(row)
}

export interface RoomsAsked {
  readonly kind?: PoliceRoom['kind'] | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export async function listRoomRows(work: Work, asked: RoomsAsked): Promise<Page<PoliceRoom>> {
  const [name, id] = readPageKey(asked.after, 2)
  const filter = '($1::text is null or r.kind = $1)'
  const rows = await work.query<ShownRow>(
    `${selectShown} where ${filter} and ($2::text is null or (r.name, r.id) > ($2, $3::uuid))
     order by r.name, r.id limit $4`,
    [asked.kind ?? null, name, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.police_room r where ${filter}`,
    [asked.kind ?? null],
  )
  return pageOfRows(rows.map(roomOf), asked.limit, count?.total ?? 0, (room) =>
    pageKey(room.name, room.id),
  )
}

export interface Box {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** Rooms inside a box that are in use on a day. */
export async function roomsInBox(work: Work, box: Box, day: string): Promise<PoliceRoom[]> {
  const rows = await work.query<ShownRow>(
    `${selectShown} where r.lat between $1 and $2 and r.lon between $3 and $4
       and r.active_from <= $5 and (r.active_until is null or r.active_until >= $5)
     limit 500`,
    [box.south, box.north, box.west, box.east, day],
  )
  return rows.map(roomOf)
}

export async function insertRoom(work: Work, room: StoredRoom): Promise<void> {
  await work.query(
    `insert into schools.police_room (county_id, id, area_path, school_id, kind, name, lon, lat,
       opens, closes, active_from, active_until)
     values ($1, $2, $3::ltree, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      room.countyId,
      room.id,
      room.areaPath,
      room.schoolId,
      room.kind,
      room.name,
      room.position.lon,
      room.position.lat,
      room.opens,
      room.closes,
      room.activeFrom,
      room.activeUntil,
    ],
  )
}

/** Writes over the version that was read; refuses when another came between. */
export async function updateRoomRow(work: Work, room: StoredRoom): Promise<void> {
  await keepPast(work, keptRoom, [room.id])
  const written = await work.query<{ id: string }>(
    `update schools.police_room set name = $3, lon = $4, lat = $5, opens = $6, closes = $7,
       active_from = $8, active_until = $9, version = version + 1
     where county_id = $1 and id = $2 and version = $10 returning id`,
    [
      room.countyId,
      room.id,
      room.name,
      room.position.lon,
      room.position.lat,
      room.opens,
      room.closes,
      room.activeFrom,
      room.activeUntil,
      room.version,
    ],
  )
  refuseOvertaken([room], written)
}

export interface StoredRoomEntry {
  readonly id: string
  readonly roomId: string
  readonly personId: string
  readonly at: Date
  readonly kind: RoomEntry['kind']
  readonly note: string
}

const entrySelect = `select id, police_room_id as "roomId", person_id as "personId", at, kind,
    platform.remark(county_id, id, 'note') as note
  from schools.police_room_entry`

export async function findRoomEntry(
  work: Work,
  countyId: string,
  id: string,
): Promise<StoredRoomEntry | undefined> {
  const [row] = await work.query<StoredRoomEntry>(
    `${entrySelect} where county_id = $1 and id = $2`,
    [countyId, id],
  )
  return row
}

export async function insertRoomEntry(
  work: Work,
  room: StoredRoom,
  entry: StoredRoomEntry,
): Promise<void> {
  await work.query(
    `insert into schools.police_room_entry (county_id, id, area_path, police_room_id, person_id, at,
       kind)
     values ($1, $2, $3::ltree, $4, $5, $6, $7)`,
    [room.countyId, entry.id, room.areaPath, room.id, entry.personId, entry.at, entry.kind],
  )
}

export async function roomEntriesShown(
  work: Work,
  rows: readonly StoredRoomEntry[],
): Promise<RoomEntry[]> {
  const cards = await personCards(
    work,
    rows.map(({ personId }) => personId),
  )
  return rows.map(({ personId, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    person: cardOf(cards, personId),
  }))
}

export async function entriesOfRoom(
  work: Work,
  room: StoredRoom,
  asked: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<RoomEntry>> {
  const [at, id] = readPageKey(asked.after, 2)
  const filter = 'county_id = $1 and police_room_id = $2'
  const rows = await work.query<StoredRoomEntry>(
    `${entrySelect} where ${filter} and ($3::timestamptz is null or (at, id) < ($3, $4::uuid))
     order by at desc, id desc limit $5`,
    [room.countyId, room.id, at, id, asked.limit + 1],
  )
  const [count] = await work.query<{ total: number }>(
    `select count(*) as total from schools.police_room_entry where ${filter}`,
    [room.countyId, room.id],
  )
  const page = pageOfRows(rows, asked.limit, count?.total ?? 0, (row) => pageKey(row.at, row.id))
  return { ...page, rows: await roomEntriesShown(work, page.rows) }
}
