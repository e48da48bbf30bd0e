import { Form, InputNumber, Modal, Segmented, Select } from 'antd'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import type { BoardRow } from '../../contract/board.ts'
import { callRoll, rollCallTopic } from '../../contract/roll-call.ts'
import { dutyText } from '../text.ts'

interface RollCallDialogProps {
  readonly open: boolean
  /** The posts of the board, to choose from. */
  readonly rows: readonly BoardRow[]
  readonly onClose: () => void
  readonly onCalled: (rollCallId: string) => void
}

interface Fields {
  readonly choice: 'random' | 'chosen'
  readonly count: number
  readonly shiftIds: string[]
  readonly answerWindowS: number
}

const shiftsMax = 200

/** Calls posts at random or by name, as a commander does over the radio. */
export function RollCallDialog({ open, rows, onClose, onCalled }: RollCallDialogProps) {
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
  const submit = ({ choice, count, shiftIds, answerWindowS }: Fields) =>
    roll.mutate(
      {
        body: {
          id: newId(),
          answerWindowS,
          posts: choice === 'random' ? { choice, count } : { choice, shiftIds },
        },
      },
      { onError: tellFailure },
    )
  return (
    <Modal
      open={open}
      title={t('rollCall.title')}
      okText={t('rollCall.submit')}
      confirmLoading={roll.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ choice: 'random', count: 5, shiftIds: [], answerWindowS: 180 }}
        onFinish={submit}
      >
        <Form.Item name="choice" label={t('rollCall.choice')}>
          <Segmented
            options={(['random', 'chosen'] as const).map((value) => ({
              value,
              label: t(`rolls.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item<Fields> noStyle dependencies={['choice']}>
          {({ getFieldValue }) =>
            getFieldValue('choice') === 'chosen' ? (
              <ChosenPosts rows={rows} />
            ) : (
              <Form.Item name="count" label={t('rollCall.count')}>
                <InputNumber min={1} max={shiftsMax} />
              </Form.Item>
            )
          }
        </Form.Item>
        <Form.Item name="answerWindowS" label={t('rollCall.window')}>
          <InputNumber min={30} max={1800} step={30} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function ChosenPosts({ rows }: { rows: readonly BoardRow[] }) {
  const t = dutyText.useText()
  return (
    <Form.Item
      name="shiftIds"
      label={t('rollCall.posts')}
      rules={[{ required: true, message: t('rollCall.postsNeeded') }]}
    >
      <Select
        mode="multiple"
        maxCount={shiftsMax}
        showSearch={{ optionFilterProp: 'label' }}
        options={rows
          .filter(({ state }) => state !== 'over')
          .map(({ shiftId, postName }) => ({ value: shiftId, label: postName }))}
      />
    </Form.Item>
  )
}
