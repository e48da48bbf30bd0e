import { newRecordId } from '../../../../platform/ui/phone/outbox/outbox.ts'

export interface Photo {
  readonly id: string
  readonly bytes: Blob
  readonly sha256: string
}

const edgePxMax = 1600
const quality = 0.8

/**
 * Makes the evidence of a picture that the phone has just taken: small enough to be sent over a
 * weak line, with time, gate and accuracy written into it, and its digest.
 */
export async function photoOf(file: Blob, caption: string): Promise<Photo> {
  const bytes = await drawn(file, caption)
  return { id: newRecordId(), bytes, sha256: await digestOf(bytes) }
}

async function drawn(file: Blob, caption: string): Promise<Blob> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, edgePxMax / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures.')
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  burnIn(pen, caption)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture was not encoded.'))),
      'image/jpeg',
      quality,
    )
  })
}

function burnIn(pen: CanvasRenderingContext2D, caption: string): void {
  const { width, height } = pen.canvas
  const sizePx = Math.max(14, Math.round(width / 36))
  const barPx = Math.round(sizePx * 2.2)
  pen.fillStyle = 'rgb(0 0 0 / 55%)'
  pen.fillRect(0, height - barPx, width, barPx)
  pen.fillStyle = '#fff'
  pen.font = `${sizePx}px sans-serif`
  pen.textBaseline = 'middle'
  pen.fillText(caption, sizePx, height - barPx / 2, width - 2 * sizePx)
}

async function digestOf(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
