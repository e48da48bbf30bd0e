import { Button, Modal } from 'antd'
import { QrCode } from '../../../../platform/ui/kit/QrCode.tsx'
import { tell } from '../../../../platform/ui/kit/Undo.tsx'
import { identityText } from '../text.ts'
import '../accounts/accounts.css'

const codeSizePx = 260

interface LinkDialogProps {
  readonly link: string
  readonly note: string
  readonly onClose: () => void
}

/** A link that is told once: as a code to scan and as text to copy. */
export function LinkDialog({ link, note, onClose }: LinkDialogProps) {
  const t = identityText.useText()
  const copy = () =>
    void navigator.clipboard?.writeText(link).then(() => tell({ text: t('invitation.copied') }))
  return (
    <Modal open footer={null} onCancel={onClose} title={note} mask={{ closable: false }}>
      <div className="id-link">
        <QrCode text={link} label={note} sizePx={codeSizePx} />
        <p>{t('invitation.once')}</p>
        <code>{link}</code>
        <Button onClick={copy}>{t('invitation.copy')}</Button>
      </div>
    </Modal>
  )
}
