import { Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { Schema } from '../../contract/endpoint.ts'
import { RecordForm } from './RecordForm.tsx'

interface RecordDialogProps<O> {
  readonly title: string
  readonly schema: Schema<O>
  readonly initial: Record<string, unknown>
  readonly toBody?: (values: Record<string, unknown>, id: string) => unknown
  readonly submit: (body: O) => Promise<unknown>
  readonly submitLabel: string
  readonly onClose: () => void
  readonly note?: ReactNode
  readonly words?: Readonly<Record<string, string>>
  readonly children: ReactNode
}

/** A short form over the page; shown while it is mounted. */
export function RecordDialog<O>(props: RecordDialogProps<O>) {
  const [form] = Form.useForm()
  const { title, onClose, submit, toBody = (values) => values, ...rest } = props
  return (
    <Modal
      open
      title={title}
      footer={null}
      onCancel={onClose}
      width={560}
      mask={{ closable: false }}
    >
      <RecordForm
        {...rest}
        form={form}
        toBody={toBody}
        onCancel={onClose}
        submit={async (body) => {
          await submit(body)
          onClose()
        }}
      />
    </Modal>
  )
}
