import { Form, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { listSchools } from '../../contract/school.ts'

const typingPauseMs = 200
const shownMax = 20

interface SchoolFieldProps {
  readonly name: string
  readonly label: ReactNode
}

/** Chooses a school of the scope by name, pinyin initials or code. */
export function SchoolField({ name, label }: SchoolFieldProps) {
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, isFetching } = useRead(
    listSchools,
    { query: { limit: shownMax, ...(text === '' ? {} : { text }) } },
    { keepLast: true },
  )
  return (
    <Form.Item name={name} label={label} required>
      <Select
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={isFetching}
        options={(data?.rows ?? []).map((school) => ({ value: school.id, label: school.name }))}
      />
    </Form.Item>
  )
}
