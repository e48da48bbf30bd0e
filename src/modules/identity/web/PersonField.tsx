import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useRead } from '../../../platform/ui/api-queries.ts'
import { useTypedWords } from '../../../platform/ui/typed-words.ts'
import { type DutyRole, listPeople } from '../contract/person.ts'

interface PersonFieldProps {
  readonly name: string
  readonly label: ReactNode
  readonly dutyRole?: DutyRole
  /** Nobody may be chosen as well. */
  readonly optional?: boolean
  readonly extra?: ReactNode
}

/** Chooses a person of the scope by name, pinyin or initials. */
export function PersonField({ name, label, dutyRole, optional, extra }: PersonFieldProps) {
  const [search, type] = useTypedWords()
  const { data, isFetching } = useRead(
    listPeople,
    {
      query: {
        limit: 20,
        active: 'true',
        ...(search === '' ? {} : { search }),
        ...(dutyRole ? { dutyRole } : {}),
      },
    },
    { keepLast: true },
  )
  return (
    <Form.Item name={name} label={label} required={!optional} extra={extra}>
      <Select
        allowClear={optional ?? false}
        showSearch={{ filterOption: false, onSearch: type }}
        loading={isFetching}
        options={(data?.rows ?? []).map((person) => ({
          value: person.id,
          label: `${person.name}・${person.agencyName}`,
        }))}
      />
    </Form.Item>
  )
}
