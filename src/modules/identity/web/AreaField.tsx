import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useRead } from '../../../platform/ui/api-queries.ts'
import { useTypedWords } from '../../../platform/ui/typed-words.ts'
import { type AreaLevel, listAreas } from '../contract/area.ts'

interface AreaFieldProps {
  readonly name: string
  readonly label: ReactNode
  readonly levels: readonly AreaLevel[]
  readonly extra?: ReactNode
}

const areasMax = 200

/** Chooses an area of the scope; many are found by typing. */
export function AreaField({ name, label, levels, extra }: AreaFieldProps) {
  const [search, type] = useTypedWords()
  const [only] = levels
  const { data, isFetching } = useRead(
    listAreas,
    {
      query: {
        limit: areasMax,
        ...(levels.length === 1 && only ? { level: only } : {}),
        ...(search === '' ? {} : { search }),
      },
    },
    { keepLast: true },
  )
  return (
    <Form.Item name={name} label={label} required extra={extra}>
      <Select
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={(data?.rows ?? [])
          .filter(({ level }) => levels.includes(level))
          .map((area) => ({ value: area.id, label: area.name }))}
      />
    </Form.Item>
  )
}
