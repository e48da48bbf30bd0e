import { localDay } from '../../../../platform/clock/zoned.ts'
import { baseProblems } from '../../../../platform/contract/problems.catalogue.ts'
import type { Work } from '../../../../platform/database/work.ts'
import { type Route, route } from '../../../../platform/http/route.ts'
import {
  addRoomEntry,
  createRoom,
  getRoom,
  listRoomEntries,
  listRooms,
  type RoomEntry,
  roomsNearSchool,
  updateRoom,
} from '../../contract/police-room.ts'
import type { PositionInput } from '../../contract/position.ts'
import { areaOrOwn } from '../area.queries.ts'
import { patched, refuseOtherContent, refuseStale } from '../change.rules.ts'
import { schoolOr404 } from '../school/school.queries.ts'
import { gatesOfSchool } from './gate.queries.ts'
import { changeRoom, enterRoom, writeRoomEntry } from './police-room.actions.ts'
import {
  entriesOfRoom,
  findRoom,
  findRoomEntry,
  listRoomRows,
  roomEntriesShown,
  roomOr404,
  roomsInBox,
  shownRoom,
} from './police-room.queries.ts'
import { boxAround, type PlacedGate, roomsNear } from './police-room.rules.ts'
import { placed } from './position.ts'

export function policeRoomRoutes(): Route[] {
  return [...roomRoutes(), ...roomLogRoutes()]
}

function roomRoutes(): Route[] {
  return [
    route(listRooms, ({ work, query }) => listRoomRows(work, query)),
    route(roomsNearSchool, async ({ work, params }) => {
      await schoolOr404(work, params.schoolId)
      const gates = (await gatesOfSchool(work, params.schoolId)).flatMap(
        ({ id, name, opened, position }): PlacedGate[] =>
          opened && position ? [{ id, name, position }] : [],
      )
      if (gates.length === 0) return []
      const rooms = await roomsInBox(work, boxAround(gates), localDay(work.now))
      return roomsNear(rooms, gates)
    }),
    route(getRoom, ({ work, params }) => shownRoom(work, params.roomId)),
    route(createRoom, async ({ work, body: { areaId, position, schoolId, ...given } }) => {
      const home = await homeOf(work, schoolId, areaId)
      const wanted = {
        ...home,
        ...given,
        schoolId: schoolId ?? null,
        position: inWgs84(position),
        opens: given.opens ?? null,
        closes: given.closes ?? null,
        activeUntil: given.activeUntil ?? null,
        version: 1,
      }
      const present = await findRoom(work, given.id)
      if (present) refuseOtherContent({ ...present, version: 1 }, wanted)
      else await enterRoom(work, wanted)
      return shownRoom(work, given.id)
    }),
    route(updateRoom, async ({ work, params, body: { version, position, ...fields } }) => {
      const present = await roomOr404(work, params.roomId)
      refuseStale(present.version, version)
      const moved = position ? { position: inWgs84(position) } : {}
      await changeRoom(work, present, { ...patched(present, fields), ...moved })
      return shownRoom(work, present.id)
    }),
  ]
}

function inWgs84(position: PositionInput) {
  const { lon, lat } = placed(position)
  return { lon, lat }
}

/** A room of a school lies where the school lies; any other in the area that is named. */
async function homeOf(
  work: Work,
  schoolId: string | null | undefined,
  areaId: string | undefined,
): Promise<{ countyId: string; areaPath: string }> {
  if (schoolId) {
    const { countyId, areaPath } = await schoolOr404(work, schoolId)
    return { countyId, areaPath }
  }
  const area = await areaOrOwn(work, areaId)
  return { countyId: area.countyId, areaPath: area.path }
}

function roomLogRoutes(): Route[] {
  return [
    route(listRoomEntries, async ({ work, params, query }) =>
      entriesOfRoom(work, await roomOr404(work, params.roomId), query),
    ),
    route(addRoomEntry, async ({ work, params, body }): Promise<RoomEntry> => {
      const room = await roomOr404(work, params.roomId)
      const { personId } = work.actor
      const wanted = { ...body, roomId: room.id, personId, at: new Date(body.at) }
      const present = await findRoomEntry(work, room.countyId, body.id)
      if (present) refuseOtherContent({ ...present, note: wanted.note }, wanted)
      else await writeRoomEntry(work, room, wanted)
      const [shown] = await roomEntriesShown(work, [wanted])
      if (!shown) throw baseProblems.notFound()
      return shown
    }),
  ]
}
