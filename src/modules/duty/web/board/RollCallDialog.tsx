import { Form, InputNumber, Modal } from 'antd'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { callRoll, rollCallTopic } from '../../contract/roll-call.ts'
import { dutyText } from '../text.ts'

interface RollCallDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onCalled: (rollCallId: string) => void
}

interface Fields {
  readonly count: number
  readonly answerWindowS: number
}

/** Calls posts at random, as a commander does over the radio. */
export function RollCallDialog({ open, onClose, onCalled }: RollCallDialogProps) {
  const t = dutyText.useText()
  const [form] = Form.useForm<Fields>()
  const roll = useAct(callRoll, {
    topics: [rollCallTopic],
    onDone: (called) => {
      const { answerWindowS: seconds } = called
      tell({ text: t('rollCall.started', { count: called.called, seconds }) })
      onClose()
      onCalled(called.id)
    },
  })
  const submit = ({ count, answerWindowS }: Fields) =>
    roll.mutate(
      { body: { id: newId(), answerWindowS, posts: { choice: 'random', count } } },
      { onError: tellFailure },
    )
  return (
    <Modal
      open={open}
      title={t('rollCall.title')}
      okText={t('rollCall.submit')}
      confirmLoading={roll.isPending}
      okButtonProps={{ htmlType: 'submit', form: 'roll-call' }}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        id="roll-call"
        form={form}
        layout="vertical"
        initialValues={{ count: 5, answerWindowS: 180 }}
        onFinish={submit}
      >
        <Form.Item name="count" label={t('rollCall.count')}>
          <InputNumber min={1} max={200} />
        </Form.Item>
        <Form.Item name="answerWindowS" label={t('rollCall.window')}>
          <InputNumber min={30} max={1800} step={30} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
