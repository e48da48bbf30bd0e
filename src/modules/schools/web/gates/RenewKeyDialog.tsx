import { Modal } from 'antd'
import { useAct } from '../../../../platform/ui/api-queries.ts'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { type Gate, renewGateKey } from '../../contract/gate.ts'
import { schoolsText } from '../text.ts'

/** A key that is gone is gone: it is asked for once, with what stops counting. */
export function RenewKeyDialog({ gate, onClose }: { gate: Gate; onClose: () => void }) {
  const t = schoolsText.useText()
  const renew = useAct(renewGateKey, {
    topics: ['schools.gate'],
    onDone: () => {
      tell({ text: t('gate.renewed') })
      onClose()
    },
  })
  const input = { params: { gateId: gate.id }, body: { version: gate.version } }
  return (
    <Modal
      open
      title={`${t('gate.renew')}・${gate.name}`}
      okText={t('gate.renew')}
      confirmLoading={renew.isPending}
      onOk={() => renew.mutate(input, { onError: tellFailure })}
      onCancel={onClose}
    >
      <p>{t('gate.renewNote')}</p>
    </Modal>
  )
}
