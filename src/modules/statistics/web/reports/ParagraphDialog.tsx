import { Input, Modal } from 'antd'
import { useState } from 'react'
import { type Run, runsOf } from '../../../../../engines/official-document/model/text.ts'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { editReport, type Report } from '../../contract/report.ts'
import { statisticsText } from '../text.ts'

interface ParagraphDialogProps {
  readonly report: Report
  /** Place of the paragraph in the body. */
  readonly index: number
  readonly onClose: () => void
}

/** The words of a paragraph round its figures, which stay as the records made them. */
export function ParagraphDialog({ report, index, onClose }: ParagraphDialogProps) {
  const t = statisticsText.useText()
  const block = report.document.body[index]
  const [runs, setRuns] = useState<readonly Run[]>(
    block?.type === 'paragraph' ? runsOf(block.text) : [],
  )
  const edit = useAct(editReport, {
    topics: ['statistics.report'],
    onDone: () => {
      tell({ text: t('report.saved') })
      onClose()
    },
  })
  const save = () => {
    if (block?.type !== 'paragraph') return
    const body = [...report.document.body]
    body[index] = { ...block, text: [...runs] }
    const document = { ...report.document, body }
    edit.mutate(
      { params: { id: report.id }, body: { version: report.version, document } },
      { onError: tellFailure },
    )
  }
  const change = (at: number, text: string) =>
    setRuns(runs.map((run, place) => (place === at && 'text' in run ? { ...run, text } : run)))
  return (
    <Modal
      open
      width={680}
      title={t('report.editTitle')}
      okText={t('report.save')}
      confirmLoading={edit.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <p className="ay-note">{t('report.figureFixed')}</p>
      <div className="st-runs">
        {runs.map((run, at) =>
          'figure' in run ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run has no name but its place
            <b key={at} className="st-printed">
              {run.figure.value}
            </b>
          ) : (
            <Input.TextArea
              // biome-ignore lint/suspicious/noArrayIndexKey: a run has no name but its place
              key={at}
              autoSize
              value={run.text}
              aria-label={t('report.editTitle')}
              onChange={({ target }) => change(at, target.value)}
            />
          ),
        )}
      </div>
    </Modal>
  )
}
