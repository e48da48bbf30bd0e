import { useId } from 'react'
import { now } from '../../../../platform/ui/clock.ts'
import { isoDay, movedDay } from '../../../../platform/ui/wall-time.ts'
import { dutyText } from '../text.ts'

const daysAheadMax = 119

export type Days = readonly [string, string]

/** A stretch of whole days, by the phone's own calendar. */
export function DaySpan({
  value,
  onChange,
}: {
  value: Days | undefined
  onChange: (days: Days | undefined) => void
}) {
  const t = dutyText.useText()
  const id = useId()
  const today = isoDay(now())
  const [first = '', last = ''] = value ?? []
  const change = (from: string, to: string) => {
    if (from === '') onChange(undefined)
    else onChange([from, to < from ? from : to])
  }
  return (
    <section className="ph-card ph-pair">
      <div className="ph-field">
        <label htmlFor={`${id}f`}>{t('absence.firstDay')}</label>
        <input
          id={`${id}f`}
          type="date"
          min={today}
          max={movedDay(today, daysAheadMax)}
          value={first}
          onChange={({ target }) => change(target.value, last)}
        />
      </div>
      <div className="ph-field du-second">
        <label htmlFor={`${id}l`}>{t('absence.lastDay')}</label>
        <input
          id={`${id}l`}
          type="date"
          min={first || today}
          max={movedDay(first || today, daysAheadMax)}
          value={last}
          onChange={({ target }) => change(first || target.value, target.value)}
        />
      </div>
    </section>
  )
}
