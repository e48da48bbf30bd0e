import { Modal } from 'antd'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import {
  changeSchoolState,
  type School,
  type SchoolState,
  schoolStateSteps,
} from '../../contract/school.ts'
import { schoolsText } from '../text.ts'

const topics = ['schools.*'] as const

interface StateDialogProps {
  readonly school: School
  readonly state: SchoolState
  readonly onClose: () => void
}

async function stepBack(to: SchoolState, { id, version }: School): Promise<void> {
  const body = { version, state: to }
  await call(changeSchoolState, { params: { schoolId: id }, body })
  refresh(queryClient, topics)
}

/** Says what follows before it does: shifts end with a school, and two of its states are final. */
export function StateDialog({ school, state, onClose }: StateDialogProps) {
  const t = schoolsText.useText()
  const isFinal = schoolStateSteps[state].length === 0
  const step = useAct(changeSchoolState, {
    topics,
    onDone: (changed) => {
      const text = t(`life.done.${state}`, { name: school.name })
      tell({ text, ...(isFinal ? {} : { undo: () => stepBack(school.state, changed) }) })
      onClose()
    },
  })
  const input = { params: { schoolId: school.id }, body: { version: school.version, state } }
  return (
    <Modal
      open
      title={`${t(`life.step.${state}`)}・${school.name}`}
      okText={t(`life.step.${state}`)}
      okButtonProps={{ danger: isFinal }}
      confirmLoading={step.isPending}
      onOk={() => step.mutate(input, { onError: tellFailure })}
      onCancel={onClose}
    >
      <p>{t(`life.follows.${state}`)}</p>
      {isFinal ? (
        <p>
          <strong>{t('life.final')}</strong>
        </p>
      ) : null}
    </Modal>
  )
}
