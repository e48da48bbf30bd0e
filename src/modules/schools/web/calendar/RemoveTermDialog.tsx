import { Modal } from 'antd'
import { call } from '../../../../platform/ui/api.ts'
import { queryClient, refresh, useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { createTerm, removeTerm, type Term } from '../../contract/calendar.ts'
import { schoolsText } from '../text.ts'
import { fieldsOfTerm, termTopics } from './TermDialog.tsx'

/** Under its old number, so that it is the same term again. */
async function enterAgain(term: Term): Promise<void> {
  const place = term.areaId ? { areaId: term.areaId } : {}
  await call(createTerm, { body: { id: term.id, ...place, ...fieldsOfTerm(term) } })
  refresh(queryClient, termTopics)
}

/** Asked for once: shifts ahead follow at once, whatever is taken back later. */
export function RemoveTermDialog({ term, onClose }: { term: Term; onClose: () => void }) {
  const t = schoolsText.useText()
  const remove = useAct(removeTerm, {
    topics: termTopics,
    onDone: () => {
      const text = t('calendar.termRemoved', { name: term.name })
      tell({ text, undo: () => enterAgain(term) })
      onClose()
    },
  })
  const input = { params: { termId: term.id }, query: { version: term.version } }
  return (
    <Modal
      open
      title={`${t('calendar.removeTerm')}・${term.name}`}
      okText={t('calendar.removeTerm')}
      okButtonProps={{ danger: true }}
      confirmLoading={remove.isPending}
      onOk={() => remove.mutate(input, { onError: tellFailure })}
      onCancel={onClose}
    >
      <p>{t('calendar.removeTermNote')}</p>
    </Modal>
  )
}
