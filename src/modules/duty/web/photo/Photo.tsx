import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { fetchFile, isRefused } from '../../../../platform/ui/api.ts'
import { StateWord } from '../../../../platform/ui/kit/StateMark.tsx'
import { tell, tellFailure } from '../../../../platform/ui/kit/Undo.tsx'
import { readPhoto } from '../../contract/photo.ts'
import { dutyText } from '../text.ts'
import './photo.css'

interface PhotoProps {
  readonly fileId: string
  /** Hex, as the phone computed it when the picture was taken. */
  readonly sha256: string
  /** Of what, in words. */
  readonly caption: string
}

interface Seen {
  readonly address: string
  readonly isSame: boolean
}

/**
 * The picture that a phone sent, first asked for (looking is on record), then small in its row,
 * and large with its digest, which this browser computes again.
 */
export function Photo({ fileId, sha256, caption }: PhotoProps) {
  const t = dutyText.useText()
  const [seen, setSeen] = useState<Seen>()
  const [open, setOpen] = useState(false)
  useEffect(() => () => seen && URL.revokeObjectURL(seen.address), [seen])
  const look = async () => {
    try {
      const { bytes } = await fetchFile(readPhoto, { params: { id: fileId } })
      const isSame = (await digestOf(bytes)) === sha256
      setSeen({ address: URL.createObjectURL(bytes), isSame })
      setOpen(true)
    } catch (error) {
      if (isRefused(error, 'request.notFound')) tell({ text: t('photo.notThere'), tone: 'warn' })
      else tellFailure(error as Error)
    }
  }
  return (
    <>
      {seen ? (
        <button type="button" className="du-thumb" onClick={() => setOpen(true)}>
          <img src={seen.address} alt={t('photo.enlarge', { caption })} />
        </button>
      ) : (
        <Button size="small" onClick={() => void look()}>
          {t('photo.look')}
        </Button>
      )}
      <Modal
        open={open}
        title={t('photo.of', { caption })}
        footer={null}
        width={760}
        onCancel={() => setOpen(false)}
      >
        {seen ? (
          <figure className="du-photo">
            <img src={seen.address} alt={t('photo.of', { caption })} />
            <figcaption>
              <StateWord tone={seen.isSame ? 'ok' : 'gap'}>
                {t(seen.isSame ? 'photo.same' : 'photo.other')}
              </StateWord>
              <span className="ay-note">
                SHA-256 <code>{sha256}</code>
              </span>
            </figcaption>
          </figure>
        ) : null}
      </Modal>
    </>
  )
}

async function digestOf(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
