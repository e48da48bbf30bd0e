import { Form, Input, InputNumber, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { DayInput, TimeInput } from './moment-inputs.tsx'

type Name = string | (string | number)[]

interface FieldProps {
  readonly name: Name
  readonly label: ReactNode
  readonly required?: boolean
  readonly extra?: ReactNode
}

/** What every field shares; whether it is filled rightly is said by the schema, at sending. */
const itemOf = ({ name, label, required, extra }: FieldProps) => ({
  name,
  label,
  ...(required ? { required } : {}),
  ...(extra === undefined ? {} : { extra }),
})

const emptyAsNull = (value: unknown) => (value === '' || value === undefined ? null : value)

interface TextFieldProps extends FieldProps {
  readonly lines?: number
  readonly max?: number
  readonly placeholder?: string
  /** An empty field is null in the record, not an empty text. */
  readonly nullable?: boolean
}

export function TextField({ lines, max, placeholder, nullable, ...field }: TextFieldProps) {
  const input = { maxLength: max ?? 240, placeholder, autoComplete: 'off' }
  return (
    <Form.Item {...itemOf(field)} {...(nullable ? { normalize: emptyAsNull } : {})}>
      {lines ? <Input.TextArea rows={lines} {...input} /> : <Input {...input} />}
    </Form.Item>
  )
}

interface NumberFieldProps extends FieldProps {
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly unit?: string
}

export function NumberField({ min, max, step, unit, ...field }: NumberFieldProps) {
  return (
    <Form.Item {...itemOf(field)}>
      <InputNumber
        style={{ width: '100%' }}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        {...(step === undefined ? {} : { step })}
        {...(unit === undefined ? {} : { suffix: unit })}
      />
    </Form.Item>
  )
}

interface ChoiceFieldProps extends FieldProps {
  readonly choices: readonly { readonly value: string | number | boolean; readonly label: string }[]
  readonly clearable?: boolean
  readonly many?: boolean
}

export function ChoiceField({ choices, clearable, many, ...field }: ChoiceFieldProps) {
  return (
    <Form.Item {...itemOf(field)} {...(clearable && !many ? { normalize: emptyAsNull } : {})}>
      <Select
        allowClear={clearable ?? false}
        {...(many ? { mode: 'multiple' as const } : {})}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...choices]}
      />
    </Form.Item>
  )
}

/** Free words, each ended by Enter or a comma. */
export function TagsField(field: FieldProps & { readonly known?: readonly string[] }) {
  return (
    <Form.Item {...itemOf(field)}>
      <Select
        mode="tags"
        tokenSeparators={[',', '，', '、']}
        options={(field.known ?? []).map((value) => ({ value, label: value }))}
      />
    </Form.Item>
  )
}

export function SwitchField(field: FieldProps) {
  return (
    <Form.Item {...itemOf(field)} valuePropName="checked">
      <Switch />
    </Form.Item>
  )
}

const wide = { width: '100%' }

/** The record holds `2026-11-23`. */
export function DayField(field: FieldProps) {
  return (
    <Form.Item {...itemOf(field)}>
      <DayInput style={wide} />
    </Form.Item>
  )
}

/** The record holds `07:30`. */
export function TimeField(field: FieldProps) {
  return (
    <Form.Item {...itemOf(field)}>
      <TimeInput style={wide} />
    </Form.Item>
  )
}
