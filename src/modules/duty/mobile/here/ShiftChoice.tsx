import { useId } from 'react'
import { shown } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'
import { placeOf } from '../today/check-in.ts'
import type { GateShift } from '../today/focus.rules.ts'

/** Which gate a record is about; only asked where there is a choice. */
export function ShiftChoice({
  shifts,
  value,
  onChange,
}: {
  shifts: readonly GateShift[]
  value: string | undefined
  onChange: (shiftId: string) => void
}) {
  const t = dutyText.useText()
  const id = useId()
  if (shifts.length < 2) return null
  return (
    <div className="ph-field">
      <label htmlFor={id}>{t('here.choose')}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {shifts.map((shift) => (
          <option key={shift.shiftId} value={shift.shiftId}>
            {`${placeOf(shift)} ${t(`half.${shift.half}`)} ${shown(shift.bellAt, 'time')}`}
          </option>
        ))}
      </select>
    </div>
  )
}
