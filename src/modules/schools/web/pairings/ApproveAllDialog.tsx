import { Modal } from 'antd'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import type { Term } from '../../contract/calendar.ts'
import { approvePairings } from '../../contract/linked-officer.ts'
import { schoolsText } from '../text.ts'

interface ApproveAllDialogProps {
  readonly term: Term
  readonly waiting: number
  readonly onClose: () => void
}

/** Approval is not taken back by a key: it is asked for once, with what it covers. */
export function ApproveAllDialog({ term, waiting, onClose }: ApproveAllDialogProps) {
  const t = schoolsText.useText()
  const approve = useAct(approvePairings, {
    topics: ['schools.linkedOfficer'],
    onDone: ({ approved }) => {
      tell({ text: t('pairing.approved', { count: approved }) })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('pairing.approveTitle', { term: term.name })}
      okText={t('pairing.approveAll', { count: waiting })}
      confirmLoading={approve.isPending}
      onOk={() => approve.mutate({ params: { termId: term.id } }, { onError: tellFailure })}
      onCancel={onClose}
    >
      <p>{t('pairing.approveNote', { count: waiting })}</p>
    </Modal>
  )
}
