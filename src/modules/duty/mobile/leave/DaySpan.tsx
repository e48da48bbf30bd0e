import { CalendarPicker } from 'antd-mobile'
import { useState } from 'react'
import { now } from '../../../../platform/ui/clock.ts'
import { EntryRow } from '../../../../platform/ui/phone/controls.tsx'
import { isoDay, movedDay, noonOf } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'

const daysAheadMax = 120

/** A stretch of whole days. */
export function DaySpan({
  value,
  onChange,
}: {
  value: readonly [string, string] | undefined
  onChange: (days: readonly [string, string]) => void
}) {
  const t = dutyText.useText()
  const [open, setOpen] = useState(false)
  const today = isoDay(now())
  return (
    <section className="ph-card ph-list">
      <EntryRow
        label={value ? `${value[0]} – ${value[1]}` : t('absence.chooseDays')}
        onPress={() => setOpen(true)}
      />
      <CalendarPicker
        visible={open}
        selectionMode="range"
        min={noonOf(today)}
        max={noonOf(movedDay(today, daysAheadMax))}
        defaultValue={value ? [noonOf(value[0]), noonOf(value[1])] : null}
        onClose={() => setOpen(false)}
        onMaskClick={() => setOpen(false)}
        onConfirm={(days) => {
          if (days) onChange([localDay(days[0]), localDay(days[1])])
        }}
      />
    </section>
  )
}

/** The picker's days are days of this machine's own calendar, whatever its zone. */
const localDay = (at: Date): string =>
  [
    at.getFullYear(),
    String(at.getMonth() + 1).padStart(2, '0'),
    String(at.getDate()).padStart(2, '0'),
  ].join('-')
