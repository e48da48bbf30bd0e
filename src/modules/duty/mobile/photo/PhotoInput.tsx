import { type RefObject, useEffect, useRef } from 'react'
import { dutyText } from '../text.ts'

/** Opens the phone's camera, not its gallery; `open` of the reference starts it. */
export function PhotoInput({
  opener,
  onFile,
}: {
  opener: RefObject<(() => void) | null>
  onFile: (file: File) => void
}) {
  const t = dutyText.useText()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    opener.current = () => input.current?.click()
    return () => {
      opener.current = null
    }
  }, [opener])
  return (
    <input
      ref={input}
      className="ay-unseen"
      type="file"
      accept="image/*"
      capture="environment"
      tabIndex={-1}
      aria-label={t('photo.take')}
      onChange={({ target }) => {
        const [file] = target.files ?? []
        target.value = ''
        if (file) onFile(file)
      }}
    />
  )
}
