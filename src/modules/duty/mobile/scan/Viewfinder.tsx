import { useEffect, useRef, useState } from 'react'
import { PlainButton } from '../../../../platform/ui/phone/controls.tsx'
import { PhotoInput } from '../photo/PhotoInput.tsx'
import { dutyText } from '../text.ts'
import { openCodeReader } from './code-reader.ts'

const lookEveryMs = 200

/** What the lens sees, read until a code is found; a picture of the code does as well. */
export function Viewfinder({ onText }: { onText: (text: string) => void }) {
  const t = dutyText.useText()
  const video = useRef<HTMLVideoElement>(null)
  const opener = useRef<(() => void) | null>(null)
  const latest = useRef(onText)
  latest.current = onText
  const [blocked, setBlocked] = useState(false)
  const [unread, setUnread] = useState(false)
  useEffect(() => {
    const stopping = new AbortController()
    lookThrough(video.current, stopping.signal, (text) => latest.current(text)).catch(() =>
      setBlocked(true),
    )
    return () => stopping.abort()
  }, [])
  const readPicture = async (file: File) => {
    const read = await openCodeReader()
    const text = await read(await createImageBitmap(file))
    setUnread(text === undefined)
    if (text !== undefined) onText(text)
  }
  return (
    <>
      {blocked ? (
        <p>{t('scan.blocked')}</p>
      ) : (
        <div className="du-finder">
          <video ref={video} muted playsInline aria-label={t('scan.view')} />
        </div>
      )}
      {unread ? (
        <p role="alert" className="ay-gap">
          {t('scan.unread')}
        </p>
      ) : null}
      <PhotoInput opener={opener} onFile={(file) => void readPicture(file)} />
      <PlainButton onPress={() => opener.current?.()}>{t('scan.picture')}</PlainButton>
    </>
  )
}

async function lookThrough(
  video: HTMLVideoElement | null,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  if (!video) return
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  if (signal.aborted) return stop()
  signal.addEventListener('abort', stop, { once: true })
  video.srcObject = stream
  await video.play()
  const read = await openCodeReader()
  while (!signal.aborted) {
    const text = await read(video)
    if (text !== undefined && !signal.aborted) onText(text)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
