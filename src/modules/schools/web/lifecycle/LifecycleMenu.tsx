import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { type School, type SchoolState, schoolStateSteps } from '../../contract/school.ts'
import { schoolsText } from '../text.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { StateDialog } from './StateDialog.tsx'

/** The steps that are open to a school in its present state, and another station. */
export function LifecycleMenu({ school }: { school: School }) {
  const t = schoolsText.useText()
  const [open, setOpen] = useState<SchoolState | 'move' | null>(null)
  const close = () => setOpen(null)
  const steps = schoolStateSteps[school.state].map((state) => ({
    key: state,
    label: t(`life.step.${state}`),
    danger: schoolStateSteps[state].length === 0,
    onClick: () => setOpen(state),
  }))
  const move = { key: 'move', label: t('life.move'), onClick: () => setOpen('move') }
  return (
    <>
      <Dropdown trigger={['click']} autoFocus menu={{ items: [move, ...steps] }}>
        <Button icon={<DownOutlined />} iconPlacement="end">
          {t('life.menu')}
        </Button>
      </Dropdown>
      {open === 'move' ? <MoveDialog school={school} onClose={close} /> : null}
      {open && open !== 'move' ? (
        <StateDialog school={school} state={open} onClose={close} />
      ) : null}
    </>
  )
}
