import { Popup } from 'antd-mobile'
import { type ReactNode, useId } from 'react'
import { icons } from './icons.tsx'
import { phoneText } from './phone-text.ts'

/** A second step of the screen, from below; closes by its button, by touching beside it, by Esc. */
export function Sheet({
  title,
  open,
  onClose,
  children,
}: {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}) {
  const t = phoneText.useText()
  const id = useId()
  return (
    <Popup visible={open} onMaskClick={onClose} onClose={onClose} destroyOnClose>
      <div
        className="ph-sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onClose()
        }}
      >
        <div className="ph-sheet-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="ph-back" aria-label={t('close')} onClick={onClose}>
            {icons.close}
          </button>
        </div>
        {children}
      </div>
    </Popup>
  )
}
