import { Popup } from 'antd-mobile'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { icons } from './icons.tsx'
import { phoneText } from './phone-text.ts'

interface SheetProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A second step of the screen, from below; closes by its button, by touching beside it, by Esc. */
export function Sheet({ open, onClose, ...props }: SheetProps) {
  return (
    <Popup visible={open} onMaskClick={onClose} onClose={onClose} destroyOnClose>
      <Inside onClose={onClose} {...props} />
    </Popup>
  )
}

const focusable = 'button:not(:disabled), a[href], input, textarea, select, summary, video'

/** Takes the focus, keeps it while open and gives it back. */
function Inside({ title, onClose, children }: Omit<SheetProps, 'open'>) {
  const t = phoneText.useText()
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    place.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key === 'Tab') keepInside(event, place.current)
  }
  return (
    <div
      ref={place}
      className="ph-sheet"
      role="dialog"
      aria-modal="true"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="ph-sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="ph-back" aria-label={t('close')} onClick={onClose}>
          {icons.close}
        </button>
      </div>
      {children}
    </div>
  )
}

function keepInside(event: KeyboardEvent, place: HTMLElement | null): void {
  const controls = [...(place?.querySelectorAll<HTMLElement>(focusable) ?? [])]
  const [first] = controls
  const last = controls[controls.length - 1]
  const leaving = document.activeElement === (event.shiftKey ? first : last)
  if (!leaving) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}
