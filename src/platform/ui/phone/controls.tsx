import type { ReactNode } from 'react'
import { StateMark } from '../kit/StateMark.tsx'
import type { Tone } from '../theme/tokens.ts'
import { icons } from './icons.tsx'
import { go } from './path.ts'
import { phoneText } from './phone-text.ts'

export function Card({
  title,
  aside,
  tone,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  tone?: Tone
  children?: ReactNode
}) {
  return (
    <section className={tone ? `ph-card ph-tinted ay-${tone}` : 'ph-card'}>
      {title === undefined ? null : (
        <div className="ph-card-head">
          <h2>{title}</h2>
          {aside === undefined ? null : <span className="ph-caption">{aside}</span>}
        </div>
      )}
      {children}
    </section>
  )
}

interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly disabled?: boolean
}

/** The one action of a screen, with a line that says what it does. */
export function BigButton({
  children,
  note,
  tone,
  quiet,
  onPress,
  disabled,
}: ButtonProps & { note?: ReactNode; tone?: Tone; quiet?: boolean }) {
  return (
    <button
      type="button"
      className={quiet ? 'ph-big ph-quiet' : 'ph-big'}
      data-tone={tone}
      disabled={disabled}
      onClick={onPress}
    >
      <strong>{children}</strong>
      {note === undefined ? null : <span>{note}</span>}
    </button>
  )
}

export function PlainButton({ children, onPress, disabled }: ButtonProps) {
  return (
    <button type="button" className="ph-plain" disabled={disabled} onClick={onPress}>
      {children}
    </button>
  )
}

export function LinkButton({ children, onPress, disabled }: ButtonProps) {
  return (
    <button type="button" className="ph-link" disabled={disabled} onClick={onPress}>
      {children}
    </button>
  )
}

/** A thing that is there or not: mark, word, and both again for who cannot see the colour. */
export function Tick({
  on,
  onChange,
  children,
}: {
  on: boolean
  onChange: (on: boolean) => void
  children: ReactNode
}) {
  return (
    <button type="button" className="ph-tick" aria-pressed={on} onClick={() => onChange(!on)}>
      <StateMark tone={on ? 'ok' : 'wait'} size={19} />
      {children}
    </button>
  )
}

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
}

/** One of few. */
export function Choices<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly Choice<T>[]
  value: T | undefined
  onChange: (value: T) => void
}) {
  return (
    <fieldset className="ph-choices">
      <legend className="ay-unseen">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  )
}

/** A count with a button at each side. */
export function Counter({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}) {
  const t = phoneText.useText()
  return (
    <div className="ph-counter">
      <span>{label}</span>
      <fieldset>
        <legend className="ay-unseen">{label}</legend>
        <button
          type="button"
          aria-label={t('lessOf', { label })}
          disabled={value <= min}
          onClick={() => onChange(value - 1)}
        >
          −
        </button>
        <output>{value}</output>
        <button
          type="button"
          aria-label={t('moreOf', { label })}
          disabled={value >= max}
          onClick={() => onChange(value + 1)}
        >
          +
        </button>
      </fieldset>
    </div>
  )
}

/** A line of a list that opens something. */
export function EntryRow({
  label,
  note,
  count = 0,
  to,
  onPress,
}: {
  label: ReactNode
  note?: ReactNode
  count?: number
  to?: string
  onPress?: () => void
}) {
  return (
    <button
      type="button"
      className="ph-entry"
      onClick={() => (to === undefined ? onPress?.() : go(to))}
    >
      <span>
        {label}
        {note === undefined ? null : <span className="ph-caption">{note}</span>}
      </span>
      {count > 0 ? <b className="ph-badge">{count}</b> : null}
      {icons.onward}
    </button>
  )
}

/** Nothing is listed here, and that is said in words. */
export function Nothing({
  tone = 'ok',
  children,
  action,
}: {
  tone?: Tone
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="ph-nothing">
      <StateMark tone={tone} size={20} />
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Lines of the final height while nothing is known yet. */
export function Opening({ rows = 3 }: { rows?: number }) {
  const t = phoneText.useText()
  return (
    <div className="ph-opening" role="status" aria-label={t('opening')}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div key={key} />
      ))}
    </div>
  )
}

/** What failed, what still holds, and the way to try again. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const t = phoneText.useText()
  return (
    <Card tone="gap">
      <p className="ph-row" role="alert">
        <StateMark tone="gap" size={18} />
        <span>{error.name === 'UnreachableError' ? t('failed.unreachable') : error.message}</span>
      </p>
      <LinkButton onPress={retry}>{t('failed.retry')}</LinkButton>
    </Card>
  )
}
