import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { download, upload } from '../../../../platform/ui/api.ts'
import { StateMark } from '../../../../platform/ui/kit/StateMark.tsx'
import { tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { newId } from '../../../../platform/ui/new-id.ts'
import { useViewer } from '../../../../platform/ui/viewer.ts'
import { AreaField } from '../../../identity/web/index.ts'
import {
  type ImportSubject,
  importSubjects,
  importTemplate,
  uploadImport,
} from '../../contract/import.ts'
import { FileDrop } from '../forms/FileDrop.tsx'
import { schoolsText } from '../text.ts'
import './import.css'

interface UploadDialogProps {
  readonly onClose: () => void
  readonly onUploaded: (runId: string) => void
}

interface Fields {
  readonly subject: ImportSubject
  readonly areaId?: string
  readonly attribution?: string
}

/** Which table, into which area, and the file itself. */
export function UploadDialog({ onClose, onUploaded }: UploadDialogProps) {
  const t = schoolsText.useText()
  const viewer = useViewer()
  const [form] = Form.useForm<Fields>()
  const [file, setFile] = useState<File | null>(null)
  const [state, setState] = useState<{ busy: boolean; failure?: string }>({ busy: false })
  const subject = Form.useWatch('subject', form) ?? 'schools'
  const wide = viewer.area.level !== 'county' && viewer.area.level !== 'station'
  const send = async ({ areaId, attribution, ...fields }: Fields) => {
    if (!file) return
    setState({ busy: true })
    try {
      const run = await upload(uploadImport, {
        query: {
          id: newId(),
          ...fields,
          ...(areaId ? { areaId } : {}),
          ...(attribution ? { attribution } : {}),
        },
        file,
      })
      onUploaded(run.id)
    } catch (error) {
      setState({ busy: false, failure: (error as Error).message })
    }
  }
  const template = () =>
    void download(importTemplate, { params: { subject } }).catch((error) =>
      tellFailure(error as Error),
    )
  return (
    <Modal
      open
      title={t('import.start')}
      okText={t('import.upload')}
      okButtonProps={{ disabled: !file, htmlType: 'submit', form: 'upload' }}
      confirmLoading={state.busy}
      onCancel={onClose}
    >
      <Form
        id="upload"
        form={form}
        layout="vertical"
        initialValues={{ subject: 'schools' }}
        onFinish={(fields) => void send(fields)}
      >
        <Form.Item name="subject" label={t('import.subject')}>
          <Select
            options={importSubjects.map((value) => ({
              value,
              label: t(`import.subjectOf.${value}`),
            }))}
          />
        </Form.Item>
        <Button type="link" onClick={template}>
          {t('import.template')}
        </Button>
        {wide ? (
          <AreaField name="areaId" label={t('import.area')} levels={['county', 'station']} />
        ) : null}
        <FileDrop
          file={file}
          onFile={setFile}
          accept=".xlsx,.xls,.csv,text/csv"
          help={t('import.fileHelp')}
        />
        <Form.Item name="attribution" label={t('import.attribution')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      {state.failure ? (
        <p role="alert" className="ay-gap">
          <StateMark tone="gap" /> {state.failure}
        </p>
      ) : null}
    </Modal>
  )
}
