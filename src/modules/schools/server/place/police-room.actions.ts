import type { Work } from '../../../../platform/database/work.ts'
import { keepRemarks } from '../../../../platform/erasure/remark.ts'
import { schoolsProblems } from '../../contract/problems.catalogue.ts'
import { recordChanges } from '../change.queries.ts'
import type { Values } from '../change.rules.ts'
import {
  insertRoom,
  insertRoomEntry,
  type StoredRoom,
  type StoredRoomEntry,
  updateRoomRow,
} from './police-room.queries.ts'

export async function enterRoom(work: Work, room: StoredRoom): Promise<void> {
  refuseEndBeforeStart(room)
  await insertRoom(work, room)
  await tell(work, room, null)
}

export async function changeRoom(work: Work, before: StoredRoom, after: StoredRoom): Promise<void> {
  refuseEndBeforeStart(after)
  await updateRoomRow(work, after)
  await tell(work, after, before)
}

function refuseEndBeforeStart({ activeFrom, activeUntil }: StoredRoom): void {
  if (activeUntil !== null && activeUntil < activeFrom) {
    throw schoolsProblems.endsBeforeStart({ startsOn: activeFrom, endsOn: activeUntil })
  }
}

const valuesOf = (room: StoredRoom): Values => {
  const { id, countyId, areaPath, version, ...values } = room
  return values
}

async function tell(work: Work, room: StoredRoom, before: StoredRoom | null): Promise<void> {
  await recordChanges(work, [
    {
      subjectKind: 'policeRoom',
      subjectId: room.id,
      schoolId: room.schoolId,
      countyId: room.countyId,
      areaPath: room.areaPath,
      change: before ? 'updated' : 'created',
      before: before && valuesOf(before),
      after: valuesOf(room),
    },
  ])
}

export async function writeRoomEntry(
  work: Work,
  room: StoredRoom,
  entry: StoredRoomEntry,
): Promise<void> {
  if (entry.at > work.now) throw schoolsProblems.inFuture({ at: entry.at.toISOString() })
  await insertRoomEntry(work, room, entry)
  const { countyId, areaPath } = room
  const text = { subjectId: entry.id, field: 'note', text: entry.note }
  const digests = await keepRemarks(work, [{ ...entry, countyId, areaPath, ...text }])
  await recordChanges(work, [
    {
      subjectKind: 'roomEntry',
      subjectId: entry.id,
      schoolId: room.schoolId,
      countyId,
      areaPath,
      change: 'created',
      before: null,
      after: { roomId: room.id, at: entry.at.toISOString(), kind: entry.kind, note: entry.note },
      erasable: ['note'],
      digests: digests.get(entry.id),
    },
  ])
}
