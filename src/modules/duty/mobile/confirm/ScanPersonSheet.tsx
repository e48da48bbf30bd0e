import { useState } from 'react'
import { useOwner } from '../../../../platform/ui/phone/owner.ts'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { sayFailure } from '../../../../platform/ui/phone/say.ts'
import { Viewfinder } from '../scan/Viewfinder.tsx'
import { dutyText } from '../text.ts'
import type { GateShift } from '../today/focus.rules.ts'
import { writeConfirmation } from './confirm.ts'
import { parsePersonCode } from './person-code.ts'

/** Confirms the person whose phone is held before the lens. */
export function ScanPersonSheet({
  shifts,
  open,
  onClose,
}: {
  shifts: readonly GateShift[]
  open: boolean
  onClose: () => void
}) {
  const t = dutyText.useText()
  const me = useOwner()
  const [fault, setFault] = useState<'notPerson' | 'otherShift' | 'oneself'>()
  const heard = (text: string) => {
    const code = parsePersonCode(text)
    const shift = shifts.find(({ shiftId }) => shiftId === code?.shiftId)
    if (!code) setFault('notPerson')
    else if (code.personId === me) setFault('oneself')
    else if (!shift) setFault('otherShift')
    else {
      setFault(undefined)
      onClose()
      void writeConfirmation(shift, code).catch(sayFailure)
    }
  }
  return (
    <Sheet title={t('confirm.scan')} open={open} onClose={onClose}>
      <p className="ph-caption">{t('confirm.scanHow')}</p>
      <Viewfinder onText={heard} />
      <div role="alert">
        {fault ? <p className="ay-gap">{t(`confirm.fault.${fault}`)}</p> : null}
      </div>
    </Sheet>
  )
}
