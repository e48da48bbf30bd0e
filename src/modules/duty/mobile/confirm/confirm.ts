import { deviceNowMs, skewNowMs } from '../../../../platform/ui/clock.ts'
import { isReachable } from '../../../../platform/ui/phone/connection.ts'
import { newRecordId, save, useOutbox } from '../../../../platform/ui/phone/outbox/outbox.ts'
import { noOutbox } from '../../../../platform/ui/phone/outbox/outbox-view.ts'
import { say } from '../../../../platform/ui/phone/say.ts'
import type { ConfirmationRecord, GuestRecord } from '../../contract/check-in.ts'
import { carrierName } from '../carrier.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { PersonCode } from './person-code.ts'

type Place = { readonly schoolName: string; readonly gateName: string }

const circumstances = () => ({
  id: newRecordId(),
  at: new Date(deviceNowMs()).toISOString(),
  offline: !isReachable(),
})

export async function writeConfirmation(place: Place, code: PersonCode): Promise<void> {
  const content: ConfirmationRecord = {
    kind: 'confirmation',
    ...circumstances(),
    ...code,
    kit: [],
    sanjian: [],
  }
  await save({ id: content.id, carrier: carrierName, place: placeOf(place), content })
  say(dutyText.text('confirm.saved'))
}

export async function writeGuest(
  place: Place,
  { shiftId, label }: { shiftId: string; label: string },
): Promise<void> {
  const content: GuestRecord = {
    kind: 'guest',
    ...circumstances(),
    shiftId,
    ...(label === '' ? {} : { label }),
  }
  await save({ id: content.id, carrier: carrierName, place: placeOf(place), content })
  say(dutyText.text('confirm.guestSaved'))
}

/**
 * Whether this phone holds a confirmation of somebody that the list does not show yet; of who left,
 * one made since.
 */
export function useConfirmedHere({
  shiftId,
  personId,
  since,
}: {
  shiftId: string
  personId: string
  since: string | null
}): boolean {
  const sinceMs = since === null ? 0 : Date.parse(since)
  const { pending, delivered } = useOutbox() ?? noOutbox
  return [...pending, ...delivered].some(({ state, content }) => {
    const record = content as Partial<ConfirmationRecord>
    const lives = state === 'waiting' || state === 'delivered'
    return (
      lives &&
      record.kind === 'confirmation' &&
      record.shiftId === shiftId &&
      record.personId === personId &&
      record.direction === 'in' &&
      Date.parse(record.at ?? '') + skewNowMs() > sinceMs
    )
  })
}
