import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Day, Id, Instant, Position, WallTime } from '../../../platform/contract/id.ts'
import { PageQuery, pageOf } from '../../../platform/contract/page.ts'
import { PersonCard } from './person-card.ts'
import { PositionInput } from './position.ts'
import { SchoolKey } from './school.ts'

/** A police room or booth counts for a gate within this distance (校门 500 米内). */
export const roomDistanceMaxM = 500

export const roomKinds = ['campus', 'street', 'booth'] as const
export const RoomKind = z.enum(roomKinds)

export const PoliceRoomFields = z.object({
  kind: RoomKind,
  name: z.string().trim().min(1).max(80),
  /** The school that a campus room belongs to. */
  schoolId: Id.nullable(),
  position: PositionInput,
  opens: WallTime.nullable(),
  closes: WallTime.nullable(),
  activeFrom: Day,
  activeUntil: Day.nullable(),
})

export const PoliceRoom = PoliceRoomFields.omit({ position: true }).extend({
  id: Id,
  areaPath: z.string(),
  /** The station or other area that it belongs to; for a room of a school the school. */
  areaName: z.string().nullable(),
  position: Position,
  version: z.number().int(),
})
export type PoliceRoom = z.infer<typeof PoliceRoom>

export const listRooms = endpoint({
  method: 'GET',
  path: '/api/schools/police-rooms',
  access: 'schools.read',
  summary: 'Police rooms and booths in scope',
  query: PageQuery.extend({ kind: RoomKind.optional() }),
  reply: pageOf(PoliceRoom),
})

export const roomsNearSchool = endpoint({
  method: 'GET',
  path: '/api/schools/:schoolId/police-rooms',
  access: 'schools.read',
  summary: 'Active police rooms within 500 m of a gate of the school, nearest first',
  params: SchoolKey,
  reply: z.array(PoliceRoom.extend({ gateId: Id, gateName: z.string(), distanceM: z.number() })),
})

export const createRoom = endpoint({
  method: 'POST',
  path: '/api/schools/police-rooms',
  access: 'schools.room.edit',
  summary: 'Enter a police room',
  body: PoliceRoomFields.partial()
    .required({ kind: true, name: true, position: true, activeFrom: true })
    .extend({
      id: Id,
      /** Where it lies when it belongs to no school; the caller’s own area unless told. */
      areaId: Id.optional(),
    })
    .refine(({ kind, schoolId }) => kind !== 'campus' || schoolId, {
      message: 'schoolNeeded',
      path: ['schoolId'],
    }),
  reply: PoliceRoom,
})

export const RoomKey = z.object({ roomId: Id })

export const getRoom = endpoint({
  method: 'GET',
  path: '/api/schools/police-rooms/:roomId',
  access: 'schools.read',
  summary: 'One police room',
  params: RoomKey,
  reply: PoliceRoom,
})

export const updateRoom = endpoint({
  method: 'PATCH',
  path: '/api/schools/police-rooms/:roomId',
  access: 'schools.room.edit',
  summary: 'Change a police room',
  params: RoomKey,
  body: PoliceRoomFields.omit({ schoolId: true, kind: true })
    .partial()
    .extend({ version: z.number().int().min(1) }),
  reply: PoliceRoom,
})

export const roomEntryKinds = ['opened', 'closed', 'patrol', 'visitor', 'other'] as const
export const RoomEntryKind = z.enum(roomEntryKinds)

export const RoomEntry = z.object({
  id: Id,
  roomId: Id,
  person: PersonCard,
  at: Instant,
  kind: RoomEntryKind,
  note: z.string(),
})
export type RoomEntry = z.infer<typeof RoomEntry>

export const listRoomEntries = endpoint({
  method: 'GET',
  path: '/api/schools/police-rooms/:roomId/entries',
  access: 'schools.read',
  summary: 'Log of a police room, newest first',
  params: RoomKey,
  query: PageQuery,
  reply: pageOf(RoomEntry),
})

export const addRoomEntry = endpoint({
  method: 'POST',
  path: '/api/schools/police-rooms/:roomId/entries',
  access: 'schools.room.log',
  summary: 'Write into the log of a police room',
  params: RoomKey,
  body: z.object({
    id: Id,
    at: Instant,
    kind: RoomEntryKind,
    note: z.string().trim().max(500).default(''),
  }),
  reply: RoomEntry,
})
