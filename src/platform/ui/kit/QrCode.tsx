import { toString as qrText } from 'qrcode'
import { useEffect, useState } from 'react'

interface QrCodeProps {
  readonly text: string
  readonly label: string
  readonly sizePx: number
}

/** A square code, drawn as vectors so that it prints sharply. Always dark on white. */
export function QrCode({ text, label, sizePx }: QrCodeProps) {
  const [source, setSource] = useState('')
  useEffect(() => {
    let shown = true
    void qrText(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }).then((svg) => {
      if (shown) setSource(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    })
    return () => {
      shown = false
    }
  }, [text])
  return source === '' ? (
    <div style={{ width: sizePx, height: sizePx }} />
  ) : (
    <img src={source} alt={label} width={sizePx} height={sizePx} />
  )
}
