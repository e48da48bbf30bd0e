import { useMemo } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import PointMap from '../../../../platform/ui/map/PointMap.tsx'
import { grouped } from '../../../../platform/ui/text.ts'
import { useToday } from '../../../../platform/ui/wall-time.ts'
import { listRooms, type PoliceRoom, roomDistanceMaxM } from '../../contract/police-room.ts'
import { schoolsText } from '../text.ts'
import { stateOfRoom, toneOfRoom } from './room-tone.ts'

/** As many as one page of the list may hold; a county has some hundred. */
const roomsMax = 500

interface RoomMapViewProps {
  readonly kind: PoliceRoom['kind'] | undefined
  readonly selectedId: string | undefined
  readonly onSelect: (id: string) => void
}

/** The same rooms as the list, by position; round the chosen one, what lies within its reach. */
export default function RoomMapView({ kind, selectedId, onSelect }: RoomMapViewProps) {
  const t = schoolsText.useText()
  const today = useToday()
  const query = useRead(
    listRooms,
    { query: { limit: roomsMax, ...(kind ? { kind } : {}) } },
    { topics: ['schools.policeRoom'], keepLast: true },
  )
  const rooms = query.data?.rows
  const points = useMemo(
    () =>
      (rooms ?? []).map((room) => ({
        id: room.id,
        ...room.position,
        tone: toneOfRoom[stateOfRoom(room, today)],
        label: room.name,
      })),
    [rooms, today],
  )
  return (
    <Read query={query} rows={10}>
      {({ total, next }) => (
        <div className="ay-map-frame">
          <PointMap
            points={points}
            selectedId={selectedId}
            ringM={roomDistanceMaxM}
            onSelect={onSelect}
            fitKey={`${kind ?? ''} ${selectedId ?? ''} ${points.length > 0}`}
          />
          <p className="ay-note">
            {t('room.onMap', { count: grouped(points.length) })}
            {next ? `・${t('room.truncated', { count: grouped(total) })}` : ''}
          </p>
        </div>
      )}
    </Read>
  )
}
