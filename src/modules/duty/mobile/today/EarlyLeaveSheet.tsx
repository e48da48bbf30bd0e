import { BigButton } from '../../../../platform/ui/phone/controls.tsx'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from './focus.rules.ts'

/** Asked once, because leaving early is shown; it is not forbidden. */
export function EarlyLeaveSheet({
  shift,
  open,
  onClose,
  onLeave,
}: {
  shift: GateShift
  open: boolean
  onClose: () => void
  onLeave: () => void
}) {
  const t = dutyText.useText()
  const times = { bell: shown(shift.bellAt, 'time'), time: shown(shift.endsAt, 'time') }
  return (
    <Sheet title={t('leave.earlyTitle')} open={open} onClose={onClose}>
      <p>{t('leave.earlyNote', times)}</p>
      <BigButton onPress={onLeave}>{t('leave.earlyYes')}</BigButton>
      <BigButton quiet onPress={onClose}>
        {t('leave.stay')}
      </BigButton>
    </Sheet>
  )
}
