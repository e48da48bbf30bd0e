import { useId, useState } from 'react'
import { BigButton } from '../../../../platform/ui/phone/controls.tsx'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { dutyText } from '../text.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { writeGuest } from './confirm.ts'

const labelMax = 20

/** Somebody who walks up and helps: a form of address at most, gone after the day's brief. */
export function GuestSheet({
  shift,
  open,
  onClose,
}: {
  shift: GateShift
  open: boolean
  onClose: () => void
}) {
  const t = dutyText.useText()
  const id = useId()
  const [label, setLabel] = useState('')
  const register = async () => {
    await writeGuest(shift, { shiftId: shift.shiftId, label: label.trim() })
    setLabel('')
    onClose()
  }
  return (
    <Sheet title={t('confirm.guest')} open={open} onClose={onClose}>
      <p className="ph-caption">{t('confirm.guestNote')}</p>
      <div className="ph-field">
        <label htmlFor={id}>{t('confirm.guestLabel')}</label>
        <input
          id={id}
          value={label}
          maxLength={labelMax}
          autoComplete="off"
          onChange={({ target }) => setLabel(target.value)}
        />
      </div>
      <BigButton onPress={() => void register().catch(sayFailure)}>
        {t('confirm.guestAdd')}
      </BigButton>
    </Sheet>
  )
}
