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
import type { GateShift } from '../today/check-in.ts'
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
  const confirmed = useConfirmedHere(shift.shiftId, person.personId) && !isGuest
  const { shiftId } = shift
  const { personId, presence } = person
  const open = !isGuest && presence !== 'there' && presence !== 'gone' && !confirmed
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
