import { type DragEvent, type ReactNode, useId } from 'react'
import { schoolsText } from '../text.ts'
import './file-drop.css'

interface FileDropProps {
  readonly file: File | null
  readonly onFile: (file: File | null) => void
  /** What the file chooser offers first; the server tells by content. */
  readonly accept: string
  /** Kinds and size, in words. */
  readonly help: ReactNode
}

/** One file, dropped or chosen. */
export function FileDrop({ file, onFile, accept, help }: FileDropProps) {
  const t = schoolsText.useText()
  const id = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    onFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    <label
      className="sc-drop"
      htmlFor={id}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <strong>{file?.name ?? t('file.choosing')}</strong>
      <span className="ay-note">{help}</span>
      <input
        id={id}
        type="file"
        className="ay-unseen"
        accept={accept}
        aria-label={t('file.choose')}
        onChange={({ target }) => onFile(target.files?.[0] ?? null)}
      />
    </label>
  )
}
