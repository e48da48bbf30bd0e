import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useRead } from '../../../../platform/ui/api-queries.ts'
import { useTypedWords } from '../../../../platform/ui/typed-words.ts'
import { listSchools } from '../../contract/school.ts'

const shownMax = 20

interface SchoolFieldProps {
  readonly name: string
  readonly label: ReactNode
}

/** Chooses a school of the scope by name, pinyin initials or code. */
export function SchoolField({ name, label }: SchoolFieldProps) {
  const [text, type] = useTypedWords()
  const { data, isFetching } = useRead(
    listSchools,
    { query: { limit: shownMax, ...(text === '' ? {} : { text }) } },
    { keepLast: true },
  )
  return (
    <Form.Item name={name} label={label} required>
      <Select
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={(data?.rows ?? []).map((school) => ({ value: school.id, label: school.name }))}
      />
    </Form.Item>
  )
}
