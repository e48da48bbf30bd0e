import { DatePicker, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { type AriaAttributes, type CSSProperties, type KeyboardEvent, useMemo } from 'react'

interface MomentInputProps extends AriaAttributes {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly placeholder?: string
  readonly allowClear?: boolean
  readonly style?: CSSProperties
}

/** Enter takes what was picked or typed; it does not send the form along with it. */
const staysInForm = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Enter') event.preventDefault()
}

/**
 * A day as the record holds it, `2026-11-23`. The control's own kind of moment is kept as long as
 * the day is the same: given a new one while somebody types, it takes back what was typed.
 */
export function DayInput({ value, onChange, ...control }: MomentInputProps) {
  const moment = useMemo(() => (value ? dayjs(value) : null), [value])
  return (
    <DatePicker
      {...control}
      value={moment}
      onChange={(next) => onChange?.(next?.format('YYYY-MM-DD') ?? null)}
      onKeyDown={staysInForm}
    />
  )
}

/** A time of day as the record holds it, `07:30`. */
export function TimeInput({ value, onChange, ...control }: MomentInputProps) {
  const moment = useMemo(() => (value ? dayjs(`2000-01-01T${value}`) : null), [value])
  return (
    <TimePicker
      format="HH:mm"
      minuteStep={5}
      needConfirm={false}
      {...control}
      value={moment}
      onChange={(next) => onChange?.(next?.format('HH:mm') ?? null)}
      onKeyDown={staysInForm}
    />
  )
}
