import { deviceNowMs, nowMs } from '../../../../platform/ui/clock.ts'
import { isReachable } from '../../../../platform/ui/phone/connection.ts'
import type { Entry } from '../../../../platform/ui/phone/outbox/entry.ts'
import { newRecordId, save, useOutbox } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { noOutbox } from '../../../../platform/ui/phone/outbox/outbox-view.ts'
import { say } from '../../../../platform/ui/phone/say.ts'
import type { CheckInRecord, StoredCheckIn } from '../../contract/check-in.ts'
import { carrierName } from '../carrier.ts'
import type { Photo } from '../photo/take-photo.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from './focus.rules.ts'
import type { OwnCheckIn } from './presence.rules.ts'

export const placeOf = (shift: { schoolName: string; gateName: string }): string =>
  `${shift.schoolName} ${shift.gateName}`

export type Proof = Pick<CheckInRecord, 'direction' | 'method'> &
  Partial<Pick<CheckInRecord, 'position' | 'gateCode' | 'kit' | 'sanjian' | 'reason'>> & {
    readonly photo?: Photo | undefined
  }

/** Writes one coming or leaving into the phone and says so; the network is not waited for. */
export async function writeCheckIn(shift: GateShift, { photo, ...proof }: Proof): Promise<void> {
  const record: CheckInRecord = {
    kind: 'checkIn',
    id: newRecordId(),
    shiftId: shift.shiftId,
    at: new Date(deviceNowMs()).toISOString(),
    kit: [],
    sanjian: [],
    offline: !isReachable(),
    ...(photo ? { photoFileId: photo.id, photoSha256: photo.sha256 } : {}),
    ...proof,
  }
  await save({
    id: record.id,
    carrier: carrierName,
    place: placeOf(shift),
    content: record,
    ...(photo ? { attachment: photo } : {}),
  })
  say(dutyText.text(proof.direction === 'in' ? 'saved.in' : 'saved.out'))
}

const ownStates: Partial<Record<Entry['state'], OwnCheckIn['state']>> = {
  waiting: 'waiting',
  delivered: 'stored',
  conflict: 'stopped',
  refused: 'stopped',
}

/** What this phone wrote about comings and leavings, sent or not. */
export function useOwnCheckIns(): readonly OwnCheckIn[] {
  const { pending, delivered } = useOutbox() ?? noOutbox
  return [...pending, ...delivered].flatMap((entry) => {
    const record = entry.content as CheckInRecord
    const state = ownStates[entry.state]
    if (record.kind !== 'checkIn' || !state) return []
    // The machine's time is shown on the clock that the server has corrected.
    const at = new Date(Date.parse(record.at) + nowMs() - deviceNowMs()).toISOString()
    return [{ record, at, state, stored: entry.result as StoredCheckIn | undefined }]
  })
}
