import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { SquareCode } from '../../../../platform/ui/phone/SquareCode.tsx'
import { dutyText } from '../text.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { personCodeText } from './person-code.ts'

/** For a leader's phone: names the person and the shift, also when both phones are offline. */
export function ConfirmMeSheet({
  shift,
  open,
  onClose,
}: {
  shift: GateShift
  open: boolean
  onClose: () => void
}) {
  const t = dutyText.useText()
  const personId = useOwner()
  return (
    <Sheet title={t('confirmMe.title')} open={open} onClose={onClose}>
      <p>{t('confirmMe.how')}</p>
      <SquareCode
        text={personCodeText({ shiftId: shift.shiftId, personId, direction: 'in' })}
        label={t('confirmMe.code')}
      />
      <p className="ph-caption">{t('confirmMe.note')}</p>
    </Sheet>
  )
}
