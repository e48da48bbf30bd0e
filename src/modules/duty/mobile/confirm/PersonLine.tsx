import { nowMs, useNow } from '../../../../platform/ui/clock.ts'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import type { Tone } from '../../../../platform/ui/theme/tokens.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { shown } from '../../../../platform/ui/wall-time.ts'
import type { ShiftPerson } from '../../contract/board.ts'
import { isPoliceSide } from '../../contract/duty-role.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { useConfirmedHere, writeConfirmation } from './confirm.ts'

const tones: Readonly<Record<ShiftPerson['presence'], Tone>> = {
  there: 'ok',
  doubtful: 'unknown',
  pending: 'unknown',
  gone: 'off',
  absent: 'wait',
}

/** Schools speak for their own people; the police for everybody. */
export const maySpeakFor = (viewerRole: string, personRole: ShiftPerson['role']): boolean =>
  !isPoliceSide(personRole) || !['schoolCadre', 'dutyTeacher'].includes(viewerRole)

export function PersonLine({ person, shift }: { person: ShiftPerson; shift: GateShift }) {
  const t = dutyText.useText()
  const viewer = useViewer()
  const me = useOwner()
  // A guest is nobody in particular; the line names who wrote them down. 审批 decides on them.
  const isGuest = person.role === 'guest'
  const { shiftId } = shift
  const { personId, presence } = person
  const isGone = presence === 'gone'
  const since = isGone ? person.outAt : null
  const confirmed = useConfirmedHere({ shiftId, personId, since }) && !isGuest
  useNow()
  // Who left may come back while the shift lasts.
  const mayCome = isGone ? nowMs() <= Date.parse(shift.endsAt) : presence !== 'there'
  const open = !isGuest && mayCome && !confirmed
  const confirm = () =>
    void writeConfirmation(shift, { shiftId, personId, direction: 'in' }).catch(sayFailure)
  return (
    <div className="ph-split du-line">
      <span>
        <strong>{person.personName}</strong>
        <br />
        <span className="ph-caption">
          {t(`role.${person.role}`)}
          {person.inAt ? `　${shown(person.inAt, 'time')}` : ''}
          {person.method ? `　${t(`method.${person.method}`)}` : ''}
          {isGone && open ? `　${t('confirm.presence.gone')}` : ''}
        </span>
      </span>
      {open && personId !== me && maySpeakFor(viewer.role, person.role) ? (
        <PlainButton onPress={confirm}>{t('confirm.there')}</PlainButton>
      ) : (
        <StateWord tone={confirmed ? 'ok' : tones[presence]}>
          {t(confirmed ? 'confirm.done' : `confirm.presence.${presence}`)}
        </StateWord>
      )}
    </div>
  )
}
