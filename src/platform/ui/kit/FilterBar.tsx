import { SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { kit } from '../kit-text.ts'

interface FilterBarProps {
  readonly children: ReactNode
  /** Present when the filter hides something. */
  readonly onClear?: (() => void) | undefined
  readonly actions?: ReactNode
}

/** The row above a list. What it says stands in the page's address. */
export function FilterBar({ children, onClear, actions }: FilterBarProps) {
  const t = kit.useText()
  return (
    <search className="ay-filter" aria-label={t('filter.label')}>
      {children}
      {onClear ? (
        <Button type="link" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      ) : null}
      {actions === undefined ? null : <div className="ay-filter-actions">{actions}</div>}
    </search>
  )
}

const typingPauseMs = 250

interface TextFilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
}

/** Searches while typing, but not between the letters of an input method. */
export function TextFilter({ value, onChange, placeholder }: TextFilterProps) {
  const t = kit.useText()
  const [draft, setDraft] = useState(value)
  const sent = useRef(value)
  const composing = useRef(false)
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setDraft(value)
  }, [value])
  useEffect(() => {
    if (draft === sent.current || composing.current) return
    const timer = setTimeout(() => {
      sent.current = draft
      onChange(draft)
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [draft, onChange])
  return (
    <Input
      className="ay-filter-text"
      allowClear
      prefix={<SearchOutlined />}
      value={draft}
      placeholder={placeholder ?? t('filter.text')}
      aria-label={placeholder ?? t('filter.text')}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
      }}
      onChange={(event) => setDraft(event.target.value)}
    />
  )
}

export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
}

interface ChoiceFilterProps<V extends string> {
  readonly label: string
  readonly value: V | undefined
  readonly choices: readonly Choice<V>[]
  readonly onChange: (value: V | undefined) => void
  readonly widthPx?: number
}

/** One of a few, or all. */
export function ChoiceFilter<V extends string>(props: ChoiceFilterProps<V>) {
  const t = kit.useText()
  const id = useId()
  return (
    <label className="ay-filter-choice" htmlFor={id}>
      <span>{props.label}</span>
      <Select<V>
        id={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={props.value ?? null}
        placeholder={t('filter.all')}
        options={props.choices as Choice<V>[]}
        onChange={(value: V | undefined) => props.onChange(value ?? undefined)}
        style={{ width: props.widthPx ?? 140 }}
      />
    </label>
  )
}
