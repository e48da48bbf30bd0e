import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import type { PoliceRoom } from '../../contract/police-room.ts'

export type RoomState = 'active' | 'coming' | 'closed'

export const toneOfRoom: Readonly<Record<RoomState, Tone>> = {
  active: 'ok',
  coming: 'wait',
  closed: 'off',
}

/** Whether a room counts on a day. */
export function stateOfRoom(
  { activeFrom, activeUntil }: Pick<PoliceRoom, 'activeFrom' | 'activeUntil'>,
  today: string,
): RoomState {
  if (activeFrom > today) return 'coming'
  return activeUntil !== null && activeUntil < today ? 'closed' : 'active'
}
