import { Form, Input, Modal } from 'antd'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { editReport, type Report } from '../../contract/report.ts'
import { statisticsText } from '../text.ts'

interface Head {
  readonly documentNumber?: string
  readonly recipient?: string
  readonly contact?: string
}

interface PaperHeadDialogProps {
  readonly report: Report
  readonly onClose: () => void
}

/** The number of the paper, to whom it goes and the note under it: given by its office. */
export function PaperHeadDialog({ report, onClose }: PaperHeadDialogProps) {
  const t = statisticsText.useText()
  const [form] = Form.useForm<Head>()
  const edit = useAct(editReport, {
    topics: ['statistics.report'],
    onDone: () => {
      tell({ text: t('report.saved') })
      onClose()
    },
  })
  const save = (head: Head) => {
    const { documentNumber: _, recipient: __, contact: ___, ...rest } = report.document
    const given = Object.entries(head).filter(([, text]) => (text ?? '').trim() !== '')
    const document = { ...rest, ...(Object.fromEntries(given) as Head) }
    edit.mutate(
      { params: { id: report.id }, body: { version: report.version, document } },
      { onError: tellFailure },
    )
  }
  const { documentNumber = '', recipient = '', contact = '' } = report.document
  return (
    <Modal
      open
      title={t('report.headTitle')}
      okText={t('report.save')}
      confirmLoading={edit.isPending}
      okButtonProps={{ htmlType: 'submit', form: 'paper-head' }}
      onCancel={onClose}
    >
      <Form
        id="paper-head"
        form={form}
        layout="vertical"
        initialValues={{ documentNumber, recipient, contact }}
        onFinish={save}
      >
        <Form.Item name="documentNumber" label={t('report.number')} extra={t('report.numberHint')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="recipient" label={t('report.recipient')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="contact" label={t('report.contact')}>
          <Input maxLength={120} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
