import { useId, useRef, useState } from 'react'
import { BigButton, PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { Sheet } from '../../../../platform/ui/phone/Sheet.tsx'
import { PhotoInput } from '../photo/PhotoInput.tsx'
import { dutyText } from '../text.ts'
import { placeOf } from './check-in.ts'
import type { GateShift } from './focus.rules.ts'
import type { CheckIn } from './use-check-in.ts'

const lengthMax = 200
const usual = ['otherGate', 'noSignal', 'phoneFault', 'forgot'] as const

/** Never refused: the reason goes to a leader, who decides; nobody is called absent by it. */
export function ReasonSheet({
  shift,
  open,
  onClose,
  checkIn,
}: {
  shift: GateShift
  open: boolean
  onClose: () => void
  checkIn: CheckIn
}) {
  const t = dutyText.useText()
  const id = useId()
  const [reason, setReason] = useState('')
  const opener = useRef<(() => void) | null>(null)
  const given = reason.trim()
  return (
    <Sheet title={t('reason.title')} open={open} onClose={onClose}>
      <p className="ph-caption">{t('reason.note', { place: placeOf(shift) })}</p>
      <div className="du-usual">
        {usual.map((key) => (
          <button
            key={key}
            type="button"
            className="ph-chip"
            onClick={() => setReason(t(`reason.usual.${key}`))}
          >
            {t(`reason.usual.${key}`)}
          </button>
        ))}
      </div>
      <div className="ph-field">
        <label htmlFor={id}>{t('reason.label')}</label>
        <textarea
          id={id}
          value={reason}
          maxLength={lengthMax}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <PhotoInput
        opener={opener}
        onFile={(file) => {
          onClose()
          checkIn.byPhoto(file, given)
        }}
      />
      <BigButton
        disabled={given === '' || checkIn.busy}
        note={t('reason.withPhotoNote')}
        onPress={() => opener.current?.()}
      >
        {t('reason.withPhoto')}
      </BigButton>
      <PlainButton
        disabled={given === '' || checkIn.busy}
        onPress={() => {
          onClose()
          checkIn.byReason(given)
        }}
      >
        {t('reason.without')}
      </PlainButton>
    </Sheet>
  )
}
