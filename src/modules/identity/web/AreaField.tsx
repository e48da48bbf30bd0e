import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useRead } from '../../../platform/ui/api-queries.ts'
import { type AreaLevel, listAreas } from '../contract/area.ts'

interface AreaFieldProps {
  readonly name: string
  readonly label: ReactNode
  readonly levels: readonly AreaLevel[]
  readonly extra?: ReactNode
}

const areasMax = 500

/** Chooses an area of the scope. */
export function AreaField({ name, label, levels, extra }: AreaFieldProps) {
  const { data } = useRead(listAreas, { query: { limit: areasMax } })
  return (
    <Form.Item name={name} label={label} required extra={extra}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.rows ?? [])
          .filter(({ level }) => levels.includes(level))
          .map((area) => ({ value: area.id, label: area.name }))}
      />
    </Form.Item>
  )
}
