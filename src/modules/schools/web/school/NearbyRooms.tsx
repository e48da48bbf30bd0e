import { useRead } from '../../../../platform/ui/api-queries.ts'
import { PageLink } from '../../../../platform/ui/kit/PageLink.tsx'
import { Panel } from '../../../../platform/ui/kit/Panel.tsx'
import { Empty, Read } from '../../../../platform/ui/kit/ReadStates.tsx'
import { roomsNearSchool } from '../../contract/police-room.ts'
import { roomsAddress } from '../addresses.ts'
import { hoursOf } from '../rooms/room-words.ts'
import { schoolsText } from '../text.ts'

/** Police rooms in use within 500 m of an opened gate, nearest first. */
export function NearbyRooms({ schoolId }: { schoolId: string }) {
  const t = schoolsText.useText()
  const query = useRead(
    roomsNearSchool,
    { params: { schoolId } },
    { topics: ['schools.policeRoom', 'schools.gate'] },
  )
  return (
    <Panel title={t('overview.rooms')} flush>
      <Read query={query} rows={2}>
        {(rooms) =>
          rooms.length === 0 ? (
            <Empty
              title={t('overview.roomsNone')}
              action={
                <PageLink to={roomsAddress} target={{}}>
                  {t('overview.roomsAll')}
                </PageLink>
              }
            >
              {t('overview.roomsNoneHelp')}
            </Empty>
          ) : (
            <ul className="sc-list">
              {rooms.map((room) => (
                <li key={room.id}>
                  <PageLink to={roomsAddress} target={{ search: { room: room.id } }}>
                    {room.name}
                  </PageLink>
                  <span className="ay-note">
                    {t(`room.kindOf.${room.kind}`)}・{hoursOf(room, t)}
                  </span>
                  <span className="ay-note">
                    {room.gateName}・{t('overview.metres', { count: Math.round(room.distanceM) })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Read>
    </Panel>
  )
}
